"""What the platform drafts is told apart from what people write, so that nobody is called a copyist for using it."""

from gongkai.report.model import Report
from gongkai.web.annual_reports import summing
from gongkai.web.annual_reports.checking import examine
from gongkai.web.annual_reports.composing import as_report
from gongkai.web.annual_reports.models import AnnualReport
from gongkai.web.annual_reports.phrases import own_words
from gongkai.web.annual_reports.services import writing
from web.annual_reports.conftest import complete
from web.annual_reports.test_summing import OTHER, SAME, written

PUBLISHED = "（一）主动公开。2025年，本镇主动公开政府信息412条。"


def test_of_a_draft_nothing_is_anybodys_own_words(report):
    drafted = own_words(as_report(report))
    assert "".join(drafted.text(number) for number in range(7)).strip() == ""


def test_a_sentence_that_a_person_changed_is_his_own():
    changed = "我镇在集市上设了公开栏，逢集时有人讲解。"
    assert own_words(Report.of({"year": 2025, "sections/1": f"{PUBLISHED}\n{changed}"})).text(1) == changed


def test_two_organs_that_leave_the_draft_as_it_is_copy_nobody(county):
    for organ in (county.township, county.neighbour):
        written(organ, PUBLISHED * 12)
    assert not summing.copies(None, 2025)
    for organ in (county.township, county.neighbour):
        written(organ, PUBLISHED * 12 + SAME, number=2)
    assert summing.copies(None, 2025).count() == 2


def test_a_year_written_like_the_last_is_asked_about_for_what_a_person_wrote_and_not_for_the_draft(
    report, clerk, through
):
    complete(report, clerk, problems=SAME + OTHER)
    through(AnnualReport.objects.get(pk=report.pk))
    again = writing.start(report.organ, 2026, by=clerk, today=report.due_on.replace(year=2027))
    assert "series-copied-text" not in {one.finding.code for one in examine(again).findings}
    copied = complete(again, clerk, problems=SAME + OTHER)
    assert "series-copied-text" in {one.finding.code for one in examine(copied).findings}
