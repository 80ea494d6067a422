"""Personal data stop a report at the gate; only a named person who did not write it may leave them, with a reason."""

import pytest

from gongkai.web.annual_reports.models import AnnualReport, Spared
from gongkai.web.annual_reports.services import gating, moving, publishing
from gongkai.web.audit.models import Entry
from gongkai.web.audit.services import Forbidden, Refused
from web.annual_reports.conftest import NEXT, complete
from web.conftest import TESTS

PHONE = "13800138000"
ASKED = f"群众反映问题可以找驻村干部，手机{PHONE}。"


@pytest.fixture
def signed(report, clerk, reviewer, leader) -> AnnualReport:
    """A report with a mobile number in it, reviewed and signed."""
    complete(report, clerk, problems=ASKED)
    report = moving.submit(AnnualReport.objects.get(pk=report.pk), by=clerk, reason="号码待定")
    report = moving.review(report, secrecy=True, by=reviewer)
    return moving.sign(report, name="何鸣远", today=NEXT, by=leader)


def print_of(report: AnnualReport) -> str:
    [(found, key, decided)] = gating.standing(report, on=NEXT)
    assert (found.masked, decided) == ("138****8000", None)
    return key


def test_what_a_named_person_leaves_passes_in_every_format_and_keeps_his_name(signed, clerk, leader):
    with pytest.raises(Refused, match="写明理由保留"):
        publishing.publish(signed, by=clerk, today=NEXT)
    spared = gating.spare(signed, fingerprint=print_of(signed), reason="公布的值班手机", by=leader, today=NEXT)
    assert (spared.by_name, spared.masked) == (leader.name, "138****8000")
    edition = publishing.publish(AnnualReport.objects.get(pk=signed.pk), by=clerk, today=NEXT)
    assert {one.ending for one in edition.renditions.all()} == {"docx", "pdf"}
    entry = Entry.objects.get(act="annual_reports.spared")
    assert PHONE not in str(entry.facts)
    assert PHONE not in str(Spared.objects.values())


def test_the_organ_s_own_telephone_is_nobody_s_and_needs_nobody_to_leave_it(signed, clerk):
    signed.organ.complaint_phone = f"值班室 {PHONE[:3]} {PHONE[3:7]} {PHONE[7:]}"
    signed.organ.save()
    assert gating.standing(signed, on=NEXT) == []
    edition = publishing.publish(AnnualReport.objects.get(pk=signed.pk), by=clerk, today=NEXT)
    assert {one.ending for one in edition.renditions.all()} == {"docx", "pdf"}
    assert publishing.serve(edition, "docx").startswith(b"PK")


def test_a_datum_that_was_not_spared_still_stops_it(signed, clerk, leader):
    gating.spare(signed, fingerprint=print_of(signed), reason="公布的值班手机", by=leader, today=NEXT)
    report = AnnualReport.objects.get(pk=signed.pk)
    report.sentences.filter(key="problems").update(text=f"{ASKED}另有手机13900139000。")
    with pytest.raises(Refused, match="个人信息 1 处"):
        publishing.publish(report, by=clerk, today=NEXT)


def test_neither_an_author_nor_a_program_nor_a_stranger_may_leave_it_and_nobody_without_a_reason(
    signed, county, clerk, leader
):
    from gongkai.web.accounts.models import Role
    from gongkai.web.accounts.services import grant

    key = print_of(signed)
    for nobody in (clerk, county.account(Role.FINAL_REVIEWER, county.neighbour), TESTS):
        with pytest.raises((Forbidden, Refused)):
            gating.spare(signed, fingerprint=key, reason="公布的值班手机", by=nobody, today=NEXT)
    grant(clerk, role=Role.FINAL_REVIEWER, organ=county.township, by=TESTS)
    with pytest.raises(Refused, match="由别人决定"):
        gating.spare(signed, fingerprint=key, reason="公布的值班手机", by=clerk.__class__.objects.get(pk=clerk.pk),
                     today=NEXT)  # fmt: skip
    with pytest.raises(Refused, match="写明理由"):
        gating.spare(signed, fingerprint=key, reason="是", by=leader, today=NEXT)
    with pytest.raises(Refused, match="已经不在"):
        gating.spare(signed, fingerprint="0" * 64, reason="公布的值班手机", by=leader, today=NEXT)
    assert not Spared.objects.exists()


def test_the_page_tells_the_leader_what_stops_it_and_takes_his_decision(signed, client, leader):
    client.force_login(leader)
    page = f"/workbench/reports/liuhe/{signed.year}/"
    shown = client.get(page).content.decode()
    assert "138****8000" in shown
    assert "保留这一处" in shown
    answer = client.post(f"{page}act/spare/", {"finding": print_of(signed), "reason": "公布的值班手机"}, follow=True)
    assert "决定保留：公布的值班手机" in answer.content.decode()
