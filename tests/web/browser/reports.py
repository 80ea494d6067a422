"""Reports to look at in 柳河镇: last year's published, this year's in draft."""

from datetime import date, timedelta

from django.utils.timezone import localdate

from gongkai.web.accounts.models import Account, Role
from gongkai.web.annual_reports.counting import entered_in
from gongkai.web.annual_reports.models import AnnualReport, Edition, Sentence
from gongkai.web.annual_reports.services import entering, moving, publishing, writing
from web.browser.furnished import Furnished

WORDS = {
    "problems": "解读政策的形式单一，村公示栏更新不及时。",
    "measures": "下一步将增加图解，每月检查一次村公示栏。",
    "accountability": "没有发生责任追究。",
    "evaluation": "社会评议没有单独组织。",
    "assessment": "工作考核结果为良好。",
}


def year() -> int:
    """The last year that is over."""
    return localdate().year - 1


def draft(furnished: Furnished) -> AnnualReport:
    """This year's, counted and drafted, with its gaps."""
    return writing.start(furnished.county.township, year() + 1, by=furnished.holder(Role.CLERK), today=localdate())


def finished(furnished: Furnished, of: int, by: Account) -> AnnualReport:
    """Every figure entered and every gap written."""
    report = writing.start(furnished.county.township, of, by=by, today=localdate())
    for path in entered_in(report.layout):
        entering.enter(report.organ, of, path=path, value="0", by=by)
    for sentence in Sentence.objects.filter(report=report).exclude(gap="").filter(text=""):
        text = WORDS.get(sentence.key, "（五）监督保障。全年组织培训2次，40人次参加。")
        writing.edit_sentence(sentence, text=text, seen=sentence.version, by=by)
    return AnnualReport.objects.get(pk=report.pk)


def published(furnished: Furnished) -> AnnualReport:
    """Last year's, on the portal."""
    found = Edition.objects.select_related("report").first()
    if found:
        return found.report
    report = finished(furnished, year(), furnished.holder(Role.CLERK))
    day = min(localdate(), date(year() + 1, 1, 20) + timedelta(days=0))
    moving.submit(report, by=furnished.holder(Role.CLERK))
    moving.review(report, secrecy=True, by=furnished.holder(Role.FIRST_REVIEWER))
    signed = moving.sign(report, name="何鸣远", today=day, by=furnished.holder(Role.FINAL_REVIEWER))
    with publishing.on_opening():
        return publishing.publish(signed, by=furnished.holder(Role.CLERK), today=day).report


def of_draft(furnished: Furnished) -> list[object]:
    """The address of the draft."""
    report = draft(furnished)
    return [report.organ.short_code, report.year]


def of_published(furnished: Furnished) -> list[object]:
    """The address of the published one on the workbench."""
    report = published(furnished)
    return [report.organ.short_code, report.year]


def on_portal(furnished: Furnished) -> list[object]:
    """Its address on the portal."""
    report = published(furnished)
    return [report.organ.code, report.year]


def edition(furnished: Furnished) -> list[object]:
    """The address of its first edition."""
    return [*on_portal(furnished), 1]


def nothing(furnished: Furnished) -> list[object]:
    """No arguments, but there is a report to list."""
    published(furnished)
    return []
