"""The privacy gate of a report: nothing personal goes out but what a named person decided to leave. 条例第十五条."""

from collections.abc import Collection
from datetime import date

from django.db import transaction

from gongkai.documents import Unreadable
from gongkai.privacy.detectors import DETECTORS
from gongkai.privacy.model import Finding
from gongkai.privacy.scanning import scan_bytes
from gongkai.web.accounts.models import Account
from gongkai.web.annual_reports.composing import as_report
from gongkai.web.annual_reports.models import AnnualReport, Spared, State
from gongkai.web.annual_reports.services.moving import authors
from gongkai.web.annual_reports.services.rendering import json_bytes, plain_content
from gongkai.web.audit.services import Actor, Forbidden, Refused, record
from gongkai.web.disclosure.services import scanning
from gongkai.web.disclosure.services.scanning import fingerprint

TITLES = scanning.TITLES | {detector.kind: detector.label for detector in DETECTORS}
LEAST = 4
"""Characters of a reason that says anything."""


def personal(name: str, data: bytes, *, on: date | None, published: Collection[str] = ()) -> list[Finding]:
    """What is personal in the bytes that will be served; raises `Refused` for what could not be looked at.

    `published` are the telephones that the organ itself publishes for its office.
    """
    try:
        scan = scan_bytes(data, name, on=on, published=published)
    except Unreadable as error:
        raise Refused(f"《{name}》没有查完个人信息，不能公布：{error}") from error
    except Exception as error:
        raise Refused(f"《{name}》没有查完个人信息（{type(error).__name__}），不能公布。") from error
    return [found for found in scan.findings if found.found]


def gate(
    name: str, data: bytes, *, on: date | None, spared: Collection[str] = (), published: Collection[str] = ()
) -> None:
    """Raises `Refused` for anything personal but what was spared, by its fingerprint."""
    left = [found for found in personal(name, data, on=on, published=published) if fingerprint(found) not in spared]
    if left:
        told = "、".join(f"{TITLES.get(found.kind, found.kind)} {found.masked}（{found.where}）" for found in left[:3])
        raise Refused(f"《{name}》里还有个人信息 {len(left)} 处：{told}。退回删去或者遮盖；确实应当公开的，由核稿人"
                      "或者签发人写明理由保留（条例第十五条）。")  # fmt: skip


def spared_in(report: AnnualReport) -> set[str]:
    """The fingerprints of what was decided to be left."""
    return set(report.spared.values_list("fingerprint", flat=True))


def standing(report: AnnualReport, *, on: date) -> list[tuple[Finding, str, Spared | None]]:
    """What is personal in the report as it stands, each datum once, with its fingerprint and what was decided."""
    spared = {one.fingerprint: one for one in report.spared.all()}
    data = json_bytes(plain_content(as_report(report)))
    found = personal(f"{report.title}.json", data, on=on, published=report.organ.telephones())
    by_print = {fingerprint(one): one for one in reversed(found)}
    return [(one, key, spared.get(key)) for key, one in reversed(by_print.items())]


@transaction.atomic
def spare(report: AnnualReport, *, fingerprint: str, reason: str, by: Actor, today: date) -> Spared:
    """Leave a datum in the report: a named person who did not write it, with a reason, before it is published."""
    by.may("annual_reports.overrule", report)
    report = AnnualReport.objects.select_for_update().select_related("organ").get(pk=report.pk)
    if not isinstance(by, Account):
        raise Forbidden("保留个人信息须由具名的人员决定。")
    if report.state not in (State.REVIEWING, State.SIGNING):
        raise Refused("送核以后，由核稿人或者签发人决定要不要保留。")
    if by.audit_key in authors(report):
        raise Refused("自己编写或者送核的报告，里面的个人信息由别人决定要不要保留。")
    if len(reason.strip()) < LEAST:
        raise Refused("保留个人信息要写明理由，例如“办公电话，不是个人信息”或者“本人书面同意公开”（条例第十五条）。")
    found = next((one for one, key, _ in standing(report, on=today) if key == fingerprint), None)
    if found is None:
        raise Refused("这一处已经不在报告里了，请刷新后再看。")
    values = {"kind": TITLES.get(found.kind, found.kind), "masked": found.masked[:200], "reason": reason.strip()[:300],
              "by_name": by.name, "by_key": by.audit_key}  # fmt: skip
    made, _ = Spared.objects.update_or_create(report=report, fingerprint=fingerprint, defaults=values)
    record("annual_reports.spared", report, by=by, kind=found.kind, where=found.where, reason=made.reason)
    return made
