"""Figures that were recognised in a picture: what the recogniser or the sums make doubtful."""

from collections.abc import Iterable
from dataclasses import replace

from gongkai.documents import Table
from gongkai.report.reading.figures import Entry
from gongkai.report.reading.identities import row_holds
from gongkai.report.reading.tables import Figures

SURE_ENOUGH = 0.9
UNSURE = "文字由图片识别而来，这一格认得不清楚，请对照原件核对。"
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
