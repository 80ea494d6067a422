"""The privacy scan of a rendition, and what is kept of it: places, masked previews and keyed digests, never the
data.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from django.db import transaction
from django.utils import timezone

from gongkai.documents import Unreadable
from gongkai.identifiers import compact
from gongkai.privacy.columns import columns
from gongkai.privacy.detectors import DETECTORS
from gongkai.privacy.finding import find
from gongkai.privacy.model import Finding as Found
from gongkai.privacy.scanning import scan_bytes
from gongkai.web.audit.chain import private_digest
from gongkai.web.disclosure.body import passages
from gongkai.web.disclosure.models import Finding, Item, Rendition, Scan
from gongkai.web.disclosure.services.rendering import Sheet

TITLES = {detector.kind: detector.label for detector in reversed(DETECTORS)}
TITLES["seal_or_signature"] = "图片、签章和看不了的内容"
NEVER_NEEDED = ("health", "hardship")
"""Kinds no roster needs: their whole column goes. pii.md 2."""
SCANNED = ("body", "metadata", "attachment")
Key = tuple[str, str, str, str, str]


@dataclass(slots=True)
class Look:
    """What a scan of some files saw, and what it could not look into. `erred` blocks."""

    found: dict[str, list[Found]] = field(default_factory=dict)
    doubts: list[str] = field(default_factory=list)
    erred: list[str] = field(default_factory=list)

    @property
    def outcome(self) -> Scan.Outcome:
        """How it ended."""
        if self.erred:
            return Scan.Outcome.ERRED
        return Scan.Outcome.FOUND if any(self.found.values()) else Scan.Outcome.CLEAN


def look(
    sheets: Iterable[Sheet],
    *,
    on: date | None = None,
    roles: Iterable[str] = SCANNED,
    published: Collection[str] = (),
) -> Look:
    """Scan files. What goes wrong is told in the result and never passed over.

    `published` are the telephones that the organ itself publishes for its office.
    """
    seen = Look()
    wanted = set(roles)
    for sheet in sheets:
        if sheet.role not in wanted or not sheet.data.strip():
            continue
        name = "" if sheet.role == "body" else sheet.name
        try:
            findings, doubts = _scanned(sheet, on, published)
        except Unreadable as error:
            seen.erred.append(f"《{sheet.name}》没有查完：{error}")
        except Exception as error:
            seen.erred.append(f"《{sheet.name}》没有查完（{type(error).__name__}）。")
        else:
            seen.found[name] = [found for found in findings if found.found]
            seen.doubts += [f"《{sheet.name}》：{doubt}" for doubt in doubts]
    return seen


def _scanned(sheet: Sheet, on: date | None, published: Collection[str]) -> tuple[Iterable[Found], Iterable[str]]:
    """The body block by block, so that a finding stands beside its paragraph; other files by every route they have."""
    if sheet.role == "body":
        return list(find(passages(sheet.data.decode()), on=on, published=published)), ()
    scan = scan_bytes(sheet.data, sheet.name, on=on, published=published)
    return scan.findings, scan.doubts


def look_at_code(sheets: Iterable[Sheet], *, on: date | None = None, published: Collection[str] = ()) -> Look:
    """Scan the body once more, as the HTML it is: what stands in its code and not in its words."""
    bodies = [replace(sheet, role="code") for sheet in sheets if sheet.role == "body"]
    return look(bodies, on=on, roles=("code",), published=published)


def key_of(file: str, found: Found) -> Key:
    """What is decided together: one kind in one column, or in the running text of one file, seen or hidden."""
    return file, found.kind, found.field, found.severity, "hidden" if found.hidden else ""


def fingerprint(found: Found) -> str:
    """By which a decision on one datum is known again; nobody reads the datum out of it."""
    return private_digest([found.kind, compact(found.secret) if found.secret else str(found.place)])


def grouped(seen: Look) -> Mapping[Key, list[Found]]:
    """The findings by what is decided together."""
    groups: dict[Key, list[Found]] = defaultdict(list)
    for file, findings in seen.found.items():
        for found in findings:
            groups[key_of(file, found)].append(found)
    return groups


@transaction.atomic
def write(item: Item, rendition: Rendition, seen: Look) -> Scan:
    """Keep what a scan saw. A decision already taken on the same data stands; what is no more there is marked gone."""
    scan = Scan.objects.create(
        item=item, digest=rendition.digest, outcome=seen.outcome, doubts=[*seen.erred, *seen.doubts]
    )
    if seen.outcome is Scan.Outcome.ERRED:
        return scan
    kept: list[int] = []
    for key, findings in grouped(seen).items():
        kept.append(_keep(item, key, findings).pk)
    gone = item.findings.exclude(pk__in=kept).filter(status__in=(Finding.Status.OPEN, Finding.Status.OVERRULED))
    gone.update(status=Finding.Status.GONE)
    return scan


def _keep(item: Item, key: Key, findings: list[Found]) -> Finding:
    prints = sorted({fingerprint(found) for found in findings})
    for old in item.findings.filter(file=key[0], kind=key[1], column=key[2], status=Finding.Status.OVERRULED):
        if set(prints) <= set(old.fingerprints):
            return old
    first = findings[0]
    values = {
        "title": TITLES.get(key[1], key[1]), "severity": key[3], "count": len(findings),
        "place": str(first.place)[:300], "places": [found.where for found in findings[:20]],
        "masked": first.masked[:200], "note": first.note[:300], "hidden": first.hidden[:60],
        "cites": first.cites[:200], "proposal": proposal(key, first), "fingerprints": prints, "version": item.version,
    }  # fmt: skip
    finding = item.findings.filter(file=key[0], kind=key[1], column=key[2], severity=key[3], status=Finding.Status.OPEN)
    finding = finding.filter(hidden="") if not key[4] else finding.exclude(hidden="")
    existing = finding.first()
    if existing is None:
        return Finding.objects.create(item=item, file=key[0], kind=key[1], column=key[2], **values)
    for name, value in values.items():
        setattr(existing, name, value)
    existing.save()
    return existing


def proposal(key: Key, found: Found) -> Finding.Proposal:
    """What is proposed: hidden parts of a sheet, a fresh one; a whole column, its removal; else a mask. pii.md 2."""
    file, kind, column, _, hidden = key
    if hidden and file.lower().endswith((".xlsx", ".xls")):
        return Finding.Proposal.REBUILD
    if found.place.column and (column or kind in NEVER_NEEDED):
        return Finding.Proposal.COLUMN
    return Finding.Proposal.MASK


def column_title(finding: Finding) -> str:
    """The kind of column in words."""
    column = columns().get(finding.column)
    return column.label if column else ""


def unsettled(item: Item) -> int:
    """How many findings nobody has decided on."""
    return item.findings.filter(status=Finding.Status.OPEN).count()


def overruled_prints(item: Item) -> set[str]:
    """The data a named person decided to leave."""
    rows = item.findings.filter(status=Finding.Status.OVERRULED).values_list("fingerprints", flat=True)
    return {one for prints in rows for one in prints}


def decide(finding: Finding, status: Finding.Status, *, by_account: object, name: str, reason: str = "") -> None:
    """Write a decision down. Inside the transaction of the service that takes it."""
    finding.status, finding.decided_by, finding.decided_by_name = status, by_account, name
    finding.decided_at, finding.reason = timezone.now(), reason[:300]
    finding.save(update_fields=["status", "decided_by", "decided_by_name", "decided_at", "reason"])
