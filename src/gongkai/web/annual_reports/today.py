"""What the annual reports put on 今日待办: reports to finish, to look over, to sign, to publish, and what came back."""

from collections.abc import Iterator
from datetime import date, timedelta

from gongkai.web.accounts.models import Account
from gongkai.web.annual_reports.models import AnnualReport, State
from gongkai.web.annual_reports.services.moving import authors
from gongkai.web.annual_reports.services.writing import due_for
from gongkai.web.messages.today import Task

EARLY = timedelta(days=45)
"""How long before its last day a report that nobody began is told."""


def address(report: AnnualReport) -> str:
    """The page of a report."""
    return f"/workbench/reports/{report.organ.short_code}/{report.year}/"


class Reports:
    """The source of tasks of the annual report."""

    name = "年度报告"

    def tasks(self, account: Account, today: date) -> Iterator[Task]:
        """By the state of each report of the person's organs."""
        yield from self._not_begun(account, today)
        open_ = AnnualReport.objects.exclude(state__in=(State.PUBLISHED, State.ACCEPTED)).select_related("organ")
        yield from self._writing(account, open_, today)
        yield from self._waiting(account, open_)

    def _not_begun(self, account: Account, today: date) -> Iterator[Task]:
        year = today.year - 1
        own = account.organs_for("annual_reports.submit").active()
        for organ in own.exclude(annual_reports__year=year).select_related("supervisor", "parent"):
            due = due_for(organ, year)
            if organ.publishes_guide and today >= due - EARLY:
                yield Task(f"编写{organ.short_name}{year}年年度报告", "还没有动（条例第四十九条）",
                           "/workbench/reports/", "写出草稿", due=due, key=f"report:{organ.pk}:{year}")  # fmt: skip

    def _writing(self, account: Account, reports: object, today: date) -> Iterator[Task]:
        organs = account.organs_for("annual_reports.submit")
        for report in reports.filter(organ__in=organs):
            key = f"report:{report.pk}:{report.state}"
            due = report.due_on if report.published_on is None else None
            if report.state == State.RETURNED:
                yield Task(report.title, f"退回：{report.returned}"[:200], address(report), "修改", due=due, key=key)
            elif report.state == State.WRITING and (report.correcting or report.year < today.year):
                yield Task(report.title, "编写中（条例第四十九条）", address(report), "接着写", due=due, key=key)

    def _waiting(self, account: Account, reports: object) -> Iterator[Task]:
        for state, act, words in (
            (State.REVIEWING, "annual_reports.review", "核稿"), (State.SIGNING, "annual_reports.sign", "签发"),
        ):  # fmt: skip
            organs = account.organs_for(act)
            for report in reports.filter(organ__in=organs, state=state, signed_at=None):
                if account.audit_key not in authors(report):
                    yield Task(report.title, f"{words}（国办公开办函〔2021〕30号）", address(report), words,
                               key=f"report:{report.pk}:{state}", words=f"待{words}", review=True)  # fmt: skip
        signed = reports.filter(
            organ__in=account.organs_for("annual_reports.publish"), state=State.SIGNING, signed_at__isnull=False
        )
        for report in signed:
            yield Task(report.title, "已经签发", address(report), "公布并报送", due=report.due_on,
                       key=f"report:{report.pk}:publish")  # fmt: skip
