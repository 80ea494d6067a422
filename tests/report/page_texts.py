"""Reports as programs that gather web pages write them: the text of a page, its tables drawn with strokes or line ends.

Each layout takes a report laid out (`layouts.Printed`) and gives the bytes of a file. Brackets, colons and commas come
out narrow, as these programs write them.
"""

from collections.abc import Callable
from random import Random

from report.layouts import Box, Printed, Rows, _around, _grid

NARROW = str.maketrans("（）：，", "():,")
BROKEN = {
    "商业企业": 2,
    "科研机构": 2,
    "本年新制作数量": 3,
    "本年新公开数量": 3,
    "（三）不予公开": 3,
    "（四）无法提供": 3,
}
NOTES = {
    "规章": "规章（设区的市、自治州人民政府应提供相关数据）",
    "规范性文件": "规范性文件（公告、通告、意见、通知，以及标题采用“规定”“办法”“细则”等字样的公文）",
    "上一年项目数量": "上一年项目数量（指上一年度的事项数）",
    "本年增/减": "本年增/减（减用负值表示，如-8）",
    "处理决定数量": "处理决定数量（指本年度办件量）",
    "其他对外管理服务事项": "其他对外管理服务事项（指行政许可以外的事项，含行政确认、行政奖励、行政处罚、行政强制等）",
}
MORE = "其他主动公开文件（含以本单位名义正式签发的、除规范性文件以外的主动公开文件，可参考“其他主动公开文件”栏目数据）"


def _written(sheet: Printed, table: Callable[[Rows, int], str]) -> bytes:
    widths = [len(_grid(rows, lambda box: "")[0]) for rows in sheet.tables]
    tables = [table(rows, width) for rows, width in zip(sheet.tables, widths, strict=True)]
    return _around(sheet, tables).translate(NARROW).encode()


def _break(sheet: Printed, random: Random, mark: str) -> None:
    for rows in sheet.tables:
        for box in (box for row in rows for box in row if box.text in BROKEN and random.random() < 0.6):
            at = BROKEN[box.text]
            box.text = box.text[:at] + mark + box.text[at:]


def paragraphs(sheet: Printed, random: Random) -> bytes:
    """Every line of a cell a paragraph, an empty line after each; a blank cell leaves nothing."""
    _break(sheet, random, random.choice(("\n\n", "\n", "")))
    pad = random.choice(("", " ", "  "))
    return _written(
        sheet, lambda rows, _: "\n\n".join(pad * bool(b.path) + b.text for row in rows for b in row if b.text)
    )


def led_lines(sheet: Printed, random: Random) -> bytes:
    """A line with a stroke before each row, a line for each cell with a stroke behind it, strokes up to the width."""
    apart = random.choice((" ", "\n"))

    def row(boxes: list[Box], width: int) -> str:
        pads = "|" * (width - len(boxes))
        return "\n".join(["|", *(f" {box.text} |" for box in boxes)]) + apart * bool(pads) + pads

    return _written(sheet, lambda rows, width: "\n".join(row(boxes, width) for boxes in rows))


def filled_lines(sheet: Printed, random: Random) -> bytes:
    """A line for each cell with a stroke behind it, the strokes up to the width on the line of the last."""

    def row(boxes: list[Box], width: int) -> str:
        pads = "|" * (width - len(boxes))
        return " |\n".join(box.text for box in boxes) + " |" + " " * bool(pads) + pads

    return _written(sheet, lambda rows, width: "\n".join(row(boxes, width) for boxes in rows))


def mixed_lines(sheet: Printed, random: Random) -> bytes:
    """A line for each label with a stroke behind it, and one for all the figures of the row."""

    def row(boxes: list[Box], width: int) -> str:
        pads = "|" * (width - len(boxes))
        cells = "".join(box.text + (" | " if box.path else " |\n") for box in boxes[:-1])
        return f"{cells}{boxes[-1].text} |" + " " * bool(pads) + pads

    return _written(sheet, lambda rows, width: "\n".join(row(boxes, width) for boxes in rows))


def tabbed_strokes(sheet: Printed, random: Random) -> bytes:
    """A line for each cell behind tabs with a stroke after it, which may slip to the next line."""

    def row(boxes: list[Box]) -> str:
        slip = "\n   | " if random.random() < 0.5 else "  | "
        return "  | \n\t\t\t".join(box.text for box in boxes) + slip + "\n\t\t\n"

    return _written(sheet, lambda rows, _: "".join(row(boxes) for boxes in rows))


def edged_rows(sheet: Printed, random: Random) -> bytes:
    """A row a line with strokes at both ends, a space behind the last, and more strokes up to the width."""

    def row(boxes: list[Box], width: int) -> str:
        return "| " + " | ".join(box.text for box in boxes) + " | " + "|" * (width - len(boxes))

    return _written(sheet, lambda rows, width: "\n".join(row(boxes, width) for boxes in rows))


def with_notes(sheet: Printed, random: Random) -> bytes:
    """A city's own form: notes in the labels and a row more than the national form, in any of the layouts."""
    for rows in sheet.tables:
        for row in rows:
            for box in row:
                box.text = box.text if box.path else NOTES.get(box.text, box.text)
    rows = sheet.tables[0]
    rows.insert(4, [Box(MORE), *(Box(str(random.randint(0, 300))) for _ in range(3))])
    return random.choice((paragraphs, filled_lines, edged_rows))(sheet, random)


def with_years(sheet: Printed, random: Random) -> bytes:
    """A street office that put a caption over table 二 and the year into its headers."""
    for box in (box for row in sheet.tables[0] for box in row if not box.path):
        box.text = box.text.replace("本年", f"本年（{sheet.report.year}）") if box.text.startswith("本年") else box.text
    sheet.tables[0].insert(0, [Box("主动公开政府信息情况", colspan=4)])
    return random.choice((filled_lines, edged_rows))(sheet, random)


def bare_lines(sheet: Printed, random: Random) -> bytes:
    """A line for each cell with a stroke behind it, and nothing that fills up a row."""
    return _written(sheet, lambda rows, _: "\n".join(f"{box.text} |" for row in rows for box in row))


def padded_below(sheet: Printed, random: Random) -> bytes:
    """A line for each cell, spaces around it, the strokes up to the width on a line below the row."""
    gap = random.choice((" |\n", "  |  \n         "))

    def row(boxes: list[Box], width: int) -> str:
        pads = "|" * (width - len(boxes))
        return gap.join(box.text for box in boxes) + " |" + f"\n{pads}" * bool(pads)

    return _written(sheet, lambda rows, width: "\n".join(row(boxes, width) for boxes in rows))


def wide_apart(sheet: Printed, random: Random) -> bytes:
    """A stroke before each row, each cell on a line far to the right with its stroke behind it."""

    def row(boxes: list[Box], width: int) -> str:
        cells = "  | \n      \n       ".join(box.text for box in boxes)
        return f"| \n       {cells}  | \n    " + "|" * (width - len(boxes))

    return _written(sheet, lambda rows, width: "\n".join(row(boxes, width) for boxes in rows))


def in_words(sheet: Printed, random: Random) -> bytes:
    """Changes told as 增 and 减, in any of the layouts."""
    for box in (box for rows in sheet.tables for row in rows for box in row if box.path.endswith("/change")):
        if box.text.lstrip("+-").isdigit() and box.text != "0":
            box.text = ("减" if box.text.startswith("-") else "增") + box.text.lstrip("+-")
    return random.choice((paragraphs, led_lines, padded_below, edged_rows))(sheet, random)


PAGES = {
    layout.__name__: layout
    for layout in (
        paragraphs,
        led_lines,
        filled_lines,
        mixed_lines,
        tabbed_strokes,
        edged_rows,
        with_notes,
        with_years,
        bare_lines,
        padded_below,
        wide_apart,
        in_words,
    )
}
