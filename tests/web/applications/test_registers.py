"""Other registers: corrections of records about oneself, and an old year's register from a spreadsheet."""

import io
from datetime import date

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.web.applications import clock
from gongkai.web.applications.figures import Period, table_three
from gongkai.web.applications.measures import measures
from gongkai.web.applications.models import Application
from gongkai.web.applications.old_register import COLUMNS, take_in
from gongkai.web.applications.services import correcting
from gongkai.web.audit.services import Refused
from web.applications.conftest import MONDAY, ZHOU

GOOD = {
    "number": "旧依申〔2023〕1号", "kind": "自然人", "name": "周晓棠", "paper": "11010519491231002X", "phone": "",
    "channel": "当面提交", "arrived_on": date(2023, 3, 1), "received_on": date(2023, 3, 1),
    "content": "河道清淤工程的施工合同", "outcome": "予以公开", "closed_on": date(2023, 3, 20),
}  # fmt: skip


def book(*rows) -> bytes:
    """A spreadsheet of these rows."""
    made, out = openpyxl.Workbook(), io.BytesIO()
    made.active.append(list(COLUMNS.values()))
    for row in rows:
        made.active.append([row.get(name) for name in COLUMNS])
    made.save(out)
    return out.getvalue()


def test_an_old_register_comes_in_row_by_row_after_a_rehearsal_that_keeps_nothing(county, officer):
    lapsed = GOOD | {"number": "2", "outcome": "lapsed_uncorrected", "closed_on": date(2023, 4, 3),
                     "asked_on": date(2023, 3, 3), "until": date(2023, 3, 20)}  # fmt: skip
    wrong = (GOOD, GOOD | {"number": "3", "kind": "外星人"}, GOOD | {"number": "4", "arrived_on": "三月"})
    content = book(GOOD, lapsed, *wrong, GOOD | {"number": "5", "outcome": ""})
    shared = {"organ": county.township, "by": officer, "today": MONDAY}
    rehearsed = take_in(content, rehearse=True, **shared)
    assert Application.objects.count() == 0
    real = take_in(content, rehearse=False, **shared)
    assert (rehearsed.made, rehearsed.errors) == (real.made, real.errors)
    assert [number for number, _ in real.errors] == [4, 5, 6, 7]
    assert real.made == Application.objects.count() == 2
    figures = table_three([county.township.pk], Period.year(2023))
    assert (figures["applications/new/total"], figures["applications/granted/natural_person"]) == (2, 1)
    assert figures["applications/lapsed_uncorrected/total"] == 1
    told = measures([county.township.pk], Period.year(2023))
    assert (told.closed, told.answered, told.in_time, told.median_days) == (2, 1, 1.0, 13)


def test_after_the_register_of_this_year_comes_in_the_next_application_gets_the_next_number(county, officer, receive):
    prefix = county.township.document_prefix or county.township.short_name
    here = GOOD | {"arrived_on": date(2025, 1, 6), "received_on": date(2025, 1, 6), "closed_on": date(2025, 1, 20)}
    rows = [here | {"number": f"{prefix}依申〔2025〕{number}号"} for number in (2, 1)]
    assert take_in(book(*rows), organ=county.township, by=officer, today=MONDAY, rehearse=False).errors == []
    assert receive(MONDAY).number == f"{prefix}依申〔2025〕3号"


def test_what_an_old_register_tells_of_unlawful_acts_is_recorded_and_flagged(county, officer):
    late = GOOD | {"asked_on": date(2023, 3, 20), "until": date(2023, 3, 31), "closed_on": date(2023, 4, 12)}
    made = take_in(book(late), organ=county.township, by=officer, today=MONDAY, rehearse=False)
    assert (made.made, made.errors) == (1, [])
    application = Application.objects.get()
    assert {"correction_late", "reply_late"} <= {flag.code for flag in clock.account(application, MONDAY).flags}
    assert application.in_time is False


def test_an_old_case_that_was_extended_consulted_or_corrected_is_not_taken_for_late(county, officer):
    late = GOOD | {"closed_on": date(2023, 4, 12)}
    rows = (
        late,
        late | {"number": "2", "extended_on": date(2023, 3, 20), "days": 15},
        late | {"number": "3", "consulted_on": date(2023, 3, 6), "opinion_on": date(2023, 3, 20)},
        late | {"number": "4", "asked_on": date(2023, 3, 3), "until": date(2023, 3, 31),
                "corrected_on": date(2023, 3, 20)},
        late | {"number": "5", "extended_on": date(2023, 3, 20)},
        late | {"number": "6", "extended_on": date(2023, 3, 20), "days": "十五"},
        late | {"number": "7", "fee_on": date(2023, 3, 20), "amount": "一百元"},
        late | {"number": "8" * 61},
    )  # fmt: skip
    made = take_in(book(*rows), organ=county.township, by=officer, today=MONDAY, rehearse=False)
    assert [number for number, _ in made.errors] == [6, 7, 8, 9]
    assert dict(Application.objects.values_list("number", "in_time")) == {
        GOOD["number"]: False, "2": True, "3": True, "4": True
    }  # fmt: skip


def test_the_sheet_to_fill_in_explains_every_column_and_is_read_as_empty(county, officer, client):
    client.force_login(officer)
    sheet = b"".join(client.get("/workbench/applications/import/sheet/").streaming_content)
    first, notes = openpyxl.load_workbook(io.BytesIO(sheet)).worksheets
    assert [cell.value for cell in first[1]] == list(COLUMNS.values())
    told = {label: (needed, how) for label, needed, how in notes.iter_rows(min_row=2, values_only=True)}
    assert list(told) == list(COLUMNS.values())
    assert told["登记编号"][0] == "要填"
    assert "予以公开" in told["答复类型"][1]
    file = SimpleUploadedFile("旧台账.xlsx", sheet)
    data = {"organ": county.township.pk, "file": file, "rehearse": "on"}
    page = client.post("/workbench/applications/import/", data).content.decode()
    assert "表里没有申请" in page
    assert "notice warn" in page


def test_a_correction_is_registered_answered_with_its_letter_and_not_counted(county, officer):
    county.township.court = "青禾县人民法院"
    county.township.save()
    shared = {"by": officer, "today": MONDAY}
    with pytest.raises(Refused, match="证据"):
        correcting.ask(
            county.township, identity=ZHOU, about="低保名册姓名写错", evidence="", received_on=MONDAY, **shared
        )
    request, code = correcting.ask(
        county.township, identity=ZHOU, about="低保名册姓名写错", evidence="户口簿", received_on=MONDAY, **shared
    )
    assert len(code) == 8
    with pytest.raises(Refused, match="更正的日期"):
        correcting.answer(request, decision="corrected", verified="经核对户口簿，确系笔误。", **shared)
    answered = correcting.answer(
        request, decision="corrected", verified="经核对户口簿，确系笔误。", corrected_on=MONDAY, **shared
    )
    assert answered.state == "corrected"
    assert "周晓棠" in correcting.text_of(answered)
    assert "周晓棠" not in answered.sealed
    assert sum(table_three([county.township.pk], Period.year(2025)).values()) == 0
    with pytest.raises(Refused, match="已于"):
        correcting.answer(answered, decision="corrected", verified="x", corrected_on=MONDAY, **shared)
