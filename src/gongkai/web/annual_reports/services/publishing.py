"""Publishing: the exact bytes pass the privacy gate, become an edition and stay; a correction adds another edition."""

import contextlib
import hashlib
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from gongkai.report.model import Report, from_json
from gongkai.web.annual_reports import cells
from gongkai.web.annual_reports.composing import as_report
from gongkai.web.annual_reports.counting import from_plain, plain, to_plain
from gongkai.web.annual_reports.models import AnnualReport, Edition, Rendition, State
from gongkai.web.annual_reports.services.gating import gate, spared_in
from gongkai.web.annual_reports.services.rendering import json_bytes, plain_content, rendered
from gongkai.web.annual_reports.services.setting import keep_figures
from gongkai.web.audit.services import Actor, Machine, Refused, record
from gongkai.web.files import services as files

PRESS = Machine("press", "发布件制作")
MADE = ("docx", "pdf")
_made_at_once = [True]


@contextlib.contextmanager
def on_opening() -> Iterator[None]:
    """Within: Word and PDF are made when somebody first opens them, through the same gate (the demo, a bulk import)."""
    _made_at_once[0] = False
    try:
        yield
    finally:
        _made_at_once[0] = True


def publish(report: AnnualReport, *, by: Actor, today: date) -> Edition:
    """Publish what was signed. Publishing files it with the county, whose silence blocks nothing. 条例第四十九条."""
    by.may("annual_reports.publish", report)
    report = AnnualReport.objects.select_related("organ").get(pk=report.pk)
    _check_signed(report)
    value = as_report(report)
    content, spared = plain_content(value), spared_in(report)
    made = {"json": json_bytes(content)}
    if _made_at_once[0]:
        made |= {ending: rendered(value, ending) for ending in MADE}
    own = report.organ.telephones()
    for ending, data in made.items():
        gate(f"{report.title}.{ending}", data, on=today, spared=spared, published=own)
    return _write(report, value, content, made, by=by, today=today)


def _check_signed(report: AnnualReport) -> None:
    if report.state != State.SIGNING or report.signed_at is None:
        raise Refused(f"报告现在是“{report.get_state_display()}”，要先签发才能公布。")


@transaction.atomic
def _write(
    report: AnnualReport, value: Report, content: dict[str, Any], made: dict[str, bytes], *, by: Actor, today: date
) -> Edition:
    now = AnnualReport.objects.select_for_update().select_related("organ").get(pk=report.pk)
    _check_signed(now)
    if now.version != report.version:
        raise Refused("报告在制作发布件的时候又变了，请刷新后再公布。")
    digest = hashlib.sha256(made["json"]).hexdigest()
    _freeze_at_publishing(now)
    edition = Edition.objects.create(
        report=now, number=now.editions.count() + 1, content=content, digest=digest, reason=now.correcting,
        own=_own_part(now, value),
        cells={path: to_plain(figure) for path, figure in value.cells.items()}, published_on=today,
    )  # fmt: skip
    for ending, data in made.items():
        if ending != "json":
            _keep(edition, ending, data)
    cells.keep(edition)
    now.state, now.correcting, now.version = State.PUBLISHED, "", now.version + 1
    now.published_on = now.published_on or today
    now.save()
    record("annual_reports.published", now, by=by, edition=edition.number, digest=digest)
    return edition


def _freeze_at_publishing(report: AnnualReport) -> None:
    """What was published does not move any more, even if nobody froze it before."""
    if report.source != AnnualReport.Source.UPLOAD and report.frozen_at is None:
        keep_figures(report)


def _own_part(report: AnnualReport, value: Report) -> dict[str, int | str | None]:
    """Of a report for the whole, what is left when the organs below are taken off; what persons set is its own."""
    if not report.whole:
        return {}
    found = {}
    for path, figure in value.cells.items():
        whole, own = (from_plain(kept.get(path), path) for kept in (report.frozen, report.own))
        known = figure is not None and whole is not None and own is not None
        found[path] = to_plain(plain(Decimal(figure) - Decimal(whole) + Decimal(own), path) if known else figure)
    return found


def _keep(edition: Edition, ending: str, data: bytes) -> Rendition:
    report = edition.report
    name = f"{report.title}.{ending}"
    stored = files.store(data, name=name, organ=report.organ, by=PRESS, case=f"annual_reports.annualreport:{report.pk}")
    return Rendition.objects.create(edition=edition, ending=ending, file=stored)


def serve(edition: Edition, ending: str) -> bytes:
    """The bytes of a published edition: proven against what passed the gate, or made and passed through it now."""
    if ending == "json":
        data = json_bytes(edition.content)
        if hashlib.sha256(data).hexdigest() != edition.digest:
            raise Refused("报告的数据与公布时不一致，已停止提供，请联系发布机关。")
        return data
    if ending not in MADE:
        raise Refused("没有这种格式，可以下载 docx、pdf、json。")
    found = edition.renditions.filter(ending=ending).select_related("file").first()
    if found:
        return files.read(found.file)
    data = rendered(from_json(edition.content), ending)
    spared = spared_in(edition.report)
    own = edition.report.organ.telephones()
    gate(f"{edition.report.title}.{ending}", data, on=edition.published_on, spared=spared, published=own)
    with transaction.atomic():
        Edition.objects.select_for_update().get(pk=edition.pk)
        again = edition.renditions.filter(ending=ending).select_related("file").first()
        return files.read(again.file) if again else files.read(_keep(edition, ending, data).file)


def published(organs: Iterable[int] | None = None) -> "QuerySet[Edition]":
    """The newest edition of every published report: what lists, comparisons and the API show."""
    newer = Edition.objects.filter(report=OuterRef("report"), number__gt=OuterRef("number"))
    found = Edition.objects.select_related("report", "report__organ").filter(~Exists(newer))
    return found if organs is None else found.filter(report__organ__in=organs)


@transaction.atomic
def rebuild() -> int:
    """Make the tables that sums and comparisons ask anew from the editions; how many reports."""
    cells.clear()
    count = 0
    for edition in published().iterator(chunk_size=500):
        cells.keep(edition)
        count += 1
    return count
