"""Reports as files have them: their tables in many layouts, and the noise that printers, converters and OCR add.

A layout takes the tables of a report as rows of cells and gives the bytes of a file. Noise changes rows before that and
says which paths it made unreadable.
"""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import escape
from random import Random

from gongkai.report.model import Figure, Report


@dataclass
class Box:
    """A cell of a printed table: its text, its spans and, where it holds a figure, the path of it."""

    text: str
    rowspan: int = 1
    colspan: int = 1
    path: str = ""


Rows = list[list[Box]]


@dataclass
class Printed:
    """A report laid out: three tables between its headings. `truth` maps paths to figures as printed."""

    report: Report
    tables: list[Rows]
    truth: dict[str, Figure | None]
    lost: set[str] = field(default_factory=set)
    hurt: set[int] = field(default_factory=set)

    def spare(self, row: "list[Box]", random: Random, chance: float) -> bool:
        """Whether to leave a row alone: a row is damaged in one way at most, or nobody could tell what it said."""
        if id(row) in self.hurt or random.random() > chance:
            return True
        self.hurt.add(id(row))
        return False


def printed(report: Report) -> Printed:
    """The tables of a report as the national form lays them out."""
    truth = {path: report.cells.get(path) for path in report.layout.paths()}
    return Printed(report, [_proactive(report), _applications(report), _reviews(report)], truth)


def _figure(report: Report, path: str, **spans: int) -> Box:
    value = report.cells.get(path)
    text = "" if value is None else format(value, "f") if not isinstance(value, int) else str(value)
    if path == "proactive/procurement/amount" and text:
        text += report.procurement_unit or ""
    return Box(text, path=path, **spans)


def _proactive(report: Report) -> Rows:
    rows: Rows = []
    for block in report.layout.proactive:
        rows.append([Box(block.header, colspan=4)])
        width = 3 // len(block.columns)
        rows.append([Box("信息内容"), *(Box(label, colspan=width) for label in block.columns.values())])
        for row in block.rows:
            cells = [_figure(report, f"proactive/{row.key}/{column}", colspan=width) for column in block.columns]
            rows.append([Box(row.label), *cells])
    return rows


def _applications(report: Report) -> Rows:
    block, captions = report.layout.applications, report.layout.captions
    columns = list(block.columns.values())
    rows: Rows = [
        [Box(captions["corner"], 3, 3), Box(captions["super_header"], colspan=7)],
        [Box(columns[0], 2), Box(captions["organisations"], colspan=5), Box(columns[-1], 2)],
        [Box(label) for label in columns[1:-1]],
    ]
    results = [row for row in block.rows if row.kind != "flow"]
    groups = [row.group for row in block.rows]
    for row in block.rows:
        labels: list[Box] = []
        if row.kind == "flow":
            labels = [Box(row.label, colspan=3)]
        else:
            if row is results[0]:
                labels.append(Box(captions["results"], len(results)))
            if row.group and groups.index(row.group) == block.rows.index(row):
                labels.append(Box(row.group, groups.count(row.group)))
            labels.append(Box(row.label, colspan=1 if row.group else 2))
        rows.append([*labels, *(_figure(report, f"applications/{row.key}/{column}") for column in block.columns)])
    return rows


def _reviews(report: Report) -> Rows:
    block = report.layout.reviews
    leaves = list(block.columns.values())
    return [
        [Box("行政复议", colspan=5), Box("行政诉讼", colspan=10)],
        [*(Box(leaf, 2) for leaf in leaves), Box("未经复议直接起诉", colspan=5), Box("复议后起诉", colspan=5)],
        [Box(leaf) for leaf in leaves * 2],
        [_figure(report, path) for path in block.paths()],
    ]


# Layouts -------------------------------------------------------------------------------------------------------------


def _grid(rows: Rows, fill: Callable[[Box], str]) -> list[list[str]]:
    """The rows with every covered position filled in."""
    laid: dict[tuple[int, int], str] = {}
    for y, row in enumerate(rows):
        x = 0
        for box in row:
            while (y, x) in laid:
                x += 1
            for down in range(box.rowspan):
                for right in range(box.colspan):
                    laid[y + down, x + right] = fill(box)
            laid[y, x] = box.text
            x += box.colspan
    width = 1 + max(x for _, x in laid)
    return [[laid.get((y, x), "") for x in range(width)] for y in range(len(rows))]


def _around(sheet: Printed, tables: list[str]) -> str:
    report = sheet.report
    parts = [report.title or "", report.opening]
    for section in report.sections:
        parts.append(f"{'一二三四五六'[section.number - 1]}、{section.heading}")
        if section.number in (2, 3, 4):
            parts.append(tables[section.number - 2])
        parts.append(section.text)
    return "\n\n".join(part for part in parts if part)


def tabbed(sheet: Printed, random: Random) -> bytes:
    """Tab-separated rows, spans collapsed: the cells of a row first, the blanks of its spans at the end."""
    tables = []
    for rows in sheet.tables:
        width = max(len(row) for row in _grid(rows, lambda box: ""))
        lines = [[box.text.replace("\n", " ") for box in row] for row in rows]
        tables.append("\n".join("\t".join([*line, *[""] * (width - len(line))]) for line in lines))
    return _around(sheet, tables).encode()


def gridded(sheet: Printed, random: Random) -> bytes:
    """Tab-separated rows with a blank for every covered position."""
    tables = [
        "\n".join("\t".join(cell.replace("\n", " ") for cell in row) for row in _grid(rows, lambda box: ""))
        for rows in sheet.tables
    ]
    return _around(sheet, tables).encode()


def stacked(sheet: Printed, random: Random) -> bytes:
    """One cell a line behind a tab, an empty line between rows; blanks are no-break spaces."""
    tables = ["\n\n".join("\n".join(f"\t{box.text or ' '}" for box in row) for row in rows) for rows in sheet.tables]
    return _around(sheet, tables).encode("utf-16")


def pipes(sheet: Printed, random: Random) -> bytes:
    """A Markdown table; covered positions are empty or repeat the cell."""
    fill: Callable[[Box], str] = (lambda box: "") if random.random() < 0.5 else (lambda box: box.text)
    tables = []
    for rows in sheet.tables:
        lines = ["| " + " | ".join(cell.replace("\n", "<br>") for cell in row) + " |" for row in _grid(rows, fill)]
        lines.insert(1, "|" + "---|" * len(_grid(rows, fill)[0]))
        tables.append("\n".join(lines))
    return _around(sheet, tables).encode("gb18030")


def bare_pipes(sheet: Printed, random: Random) -> bytes:
    """Rows as web readers save them: a stroke after each cell, none before the first, one more for a covered column."""
    tables = []
    for rows in sheet.tables:
        width = max(len(row) for row in _grid(rows, lambda box: ""))
        bare = random.random() < 0.5
        lines = []
        for row in rows:
            pads = 0 if bare else width - len(row)
            start = "| " if not bare and random.random() < 0.2 else ""
            lines.append(start + " | ".join(box.text.replace("\n", " ") for box in row) + " |" + "|" * pads)
        tables.append("\n".join(lines))
    return _around(sheet, tables).encode()


def piped_lines(sheet: Printed, random: Random) -> bytes:
    """A line and a stroke for each cell, strokes alone for what is covered at the end of a row."""
    tables = []
    for rows in sheet.tables:
        width = max(len(row) for row in _grid(rows, lambda box: ""))
        lines = []
        for row in rows:
            lines += [f"{box.text} |".strip() for box in row]
            if width - len(row) > 1:
                lines.append("|" * (width - len(row)))
        tables.append("\n".join(lines))
    return _around(sheet, tables).encode()


def strokes_between(sheet: Printed, random: Random) -> bytes:
    """Each cell on lines of its own, a line with a stroke after it."""
    tables = ["\n".join(f"{box.text}\n|" if box.text else "|" for row in rows for box in row) for rows in sheet.tables]
    return _around(sheet, tables).encode()


def lined(sheet: Printed, random: Random) -> bytes:
    """One cell a line and nothing else; a blank cell leaves nothing."""
    tables = ["\n".join(box.text.replace("\n", "") for row in rows for box in row if box.text) for rows in sheet.tables]
    return _around(sheet, tables).encode()


def run_on(sheet: Printed, random: Random) -> bytes:
    """Everything in one line, figures run together."""
    tables = []
    for rows in sheet.tables:
        space = random.choice(("", "", " "))
        tables.append(space.join("".join(box.text for box in row) for row in rows))
    return _around(sheet, tables).replace("\n\n", "").replace("\n", "").encode()


def _html_table(rows: Rows, attributes: Callable[[Box], str]) -> str:
    body = "".join(
        "<tr>" + "".join(f"<td{attributes(box)}><p>{escape(box.text) or '&nbsp;'}</p></td>" for box in row) + "</tr>"
        for row in rows
    )
    return f"<table border=1 style='border-collapse:collapse'><tbody>{body}</tbody></table>"


def _spans(box: Box) -> str:
    return f' rowspan="{box.rowspan}"' * (box.rowspan > 1) + f' colspan="{box.colspan}"' * (box.colspan > 1)


def _page(sheet: Printed, tables: list[str]) -> str:
    parts = _around(sheet, ["\0", "\0", "\0"]).split("\n\n")
    lines = [line for part in parts for line in part.split("\n")]
    body = "".join(tables.pop(0) if line == "\0" else f"<p>{escape(line)}</p>" for line in lines)
    return f"<!doctype html><html><head><meta charset=utf-8><title>年报</title></head><body>{body}</body></html>"


def html(sheet: Printed, random: Random) -> bytes:
    """HTML with spans."""
    return _page(sheet, [_html_table(rows, _spans) for rows in sheet.tables]).encode()


def crooked_html(sheet: Printed, random: Random) -> bytes:
    """HTML whose column spans say nothing true, in GBK."""
    tables = [
        _html_table(rows, lambda box: f" colspan={random.randint(1, 3)}" if random.random() < 0.3 else "")
        for rows in sheet.tables
    ]
    return _page(sheet, tables).replace("utf-8", "gb2312").encode("gb18030")


def split_html(sheet: Printed, random: Random) -> bytes:
    """HTML with each table cut into several, as editors do at page ends."""
    tables = []
    for rows in sheet.tables:
        cut = sorted(random.sample(range(1, len(rows)), min(3, len(rows) - 1)))
        pieces = [rows[a:b] for a, b in zip([0, *cut], [*cut, len(rows)], strict=True)]
        tables.append("<p></p>".join(_html_table(piece, _spans) for piece in pieces))
    return _page(sheet, tables).encode()


def docx(sheet: Printed, random: Random) -> bytes:
    """A Word document with merged cells."""
    import docx as word

    document = word.Document()
    tables = iter(sheet.tables)
    for part in _around(sheet, ["\0", "\0", "\0"]).split("\n\n"):
        if part == "\0":
            _word_table(document, next(tables))
        else:
            for line in part.split("\n"):
                document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _word_table(document: object, rows: Rows) -> None:
    width = len(_grid(rows, lambda box: "")[0])
    table = document.add_table(len(rows), width)
    taken: set[tuple[int, int]] = set()
    for y, row in enumerate(rows):
        x = 0
        for box in row:
            while (y, x) in taken:
                x += 1
            bottom, right = min(y + box.rowspan, len(rows)) - 1, min(x + box.colspan, width) - 1
            cell = table.cell(y, x)
            if (bottom, right) != (y, x):
                cell = cell.merge(table.cell(bottom, right))
            cell.text = box.text
            taken |= {(b, r) for b in range(y, bottom + 1) for r in range(x, right + 1)}
            x += box.colspan


def xlsx(sheet: Printed, random: Random) -> bytes:
    """A workbook with one sheet, texts in merged rows, figures as numbers."""
    import xlsxwriter

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    page = book.add_worksheet()
    y, tables = 0, iter(sheet.tables)
    for part in _around(sheet, ["\0", "\0", "\0"]).split("\n\n"):
        if part == "\0":
            y = _sheet_table(page, next(tables), y) + 1
        else:
            page.merge_range(y, 0, y, 14, part)
            y += 1
    book.close()
    return stream.getvalue()


def _sheet_table(page: object, rows: Rows, top: int) -> int:
    taken: set[tuple[int, int]] = set()
    for y, row in enumerate(rows, start=top):
        x = 0
        for box in row:
            while (y, x) in taken:
                x += 1
            value: object = (
                float(box.text)
                if box.text.replace(".", "").lstrip("-").isascii()
                and box.path
                and box.text.replace(".", "", 1).lstrip("-").isdigit()
                else box.text
            )
            if box.rowspan * box.colspan > 1:
                page.merge_range(y, x, y + box.rowspan - 1, x + box.colspan - 1, value)
            else:
                page.write(y, x, value)
            taken |= {(b, r) for b in range(y, y + box.rowspan) for r in range(x, x + box.colspan)}
            x += box.colspan
    return top + len(rows)


def pdf(sheet: Printed, random: Random) -> bytes:
    """A PDF with ruled tables that run over pages."""
    import weasyprint

    size = random.choice(("A4", "A4 landscape", "B5"))
    page = _page(sheet, [_html_table(rows, _spans) for rows in sheet.tables])
    style = f"@page {{size: {size}}} td {{border: 0.5pt solid black; font-size: 8pt; text-align: center}}"
    result: bytes = weasyprint.HTML(string=page).write_pdf(stylesheets=[weasyprint.CSS(string=style)])
    return result


QUICK = {
    layout.__name__: layout
    for layout in (
        tabbed,
        gridded,
        stacked,
        pipes,
        bare_pipes,
        piped_lines,
        strokes_between,
        html,
        crooked_html,
        split_html,
        docx,
        xlsx,
    )
}
"""Layouts in which the cells are apart."""
SLOW = {"pdf": pdf}
RUN_TOGETHER = {layout.__name__: layout for layout in (lined, run_on)}


# Noise ---------------------------------------------------------------------------------------------------------------


def _data_rows(sheet: Printed) -> Iterator[list[Box]]:
    return (row for rows in sheet.tables for row in rows if any(box.path for box in row))


def spaced_labels(sheet: Printed, random: Random) -> None:
    """Labels with spaces between their characters, as OCR and narrow columns give them."""
    for rows in sheet.tables:
        for row in rows:
            for box in row:
                if not box.path and random.random() < 0.5:
                    box.text = random.choice((" ", "\n", " ")).join(box.text)


SWAPS = str.maketrans("制数理政请案", "刷敎埋攻清桉")


def misread_labels(sheet: Printed, random: Random) -> None:
    """Labels with a character lost, doubled or misread."""
    for row in _data_rows(sheet):
        for box in row:
            if not box.path and len(box.text) > 5 and random.random() < 0.4:
                at = random.randrange(2, len(box.text))
                box.text = random.choice(
                    (box.text[:at] + box.text[at + 1 :], box.text[:at] + box.text[at - 1 :], box.text.translate(SWAPS))
                )


def shifted_labels(sheet: Printed, random: Random) -> None:
    """A blank cell before the labels, or between the label and its figures."""
    for row in _data_rows(sheet):
        if not row[0].path and not sheet.spare(row, random, 0.3):
            row.insert(random.choice((0, 1)), Box(""))


def lost_cells(sheet: Printed, random: Random) -> None:
    """A figure's cell lost from a row."""
    for row in _data_rows(sheet):
        if len(row) > 5 and not sheet.spare(row, random, 0.15):
            box = random.choice([box for box in row if box.path])
            row.remove(box)
            sheet.lost.add(box.path)


def extra_cells(sheet: Printed, random: Random) -> None:
    """A figure's cell doubled, or an empty one put after the row."""
    for row in _data_rows(sheet):
        if len(row) > 5 and not sheet.spare(row, random, 0.15):
            at = random.choice([n for n, box in enumerate(row) if box.path])
            row.insert(at, Box(row[at].text) if random.random() < 0.5 else Box(""))


def blanks(sheet: Printed, random: Random) -> None:
    """Figures left blank, which is not zero."""
    for row in _data_rows(sheet):
        if sheet.spare(row, random, 0.6):
            continue
        for box in row:
            if box.path and random.random() < 0.3:
                box.text = random.choice(("", " ", "　　"))
                sheet.truth[box.path] = None


def marks(sheet: Printed, random: Random) -> None:
    """A stroke where a figure should be."""
    for row in _data_rows(sheet):
        for box in row:
            if box.path and random.random() < 0.1:
                box.text = random.choice(("/", "-", "—", "无", "／"))
                sheet.truth[box.path] = None


WIDE = str.maketrans("0123456789.-", "０１２３４５６７８９．－")


def typed_figures(sheet: Printed, random: Random) -> None:
    """Full-width digits, thousands separators, a unit after the figure, spaces around it."""
    for row in _data_rows(sheet):
        for box in row:
            if not box.path or not box.text or random.random() < 0.6:
                continue
            if box.text.isdigit() and random.random() < 0.5:
                box.text = random.choice((f"{int(box.text):,}", f"{box.text}件", f" {box.text} "))
            else:
                box.text = box.text.translate(WIDE)


def repeated_headers(sheet: Printed, random: Random) -> None:
    """The header of table three again in the middle, as on a new page."""
    rows = sheet.tables[1]
    at = random.randrange(5, len(rows) - 1)
    labels = [Box(label) for label in sheet.report.layout.applications.columns.values()]
    rows.insert(at, [Box("", colspan=3), *labels])


def torn_rows(sheet: Printed, random: Random) -> None:
    """A label torn over a page's end: its second half in a row of blanks."""
    for rows in sheet.tables[:2]:
        for y in range(len(rows) - 1, 2, -1):
            row = rows[y]
            label = next((box for box in reversed(row) if not box.path and len(box.text) > 7), None)
            if label and any(box.path for box in row) and random.random() < 0.2:
                half = len(label.text) * 2 // 3
                count = sum(bool(box.path) for box in row)
                rows.insert(y + 1, [Box(label.text[half:]), *(Box("") for _ in range(count))])
                label.text = label.text[:half]


NOISES = (
    spaced_labels,
    misread_labels,
    shifted_labels,
    lost_cells,
    extra_cells,
    blanks,
    marks,
    typed_figures,
    repeated_headers,
    torn_rows,
)


def silent_errors(sheet: Printed, read: Report) -> dict[str, tuple[object, object]]:
    """The cells read wrong without a word: path to what is printed and what was read."""
    return {
        path: (truth, read.cells.get(path))
        for path, truth in sheet.truth.items()
        if path not in read.uncertain
        and read.cells.get(path) != truth
        and not (path in sheet.lost and read.cells.get(path) is None)
    }


def right(sheet: Printed, read: Report) -> int:
    """How many cells are read as printed and without doubt."""
    return sum(read.cells.get(p) == truth and p not in read.uncertain for p, truth in sheet.truth.items())
