"""一事一申请: one letter that asks for several things becomes several cases, each counted once, of one receipt."""

from datetime import date

import pytest
from django.test import Client

from gongkai.web.accounts.models import Role
from gongkai.web.applications.citizens import Citizen
from gongkai.web.applications.figures import Period, table_three
from gongkai.web.applications.models import Application
from gongkai.web.applications.services import (
    answering,
    asking,
    finding,
    handling,
    identities,
    numbers,
    relating,
    splitting,
    telling,
)
from gongkai.web.audit.models import Entry
from gongkai.web.audit.services import Forbidden, Refused
from web.applications.conftest import MONDAY, RIVER, ZHOU

SEVERAL = asking.Wish("请公开：\n1. 2024年低保名单和发放标准；\n2. 东河村垃圾中转站的建设合同；\n3、2023年部门决算。")
PARTS = ("2024年低保名单和发放标准", "东河村垃圾中转站的建设合同", "2023年部门决算")


@pytest.fixture
def several(receive):
    return receive(wish=SEVERAL)


@pytest.fixture
def split(several, officer):
    return splitting.split(several, parts=PARTS, by=officer, today=MONDAY)


def test_what_is_asked_in_numbered_lines_is_told_apart():
    assert splitting.proposed(SEVERAL.content) == list(PARTS)
    assert splitting.proposed("一、合同；\n二、验收报告。") == ["合同", "验收报告"]
    assert splitting.proposed("（1）合同文本（2）验收报告（3）付款凭证") == ["合同文本", "验收报告", "付款凭证"]
    assert splitting.proposed("请公开石桥镇的以下信息：1、合同；2、验收报告") == ["石桥镇的合同", "石桥镇的验收报告"]
    assert splitting.proposed("2024年1.5万元以上的合同") == ["2024年1.5万元以上的合同"]
    assert splitting.proposed(RIVER.content) == [RIVER.content]


def test_every_part_has_its_own_number_and_clock_of_the_same_receipt(several, split, officer):
    several.refresh_from_db()
    assert [one.content for one in (several, *split)] == list(PARTS)
    assert [one.split_from for one in (several, *split)] == [None, several, several]
    assert [one.receipt for one in split] == [f"{several.receipt}-2", f"{several.receipt}-3"]
    assert len({one.number for one in (several, *split)}) == 3
    for one in split:
        assert (one.received_on, one.due_on, one.state) == (MONDAY, date(2025, 3, 31), "open")
        assert (one.applicant_id, one.officer_id, one.channel) == (
            several.applicant_id, several.officer_id, several.channel
        )  # fmt: skip
    handling.consult(split[0], kind="third_party", name="甲公司", on=MONDAY, by=officer, today=MONDAY)
    split[1].refresh_from_db()
    assert split[0].due_on > split[1].due_on == date(2025, 3, 31)


def test_what_the_applicant_wrote_stays_readable_and_all_is_logged(several, split):
    words = several.events.get(kind="note").words
    assert SEVERAL.content in words
    assert all(one.number in words for one in split)
    assert several.number in split[0].events.get(kind="note").words
    assert Entry.objects.filter(act="applications.split").count() == 1
    assert Entry.objects.filter(act="applications.split_off").count() == 2
    assert Entry.objects.filter(act="applications.received").count() == 3


def test_each_part_is_found_by_its_own_words_and_by_its_receipt(several, split, county):
    def found(words):
        return {one.pk for one in finding.found([county.township.pk], words, most=10)}

    assert found("垃圾中转站") == {split[0].pk}
    assert found("低保名单") == {several.pk}
    assert found(split[1].receipt.lower()) == {split[1].pk}


def test_each_part_counts_once_in_table_three_and_towards_the_fee(several, split, county, officer):
    cells = table_three([county.township.pk], Period.year(2025))
    assert (cells["applications/new/natural_person"], cells["applications/carried_out/total"]) == (3, 3)
    assert [relating.frequency(one).ordinal for one in (several, *split)] == [1, 2, 3]


def test_a_correction_of_the_whole_letter_holds_for_every_part(several, officer):
    day = date(2025, 3, 10)
    handling.ask_correction(several, on=day, until=date(2025, 3, 28), defects="写明年份", by=officer, today=day)
    with pytest.raises(Refused, match="补正以后"):
        splitting.split(several, parts=PARTS, by=officer, today=day)
    day = date(2025, 3, 17)
    handling.answer_correction(several, on=day, content="2024年", by=officer, today=day)
    parts = splitting.split(several, parts=PARTS, by=officer, today=day)
    assert {one.due_on for one in parts} == {several.due_on} == {date(2025, 4, 15)}
    with pytest.raises(Refused, match="补正应当一次性告知"):
        handling.ask_correction(parts[0], on=day, until=date(2025, 3, 28), defects="写明", by=officer, today=day)


def test_the_first_letter_may_be_split_once_more_and_a_part_too(several, split, officer):
    more = splitting.split(split[0], parts=("东河村垃圾中转站的设计", "中转站的施工合同"), by=officer, today=MONDAY)
    assert (more[0].split_from, more[0].receipt) == (several, f"{several.receipt}-4")
    assert [one.number for one in splitting.together(more[0])] == [one.number for one in (several, *split, more[0])]


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        (("低保名单",), "至少两件"),
        (("低保名单", "合同"), "第 2 件太短"),
        (("低保名单", "低保名单 "), "第 2 件与前面的重复"),
        (tuple(f"第{number}份合同文本" for number in range(60)), "最多"),
    ],
)
def test_what_is_no_splitting_is_refused(several, officer, parts, why):
    with pytest.raises(Refused, match=why):
        splitting.split(several, parts=parts, by=officer, today=MONDAY)


def test_what_was_done_to_the_whole_cannot_be_split_any_more(several, officer, head):
    facts = {"by": officer, "today": MONDAY}
    handling.consult(several, kind="organ", name="财政局", on=MONDAY, **facts)
    with pytest.raises(Refused, match=r"已经有“征求其他机关意见”.*在一份答复里分项答复"):
        splitting.split(several, parts=PARTS, **facts)
    other = asking.register(
        several.organ, kind="natural_person", identity=ZHOU, wish=SEVERAL, channel="counter", arrived_on=MONDAY, **facts
    ).application
    answering.draft(other, outcome="granted", data={"given": "见附件"}, **facts)
    with pytest.raises(Refused, match="已经起草了答复"):
        splitting.split(other, parts=PARTS, **facts)


def test_before_receipt_is_confirmed_nothing_is_split(county, officer):
    facts = {"by": officer, "today": MONDAY}
    one = asking.register(
        county.township, kind="natural_person", identity=ZHOU, wish=SEVERAL, channel="fax", arrived_on=MONDAY, **facts
    ).application
    with pytest.raises(Refused, match="先确认收到"):
        splitting.split(one, parts=PARTS, **facts)


def test_only_who_works_on_cases_splits_them(several, county):
    with pytest.raises(Forbidden):
        splitting.split(several, parts=PARTS, by=county.account(Role.CLERK, county.township, "clerk"), today=MONDAY)


def test_the_identity_is_not_erased_while_another_part_is_open(several, split, head, officer):
    asking.withdraw(several, by=officer, today=MONDAY)
    with pytest.raises(Refused, match=split[0].number):
        identities.erase(several, by=head, on=MONDAY, ground="本人要求")


def test_the_officer_splits_from_the_case_and_finds_the_parts_there(county, several, officer):
    desk = Client()
    desk.force_login(officer, backend="gongkai.web.accounts.authentication.AccountBackend")
    place = f"/workbench/applications/{several.pk}/"
    assert f"{place}split/" in desk.get(place).content.decode()
    page = desk.get(f"{place}split/").content.decode()
    assert all(part in page for part in PARTS)
    told = {"parts_content": PARTS, "parts_known_as": ("", "建设合同", ""), "version": several.version}
    assert desk.post(f"{place}split/", told).status_code == 302
    page = desk.get(place).content.decode()
    parts = list(Application.objects.filter(split_from=several).order_by("pk"))
    assert [one.known_as for one in parts] == ["建设合同", ""]
    assert all(one.number in page for one in parts)
    assert several.number in desk.get(f"/workbench/applications/{parts[0].pk}/").content.decode()


def test_the_applicant_opens_every_part_with_his_one_receipt_and_code(county, officer):
    given = asking.register(
        county.township, kind="natural_person", identity=ZHOU, wish=SEVERAL, channel="counter", arrived_on=MONDAY,
        by=officer, today=MONDAY,
    )  # fmt: skip
    parts = splitting.split(given.application, parts=PARTS, by=officer, today=MONDAY)
    phone = Client()
    told = {"receipt": given.application.receipt.lower(), "code": given.code}
    page = phone.post("/track/", told, follow=True).content.decode()
    assert "分成 3 件" in page
    assert all(one.number in page and one.content in page for one in parts)
    page = phone.get("/track/case/part/3/", follow=True).content.decode()
    assert f'<h1 class="flush">{parts[1].number}' in page
    assert phone.get("/track/case/part/9/").status_code == 404
    page = Client().post("/track/", told | {"receipt": parts[0].receipt}, follow=True).content.decode()
    assert f'<h1 class="flush">{parts[0].number}' in page
    wrong = Client().post("/track/", {"receipt": parts[0].receipt, "code": "22222222"}, follow=True)
    assert "没有查到" in wrong.content.decode()


def test_somebody_elses_part_opens_for_nobody(several, split, county, officer):
    other = asking.register(
        county.township, kind="natural_person", identity=ZHOU, wish=RIVER, channel="counter", arrived_on=MONDAY,
        by=officer, today=MONDAY,
    )  # fmt: skip
    phone = Client()
    phone.post("/track/", {"receipt": other.application.receipt, "code": other.code})
    assert phone.get("/track/case/part/2/").status_code == 404
    with pytest.raises(Forbidden):
        asking.withdraw(split[0], by=Citizen(other.application.receipt), today=MONDAY)


def test_one_message_tells_the_applicant_of_all_parts(several, officer, monkeypatch):
    said = []
    monkeypatch.setattr(telling, "send", lambda channel, **facts: said.append((channel, facts["body"])))
    parts = splitting.split(several, parts=PARTS, by=officer, today=MONDAY)
    ((channel, body),) = said
    assert channel == "sms"
    assert "写了 3 件事" in body
    assert all(one.number in body for one in (several, *parts))


def test_receipts_of_parts_are_read_as_they_are_written():
    assert numbers.as_written("7k3m92xqp4") == "7K3M-92XQ-P4"
    assert numbers.as_written("7K3M 92XQ P4 2") == numbers.as_written("7K3M-92XQ-P4-2") == "7K3M-92XQ-P4-2"
    assert numbers.whole("7K3M-92XQ-P4-12") == "7K3M-92XQ-P4"
