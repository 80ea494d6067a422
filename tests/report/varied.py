"""Invented reports in the dress of many sites, offices and converters: what stands around the tables and in them.

Each variant takes a report laid out (`layouts.Printed`) and gives the bytes of a file; the words are made up, the
habits are those of real pages: crumbs, contents lists, page marks, notes in brackets, units in cells, frames of tables.
"""

from collections.abc import Callable
from html import escape
from random import Random

from report import layouts
from report.layouts import Box, Printed, Rows

NUMERALS = "一二三四五六"
OPENING = (
    "根据《中华人民共和国政府信息公开条例》（以下简称《条例》）和《中华人民共和国政府信息公开工作年度报告格式》要求，编制本报告。"
    "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况、"
    "存在的主要问题及改进情况、其他需要报告的事项等六个部分组成。所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。"
)


def _headings(sheet: Printed) -> list[str]:
    return [f"{NUMERALS[section.number - 1]}、{section.heading}" for section in sheet.report.sections]


def _tabs(rows: Rows) -> str:
    return "\n".join("\t".join(box.text for box in row) for row in rows)


def _whole(sheet: Printed, tables: list[str], head: list[str] | None = None, tail: str = "") -> str:
    """The text of a report: title, opening, the sections with their tables."""
    report = sheet.report
    parts = head if head is not None else [report.title or ""]
    parts = [*parts, OPENING.format(year=report.year)]
    for section, heading in zip(report.sections, _headings(sheet), strict=True):
        parts.append(heading)
        if section.number in (2, 3, 4):
            parts.append(tables[section.number - 2])
        parts.append(section.text)
    return "\n".join(part for part in (*parts, tail) if part)


def bracketed_notes(sheet: Printed, random: Random) -> bytes:
    """A bureau that left the notes of its instructions in the labels."""
    notes = {
        "规章": "规章（设区的市、自治州人民政府应提供相关数据）",
        "行政许可": "行政许可（以办结为准）",
        "行政处罚": "行政处罚（含委托执法）",
        "本年处理决定数量": "本年处理决定数量（指本年度办件量）",
        "（七）总计": "（七）总计（前六项之和）",
    }
    for rows in sheet.tables:
        for row in rows:
            for box in row:
                box.text = box.text if box.path else notes.get(box.text, box.text)
    return layouts.bare_pipes(sheet, random)


def crumbs(sheet: Printed, random: Random) -> bytes:
    """A page saved with its navigation and its block of particulars."""
    report = sheet.report
    head = [
        "- 设为首页\n- 加入收藏\n- 无障碍阅读\n- 长者版",
        "当前位置： 首页 > 政务公开 > 法定主动公开内容 > 政府信息公开年报",
        f"名 称： {report.title}\n索 引 号： 000000000/{report.year + 1}-00001 发布日期： {report.year + 1}-01-17",
        f"发布机构： {report.organ}\n文 号： 文件分类： 所属机构：",
        report.title or "",
        f"发布时间：{report.year + 1}-01-17 09:30　来源：{report.organ}　字号：[ 大 中 小 ]　浏览次数：128",
    ]
    tail = "分享到：\n【打印本页】 【关闭窗口】\n上一篇：无\n下一篇：无\n主办：青禾县人民政府办公室"
    return _whole(sheet, [_tabs(rows) for rows in sheet.tables], head, tail).encode()


def contents_list(sheet: Printed, random: Random) -> bytes:
    """A table of contents before the text, page marks and running heads within it."""
    report = sheet.report
    head = [report.title or "", "目  录"]
    head += [f"{heading}{'…' * 12}{number}" for number, heading in enumerate(_headings(sheet), start=1)]
    text = _whole(sheet, [_tabs(rows) for rows in sheet.tables], [*head, report.title or ""])
    lines = text.split("\n")
    for page, at in enumerate(range(len(lines) - 8, 16, -14), start=1):
        if "\t" not in lines[at]:
            lines.insert(at, f"— {page} —")
    return "\n".join(lines).encode("gb18030")


def split_title(sheet: Printed, random: Random) -> bytes:
    """The title over two lines, the year with spaces, a signature and a date at the end."""
    report = sheet.report
    head = [report.organ or "", f"{report.year} 年政府信息公开工作年度报告"]
    tail = f"{report.organ}\n{report.year + 1}年1月20日"
    return _whole(sheet, [_tabs(rows) for rows in sheet.tables], head, tail).encode("utf-16")


def arabic_headings(sheet: Printed, random: Random) -> bytes:
    """Sections numbered 1, 2, 3 and the tables as rows between strokes."""
    text = layouts.pipes(sheet, Random(1)).decode("gb18030")
    for number, heading in enumerate(_headings(sheet), start=1):
        text = text.replace(heading, f"{number}．{heading[2:]}")
    return text.encode()


def markdown_bold(sheet: Printed, random: Random) -> bytes:
    """Markdown with bold headings, bold figures and line breaks in the cells."""
    for rows in sheet.tables:
        for row in rows:
            for box in row:
                box.text = f"**{box.text}**" if box.path and random.random() < 0.2 and box.text else box.text
    text = layouts.pipes(sheet, Random(2)).decode("gb18030")
    for heading in _headings(sheet):
        text = text.replace(f"\n{heading}\n", f"\n## **{heading}**\n")
    return text.encode()


def unit_rows(sheet: Printed, random: Random) -> bytes:
    """A line with the unit above each table, a note below it, figures with their unit."""
    for rows in sheet.tables:
        for row in rows:
            for box in row:
                if box.path and box.text.isdigit() and not box.path.endswith("amount") and random.random() < 0.5:
                    box.text += "件"
    notes = "注：本表数据由各股室填报，经办公室汇总。"
    return _whole(sheet, [f"单位：件\n{_tabs(rows)}\n{notes}" for rows in sheet.tables]).encode()


def money_in_cells(sheet: Printed, random: Random) -> bytes:
    """Sums of money with their unit, in brackets or behind, and separators."""
    for rows in sheet.tables:
        for row in rows:
            for box in row:
                if box.path == "proactive/charges/amount" and box.text:
                    box.text = random.choice((f"{box.text}（万元）", f"{box.text}万元"))
                elif box.path and box.text.isdigit() and int(box.text) > 999:
                    box.text = f"{int(box.text):,}"
    return _html(sheet, lambda rows: _table(rows))


def _table(rows: Rows, cell: Callable[[Box], str] = lambda box: escape(box.text)) -> str:
    body = "".join(
        "<tr>"
        + "".join(f'<td rowspan="{box.rowspan}" colspan="{box.colspan}">{cell(box)}</td>' for box in row)
        + "</tr>"
        for row in rows
    )
    return f"<table>{body}</table>"


def _html(sheet: Printed, table: Callable[[Rows], str]) -> bytes:
    marked = _whole(sheet, ["\0", "\0", "\0"])
    tables = iter(sheet.tables)
    body = "".join(
        table(next(tables)) if line == "\0" else f"<p style='text-indent:2em'>{escape(line)}</p>"
        for line in marked.split("\n")
    )
    page = f"<html><head><meta charset='utf-8'></head><body><div id='nav'>首页</div>{body}</body></html>"
    return page.encode()


def nested_tables(sheet: Printed, random: Random) -> bytes:
    """The page laid out in a table, the report's tables within it, breaks and spans of characters in the cells."""

    def cell(box: Box) -> str:
        words = "<br/>".join(box.text[n : n + 4] for n in range(0, len(box.text), 4)) if not box.path else box.text
        return f"<p align='center'><span style='font-family:宋体'>{words or '&nbsp;'}</span></p>"

    inner = _html(sheet, lambda rows: _table(rows, cell)).decode()
    return (
        inner.replace("<body>", "<body><table width='100%'><tr><td>")
        .replace("</body>", "</td></tr></table></body>")
        .encode()
    )


def one_table(sheet: Printed, random: Random) -> bytes:
    """Tables two to four in one frame, their headings inside it as rows over the whole width."""
    rows: Rows = []
    for number, table in enumerate(sheet.tables, start=2):
        rows += [[Box(_headings(sheet)[number - 1], colspan=15)], *table]
    sections = sheet.report.sections
    before = [sheet.report.title, OPENING.format(year=sheet.report.year), _headings(sheet)[0], sections[0].text]
    after = [_headings(sheet)[4], sections[4].text, _headings(sheet)[5], sections[5].text]
    parts = [*(f"<p>{text}</p>" for text in before), _table(rows), *(f"<p>{text}</p>" for text in after)]
    return f"<html><meta charset=utf-8><body>{''.join(parts)}</body></html>".encode()


def dashes(sheet: Printed, random: Random) -> bytes:
    """Strokes and words where there is nothing to count."""
    for rows in sheet.tables:
        for row in rows:
            for box in row:
                if box.path and box.text == "0" and random.random() < 0.5:
                    box.text = random.choice(("-", "—", "/", "无", "--"))
                    sheet.truth[box.path] = None
    return _whole(sheet, [_tabs(rows) for rows in sheet.tables]).encode()


def attachments(sheet: Printed, random: Random) -> bytes:
    """An attachment with a table of its own after the report."""
    tail = "附件：1.培训情况统计表\n项目\t次数\t人数\n业务培训\t3\t120\n专题会议\t2\t46"
    return _whole(sheet, [_tabs(rows) for rows in sheet.tables], tail=tail).encode()


def scripts_apart(sheet: Printed, random: Random) -> bytes:
    """Full-width digits, spaces in every label, no-break spaces for blanks at the ends of rows."""
    lines = []
    for rows in sheet.tables:
        text = "\n".join(
            "\t".join([*(box.text if box.path else " ".join(box.text) for box in row), " ", " "]) for row in rows
        )
        lines.append(text)
    return _whole(sheet, lines).translate(layouts.WIDE).encode()


def long_headings(sheet: Printed, random: Random) -> bytes:
    """The long wordings of the headings, a sentence that leads to each table."""
    text = _whole(sheet, [f"具体情况见下表：\n{_tabs(rows)}" for rows in sheet.tables])
    text = text.replace(
        "\n四、政府信息公开行政复议、行政诉讼情况", "\n四、因政府信息公开工作被申请行政复议、提起行政诉讼情况"
    )
    text = text.replace("\n五、存在的主要问题及改进情况", "\n五、政府信息公开工作存在的主要问题及改进情况")
    text = text.replace("\n二、主动公开政府信息情况", "\n二、行政机关主动公开政府信息情况")
    return text.replace("\n三、收到", "\n三、行政机关收到").encode()


def torn_pages(sheet: Printed, random: Random) -> bytes:
    """Paragraphs and tables torn by the ends of pages, the mark of each page between."""
    text = _whole(sheet, [_tabs(rows) for rows in sheet.tables])
    text = text.replace("政务新媒体", "政务\n\n— 2 —\n\n新媒体")
    lines = text.split("\n")
    at = next(n for n, line in enumerate(lines) if "保护第三方" in line)
    return "\n".join([*lines[:at], "", "- 3 -", "", *lines[at:]]).encode()


VARIANTS = (
    bracketed_notes,
    crumbs,
    contents_list,
    split_title,
    arabic_headings,
    markdown_bold,
    unit_rows,
    money_in_cells,
    nested_tables,
    one_table,
    dashes,
    attachments,
    scripts_apart,
    long_headings,
    torn_pages,
)
