"""年度考核: schemes, the table of scores, each organ's scorecard with the evidence of every point, appeals."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from gongkai.web.oversight.duties import NONE, duties
from gongkai.web.oversight.models import Appeal, Assessment, Deduction, Scheme
from gongkai.web.oversight.services import assessing
from gongkai.web.patterns.forms import Form
from gongkai.web.patterns.values import Badge, Link
from gongkai.web.patterns.written import whole
from gongkai.web.workbench.access import needs
from gongkai.web.workbench.acting import done, posted, press
from gongkai.web.workbench.county import sheets
from gongkai.web.workbench.county.watching import watched

BADGES = {"draft": "", "open": "warn", "told": "info", "closed": "ok"}


class SchemeForm(Form):
    """A new scheme."""

    year = forms.IntegerField(label="年度", min_value=2008, max_value=2100)
    title = forms.CharField(label="名称", max_length=100, help_text="例如“青禾县2026年政务公开工作考核”。")


class PointsForm(Form):
    """Points taken or added."""

    kind = forms.ChoiceField(label="种类", choices=Deduction.Kind.choices)
    code = forms.ChoiceField(label="指标", required=False, help_text="加分、罚分不选。")
    points = forms.DecimalField(label="分值", max_digits=5, decimal_places=2, min_value=0)
    reason = forms.CharField(label="原因", max_length=300)
    evidence = forms.CharField(label="佐证", max_length=500, help_text="清单、网址、文号、截图在哪里。")
    leak = forms.BooleanField(label="泄密或者泄露个人信息（不得评优秀）", required=False)


class OccasionForm(Form):
    """Whether an indicator had any occasion."""

    code = forms.ChoiceField(label="指标")
    occasion = forms.TypedChoiceField(
        label="这一年有没有这项工作",
        choices=(("1", "有"), ("0", "没有，不计分")),
        widget=forms.RadioSelect,
        coerce=lambda value: value == "1",
    )
    why = forms.CharField(label="没有的说明", required=False, max_length=200)


class AppealForm(Form):
    """An appeal."""

    words = forms.CharField(label="申诉理由", widget=forms.Textarea, help_text="写明佐证在哪里。")


class DecideForm(Form):
    """What becomes of an appeal."""

    upheld = forms.TypedChoiceField(
        label="处理",
        choices=(("1", "支持申诉，分值退回"), ("0", "不支持")),
        widget=forms.RadioSelect,
        coerce=lambda value: value == "1",
    )
    answer = forms.CharField(label="理由", widget=forms.Textarea)


def schemes_of(request: HttpRequest) -> QuerySet[Scheme]:
    """The schemes this person runs, and those his organ is scored under once scores are told."""
    runs = Q(organ__in=request.user.organs_for("oversight.assess"))
    told = Q(assessments__organ__in=request.user.organs_for("oversight.see"), state__in=("told", "closed"))
    return Scheme.objects.filter(runs | told).select_related("organ").distinct()


@needs("oversight.see")
def schemes(request: HttpRequest) -> HttpResponse:
    """The years."""
    may = request.user.organs_for("oversight.assess").exists()
    form = SchemeForm(posted(request)[0], initial={"year": localdate().year}) if may else None
    made: list[Scheme] = []
    if (
        form
        and form.is_valid()
        and done(form, lambda: made.append(assessing.draw_up(request.user.organ, by=request.user, **form.cleaned_data)))
    ):
        messages.success(request, f"{made[0].title}已拟定，请核对各项分值后开始评分。")
        return redirect("workbench:scheme", made[0].pk)
    rows = [
        (one, Badge(one.get_state_display(), BADGES[one.state]), one.assessments.count()) for one in schemes_of(request)
    ]
    return render(request, "workbench/county/schemes.html", {"rows": rows, "form": form})


def visible(request: HttpRequest, one: Scheme) -> QuerySet[Assessment]:
    """All scores for who runs it; one's own for an organ."""
    organs = request.user.organs_for(
        "oversight.assess" if request.user.can("oversight.assess", one) else "oversight.see"
    )
    return (
        one.assessments.filter(organ__in=organs)
        .select_related("organ", "scheme")
        .prefetch_related("marks", "deductions")
    )


@needs("oversight.see")
def scheme(request: HttpRequest, key: int) -> HttpResponse:
    """The indicators while it is drawn up; the table of scores after."""
    one = get_object_or_404(schemes_of(request), pk=key)
    rows = [
        (place, found, f"{found.first_score}" if found.first_score not in (None, found.score) else "")
        for place, found in enumerate(visible(request, one), start=1)
    ]
    context = {
        "scheme": one,
        "badge": Badge(one.get_state_display(), BADGES[one.state]),
        "rows": rows,
        "may": request.user.can("oversight.assess", one),
        "total": sum(row["points"] for row in one.indicators),
    }
    return render(request, "workbench/county/scheme.html", context)


@require_POST
@needs("oversight.assess")
def move(request: HttpRequest, key: int, name: str) -> HttpResponse:
    """The acts on a whole scheme."""
    one = get_object_or_404(schemes_of(request), pk=key)
    by, today = request.user, localdate()
    points = {
        row["code"]: value for row in one.indicators if (value := whole(request.POST.get(row["code"]))) is not None
    }
    acts: dict[str, tuple[Callable[[], Any], str]] = {
        "weigh": (lambda: assessing.weigh(one, points=points, by=by), "分值已存。"),
        "open": (lambda: assessing.open_scheme(one, watched(by, "oversight.assess"), by=by), "已开始评分。"),
        "measure": (lambda: measure(one, request), "已按登记簿测得各项分值，每一处都有佐证。"),
        "tell": (lambda: assessing.tell(one, by=by, today=today), "已反馈各机关，可以申诉。"),
        "close": (lambda: assessing.close(one, by=by), "已定稿，年度报告可以引用。"),
    }
    if name not in acts:
        raise Http404
    press(request, *acts[name])
    return redirect("workbench:scheme", key)


def measure(one: Scheme, request: HttpRequest) -> None:
    """Take over what the board shows of each organ."""
    found = list(one.assessments.select_related("organ"))
    organs, today = [row.organ for row in found], localdate()
    columns = {duty.code: duty.cells(organs, today) for duty in duties()}
    named = {duty.code: duty.title for duty in duties()}
    for row in found:
        shares = {}
        for indicator in one.indicators:
            if indicator.get("duty") in columns:
                cell = columns[indicator["duty"]].get(row.organ_id, NONE)
                url = reverse("workbench:county-cell", args=[row.organ.short_code, indicator["duty"]])
                shares[indicator["code"]] = (cell.share, f"{named[indicator['duty']]} {cell.words}", url)
        assessing.measure(row, shares, by=request.user)


@needs("oversight.see")
def export(request: HttpRequest, key: int) -> HttpResponse:
    """The table of scores as xlsx, with every indicator."""
    one = get_object_or_404(schemes_of(request), pk=key)
    head = ["机关", *(row["title"] for row in one.indicators), "得分", "申诉前", "等次"]
    rows = []
    for found in visible(request, one):
        parts = [float(row["left"]) if row["left"] is not None else "不计分" for row in assessing.earned(found)]
        first = float(found.first_score) if found.first_score is not None else ""
        rows.append([found.organ.name, *parts, float(found.score), first, found.grade])
    return sheets.answered(sheets.workbook("考核得分", head, rows), f"{one.title}.xlsx")


@needs("oversight.see")
def card(request: HttpRequest, key: int, code: str) -> HttpResponse:
    """One organ's scorecard."""
    one = get_object_or_404(schemes_of(request), pk=key)
    found = get_object_or_404(visible(request, one), organ__short_code=code)
    appeals = {appeal.deduction_id: appeal for appeal in Appeal.objects.filter(deduction__assessment=found)}
    rows = [(row, [(taken, appeals.get(taken.pk)) for taken in row["taken"]]) for row in assessing.earned(found)]
    extra = [(taken, appeals.get(taken.pk)) for taken in found.deductions.all() if taken.kind != Deduction.Kind.DEDUCT]
    context = {
        "scheme": one,
        "assessment": found,
        "rows": rows,
        "extra": extra,
        "may": request.user.can("oversight.assess", found) and one.state == "open",
        "may_decide": request.user.can("oversight.assess", found) and one.state == "told",
        "may_appeal": request.user.can("oversight.appeal", found) and one.state == "told",
    }
    return render(request, "workbench/county/card.html", context)


@needs("oversight.assess")
def score(request: HttpRequest, key: int, code: str, name: str) -> HttpResponse:
    """Points, or an indicator without occasion."""
    one = get_object_or_404(schemes_of(request), pk=key)
    found = get_object_or_404(visible(request, one), organ__short_code=code)
    kinds: dict[str, tuple[str, str, type[Form], Callable[..., Any]]] = {
        "points": ("扣分、加分", "记下分值", PointsForm, assessing.deduct),
        "occasion": ("没有这项工作", "记下", OccasionForm, assessing.set_occasion),
    }
    if name not in kinds:
        raise Http404
    title, button, kind, service = kinds[name]
    form = kind(posted(request)[0], initial={"code": request.GET.get("code")})
    choices = [(row["code"], row["title"]) for row in one.indicators]
    form.fields["code"].choices = [("", "—"), *choices] if name == "points" else choices
    if form.is_valid() and done(form, lambda: service(found, by=request.user, **form.cleaned_data)):
        messages.success(request, f"{found.organ.short_name}：已记下。")
        return redirect("workbench:card", key, code)
    context = {
        "title": f"{found.organ.short_name}：{title}",
        "form": form,
        "button": button,
        "back": Link(f"{found.organ.short_name}的得分", reverse("workbench:card", args=[key, code])),
    }
    return render(request, "workbench/form.html", context)


@require_POST
@needs("oversight.assess")
def drop(request: HttpRequest, key: int) -> HttpResponse:
    """Take back points entered by mistake."""
    taken = get_object_or_404(Deduction, pk=key, assessment__organ__in=request.user.organs_for("oversight.assess"))
    where = taken.assessment
    press(request, lambda: assessing.drop_deduction(taken, by=request.user), "已撤回。")
    return redirect("workbench:card", where.scheme_id, where.organ.short_code)


@needs("oversight.see")
def appeal(request: HttpRequest, key: int) -> HttpResponse:
    """Appeal against points, or decide an appeal."""
    taken = get_object_or_404(Deduction, pk=key, assessment__organ__in=request.user.organs_for("oversight.see"))
    found, existing = taken.assessment, Appeal.objects.filter(deduction=taken).first()
    request.user.may("oversight.assess" if existing else "oversight.appeal", found)
    form: Form = (DecideForm if existing else AppealForm)(posted(request)[0])
    today = localdate()

    def do() -> Any:
        data = form.cleaned_data
        if existing:
            return assessing.decide(existing, by=request.user, today=today, **data)
        return assessing.appeal(taken, by=request.user, today=today, **data)

    if form.is_valid() and done(form, do):
        messages.success(request, "申诉已处理，两次得分都留着。" if existing else "申诉已提交，处理结果会写在这里。")
        return redirect("workbench:card", found.scheme_id, found.organ.short_code)
    lead = f"{taken.get_kind_display()} {taken.points} 分：{taken.reason}" + (
        f"。申诉：{existing.words}" if existing else ""
    )
    back = Link(
        f"{found.organ.short_name}的得分", reverse("workbench:card", args=[found.scheme_id, found.organ.short_code])
    )
    context = {
        "title": "处理申诉" if existing else "申诉",
        "form": form,
        "button": "存处理意见" if existing else "提交申诉",
        "lead": lead,
        "back": back,
    }
    return render(request, "workbench/form.html", context)
