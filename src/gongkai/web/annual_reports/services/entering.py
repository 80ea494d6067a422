"""Figures that no ledger here holds: typed, or imported from a spreadsheet, for the year or month by month."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import xlsxwriter
from django.db import transaction

from gongkai.documents import Unreadable
from gongkai.documents.headed import read_headed
from gongkai.report.forms import form_for
from gongkai.report.writing.tables import printed
from gongkai.web.annual_reports.counting import entered_in, plain
from gongkai.web.annual_reports.models import YearlyFigure
from gongkai.web.annual_reports.services.setting import figure
from gongkai.web.annual_reports.services.writing import Conflict
from gongkai.web.audit.services import Actor, Forbidden, Refused, record
from gongkai.web.organs.models import Organ

COLUMNS = ("项目", "月份", "数值", "数据来源")
ROW_LIMIT = 500


@dataclass
class Outcome:
    """What an import did, and each row it could not take with the reason."""

    taken: int = 0
    errors: list[tuple[int, str]] = field(default_factory=list)


@transaction.atomic
def enter(
    organ: Organ, year: int, *, path: str, value: str, by: Actor, month: int = 0, source: str = "",
    seen: str | None = None,
) -> YearlyFigure | None:  # fmt: skip
    """Enter a figure of the year (`month` 0) or of a month; an empty value takes it back.

    `seen`: the figure that stood before the person; with another one there now nothing is written.
    """
    by.may("annual_reports.write", organ)
    form = form_for(year)
    if path not in entered_in(form):
        raise Refused("这一项由登记簿统计，不用填报。")
    if not 0 <= month <= 12:
        raise Refused("月份应为 1 到 12；全年的数，月份写 0 或者不写。")
    rows = YearlyFigure.objects.select_for_update().filter(organ=organ, year=year, path=path)
    old = rows.filter(month=month).first()
    before = printed(plain(old.value, path)) if old else ""
    if seen is not None and seen.strip() != before:
        raise Conflict(f"“{form.label(path)}”刚才由别人填成 {before or '空白'}，请对照后再存。")
    wanted = figure(path, value)
    clash = rows.exclude(month=0) if month == 0 else rows.filter(month=0)
    if wanted is not None and clash.exists():
        raise Refused(f"“{form.label(path)}”已经{'按月' if month == 0 else '按全年'}填报；先清空那些数，再换一种填法。")
    if wanted is None:
        rows.filter(month=month).delete()
        made = None
    else:
        values = {"value": wanted, "source": source.strip()[:200], "by_name": by.audit_name}
        made, _ = YearlyFigure.objects.update_or_create(organ=organ, year=year, path=path, month=month, defaults=values)
    facts = {"year": year, "month": month, "path": path}
    record("annual_reports.figure_entered", organ, by=by, before={"value": before}, after={"value": value}, **facts)
    return made


def sheet_for(organ: Organ, year: int) -> bytes:
    """The spreadsheet to fill in: a line an item, with what was entered already."""
    buffer, form = io.BytesIO(), form_for(year)
    there = {(row.path, row.month): row for row in YearlyFigure.objects.filter(organ=organ, year=year)}
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet(f"{year}年度数据")
        head = book.add_format({"bold": True, "bg_color": "#f4f6f9", "border": 1})
        sheet.set_column(0, 0, 40)
        sheet.set_column(1, 3, 16)
        sheet.freeze_panes(1, 0)
        for column, label in enumerate(COLUMNS):
            sheet.write_string(0, column, label, head)
        for number, (path, month) in enumerate(_lines(entered_in(form), there), start=1):
            row = there.get((path, month))
            sheet.write_string(number, 0, form.label(path))
            sheet.write(number, 1, month or "全年")
            if row:
                sheet.write(number, 2, float(row.value))
                sheet.write_string(number, 3, row.source)
    return buffer.getvalue()


def _lines(paths: list[str], there: dict[tuple[str, int], YearlyFigure]) -> Iterator[tuple[str, int]]:
    for path in paths:
        months = sorted(month for known, month in there if known == path) or [0]
        yield from ((path, month) for month in months)


@transaction.atomic
def import_figures(organ: Organ, year: int, content: bytes, *, by: Actor) -> Outcome:
    """Take the figures of an xlsx. A row that is wrong is left out and told; the others go on."""
    by.may("annual_reports.write", organ)
    outcome, form = Outcome(), form_for(year)
    known = {form.label(path): path for path in entered_in(form)}
    for number, told in _rows(content):
        label, month, value, source = (told[column] for column in COLUMNS)
        try:
            if label not in known:
                raise Refused(f"不认识项目“{label}”。可以填：{'、'.join(known)}。")
            if not value:
                raise Refused(f"“{label}”没有写数值；没有发生的写 0。")
            with transaction.atomic():
                enter(organ, year, path=known[label], value=value, month=_month(month), source=source, by=by)
        except (Refused, Forbidden) as error:
            outcome.errors.append((number, str(error)))
        else:
            outcome.taken += 1
    record("annual_reports.figures_imported", organ, by=by, year=year, taken=outcome.taken, errors=len(outcome.errors))
    return outcome


def _month(words: str) -> int:
    bare = words.strip().removesuffix("月")
    if bare in ("", "全年", "0"):
        return 0
    if not bare.isdigit() or not 1 <= int(bare) <= 12:
        raise Refused(f"月份“{words}”应为 1 到 12，或者“全年”。")
    return int(bare)


def _rows(content: bytes) -> Iterator[tuple[int, Mapping[str, str]]]:
    """The rows that somebody filled in: what is printed into every line of the empty sheet is no figure."""
    headings = {label: (label,) for label in COLUMNS}
    try:
        headed = read_headed(content, "导入的表格", headings, needed=("项目", "数值"), most=ROW_LIMIT)
    except Unreadable as error:
        raise Refused(str(error)) from error
    for row in headed.rows:
        told = {label: row.told.get(label, "") for label in COLUMNS}
        if told["数值"] or told["数据来源"] or (told["项目"] and told["月份"] not in ("", "全年")):
            yield row.number, told
