"""A report made elsewhere: its cells and its sentences are mended here before it is filed; units are asked."""

import pytest

from gongkai.report.model import Report, to_json
from gongkai.web.accounts.models import Role
from gongkai.web.annual_reports import summing
from gongkai.web.annual_reports.checking import examine
from gongkai.web.annual_reports.composing import as_report
from gongkai.web.annual_reports.models import AnnualReport
from gongkai.web.annual_reports.services import filing, judging, moving, writing
from gongkai.web.audit.services import Refused
from web.annual_reports.conftest import NEXT
from web.annual_reports.test_summing import publish

TEXTS = {
    "sections/0": "本报告的统计期限是2022年1月1日至12月31日。",
    "sections/1": "（一）主动公开。通过公示栏公开。\n（二）依申请公开。全年收到政府信息公开申请7件。",
    "sections/5": "解读形式单一。",
}


@pytest.fixture
def uploaded(county, clerk) -> AnnualReport:
    """Filed by a program, with a sentence that says seven where the table says eight."""
    cells = {"applications/new/natural_person": 8, "applications/new/total": 8}
    value = Report.of({"year": 2022, "organ": county.township.name, **TEXTS, **cells})
    return filing.file_json(county.township, to_json(value), year=2022, by=clerk, today=NEXT)


def sentence(report, words):
    return next(one for one in report.sentences.all() if words in one.text)


def test_the_text_of_a_file_is_what_it_was_until_somebody_mends_it(uploaded, clerk):
    value = as_report(uploaded)
    assert (value.opening, value.text(1), value.text(5)) == tuple(TEXTS.values())
    one = sentence(uploaded, "7件")
    writing.edit_sentence(one, text=one.text.replace("7件", "8件"), seen=one.version, by=clerk)
    assert "申请8件" in as_report(uploaded).text(1)
    assert "通过公示栏公开" in as_report(uploaded).text(1)
    assert clerk.audit_key in moving.authors(uploaded)


def test_a_number_of_the_text_that_the_table_contradicts_is_mended_by_one_click(uploaded, clerk):
    wrong = [one for one in examine(uploaded).findings if one.finding.code == "narrative-matches-table"]
    assert [one.mend.words for one in wrong] == ["改成 8"]
    judging.apply_mend(uploaded, fingerprint=wrong[0].fingerprint, by=clerk)
    left = {one.finding.code for one in examine(uploaded).findings}
    assert "narrative-matches-table" not in left


def test_a_section_that_the_file_lacks_is_added(uploaded, clerk):
    assert as_report(uploaded).text(6) == ""
    writing.add_sentence(uploaded, section=6, text="本年度未收取信息处理费。", by=clerk)
    value = as_report(uploaded)
    assert value.text(6) == "本年度未收取信息处理费。"
    assert value.sections[-1].heading == "其他需要报告的事项"


def test_what_was_uploaded_has_no_draft_and_a_new_file_takes_the_place_of_the_old_text(uploaded, clerk, county):
    with pytest.raises(Refused, match="没有草稿"):
        writing.redraft(uploaded, by=clerk)
    other = Report.of({"year": 2022, "organ": county.township.name, "sections/1": "重新编写。"})
    again = filing.file_json(county.township, to_json(other), year=2022, by=clerk, today=NEXT)
    assert as_report(again).text(1) == "重新编写。"
    assert as_report(again).text(5) == ""


def test_two_people_mending_one_uploaded_report_lose_nothing(uploaded, county, clerk):
    second = county.account(Role.CLERK, county.township, "second")
    first_sentence, other = sentence(uploaded, "公示栏"), sentence(uploaded, "解读")
    seen = {one.pk: one.version for one in uploaded.sentences.all()}
    writing.edit_sentence(first_sentence, text="通过公示栏和公众号公开。", seen=seen[first_sentence.pk], by=clerk)
    writing.edit_sentence(other, text="解读只有文字。", seen=seen[other.pk], by=second)
    with pytest.raises(writing.Conflict, match="通过公示栏和公众号公开"):
        writing.edit_sentence(first_sentence, text="另一种写法。", seen=seen[first_sentence.pk], by=second)
    value = as_report(uploaded)
    assert "公众号" in value.text(1)
    assert value.text(5) == "解读只有文字。"


def test_the_unit_of_procurement_is_asked_and_never_assumed(county, clerk):
    amounts = {"proactive/procurement/projects": 2, "proactive/procurement/amount": 350000}
    value = Report.of({"year": 2020, "form": "2019", "organ": county.township.name, **amounts})
    report = filing.file_json(county.township, to_json(value), year=2020, by=clerk, today=NEXT)
    assert as_report(report).procurement_unit is None
    with pytest.raises(Refused, match="单位"):
        writing.describe(report, document_number="", issued_on=None, unit="亿元", by=clerk)
    writing.describe(report, document_number="", issued_on=None, unit="元", by=clerk)
    report = AnnualReport.objects.get(pk=report.pk)
    assert as_report(report).procurement_unit == "元"
    drafted = writing.start(county.township, 2019, by=clerk, today=NEXT)
    assert as_report(drafted).procurement_unit == "万元"
    later = writing.start(county.township, 2025, by=clerk, today=NEXT)
    assert as_report(later).procurement_unit is None


def test_sums_of_procurement_are_added_in_one_unit_and_what_has_none_is_left_out(county):
    from gongkai.web.annual_reports import cells

    path = "proactive/procurement/amount"
    for organ, amount, unit in (
        (county.township, "350000", "元"), (county.neighbour, "12.5", "万元"), (county.bureau, "9", None),
    ):  # fmt: skip
        edition = publish(organ, 2020).editions.get()
        edition.cells = edition.cells | {path: amount}
        edition.content = {"proactive": {"procurement": {"unit": unit}}}
        edition.save()
        cells.keep(edition)
    assert str(summing.totals(None, 2020)[path]) == "47.5"
