"""年报收审: the calendar of the round, organs by state, reminders, notes on cells and sentences, return, accept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from gongkai.report.model import Report, from_json
from gongkai.web.annual_reports import rules
from gongkai.web.annual_reports.checking import examine
from gongkai.web.annual_reports.duty import year_of
from gongkai.web.annual_reports.models import AnnualReport, Note, Round, State
from gongkai.web.annual_reports.models.round import place_of
from gongkai.web.annual_reports.services import moving, rounds
from gongkai.web.organs.models import Organ
from gongkai.web.oversight.services import registers
from gongkai.web.patterns.forms import Form
from gongkai.web.patterns.periods import worded
from gongkai.web.patterns.values import Badge, Cell, Finding, Link, Share, Tab, said
from gongkai.web.patterns.written import calendar_year, whole
from gongkai.web.portal import check_sheets
from gongkai.web.portal.report_grids import grids, kinds
from gongkai.web.workbench.access import needs
from gongkai.web.workbench.acting import done, posted, press
from gongkai.web.workbench.county.board import STRIP, WORDS
from gongkai.web.workbench.county.watching import watching

MANY = 100
"""Organs on a page of the round."""
BADGES = {
    "": "bad",
    "writing": "",
    "reviewing": "info",
    "returned": "warn",
    "signing": "info",
    "published": "ok",
    "accepted": "ok",
}


def chosen_year(request: HttpRequest) -> int:
    """The year of the round that is looked at."""
    return calendar_year(request.GET.get("year")) or year_of(localdate())


@needs("annual_reports.arrange")
def round_(request: HttpRequest) -> HttpResponse:
    """The board of the round."""
    today, year, tab = localdate(), chosen_year(request), request.GET.get("state", "all")
    organs = watching(request.user, "annual_reports.arrange")
    counts = rounds.counted(organs, year)
    arranged = Round.objects.filter(year=year, office__in=request.user.organs_for("annual_reports.arrange")).first()
    found = rounds.by_state(organs, year)
    if tab != "all":
        found = found.filter(report_state=None if tab == "none" else tab)
    page = Paginator(found, MANY).get_page(request.GET.get("page"))
    rows = drawn(list(page), year)
    tabs = [Tab("全部", f"?year={year}", tab == "all", sum(counts.values()))]
    tabs += [
        Tab(WORDS[state], f"?year={year}&state={state or 'none'}", tab == (state or "none"), counts[state])
        for state in rounds.BOARD
        if counts.get(state)
    ]
    context = {
        "year": year,
        "rows": rows,
        "page": page,
        "kept": f"year={year}&state={tab}",
        "tabs": tabs,
        "arranged": arranged,
        "today": today,
        "strip": [Share(WORDS[state], counts[state], STRIP[state]) for state in rounds.BOARD if counts.get(state)],
        "dates": [(label, getattr(arranged, name)) for name, label in rounds.LABELS.items()] if arranged else [],
        "years": [
            Tab(f"{one}年", f"?year={one}", one == year) for one in range(year_of(today), year_of(today) - 5, -1)
        ],
    }
    return render(request, "workbench/county/round.html", context)


def drawn(organs: list[Organ], year: int) -> list[tuple[Organ, AnnualReport | None, Badge, date]]:
    """The organs of a page with report, badge and last day."""
    reports = {one.organ_id: one for one in AnnualReport.objects.filter(organ__in=organs, year=year)}
    dues, rows = rounds.dues(organs, year), []
    for organ in organs:
        report = reports.get(organ.pk)
        state = report.state if report else ""
        rows.append((organ, report, Badge(WORDS[state], BADGES[state]), report.due_on if report else dues[organ.pk]))
    return rows


class RoundForm(Form):
    """The dates."""

    freeze_on = forms.DateField(label="数据冻结", help_text="这天以后登记的不再进报告。")
    draft_by = forms.DateField(label="初稿")
    check_by = forms.DateField(label="核对退改")
    sign_by = forms.DateField(label="签发")
    publish_by = forms.DateField(
        label="公布", help_text=worded("部门、乡镇不晚于 {reports/department}（条例第四十九条），县里可以提前。")
    )
    words = forms.CharField(label="通知要求", required=False, widget=forms.Textarea)


def _check_year(year: int) -> None:
    """No round was ever held in a year in which there was no law of it."""
    if calendar_year(str(year)) is None:
        raise Http404


@needs("annual_reports.arrange")
def arrange(request: HttpRequest, year: int) -> HttpResponse:
    """Set the dates."""
    _check_year(year)
    old = Round.objects.filter(office=request.user.organ, year=year).first()
    first = {name: getattr(old, name) for name in (*rounds.DATES, "words")} if old else {}
    form = RoundForm(posted(request)[0], initial=first)
    if form.is_valid() and done(
        form, lambda: rounds.arrange(request.user.organ, year, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, f"{year}年度报告的工作安排已定，各机关的期限已跟着改。")
        return redirect(f"{reverse('workbench:round')}?year={year}")
    context = {
        "title": f"{year}年度报告的工作安排",
        "form": form,
        "button": "定下安排",
        "back": Link("年报收审", f"{reverse('workbench:round')}?year={year}"),
    }
    return render(request, "workbench/form.html", context)


@require_POST
@needs("oversight.remind")
def remind(request: HttpRequest, year: int) -> HttpResponse:
    """催办 the chosen organs of the round."""
    _check_year(year)
    codes, today = request.POST.getlist("organ"), localdate()
    organs = list(watching(request.user, "oversight.remind").filter(short_code__in=codes)[:MANY])
    pairs = []
    for organ, report, badge, due in drawn(organs, year):
        words = f"{year}年度报告现在是“{badge.text}”，应于 {said(due, weekday=True)}前公布（条例第四十九条）。"
        pairs.append((organ, words + (f"退回意见：{report.returned}" if report and report.returned else "")))
    press(
        request,
        lambda: registers.remind(
            pairs, about=f"{year}年度报告", url="/workbench/reports/", urgent=True, by=request.user, today=today
        ),
        f"已催办 {len(pairs)} 个机关，记入督办台账。",
    )
    return redirect(f"{reverse('workbench:round')}?year={year}")


def seen(request: HttpRequest) -> QuerySet[AnnualReport]:
    """The reports of the organs this person watches over."""
    organs = request.user.organs_for("annual_reports.note")
    return AnnualReport.objects.filter(organ__in=organs).select_related("organ")


class NoteForm(Form):
    """A remark."""

    where = forms.ChoiceField(label="在哪里")
    words = forms.CharField(label="意见", widget=forms.Textarea(attrs={"rows": 3}), help_text="写明哪里不对、怎样改。")


@needs("annual_reports.note")
def report(request: HttpRequest, key: int) -> HttpResponse:
    """One report as the county looks at it: tables whose cells take notes, texts, findings."""
    one = get_object_or_404(seen(request), pk=key)
    checked = examine(one)
    edition = one.edition
    value: Report = from_json(edition.content) if edition else checked.report
    form = NoteForm(posted(request)[0], initial={"where": request.GET.get("where", "sections/1")})
    places = [
        (f"sections/{number}", place_of(one, f"sections/{number}")) for number in range(len(one.layout.sections) + 1)
    ]
    form.fields["where"].choices = [*places, *((path, place_of(one, path)) for path in one.layout.paths())]
    if form.is_valid() and done(form, lambda: rounds.note(one, by=request.user, **form.cleaned_data)):
        messages.success(request, "意见已记下，退回时一起送给机关。")
        return redirect("workbench:round-report", key)
    notes = list(one.notes.all())
    noted = {note.where for note in notes if not note.settled_at}
    context = {
        "report": one,
        "badge": Badge(one.get_state_display(), BADGES[one.state]),
        "form": form,
        "edition": edition,
        "grids": grids(value, drawer(noted)),
        "texts": [
            (number, one.layout.sections[number - 1], value.text(number)) for number in (1, 5, 6) if value.text(number)
        ],
        "notes": [(note, note.place) for note in notes],
        "findings": found_in(checked.findings),
        "formats": check_sheets.FORMATS,
        "open": len(noted),
        "may_accept": one.state == State.PUBLISHED and not noted and request.user.can("annual_reports.accept", one),
        "may_return": one.state in (State.PUBLISHED, State.ACCEPTED)
        and request.user.can("annual_reports.send_back", one),
    }
    return render(request, "workbench/county/report.html", context)


def drawer(noted: set[str]) -> Callable[[str, str, int], Cell]:
    """A figure that leads to a note at its cell; marked where one waits."""

    def draw(path: str, words: str, across: int) -> Cell:
        kind = f"{kinds(path, words)} bad".strip() if path in noted else kinds(path, words)
        return Cell(Link(words or "—", f"?where={path}#note"), kind=kind, across=across, figure=True)

    return draw


def found_in(marked: Any) -> list[Finding]:
    """What the checks found, for the margin."""
    words = {"error": "bad", "warning": "warn"}
    return [
        Finding(
            one.number,
            rules.title(one.finding.code),
            one.finding.message,
            words.get(one.finding.severity, ""),
            acts=(Link("就此写意见", f"?where={one.finding.where}#note"),),
            source=one.finding.cites,
            why=rules.why(one.finding.code),
            more=check_sheets.more(one.finding.code, "workbench"),
        )
        for one in marked
        if one.verdict is None
    ][:30]


@require_POST
@needs("annual_reports.note")
def act(request: HttpRequest, key: int, name: str) -> HttpResponse:
    """Accept, or return with all notes; or say that a note is settled."""
    one = get_object_or_404(seen(request), pk=key)
    by, today = request.user, localdate()
    if name == "settle":
        note = get_object_or_404(Note, pk=whole(request.POST.get("note")) or 0, report=one)
        press(
            request,
            lambda: rounds.settle(note, answer=request.POST.get("answer", "") or "主管部门核对后办结", by=by),
            "这条意见已办结。",
        )
    elif name == "accept":
        press(request, lambda: moving.accept(one, by=by, today=today), f"{one.title}已收审。")
    elif name == "return":
        reason = request.POST.get("reason", "")
        press(
            request,
            lambda: rounds.return_with_notes(one, reason=reason, by=by, today=today),
            f"{one.organ.short_name}已收到退改意见。",
        )
    else:
        raise Http404
    return redirect("workbench:round-report", key)
