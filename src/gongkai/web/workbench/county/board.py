"""全县监督: organs by duties, the worst first; every cell opens its records; reminders in bulk (mock-up 10)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, localtime
from django.views.decorators.http import require_POST

from gongkai.law import report_due
from gongkai.web.accounts.models import Account
from gongkai.web.annual_reports import summing
from gongkai.web.annual_reports.duty import year_of
from gongkai.web.annual_reports.models import AnnualReport, Round
from gongkai.web.annual_reports.services import rounds
from gongkai.web.annual_reports.services.writing import due_for
from gongkai.web.audit.services import Refused
from gongkai.web.organs.models import Organ
from gongkai.web.oversight import board
from gongkai.web.oversight.duties import duties
from gongkai.web.oversight.services import registers
from gongkai.web.patterns.values import HeatRow, Link, Option, Share, said
from gongkai.web.workbench.access import needs
from gongkai.web.workbench.county import sheets
from gongkai.web.workbench.county.watching import LIMIT, areas, of_kind, watching

SHOWN = 12
NAMED = 12
KINDS = {"": "有问题的在前", "townships": "乡镇街道", "departments": "部门"}
ABOUT = {
    "report": "年度报告：还差什么（自动列出）",
    "board": "一览里所有落后的事（自动列出）",
    "rectification": "整改逾期",
    "own": "自己写",
}
STRIP = {
    "accepted": "ok",
    "published": "ok",
    "signing": "info",
    "reviewing": "info",
    "writing": "",
    "returned": "warn",
    "": "bad",
}
WORDS = {
    "accepted": "已收审",
    "published": "已公布，待收审",
    "signing": "待签发",
    "reviewing": "待核",
    "writing": "编写中",
    "returned": "退回修改",
    "": "未动",
}


@needs("oversight.watch")
def county(request: HttpRequest) -> HttpResponse:
    """The board: of everybody, or of an area where there are too many for one."""
    today, kind = localdate(), request.GET.get("kind", "")
    every = watching(request.user)
    above = Organ.objects.filter(pk__in=every.order_by().values("parent"))
    area = above.filter(short_code=request.GET.get("area", "")).first()
    some = every.filter(parent=area) if area else every
    counts = dict(some.order_by().values_list("kind").annotate(Count("pk")))
    count, townships = sum(counts.values()), sum(counts.get(one, 0) for one in board.TOWNSHIPS)
    context = {
        "count": count, "townships": townships, "others": count - townships, "now": localtime(), "area": area,
        "kind": kind, "year": year_of(today), **progress(request.user, some, today),
    }  # fmt: skip
    if count > LIMIT:
        page = Paginator(areas(some, year_of(today)), 50).get_page(request.GET.get("page"))
        return render(request, "workbench/county/areas.html", context | {"page": page})
    lines = board.lines(list(of_kind(some, kind)), today)
    shown = lines if request.GET.get("all") == "1" else lines[:SHOWN]
    kept = f"area={area.short_code}&" if area else ""
    context |= {
        "heads": ["机关", *(words for _, words in board.heads(today))],
        "rows": [row(line) for line in shown],
        "rest": len(lines) - len(shown),
        "abouts": ABOUT,
        "kept": kept,
        "chips": [Option(words, url=f"?{kept}kind={code}", chosen=kind == code) for code, words in KINDS.items()],
        "may_remind": request.user.organs_for("oversight.remind").exists(),
        **charts(some, lines, today),
    }
    return render(request, "workbench/county/board.html", context)


def row(line: board.Line) -> HeatRow:
    """A line of the heat map; who has something red is chosen for a reminder."""
    code = line.organ.short_code
    cells = [
        (cell.words, cell.kind, reverse("workbench:county-cell", args=[code, duty]) if cell.words != "—" else "")
        for duty, cell in line.cells.items()
    ]
    return HeatRow(line.organ.short_name, cells, code, chosen=line.bad > 0)


def progress(person: Account, organs: QuerySet[Organ], today: date) -> dict[str, Any]:
    """The strip of the round, its dates, and who has done nothing or was sent back."""
    year = year_of(today)
    counts = rounds.counted(organs, year)
    shares = [Share(WORDS[state], counts[state], STRIP[state]) for state in rounds.BOARD if counts.get(state)]
    by_state = rounds.by_state(organs, year)
    back = AnnualReport.objects.filter(year=year, organ__in=by_state.filter(report_state="returned").values("pk"))
    return {
        "strip": shares,
        "told": told(person, year),
        "untouched": [_link(organ, "report") for organ in by_state.filter(report_state=None)[:NAMED]],
        "untouched_count": counts.get("", 0),
        "returned": [(_link(one.organ, "report"), one.returned[:24]) for one in back.select_related("organ")[:NAMED]],
        "returned_count": counts.get("returned", 0),
    }


def told(person: Account, year: int) -> str:
    """The dates of the round in a sentence: the county's own, or the law's."""
    arranged = Round.objects.filter(year=year, office__in=person.organs_for("oversight.watch")).first()
    if arranged:
        return f"县里规定{said(arranged.check_by)}前核对退改、{said(arranged.publish_by, weekday=True)}前公布"
    legal = report_due(year, "department").due
    return f"{said(legal, weekday=True)}是法定公开的最后一天，遇休息日不顺延（条例第四十九条）"


def _link(organ: Organ, duty: str) -> Link:
    return Link(organ.short_name, reverse("workbench:county-cell", args=[organ.short_code, duty]))


def charts(organs: QuerySet[Organ], lines: list[board.Line], today: date) -> dict[str, Any]:
    """Timeliness by organ with the average, and applications by year."""
    known = [(line.organ.short_name, line.cells["timeliness"]) for line in lines]
    known = [(name, cell) for name, cell in known if cell.share is not None]
    known.sort(key=lambda pair: -(pair[1].share or 0))
    fills = {"ok": "", "warn": "warn", "bad": "bad"}
    bars = [Share(name, (cell.share or 0) * 100, fills[cell.kind], cell.words) for name, cell in known[:10]]
    mean = sum(share.count for share in bars) / len(bars) if bars else 0
    years = list(range(year_of(today) - 4, year_of(today) + 1))
    flows = summing.by_year(organs, years)
    groups = [
        (
            f"{year}年",
            [
                Share("新收", float(flow["applications/new/total"])),
                Share("办结", float(flow["applications/total/total"]), "soft"),
            ],
        )
        for year, flow in flows.items()
        if any(flow.values())
    ]
    return {"bars": bars, "mark": (mean, f"平均 {int(mean)}%"), "groups": groups}


@needs("oversight.watch")
def cell(request: HttpRequest, code: str, duty: str) -> HttpResponse:
    """The records behind a cell."""
    organ = get_object_or_404(request.user.organs_for("oversight.watch"), short_code=code)
    one = next((found for found in duties() if found.code == duty), None)
    if one is None:
        raise Http404
    today = localdate()
    said_of = one.cells([organ], today).get(organ.pk)
    context = {
        "organ": organ,
        "duty": one,
        "name": one.named(today),
        "cell": said_of,
        "records": one.records(organ, today)[:200],
    }
    return render(request, "workbench/county/cell.html", context)


@needs("oversight.watch")
def export(request: HttpRequest) -> HttpResponse:
    """The whole board as xlsx."""
    today = localdate()
    every = watching(request.user)
    if area := request.GET.get("area"):
        every = every.filter(parent__short_code=area)
    organs = list(of_kind(every, request.GET.get("kind", ""))[: LIMIT + 1])
    if len(organs) > LIMIT:
        messages.error(request, f"机关超过 {LIMIT} 个，请先选一个地方，再导出它的一览。")
        return redirect("workbench:county")
    lines = board.lines(organs, today)
    head = ["机关", *(words for _, words in board.heads(today))]
    rows = [[line.organ.name, *(one.words for one in line.cells.values())] for line in lines]
    return sheets.answered(sheets.workbook("全县监督", head, rows), f"全县监督-{today}.xlsx")


@require_POST
@needs("oversight.remind")
def remind(request: HttpRequest) -> HttpResponse:
    """催办 the chosen organs, or show first what each would be told."""
    today, about = localdate(), request.POST.get("about", "report")
    codes = request.POST.getlist("organ")
    organs = list(watching(request.user, "oversight.remind").filter(short_code__in=codes)[:LIMIT])
    if about not in ABOUT or (about == "own" and not request.POST.get("words", "").strip()):
        messages.error(request, "写明催办的内容。")
        return redirect("workbench:county")
    pairs = [
        (line.organ, wanting(line, about, request.POST.get("words", ""), today)) for line in board.lines(organs, today)
    ]
    if "preview" in request.POST:
        context = {"pairs": pairs, "about": about, "words": request.POST.get("words", ""), "title": ABOUT[about]}
        return render(request, "workbench/county/preview.html", context)
    url = reverse("workbench:today")
    try:
        made = registers.remind(
            pairs, about=ABOUT[about].split("：")[0], url=url, urgent=about != "own", by=request.user, today=today
        )
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("workbench:county")
    silent = [entry.organ.short_name for entry in made if not entry.told]
    told = f"已催办 {len(made)} 个机关，记入督办台账。"
    messages.success(request, told + (f"{'、'.join(silent)}没有可以通知的人，请打电话。" if silent else ""))
    return redirect("workbench:county")


def wanting(line: board.Line, about: str, words: str, today: date) -> str:
    """What an organ is told."""
    if about == "own":
        return words.strip()
    if about == "board":
        return f"请抓紧办理：{line.wanting or '各项都达到要求，请保持'}。"
    if about == "rectification":
        return f"整改：{line.cells['rectification'].words}，请尽快完成并反馈。"
    due = due_for(line.organ, year_of(today))
    state, day = line.cells["report"].words, said(due, weekday=True)
    return f"{year_of(today)}年度报告现在是“{state}”，应于 {day}前公布（条例第四十九条）。"
