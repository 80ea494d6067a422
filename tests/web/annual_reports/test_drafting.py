"""The text is written from the facts, follows them until somebody writes it himself, and invents nothing."""

from datetime import date

import pytest

from gongkai.web.annual_reports.checking import examine
from gongkai.web.annual_reports.composing import as_report
from gongkai.web.annual_reports.models import AnnualReport, Sentence
from gongkai.web.annual_reports.services import judging, setting, writing
from gongkai.web.audit.services import Refused
from web.annual_reports.conftest import NEXT, WORDS, complete


def sentence(report: AnnualReport, key: str) -> Sentence:
    return Sentence.objects.get(report=report, key=key)


def test_a_figure_of_the_text_follows_the_ledger_until_somebody_writes_the_sentence(report, case, clerk):
    assert "没有新收到" in sentence(report, "applications").text
    case(date(2025, 3, 3))
    writing.follow(report)
    drafted = sentence(report, "applications")
    assert "新收政府信息公开申请1件" in drafted.text
    (bound,) = [fact for fact in drafted.facts if fact["key"] == "cells/applications/new/total"]
    assert drafted.text[bound["at"] :].startswith("1")
    writing.edit_sentence(drafted, text="（二）依申请公开。收到1件，仍在办理。", seen=drafted.version, by=clerk)
    case(date(2025, 4, 3))
    writing.follow(report)
    assert sentence(report, "applications").text == "（二）依申请公开。收到1件，仍在办理。"
    writing.release_sentence(sentence(report, "applications"), by=clerk)
    assert "新收政府信息公开申请2件" in sentence(report, "applications").text


def test_a_title_within_a_title_has_single_marks(report):
    assert "《国务院办公厅" in as_report(report).opening
    assert "关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》" in as_report(report).opening


def test_what_is_not_in_the_ledger_is_a_gap_and_no_phrase(report):
    gaps = {one.key for one in report.sentences.exclude(gap="")}
    assert {"training", "assessment", "evaluation", "accountability", "problems", "measures"} <= gaps
    assert all(not one.text for one in report.sentences.exclude(gap=""))
    assert "培训" not in as_report(report).text(1)
    told = [marked for marked in examine(report).findings if marked.finding.code == "text-gap"]
    assert all(marked.finding.severity == "error" for marked in told)
    assert len(told) == len(gaps)


def test_a_department_need_not_tell_of_assessment(county, clerk):
    report = writing.start(county.bureau, 2025, by=clerk.__class__.objects.get(pk=_clerk(county).pk), today=NEXT)
    assert not report.sentences.filter(key="assessment").exists()


def _clerk(county):
    from gongkai.web.accounts.models import Role

    return county.account(Role.CLERK, county.bureau, "bureau-clerk")


def test_last_years_problems_ask_what_became_of_them(county, clerk, through, report):
    through(complete(writing.start(county.township, 2024, by=clerk, today=NEXT), clerk))
    writing.follow(report)
    asked = sentence(report, "became-1")
    assert "解读政策的形式单一，村公示栏更新不及时" in asked.gap
    assert asked.gap.startswith("2024年报告写的问题")


def test_two_people_writing_one_sentence_lose_nothing(report, clerk, county):
    from gongkai.web.accounts.models import Role

    other = county.account(Role.HEAD, county.township, "second")
    seen = sentence(report, "problems")
    writing.edit_sentence(seen, text="解读较少。", seen=seen.version, by=clerk)
    with pytest.raises(writing.Conflict, match="解读较少"):
        writing.edit_sentence(seen, text="更新不及时。", seen=seen.version, by=other)
    assert sentence(report, "problems").text == "解读较少。"


def test_two_people_setting_one_cell_lose_nothing(report, clerk):
    path = "applications/granted/natural_person"
    setting.override(report, path=path, value="2", reason="漏登", seen="0", by=clerk)
    with pytest.raises(writing.Conflict, match="现在是 2"):
        setting.override(report, path=path, value="3", reason="漏登", seen="0", by=clerk)


def test_a_finished_draft_has_no_error(report, case, clerk):
    case(date(2025, 3, 3), "granted", date(2025, 3, 20))
    case(date(2025, 12, 22))
    done = complete(report, clerk)
    assert [one.finding.message for one in examine(done).errors] == []


def test_a_number_of_the_text_that_differs_from_the_table_is_mended_with_one_click(report, case, clerk):
    case(date(2025, 3, 3), "granted", date(2025, 3, 20))
    done = complete(report, clerk)
    wrong = sentence(done, "applications")
    text = "（二）依申请公开。2025年，本镇收到政府信息公开申请7件。"
    writing.edit_sentence(wrong, text=text, seen=wrong.version, by=clerk)
    (found,) = [one for one in examine(done).findings if one.finding.code == "narrative-matches-table"]
    assert found.mend.words == "改成 1"
    judging.apply_mend(done, fingerprint=found.fingerprint, by=clerk)
    assert "申请1件" in sentence(done, "applications").text
    assert "narrative-matches-table" not in {one.finding.code for one in examine(done).findings}


def test_a_verdict_survives_the_next_run_and_falls_away_when_the_figures_change(report, case, clerk):
    case(date(2025, 3, 3), "granted", date(2025, 3, 20))
    done = complete(report, clerk)
    wrong = sentence(done, "applications")
    text = "（二）依申请公开。2025年，本镇收到政府信息公开申请7件。"
    writing.edit_sentence(wrong, text=text, seen=wrong.version, by=clerk)
    (found,) = examine(done).errors
    with pytest.raises(Refused, match="为什么"):
        judging.judge(done, fingerprint=found.fingerprint, reason="", by=clerk)
    judging.judge(done, fingerprint=found.fingerprint, reason="含转来的6件", by=clerk)
    assert examine(done).errors == []
    case(date(2025, 4, 3), "granted", date(2025, 4, 20))
    assert len(examine(done).errors) == 1


def test_a_report_of_a_year_to_come_is_refused_and_a_second_one_is_the_first(report, county, clerk):
    with pytest.raises(Refused, match="还没有开始"):
        writing.start(county.township, 2027, by=clerk, today=NEXT)
    assert writing.start(county.township, 2025, by=clerk, today=NEXT) == report
    assert WORDS
