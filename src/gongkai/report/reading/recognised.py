"""Figures and names that were recognised in a picture: what the recogniser, the sums or other places make doubtful."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from gongkai.documents import Table
from gongkai.report.reading.figures import Entry
from gongkai.report.reading.identities import row_holds
from gongkai.report.reading.tables import Figures

SURE_ENOUGH = 0.9
UNSURE = "文字由图片识别而来，这一格认得不清楚，请对照原件核对。"
SEVERAL_NAMES = "文字由图片识别而来，机关名称认成了几种写法（{forms}），取出现最多的一种，请对照原件核对。"
LONG_NAME = 5
"""In a name of so many characters one may have been misread; in a shorter one it may be another name."""
UNBALANCED = "文字由图片识别而来，这一行各数之和与总计不符，可能认错了数字，请对照原件核对。"


def doubt_unsure(figures: Figures, tables: Iterable[Table]) -> None:
    """Put the figures in doubt that the recogniser itself was not sure of."""
    unsure = {cell.place for table in tables for row in table.rows for cell in row if cell.sure < SURE_ENOUGH}
    for path, place in figures.places.items():
        if place in unsure and path in figures.cells and path not in figures.uncertain:
            text = figures.printed.get(path, "") or str(figures.cells[path] if figures.cells[path] is not None else "")
            figures.put(path, Entry(text, place=place, doubt=UNSURE))


def doubt_unbalanced(figures: Figures) -> None:
    """Put the rows of tables three and four that do not add up in doubt: for figures recognised in a picture, where a
    wrong digit is likelier than a wrong sum."""
    blocks = (figures.form.applications, figures.form.reviews)
    for block in blocks:
        for row in block.rows:
            paths = [f"{block.table}/{row.key}/{column}" for column in block.columns]
            items = [Entry(value=figures.cells.get(path), place=figures.places.get(path)) for path in paths]
            if not row_holds(tuple(items)):
                for path, item in zip(paths, items, strict=True):
                    figures.put(path, replace(item, doubt=UNBALANCED))


def usual_name(organ: str, text: str) -> tuple[str, str]:
    """The form in which a text without white space prints the name of an organ most often, and the doubt if there are
    several; what differs from the name in one character was misread here or there.

    >>> usual_name("青禾县石挢镇", "青禾县石挢镇2023年报告。由青禾县石桥镇编制。请与青禾县石桥镇联系。")[0]
    '青禾县石桥镇'
    """
    size, most = len(organ), int(len(organ) >= LONG_NAME)
    forms = Counter(text[at : at + size] for at in range(len(text) - size + 1) if _alike(organ, text, at, most))
    usual = max(forms, key=lambda form: (forms[form], form == organ), default=organ)
    told = "、".join(f"“{form}” {count} 处" for form, count in forms.most_common())
    return usual, SEVERAL_NAMES.format(forms=told) if len(forms) > 1 else ""


def _alike(name: str, text: str, at: int, most: int) -> bool:
    """Whether a text has a name at some place, but for so many characters at most."""
    wrong = 0
    for offset, character in enumerate(name):
        wrong += text[at + offset] != character
        if wrong > most:
            return False
    return True
