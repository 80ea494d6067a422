"""Figures that persons set against the count, and the moment at which the count is kept."""

from decimal import Decimal, InvalidOperation

from django.db import transaction
from django.utils import timezone

from gongkai.report.forms import cell_kind
from gongkai.report.writing.tables import printed
from gongkai.web.annual_reports.counting import below, count, counted_for, figures_of, to_plain
from gongkai.web.annual_reports.models import AnnualReport, Override
from gongkai.web.annual_reports.services.writing import Conflict, follow, locked, touch
from gongkai.web.audit.models import Head
from gongkai.web.audit.services import Actor, Refused, record

__all__ = ["Conflict", "drop_override", "figure", "freeze", "keep_figures", "let_go", "override", "speak_for", "thaw"]

KEPT = ("frozen", "own", "frozen_at", "frozen_sequence")


def figure(path: str, words: str) -> Decimal | None:
    """What a person typed into a cell; blank is `None`. Raises `Refused` for what the cell cannot hold."""
    words = words.strip().replace(",", "").replace("，", "")
    if not words:
        return None
    try:
        value = Decimal(words)
        fits = value.is_finite() and abs(value) < Decimal(10) ** 12 and value == round(value, 6)
    except InvalidOperation:
        fits = False
    if not fits:
        raise Refused(f"“{words}”不是数字。")
    kind = cell_kind(path)
    if kind != "money" and value != int(value):
        raise Refused(f"件数应为整数，填的是 {words}。")
    if kind != "signed" and value < 0:
        raise Refused(f"这一格不能是负数，填的是 {words}。")
    return value


@transaction.atomic
def override(report: AnnualReport, *, path: str, value: str, reason: str, seen: str, by: Actor) -> Override:
    """Set a figure against the count, with the reason; it stays marked. `seen`: the figure that stood before him."""
    report = locked(report, by)
    figures = figures_of(report)
    if path not in figures:
        raise Refused("这份报告的格式里没有这一格。")
    wanted, now = figure(path, value), figures[path].value
    if printed(now) != seen.strip():
        raise Conflict(f"这一格刚才变了：您看到的是 {seen or '空白'}，现在是 {printed(now) or '空白'}。请对照后再改。")
    if not reason.strip():
        raise Refused("改数要写理由：为什么与登记簿不一样。")
    made, _ = Override.objects.update_or_create(
        report=report, path=path,
        defaults={"value": wanted, "reason": reason.strip()[:300], "by_name": by.audit_name, "by_key": by.audit_key},
    )  # fmt: skip
    touch(report)
    follow(report)
    before, after = {"value": to_plain(now)}, {"value": str(wanted)}
    record("annual_reports.overridden", report, by=by, path=path, reason=reason, before=before, after=after)
    return made


@transaction.atomic
def drop_override(report: AnnualReport, *, path: str, by: Actor) -> None:
    """Let a figure follow the ledger again."""
    report = locked(report, by)
    deleted, _ = report.overrides.filter(path=path).delete()
    if not deleted:
        raise Refused("这一格没有手工改过。")
    touch(report)
    follow(report)
    record("annual_reports.override_dropped", report, by=by, path=path)


def keep_figures(report: AnnualReport) -> None:
    """Put the figures of this moment into the report, without saving it; of a report for the whole its own part too."""
    head = Head.objects.filter(pk=1).first()
    report.frozen = {path: to_plain(one.value) for path, one in counted_for(report).items()}
    own = count(report.organ, report.year) if report.whole else {}
    report.own = {path: to_plain(one.value) for path, one in own.items()}
    report.frozen_at, report.frozen_sequence = timezone.now(), head.sequence if head else 0


def let_go(report: AnnualReport) -> None:
    """Let the figures follow the ledgers again, without saving it."""
    report.frozen, report.own, report.frozen_at, report.frozen_sequence = {}, {}, None, None


@transaction.atomic
def speak_for(report: AnnualReport, *, whole: bool, by: Actor) -> AnnualReport:
    """Let the report tell of everything below its organ too, or of the organ alone. 条例第四十九条."""
    report = locked(report, by)
    if report.source == AnnualReport.Source.UPLOAD:
        raise Refused("上传的报告照原件公布，不由系统汇总。")
    if report.frozen_at:
        raise Refused("数据已经冻结；要改口径，请先解冻。")
    if whole and not below(report.organ).active().exists():
        raise Refused(f"{report.organ.name}没有下级机关，不用汇总。")
    report.source = AnnualReport.Source.SUM if whole else AnnualReport.Source.LEDGER
    touch(report, "source")
    follow(report)
    record("annual_reports.scope_set", report, by=by, whole=whole)
    return report


@transaction.atomic
def freeze(report: AnnualReport, *, by: Actor) -> AnnualReport:
    """Keep the figures as the ledgers have them now, with the position of the log."""
    report = locked(report, by)
    if report.source == AnnualReport.Source.UPLOAD:
        raise Refused("这份报告的数字不是由登记簿汇总的，不用冻结。")
    if report.frozen_at:
        raise Refused(f"数据已于 {timezone.localtime(report.frozen_at):%Y-%m-%d %H:%M} 冻结。")
    keep_figures(report)
    touch(report, *KEPT)
    record("annual_reports.frozen", report, by=by, sequence=report.frozen_sequence)
    return report


@transaction.atomic
def thaw(report: AnnualReport, *, reason: str, by: Actor) -> AnnualReport:
    """Let the figures follow the ledgers again; says why."""
    report = locked(report, by)
    if not report.frozen_at:
        raise Refused("数据没有冻结。")
    if not reason.strip():
        raise Refused("写明为什么解冻。")
    let_go(report)
    touch(report, *KEPT)
    follow(report)
    record("annual_reports.thawed", report, by=by, reason=reason)
    return report
