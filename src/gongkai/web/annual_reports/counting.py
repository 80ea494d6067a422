"""The figures of an organ's year, each with where it comes from: counted, entered, carried in, or set by a person.

Tables 三 and 四 and the registers of 规章 and 规范性文件 are set queries; what no ledger holds is entered.
The figure of 上年结转 is that of last year's stored report, so that the chain holds; where the register says
otherwise, that is told. Organs that merged into this one are counted with it. A report for the whole adds what the
organs below have published.
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from django.db.models import QuerySet, Sum

from gongkai.report.forms import Form, cell_kind, form_for
from gongkai.report.model import Figure
from gongkai.report.writing.tables import printed
from gongkai.web.annual_reports import absorbing, summing
from gongkai.web.annual_reports.models import AnnualReport, Override, YearlyFigure
from gongkai.web.applications.figures import Period, table_four, table_three
from gongkai.web.disclosure.figures import figures as disclosed
from gongkai.web.disclosure.models import Publication
from gongkai.web.organs.models import Kind, Organ

REGISTERS = {"regulations": "regulations", "normative_documents": "normative"}
"""Row of table 二 → register of `disclosure.figures`."""
COUNTED = {"issued": "made", "repealed": "repealed", "in_force": "in_force", "made": "made"}
"""Column of table 二 → figure of the register."""
SOURCES = {
    "applications": "依申请公开登记簿", "reviews": "复议诉讼登记簿",
    "register": "规章和规范性文件登记", "law": "法律规定",
    "entered": "机关填报", "carried": "上年报告", "sum": "合计", "file": "上传的文件", "none": "没有数据",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure and its provenance. `ledger`: what the register says where the figure is not what was counted; `merged`:
    what organs that merged into this one have to do with it."""

    path: str
    value: Figure | None
    source: str
    words: str = ""
    ledger: Figure | None = None
    override: Override | None = None
    merged: str = ""

    @property
    def by_hand(self) -> bool:
        """Whether a person set it against the count."""
        return self.override is not None


@cache
def entered() -> Mapping[str, str]:
    """Every path that an organ must enter, in either form, with what counts there."""
    return {f"proactive/{row['row']}/{column}": row["note"] for row in data()["entered"] for column in row["columns"]}


@cache
def data() -> Mapping[str, Any]:
    """figures.toml."""
    return tomllib.loads((files(__package__) / "data" / "figures.toml").read_text(encoding="utf-8"))


def entered_in(form: Form) -> list[str]:
    """The paths an organ must enter for this form, in its order."""
    return [path for path in form.paths() if path in entered()]


def count(organ: Organ, year: int) -> dict[str, Counted]:
    """Every cell of the year's form as the ledgers have it now."""
    period = Period.year(year)
    organs = absorbing.together(organ, year)
    found = _applied(organs, period) | _proactive(organs, year, period.form) | _entered(organ, year)
    found |= _carried(organ, year, found)
    form = form_for(year)
    return {path: found.get(path) or Counted(path, None, "none") for path in form.paths()}


def _applied(organs: Sequence[Organ], period: Period) -> dict[str, Counted]:
    keys = [organ.pk for organ in organs]
    three, four = table_three(keys, period), table_four(keys, period)
    found = {path: Counted(path, value, "applications") for path, value in three.items()}
    return found | {path: Counted(path, value, "reviews") for path, value in four.items()}


def _proactive(organs: Sequence[Organ], year: int, form: Form) -> dict[str, Counted]:
    found, registers = {}, disclosed(organs, year)
    for path in form.paths():
        table, row, column = path.split("/")
        if table != "proactive" or row not in REGISTERS:
            continue
        if row == "regulations" and not organs[0].makes_regulations:
            law = data()["regulations"]
            found[path] = Counted(path, 0, "law", f"{law['words']}（{law['cites']}）。")
        elif column in COUNTED:
            found[path] = Counted(path, registers[f"{REGISTERS[row]}/{COUNTED[column]}"].count(), "register")
        else:
            found[path] = Counted(path, out(organs, row, column, year).count(), "register")
    return found


def out(organs: Iterable[Organ], row: str, column: str, year: int) -> Any:
    """The published documents behind 本年新公开 (`disclosed`) and 对外公开总数量 of the 2019 form."""
    every = Publication.objects.filter(organ__in=organs, kind=REGISTERS[row])
    if column == "disclosed":
        return every.filter(published_on__year=year)
    return every.filter(published_on__lte=date(year, 12, 31)).exclude(withdrawn_on__lte=date(year, 12, 31))


def _entered(organ: Organ, year: int) -> dict[str, Counted]:
    """The sum of what was entered; months that are missing are told."""
    rows: dict[str, list[YearlyFigure]] = {}
    for row in YearlyFigure.objects.filter(organ=organ, year=year):
        rows.setdefault(row.path, []).append(row)
    return {path: _summed(path, months) for path, months in rows.items()}


def _summed(path: str, months: list[YearlyFigure]) -> Counted:
    total = sum((row.value for row in months), Decimal(0))
    last = max(months, key=lambda row: row.at)
    words = f"{last.by_name} {last.at:%Y-%m-%d} 填报" + (f"，依据：{last.source}" if last.source else "")
    if months[0].month and len(months) < 12:
        missing = "、".join(str(month) for month in range(1, 13) if month not in {row.month for row in months})
        words += f"；{missing} 月还没有填"
    return Counted(path, plain(total, path), "entered", words)


def plain(value: Decimal, path: str) -> Figure:
    """A stored number as a report has it: money as a decimal, anything else as an integer."""
    return value.normalize() if cell_kind(path) == "money" and value != int(value) else int(value)


def _carried(organ: Organ, year: int, found: Mapping[str, Counted]) -> dict[str, Counted]:
    """上年结转 as the stored reports of the year before have it: the organ's own and of those that merged into it."""
    before = absorbing.handed_on(organ, year)
    carried = {}
    for column in form_for(year).applications.columns:
        path, stored = f"applications/carried_in/{column}", before.carried(column)
        if stored is not None:
            ledger = found[path].value
            differs = ledger if ledger != stored else None
            carried[path] = Counted(path, stored, "carried", before.words(column), differs, merged=before.note)
    return carried


def below(organ: Organ) -> "QuerySet[Organ]":
    """The organs whose published reports a government's own adds up."""
    return Organ.objects.below(organ).exclude(pk=organ.pk).exclude(kind__in=(Kind.VILLAGE, Kind.AGENCY))


def spoken_for(report: AnnualReport) -> "QuerySet[Organ]":
    """The organs whose year a report tells: its own with those merged into it, and for the whole everybody below."""
    if report.whole:
        return Organ.objects.below(report.organ)
    return Organ.objects.filter(pk__in=[organ.pk for organ in absorbing.together(report.organ, report.year)])


def counted_for(report: AnnualReport) -> dict[str, Counted]:
    """Every cell as it is now: of the organ, and in a report for the whole of those below it too."""
    own = count(report.organ, report.year)
    if not report.whole:
        return own
    organs = below(report.organ)
    more, many = summing.totals(organs, report.year), summing.reporting(organs, report.year)[0]
    return {path: _with(one, more[path], many) for path, one in own.items()}


def _with(own: Counted, more: Figure, many: int) -> Counted:
    if own.value is None:
        return own
    words = f"本机关 {printed(own.value)}，{many} 个下级机关的年报合计 {printed(more)}"
    value, ledger = (None if one is None else plain(Decimal(one) + Decimal(more), own.path)
                     for one in (own.value, own.ledger))  # fmt: skip
    return replace(own, value=value, ledger=ledger, words=f"{words}；{own.words}" if own.words else words)


def figures_of(report: AnnualReport) -> dict[str, Counted]:
    """The figures of a report as they stand: read from its file, frozen or counted, then what persons set."""
    counts = report.source != AnnualReport.Source.UPLOAD
    if counts:
        counted = counted_for(report)
        found = thawed(counted, report.frozen) if report.frozen_at else counted
    else:
        found = {path: Counted(path, value, "file") for path, value in stored_cells(report).items()}
    return _overridden(found, report.overrides.all(), sums=counts)


def thawed(counted: Mapping[str, Counted], frozen: Mapping[str, Any]) -> dict[str, Counted]:
    """The frozen figures; where the ledger has moved since, it is kept beside them."""
    found = {}
    for path, now in counted.items():
        value = from_plain(frozen.get(path), path)
        moved = now.ledger if now.value == value else now.value
        found[path] = replace(now, value=value, ledger=moved)
    return found


def from_plain(value: Any, path: str) -> Figure | None:
    """A figure as JSON keeps it."""
    return None if value is None else plain(Decimal(str(value)), path)


def to_plain(value: Figure | None) -> int | str | None:
    """A figure for JSON: integers as they are, money as text, so that no digit is lost."""
    return str(value) if isinstance(value, Decimal) else value


def stored_cells(report: AnnualReport) -> dict[str, Figure | None]:
    """The cells of a report that came as a file."""
    from gongkai.report.model import from_json

    read = from_json(report.read)
    paths = dict.fromkeys((*read.layout.paths(), *read.cells))
    return {path: read.cells.get(path) for path in paths}


def _overridden(found: dict[str, Counted], overrides: Iterable[Override], *, sums: bool) -> dict[str, Counted]:
    """What persons set, and the totals that follow from it unless they were set too."""
    touched = set()
    for override in overrides:
        path = override.path
        before = found.get(path) or Counted(path, None, "none")
        value = None if override.value is None else plain(override.value, path)
        ledger = before.value if before.ledger is None else before.ledger
        found[path] = replace(before, value=value, override=override, ledger=ledger if ledger != value else None)
        touched.add(path)
    if sums and touched:
        _add_up(found, touched)
    return found


def _add_up(found: dict[str, Counted], touched: set[str]) -> None:
    """Totals of rows and of 办理结果, where a part of them was set by hand."""
    results = [row for row in {path.split("/")[1] for path in found if path.startswith("applications/")}
               if row not in ("new", "carried_in", "carried_out", "total")]  # fmt: skip
    columns = [path.split("/")[2] for path in found if path.startswith("applications/new/")]
    if any(path.split("/")[1] in results for path in touched):
        for column in columns:
            _sum(found, touched, f"applications/total/{column}", [f"applications/{row}/{column}" for row in results])
    for row in {tuple(path.split("/")[:2]) for path in touched if not path.startswith("proactive/")} | {
        ("applications", "total")
    }:
        parts = [path for path in found if path.startswith("/".join(row) + "/") and not path.endswith("/total")]
        _sum(found, touched, "/".join(row) + "/total", parts)


def _sum(found: dict[str, Counted], touched: set[str], path: str, parts: list[str]) -> None:
    values = [found[part].value for part in parts]
    if path in touched or path not in found or any(value is None for value in values):
        return
    total, before = sum(value for value in values if value is not None), found[path]
    ledger = before.value if before.ledger is None else before.ledger
    found[path] = replace(before, value=total, ledger=ledger if ledger != total else None)


def fees(organs: Iterable[Organ], year: int) -> dict[str, Any]:
    """信息处理费 of the year: notices sent, what they asked, what was paid (yuan)."""
    from gongkai.web.applications.models.paperwork import FeeNotice

    ours = FeeNotice.objects.filter(application__organ__in=organs)
    sent = ours.filter(sent_on__year=year)
    asked = sent.aggregate(total=Sum("amount"))["total"] or Decimal(0)
    paid = ours.filter(paid_on__year=year).aggregate(total=Sum("paid"))["total"] or Decimal(0)
    return {"notices": sent.count(), "asked": asked, "paid": paid}
