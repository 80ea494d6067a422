"""统计: tables 三 and 四 of any organ, period and form at any moment; each figure opens the cases behind it."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

import xlsxwriter
from django import forms
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate

from gongkai.law import outcome
from gongkai.paper import Cell as PaperCell
from gongkai.report.forms import forms as national_forms
from gongkai.report.model import Report
from gongkai.report.writing.tables import tables
from gongkai.web.applications import figures
from gongkai.web.applications.figures import Period
from gongkai.web.applications.measures import measures
from gongkai.web.applications.models import Application, Review
from gongkai.web.audit.services import record
from gongkai.web.organs.models import Organ
from gongkai.web.patterns.forms import Form
from gongkai.web.patterns.values import Badge, Cell, Fact, Link, Share
from gongkai.web.portal import report_grids
from gongkai.web.workbench.access import needs
from gongkai.web.workbench.long_lists import LongPaginator

ACT = "applications.figures"


class PeriodForm(Form):
    """Whose figures, from when to when, in which of the national forms."""

    organ = forms.ChoiceField(label="机关", required=False)
    start = forms.DateField(label="从", required=False)
    end = forms.DateField(label="到", required=False)
    form_year = forms.ChoiceField(label="统一格式", required=False)

    def __init__(self, *args: Any, organs: list[Organ], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = [("", "全部机关合计")] if len(organs) > 1 else []
        self.fields["organ"].choices = [*every, *((one.short_code, one.name) for one in organs)]
        named = [(str(form.since), f"{form.since} 年起的格式") for form in national_forms().values()]
        self.fields["form_year"].choices = [("", "按截止日期"), *named]

    def clean(self) -> dict[str, Any]:
        """A period has a beginning and an end."""
        data = super().clean() or self.cleaned_data
        if data.get("start") and data.get("end") and data["start"] > data["end"]:
            self.add_error("end", "截止日期要晚于开始日期")
        return data


class Asked:
    """What the address asks for: organs, period, form."""

    def __init__(self, request: HttpRequest) -> None:
        today = localdate()
        self.seen = list(request.user.organs_for(ACT).order_by("path"))
        year = {"start": date(today.year, 1, 1), "end": date(today.year, 12, 31)}
        first = {"organ": request.user.organ.short_code, **year}
        given = request.GET if "start" in request.GET else None
        self.form = PeriodForm(given, organs=self.seen, initial=first)
        chosen = self.form.cleaned_data if given is not None and self.form.is_valid() else first
        code = chosen.get("organ", "")
        self.organs = [one for one in self.seen if not code or one.short_code == code]
        since = int(chosen["form_year"]) if chosen.get("form_year") else None
        self.period = Period(chosen.get("start") or year["start"], chosen.get("end") or year["end"], since)
        self.code = code

    @property
    def keys(self) -> list[int]:
        """The organs, by number."""
        return [one.pk for one in self.organs]

    def address(self, **more: str) -> str:
        """The same question in an address."""
        told = {"organ": self.code, "start": self.period.start.isoformat(), "end": self.period.end.isoformat()}
        return urlencode(told | {"form_year": self.period.form_year or ""} | more)

    @property
    def title(self) -> str:
        """Whose and when."""
        whose = self.organs[0].name if len(self.organs) == 1 else f"{len(self.organs)} 个机关"
        return f"{whose} {self.period.start} 至 {self.period.end}"

    @cached_property
    def results(self) -> figures.Results:
        """What was closed, asked once for the tables and the measures."""
        return figures.closed(self.keys, self.period)

    def cells(self) -> dict[str, int]:
        """Both tables."""
        three = figures.table_three(self.keys, self.period, self.results)
        return three | figures.table_four(self.keys, self.period)

    def report(self) -> Report:
        """The tables as a report, for its grids."""
        return Report(cells=self.cells(), form=self.period.form.form, year=self.period.end.year)


@needs(ACT)
def counted(request: HttpRequest) -> HttpResponse:
    """The page of figures."""
    asked = Asked(request)

    def draw(path: str, words: str, across: int) -> Cell:
        kind = report_grids.kinds(path, words)
        url = f"{reverse('workbench:applications-cell')}?{asked.address(cell=path)}"
        return Cell(Link(words, url) if words not in ("", "0") else words, kind=kind, across=across, figure=True)

    grids = report_grids.grids(asked.report(), draw)
    told = measures(asked.keys, asked.period, asked.results)
    context = {"form": asked.form, "grids": [grids[3], grids[4]], "title": asked.title, "kept": asked.address()}
    context |= {"facts": _facts(told), "outcomes": _shares(told.outcomes), "topics": _shares(told.topics)}
    context["may_export"] = request.user.organs_for("applications.figures").exists()
    return render(request, "workbench/applications/figures.html", context)


def _facts(told: Any) -> list[Fact]:
    """Median, share in time, how many."""
    share = "—" if told.in_time is None else f"{told.in_time:.1%}"
    days = "—" if told.median_days is None else told.median_days
    kind = "bad" if told.in_time is not None and told.in_time < 1 else ""
    return [
        Fact("办结", told.closed, "件"), Fact("作出答复", told.answered, "件"),
        Fact("答复用时中位数", days, "个工作日"), Fact("按期答复率", share, kind=kind),
        Fact("查到已公开、没有申请", told.spared, "次"),
    ]  # fmt: skip


def _shares(counts: Any) -> list[Share]:
    return [Share(name, number, words=f"{number} 件") for name, number in counts.items()]


@needs(ACT)
def cell(request: HttpRequest) -> HttpResponse:
    """The cases behind one figure. Whoever may not see the cases sees numbers and due dates, nothing else."""
    asked, path = Asked(request), request.GET.get("cell", "")
    try:
        found = figures.cases(path, asked.keys, asked.period)
        label = asked.period.form.label(path)
    except (KeyError, ValueError) as error:
        raise Http404 from error
    page = LongPaginator(found.select_related("organ"), 50).get_page(request.GET.get("page"))
    open_to = set(request.user.organs_for("applications.see").values_list("pk", flat=True))
    rows = [_case_row(one, open_to) if isinstance(one, Application) else _review_row(one, open_to) for one in page]
    head = CASE_HEAD if path.startswith("applications/") else REVIEW_HEAD
    context = {"page": page, "rows": rows, "head": head, "title": label, "lead": asked.title}
    context["back"] = Link("统计", f"{reverse('workbench:applications-figures')}?{asked.address()}")
    context["kept"] = asked.address(cell=path)
    return render(request, "workbench/applications/cell.html", context)


CASE_HEAD = ("登记编号", "机关", "申请人类别", "收到日期", "答复期限", "办结日期", "答复类型", "状态")
REVIEW_HEAD = ("案件", "机关", "受理机关、法院", "受理日期", "结果", "送达日期")


def _case_row(one: Application, open_to: set[int]) -> tuple[object, ...]:
    number = (
        Link(one.number, reverse("workbench:application", args=[one.pk])) if one.organ_id in open_to else one.number
    )
    outcome_name = outcome(one.counted_outcome).name if one.counted_outcome else ""
    return (
        number, one.organ.short_name, one.get_applicant_kind_display(), one.received_on or "", one.due_on or "",
        one.counted_on or "", outcome_name, Badge(one.get_state_display()),
    )  # fmt: skip


def _review_row(one: Review, open_to: set[int]) -> tuple[object, ...]:
    words = f"{one.get_block_display()} {one.case_number}".strip()
    seen = one.organ_id in open_to and one.application_id
    number = Link(words, reverse("workbench:review", args=[one.pk])) if seen else words
    result = one.get_result_display() if one.result else "尚未审结"
    return (number, one.organ.short_name, one.body, one.filed_on, result, one.decided_on or "")


@needs(ACT)
def export(request: HttpRequest) -> HttpResponse:
    """Both tables as a spreadsheet, laid out as the form prints them."""
    asked, content = Asked(request), BytesIO()
    report = asked.report()
    with xlsxwriter.Workbook(content) as book:
        for number, table in tables(report).items():
            if number in (3, 4):
                _sheet(book, f"表{'〇一二三四'[number]}", table.rows, asked.title)
    with transaction.atomic():
        record("applications.exported", request.user.organ, by=request.user, what="figures", period=asked.title)
    content.seek(0)
    return FileResponse(content, as_attachment=True, filename="依申请公开统计.xlsx")


def _sheet(book: xlsxwriter.Workbook, name: str, rows: Any, title: str) -> None:
    sheet, plain = book.add_worksheet(name), book.add_format({"border": 1, "text_wrap": True, "align": "center"})
    sheet.write_string(0, 0, title)
    taken: set[tuple[int, int]] = set()
    for y, row in enumerate(rows, start=1):
        x = 0
        for one in row:
            while (y, x) in taken:
                x += 1
            _put(sheet, y, x, one, plain)
            taken |= {(y + down, x + right) for down in range(one.rowspan) for right in range(one.colspan)}


def _put(sheet: Any, y: int, x: int, one: PaperCell, plain: Any) -> None:
    if one.rowspan > 1 or one.colspan > 1:
        sheet.merge_range(y, x, y + one.rowspan - 1, x + one.colspan - 1, "", plain)
    if one.text.isdigit():
        sheet.write_number(y, x, int(one.text), plain)
    else:
        sheet.write_string(y, x, one.text, plain)
