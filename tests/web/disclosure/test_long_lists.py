"""Lists that grow: every row can be reached, and a page costs the same however long the list is."""

from datetime import date, timedelta

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gongkai.web.disclosure.models import Item, Link, Publication, State, ValidityChange
from gongkai.web.workbench.long_sheets import long_workbook
from web.disclosure.conftest import Staff

HEAD = ("索引号", "标题")


def sheets(book):
    """Name → rows of each sheet."""
    opened = openpyxl.load_workbook(book)
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in opened}


@pytest.mark.parametrize(("count", "names"), [(0, 1), (3, 1), (4, 2), (6, 2), (7, 3)])
def test_rows_that_one_sheet_does_not_hold_stand_on_the_next(count, names):
    rows = [(str(number), f"第{number}件") for number in range(count)]
    found = sheets(long_workbook("台账", HEAD, iter(rows), most=4))
    assert list(found) == ["台账", "台账（2）", "台账（3）"][:names]
    assert all(sheet[0] == list(HEAD) and len(sheet) <= 4 for sheet in found.values())
    assert [tuple(row) for sheet in found.values() for row in sheet[1:]] == rows


def test_a_text_that_a_cell_does_not_hold_says_how_long_it_is_and_where_it_stands():
    found = sheets(long_workbook("台账", HEAD, [("1", "字" * 100), ("2", "字" * 60)], longest=60))
    cut, whole = found["台账"][1][1], found["台账"][2][1]
    assert len(cut) == 60
    assert cut.endswith("……（全文 100 字，一个单元格放不下，请在系统里看）")
    assert whole == "字" * 60


def test_a_formula_in_a_title_stays_text():
    assert sheets(long_workbook("台账", HEAD, [("1", '=HYPERLINK("x")')]))["台账"][1][1] == '=HYPERLINK("x")'


def at(account) -> Client:
    client = Client()
    client.force_login(account, backend="gongkai.web.accounts.authentication.AccountBackend")
    return client


def copies(item: Item, count: int, **values) -> list[Item]:
    """As many more items like this one."""
    made = []
    for number in range(count):
        copy = Item.objects.get(pk=item.pk)
        copy.pk, copy.index_number, copy.title = None, None, f"{item.title}（{number}）"
        for name, value in values.items():
            setattr(copy, name, value)
        made.append(copy)
    return Item.objects.bulk_create(made)


def interpreted(staff: Staff, count: int) -> None:
    """So many interpretations, each of its document."""
    document = staff.draft(kind="normative")
    for one in copies(staff.draft(title="解读", kind="interpretation"), count):
        Link.objects.create(item=one, to=document, what="interprets")


def registered(staff: Staff, count: int) -> None:
    """So many documents in the register, each once amended."""
    first = Publication.objects.filter(kind="notice").first() or staff.published(kind="notice")
    items = copies(first.item, count, state=State.PUBLISHED, kind="normative")
    for number, item in enumerate(items, start=Publication.objects.count()):
        one = Publication.objects.get(pk=first.pk)
        one.pk, one.item, one.kind, one.title = None, item, "normative", f"规定{number}"
        one.key, one.index_number = f"k-{number}", f"i-{number}"
        one.save()
        ValidityChange.objects.create(publication=one, validity="amended", since=date(2026, 1, 1), told=f"改{number}")


def withheld(staff: Staff, count: int) -> None:
    """So much that is kept back, each to be looked at on its day."""
    for number, item in enumerate(copies(staff.draft(title="留存"), count, state=State.KEPT)):
        Item.objects.filter(pk=item.pk).update(review_due=date(2026, 3, 1) + timedelta(days=number))


LISTS = [
    ("interpretations/", interpreted),
    ("registers/normative/", registered),
    ("catalogue/reassessments/", withheld),
]


@pytest.mark.parametrize(("place", "fill"), LISTS, ids=[place for place, _ in LISTS])
def test_a_list_asks_as_much_for_sixty_rows_as_for_three_and_leads_to_every_row(staff: Staff, place, fill):
    clerk, asked = at(staff.clerk), []
    clerk.get(f"/workbench/{place}")
    for count in (3, 57):
        fill(staff, count)
        with CaptureQueriesContext(connection) as questions:
            assert clerk.get(f"/workbench/{place}").status_code == 200
        asked.append(len(questions))
    assert asked[1] <= asked[0] + 1, "the pages of the list may ask for their number"
    first, second = (clerk.get(f"/workbench/{place}?page={page}").content.decode() for page in (1, 2))
    assert 'href="?page=2"' in first
    assert first != second
    assert 'href="?page=1"' in second


def test_a_duty_leads_to_the_page_on_which_its_item_stands(staff: Staff):
    withheld(staff, 60)
    last = Item.objects.filter(state=State.KEPT).order_by("review_due").last()
    page = at(staff.clerk).get(f"/workbench/catalogue/reassessments/?item={last.pk}").content.decode()
    assert f'id="item-{last.pk}"' in page
    for nonsense in ("x", "9" * 40, "-1"):
        assert at(staff.clerk).get(f"/workbench/catalogue/reassessments/?item={nonsense}").status_code == 200
