"""The letters of a case: what is on record says which are owed and fills them in; each can then be kept and sent."""

from datetime import date, timedelta

import pytest

from gongkai.letters import kind_of
from gongkai.web.accounts.models import Role
from gongkai.web.applications.models import Application, Letter, Party
from gongkai.web.applications.services import answering, asking, handling, suggesting, writing
from gongkai.web.audit.services import Refused
from gongkai.web.organs.models import Kind, Organ
from gongkai.web.organs.services import describe
from web.applications.conftest import MONDAY
from web.conftest import TESTS

TUESDAY = MONDAY + timedelta(days=1)
MORE = {
    "fee_notice": {"payment": "凭缴款码到代收银行缴入国库"},
    "third_party_consultation": {"interest": "商业秘密"},
    "organ_consultation": {"requests": ["请说明该信息是否可以公开"]},
    "no_longer_processed": {"notice_received_on": date(2025, 3, 6)},
}
"""What nobody but the officer knows."""


@pytest.fixture(autouse=True)
def reachable(county):
    """Letters name whom to ask."""
    describe(county.township, by=TESTS, unit_head="林知夏", unit_phone="0000-6601234")
    county.township.refresh_from_db()


def write(application: Application, officer, day: date) -> list[str]:
    """Write and send every letter that is owed, with what is suggested; their kinds."""
    kinds = []
    for one in suggesting.owed(application):
        asked = {field.path for field in writing.asked(one.kind)}
        filled = suggesting.suggested(application, one.kind, day, one.addressee)
        assert set(filled) <= asked
        data = filled | MORE.get(one.kind, {})
        facts = {"by": officer, "today": day}
        letter = answering.draft_letter(application, kind=one.kind, data=data, addressee=one.addressee, **facts)
        answering.send_letter(letter, on=day, sending="mail", **facts)
        kinds.append(one.kind)
    assert suggesting.owed(application) == []
    return kinds


def acts(name, application, officer, head):
    on = {"on": TUESDAY, "by": officer, "today": TUESDAY}
    match name:
        case "correction":
            handling.ask_correction(application, until=date(2025, 3, 20), defects="写明年份\n写明项目", **on)
        case "third_party" | "joint_maker" | "organ":
            handling.consult(application, kind=name, name="恒远水利", **on)
        case "extension":
            handling.extend(application, days=10, reason="需要查找", on=TUESDAY, by=head, today=TUESDAY)
        case "fee":
            handling.charge(application, basis="by_page", quantity=120, **on)
        case "reasons":
            handling.ask_reasons(application, until=date(2025, 3, 20), words="本年 40 件", **on)
        case "withdrawal":
            asking.withdraw(application, by=officer, today=TUESDAY)


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("correction", ["correction_notice"]),
        ("third_party", ["third_party_consultation", "consultation_notice"]),
        ("joint_maker", ["joint_maker_consultation", "consultation_notice"]),
        ("organ", ["organ_consultation", "consultation_notice"]),
        ("extension", ["extension_notice"]),
        ("fee", ["fee_notice"]),
        ("reasons", ["reasons_notice"]),
        ("withdrawal", ["closing"]),
    ],
)
def test_what_happened_owes_a_letter_that_is_filled_in_from_the_case(receive, officer, head, name, kinds):
    application = receive()
    assert suggesting.owed(application) == []
    acts(name, application, officer, head)
    assert write(Application.objects.get(pk=application.pk), officer, TUESDAY) == kinds


def test_an_extension_tells_the_old_day_and_the_new_one(receive, officer, head):
    application = receive()
    acts("extension", application, officer, head)
    filled = suggesting.suggested(Application.objects.get(pk=application.pk), "extension_notice", TUESDAY)
    assert (filled["old_due"], filled["new_due"]) == (date(2025, 3, 31), date(2025, 4, 15))


def test_who_did_not_correct_is_told_that_his_case_has_ended(receive, officer, head):
    application, late = receive(), date(2025, 4, 10)
    acts("correction", application, officer, head)
    assert write(Application.objects.get(pk=application.pk), officer, TUESDAY) == ["correction_notice"]
    handling.close_lapsed(Application.objects.get(pk=application.pk), on=late, by=officer, today=late)
    assert write(Application.objects.get(pk=application.pk), officer, late) == ["no_longer_processed"]


def test_a_letter_that_cannot_name_whom_to_ask_says_where_to_fill_that_in(receive, officer, head, county):
    describe(county.township, by=TESTS, unit_head="", unit_phone="", phone="")
    application = receive()
    acts("correction", application, officer, head)
    with pytest.raises(Refused, match="机关信息里还没有填公开工作机构的负责人或者电话"):
        write(Application.objects.select_related("organ").get(pk=application.pk), officer, TUESDAY)


def test_a_third_party_that_is_overruled_is_told_what_will_be_disclosed_and_why(receive, officer):
    application = receive()
    party = handling.consult(
        application, kind=Party.Kind.THIRD_PARTY, name="恒远水利", on=MONDAY, by=officer, today=MONDAY
    )
    items = [
        {"item": "质量条款", "position": "不同意", "reason": "", "disposal": "公开"},
        {"item": "收款账户", "position": "不同意", "reason": "", "disposal": "不公开"},
    ]
    handling.party_answered(
        party, on=TUESDAY, position="refused", reason="不同意", items=items, by=officer, today=TUESDAY
    )
    Application.objects.filter(pk=application.pk).update(outcome="granted")
    kinds = [one.kind for one in suggesting.owed(Application.objects.get(pk=application.pk))]
    assert "disclosure_notice" in kinds
    filled = suggesting.suggested(application, "disclosure_notice", TUESDAY, "恒远水利")
    assert filled["information"] == ["质量条款"]


def test_what_another_organ_said_is_no_view_of_a_third_party(receive, officer):
    application = receive()
    facts = {"on": MONDAY, "by": officer, "today": MONDAY}
    other = handling.consult(application, kind=Party.Kind.ORGAN, name="青禾县水利局", **facts)
    handling.party_answered(other, position="agreed", reason="", **facts)
    assert "third_party_view" not in suggesting.suggested(application, "partly_granted", TUESDAY)
    third = handling.consult(application, kind=Party.Kind.THIRD_PARTY, name="恒远水利", **facts)
    handling.party_answered(third, position="refused", reason="商业秘密", **facts)
    view = suggesting.suggested(application, "partly_granted", TUESDAY)["third_party_view"]
    assert view == "恒远水利：不同意公开。商业秘密"


def test_a_letter_that_has_left_is_printed_as_it_left_whatever_has_changed_since(receive, officer, head, county):
    application = receive()
    draft = answering.draft(
        application, outcome="refused_deliberative", data={"reason": "讨论稿。"}, by=officer, today=TUESDAY
    )
    answering.approve(draft, by=head, today=TUESDAY)
    letter = answering.answer(draft, on=TUESDAY, sending="counter", by=officer, today=TUESDAY)
    describe(county.township, by=TESTS, unit_head="后来的人", unit_phone="0000-9999999", court="后来的法院")
    letter = Letter.objects.select_related("application__organ", "application__applicant").get(pk=letter.pk)
    assert writing.again(letter).text() == writing.text_of(letter)
    assert "后来" not in writing.again(letter).text()


def test_a_form_of_the_file_leaves_for_nobody(receive, officer, client):
    application = receive()
    data = {"applicant_name": "周晓棠", "due_on": date(2025, 3, 31), "proposal": "拟不予公开", "letter": "答复书"}
    sheet = answering.draft_letter(application, kind="approval_sheet", data=data, by=officer, today=MONDAY)
    with pytest.raises(Refused, match="不对外发出"):
        answering.send_letter(sheet, on=MONDAY, sending="online", by=officer, today=MONDAY)
    client.force_login(officer)
    page = client.get(f"/workbench/applications/letters/{sheet.pk}/").content.decode()
    assert "拟不予公开" in page
    assert f"letters/{sheet.pk}/send/" not in page


def test_the_reviewing_organ_is_the_nearest_government_and_never_the_department_above(county):
    bureau = Organ(name="青禾县公安局", kind=Kind.DEPARTMENT, parent=county.government)
    station = Organ(name="青禾县公安局柳河派出所", kind=Kind.AGENCY, parent=bureau)
    assert writing.organ_values(station)["government"] == county.government.name
    assert writing.organ_values(county.government)["kind"] == "county"
    orphan = writing.organ_values(Organ(name="某局", kind=Kind.DEPARTMENT))
    assert (orphan["government"], orphan["online_reconsideration"]) == ("", "")


def test_every_letter_that_can_be_owed_is_known():
    assert all(kind_of(kind).name for kinds in suggesting.OWED.values() for kind in kinds)
    assert set(suggesting.SUGGESTIONS) >= {kind for kinds in suggesting.OWED.values() for kind in kinds}


@pytest.mark.parametrize(
    ("kind", "level", "line", "told"),
    [
        ("government", "province", "", ("province", None, None)),
        ("government", "city", "", ("city", "青禾省人民政府", None)),
        ("department", "city", "", ("department", "青禾省人民政府", None)),
        ("department", "county", "vertical", ("vertical", None, "云岭市税务局")),
        ("department", "county", "justice", ("justice", "青禾省人民政府", "云岭市税务局")),
        ("department", "province", "ministry", ("ministry", None, None)),
    ],
)
def test_whom_a_letter_names_for_reconsideration_follows_level_and_line_of_the_organ(kind, level, line, told):
    province = Organ(name="青禾省人民政府", kind="government", level="province")
    above = None if level == "province" else province
    organ = Organ(name="某机关", kind=kind, level=level, parent=above, review_line=line)
    organ.reconsideration_organ = "云岭市税务局" if line in ("vertical", "justice") else ""
    values = writing.organ_values(organ)
    assert (values["kind"], values["government"] or None, values["superior"] or None) == told
    assert values["online_reconsideration"]


def test_the_screen_of_an_organ_offers_the_line_by_which_its_answers_are_reviewed(county, client):
    person = county.account(Role.ADMINISTRATOR, county.office, "admin")
    client.force_login(person, backend="gongkai.web.accounts.authentication.AccountBackend")
    place = f"/workbench/organs/{county.bureau.short_code}/edit/unit/"
    page = client.get(place).content.decode()
    assert "海关、金融、外汇、税务、国家安全" in page
    assert "司法行政部门" in page
    assert "国务院部门" in page
