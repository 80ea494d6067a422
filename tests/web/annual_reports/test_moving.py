"""编写中 → 待核 → 待签发 → 已公布 → 已收审; nobody signs what he wrote, and what is published stays."""

import json
from datetime import date

import pytest

from gongkai.report.model import from_json
from gongkai.web.accounts.models import Role
from gongkai.web.annual_reports.checking import examine
from gongkai.web.annual_reports.counting import figures_of
from gongkai.web.annual_reports.models import AnnualReport, Sentence, State
from gongkai.web.annual_reports.services import moving, publishing, rounds, setting, writing
from gongkai.web.audit.models import Entry
from gongkai.web.audit.services import Forbidden, Refused
from web.annual_reports.conftest import NEXT, complete


def again(report: AnnualReport) -> AnnualReport:
    return AnnualReport.objects.get(pk=report.pk)


def test_from_the_draft_to_the_countys_file(report, clerk, through, supervisor):
    edition = through(complete(report, clerk))
    assert again(report).state == State.PUBLISHED
    assert from_json(edition.content).text(5).startswith("解读政策的形式单一")
    done = moving.accept(report, by=supervisor, today=date(2026, 2, 2))
    assert (done.state, done.accepted_on) == (State.ACCEPTED, date(2026, 2, 2))
    acts = list(Entry.objects.filter(act__startswith="annual_reports.").order_by("pk").values_list("act", flat=True))
    assert acts[-5:] == [
        f"annual_reports.{act}" for act in ("submitted", "reviewed", "signed", "published", "accepted")
    ]


def test_errors_stand_in_the_way_of_submitting_unless_a_reason_is_recorded(report, clerk):
    with pytest.raises(Refused, match="处错误"):
        moving.submit(report, by=clerk)
    sent = moving.submit(report, by=clerk, reason="考核结果2月才下达，先按县里要求报送")
    assert (sent.state, sent.submit_reason[:4]) == (State.REVIEWING, "考核结果")


def test_nobody_reviews_or_signs_what_he_wrote(report, county, clerk, reviewer):
    from gongkai.web.accounts.services import grant
    from web.conftest import TESTS

    for role in (Role.FIRST_REVIEWER, Role.FINAL_REVIEWER):
        grant(clerk, role=role, organ=county.township, by=TESTS)
    clerk = type(clerk).objects.get(pk=clerk.pk)
    report = moving.submit(complete(report, clerk), by=clerk)
    with pytest.raises(Refused, match="别人来核"):
        moving.review(report, secrecy=True, by=clerk)
    with pytest.raises(Refused, match="保密审查"):
        moving.review(report, secrecy=False, by=reviewer)
    report = moving.review(report, secrecy=True, by=reviewer)
    with pytest.raises(Refused, match="不能自己签发"):
        moving.sign(report, name="林知夏", today=NEXT, by=clerk)


def test_a_returned_report_is_open_again_and_says_why(report, clerk, reviewer):
    report = moving.submit(complete(report, clerk), by=clerk)
    with pytest.raises(Refused, match="不能再改"):
        setting.override(report, path="applications/new/other", value="1", reason="漏", seen="0", by=clerk)
    with pytest.raises(Refused, match="写明原因"):
        moving.give_back(report, reason="", by=reviewer)
    report = moving.give_back(report, reason="第五部分太空", by=reviewer)
    assert (report.state, report.returned) == (State.RETURNED, "第五部分太空")
    assert moving.submit(report, by=clerk).returned == ""


def test_what_was_looked_over_and_signed_is_published_whatever_the_ledger_does_meanwhile(
    report, case, clerk, reviewer, leader
):
    case(date(2025, 3, 3))
    report = moving.submit(complete(report, clerk), by=clerk)
    case(date(2025, 5, 6))
    assert "ledger-moved" in {one.finding.code for one in examine(again(report)).findings}
    report = moving.review(report, secrecy=True, by=reviewer)
    report = moving.sign(report, name="何鸣远", today=NEXT, by=leader)
    case(date(2025, 6, 9))
    with publishing.on_opening():
        edition = publishing.publish(report, by=clerk, today=NEXT)
    assert edition.cells["applications/new/total"] == 1


def test_a_returned_report_follows_the_ledger_again_unless_somebody_froze_it(report, case, clerk, reviewer):
    case(date(2025, 3, 3))
    report = moving.submit(complete(report, clerk), by=clerk)
    case(date(2025, 5, 6))
    report = moving.give_back(report, reason="漏登一件", by=reviewer)
    assert figures_of(again(report))["applications/new/total"].value == 2
    frozen = setting.freeze(again(report), by=clerk)
    writing.follow(frozen)
    report = moving.submit(again(frozen), by=clerk)
    case(date(2025, 6, 9))
    report = moving.give_back(report, reason="再看看", by=reviewer)
    assert figures_of(again(report))["applications/new/total"].value == 2


def test_what_is_not_signed_is_not_published(report, clerk, reviewer):
    report = moving.submit(complete(report, clerk), by=clerk)
    report = moving.review(report, secrecy=True, by=reviewer)
    with pytest.raises(Refused, match="先签发"):
        publishing.publish(report, by=clerk, today=NEXT)


def test_personal_data_anywhere_in_the_report_stop_it_at_the_gate(report, clerk, through):
    complete(report, clerk, problems="申请人周晓棠（身份证号11010519491231002X）反映解读不够。")
    with pytest.raises(Refused, match="个人信息 1 处"):
        through(report)
    assert not again(report).editions.exists()


def test_word_pdf_and_json_pass_the_gate_as_they_are_served(report, clerk, reviewer, leader):
    report = moving.submit(complete(report, clerk), by=clerk)
    report = moving.review(report, secrecy=True, by=reviewer)
    report = moving.sign(report, name="何鸣远", today=NEXT, by=leader)
    edition = publishing.publish(report, by=clerk, today=NEXT)
    assert {one.ending for one in edition.renditions.all()} == {"docx", "pdf"}
    assert publishing.serve(edition, "pdf").startswith(b"%PDF")
    assert json.loads(publishing.serve(edition, "json"))["signed_by"] == "何鸣远"
    edition.content["organ"] = "别的机关"
    with pytest.raises(Refused, match="不一致"):
        publishing.serve(edition, "json")


def test_a_correction_makes_a_new_edition_and_the_old_one_stays(report, case, clerk, through):
    first = through(complete(report, clerk))
    opened = moving.correct(report, reason="第五部分漏写整改情况", by=clerk)
    sentence = Sentence.objects.get(report=report, key="measures")
    writing.edit_sentence(sentence, text="下一步将每季度检查。", seen=sentence.version, by=clerk)
    second = through(opened, date(2026, 2, 20))
    assert (first.number, second.number, second.reason) == (1, 2, "第五部分漏写整改情况")
    assert "增加图解" in from_json(again(report).editions.last().content).text(5)
    assert again(report).edition == second
    assert list(publishing.published()) == [second]
    assert again(report).published_on == NEXT


def test_the_countys_silence_blocks_nothing_and_its_return_reopens_the_report(report, clerk, through, supervisor):
    through(complete(report, clerk))
    back = moving.send_back(report, reason="第一部分没有写考核分数", by=supervisor)
    assert (back.state, back.edition.number) == (State.RETURNED, 1)
    assert through(back, date(2026, 2, 20)).number == 2


def test_who_may_not_is_refused_at_every_step(report, clerk, reviewer, leader, supervisor, county):
    stranger = county.account(Role.CLERK, county.neighbour, "stranger")
    acts = [
        lambda who: writing.redraft(report, by=who),
        lambda who: moving.submit(report, by=who),
        lambda who: moving.correct(report, reason="x", by=who),
        lambda who: setting.freeze(report, by=who),
    ]
    for act in acts:
        for who in (stranger, leader, supervisor):
            with pytest.raises(Forbidden):
                act(who)
    with pytest.raises(Forbidden):
        moving.accept(report, by=clerk, today=NEXT)
    with pytest.raises(Forbidden):
        moving.send_back(report, reason="x", by=reviewer)


def test_what_the_county_remarks_stays_between_the_offices_and_is_told_once(report, clerk, through, supervisor):
    through(complete(report, clerk))
    rounds.note(again(report), where="sections/5", words="整改情况没有写。", by=supervisor)
    sent = rounds.return_with_notes(again(report), by=supervisor, today=NEXT, reason="请改好以后再公布。")
    assert sent.returned == "请改好以后再公布；第五部分：整改情况没有写"
    assert sent.correcting == "按主管部门的收审意见更正"
    note = sent.notes.get()
    assert note.place == "第五部分"
    rounds.settle(note, answer="已经补写。", by=clerk)
    assert through(sent, date(2026, 2, 20)).reason == "按主管部门的收审意见更正"


@pytest.mark.parametrize(("day", "over"), [(date(2025, 12, 31), False), (date(2026, 1, 1), True)])
def test_nobody_signs_before_the_year_is_over(report, clerk, reviewer, leader, day, over):
    moving.review(moving.submit(complete(report, clerk), by=clerk), secrecy=True, by=reviewer)
    if over:
        assert moving.sign(again(report), name="何鸣远", today=day, by=leader).signed_at
    else:
        with pytest.raises(Refused, match="2025年还没有结束，数据要统计到12月31日"):
            moving.sign(again(report), name="何鸣远", today=day, by=leader)
