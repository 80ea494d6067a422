"""Rows that are written alike are read at once, and just as if they were read cell by cell."""

import random

import pytest

from gongkai.documents.inspection.cells import any_row, pieces
from gongkai.documents.inspection.layouts import ALIKE, Reader

STRINGS = {str(number): f"第{number}行张小明" for number in range(50)}
CELLS = (
    '<c r="{}" t="s"><v>{}</v></c>',
    '<c r="{}" s="3" t="s"><v>{}</v></c>',
    '<c r="{}"><v>{}</v></c>',
    '<c r="{}" s="2" t="n"><v>1.{}E10</v></c>',
    '<c r="{}"><v>1101051949123100{}</v></c>',
    '<c r="{}"><v>{}.50</v></c>',
    '<c r="{}"/>',
    '<c r="{}" s="1"></c>',
    '<c r="{}" t="inlineStr"><is><t>王家村{}</t></is></c>',
    '<c r="{}" t="inlineStr"><is><t xml:space="preserve">1380013800{} </t></is></c>',
    '<c r="{}" t="inlineStr"><is><t>甲&amp;乙{}</t></is></c>',
    '<c r="{}" t="str"><v>_x0031_{}</v></c>',
    '<c r="{}" t="s"><v>9{}</v></c>',
    '<c r="{}"><f>A1&amp;B1</f><v>{}</v></c>',
    '<c r="{}" t="b"><v>1</v></c>',
)


def rows(seed):
    """Rows of a sheet: three ways of writing them, each for a while, with a row of the others in between."""
    rng = random.Random(seed)
    shapes = [[rng.choice(CELLS) for _ in range(rng.randint(1, 6))] for _ in range(3)]
    for number in range(1, ALIKE * 9):
        shape = shapes[number // (ALIKE * 3)] if rng.random() < 0.9 else rng.choice(shapes)
        names = (f"{letter}{number}" for letter in "ABCDEF")
        yield "".join(cell.format(name, rng.randint(10, 49)) for cell, name in zip(shape, names, strict=False))


def known(row):
    return row.texts, row.columns, list(row.styles), row.shared, row.rounded, row.formulas


@pytest.mark.parametrize("seed", range(40))
def test_a_row_gives_the_same_cells_however_it_is_read(seed):
    reader = Reader("", STRINGS)
    for xml in rows(seed):
        assert known(reader.read(xml)) == known(any_row(xml, "", STRINGS)), xml


def test_the_elements_may_have_a_prefix():
    reader = Reader("x:", STRINGS)
    for number in range(1, ALIKE * 2):
        xml = f'<x:c r="A{number}" t="s"><x:v>7</x:v></x:c><x:c r="C{number}"><x:v>12</x:v></x:c>'
        assert known(reader.read(xml)) == known(any_row(xml, "x:", STRINGS))
        assert reader.read(xml).texts == ["第7行张小明", "12"]


def test_the_pieces_of_a_row_are_its_cells_without_what_says_how_they_are_filled():
    xml = '<c r="A1" s="2" t="s"><v>7</v></c><c r="B1"/><c r="C1" t="inlineStr"><is><t>甲</t></is></c>'
    whole, attributes = pieces(xml, "")
    assert "".join(whole) == xml
    assert attributes == [' r="A1" s="2"', ' r="B1"', ' r="C1"']
