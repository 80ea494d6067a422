"""Keeping the catalogue: lines, spreadsheets, editions, re-assessments, word lists and who reviews."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from gongkai.web.accounts.models import Account
from gongkai.web.disclosure import catalogue_sheet, vocabulary
from gongkai.web.disclosure.models import CatalogueItem, Reassessment, Stage
from gongkai.web.disclosure.services import cataloguing, keeping, planning
from gongkai.web.organs.models import Organ
from gongkai.web.patterns.forms import Form, Several
from gongkai.web.patterns.periods import worded
from gongkai.web.patterns.values import Link
from gongkai.web.workbench.access import needs
from gongkai.web.workbench.acting import done, posted, press
from gongkai.web.workbench.catalogue.covering import organ_of
from gongkai.web.workbench.county import sheets
from gongkai.web.workbench.items.finding import find
from gongkai.web.workbench.items.writing import bounded

NONE = [("", "—")]


def _back() -> Link:
    return Link("公开目录", reverse("workbench:catalogue"))


class LineForm(Form):
    """One line of the 标准目录."""

    field = forms.ChoiceField(label="领域", choices=vocabulary.choices(vocabulary.fields()))
    first = forms.CharField(label="一级事项", max_length=100)
    second = forms.CharField(label="二级事项", required=False, max_length=100)
    content = forms.CharField(label="公开内容（要素）", required=False, widget=forms.Textarea(attrs={"class": "low"}))
    basis = forms.CharField(label="公开依据", required=False, widget=forms.Textarea(attrs={"class": "low"}))
    limit = forms.CharField(
        label="公开时限",
        max_length=200,
        help_text=worded(
            "例如“自信息形成或者变更之日起{publication/default}内”“每季度末{publication/default}内”“长期公示”。"
        ),
    )
    responsible = forms.CharField(label="公开主体", max_length=100)
    channels = forms.MultipleChoiceField(
        label="公开渠道和载体",
        widget=forms.CheckboxSelectMultiple,
        choices=[(one, one) for one in vocabulary.table("catalogue")["channels"]],
    )
    audience = forms.ChoiceField(label="公开对象", choices=CatalogueItem.Audience.choices)
    group = forms.CharField(
        label="特定群众", required=False, max_length=100, help_text="对象是特定群众的，写明是哪些群众。"
    )
    levels = forms.MultipleChoiceField(
        label="公开层级",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=list(vocabulary.table("catalogue")["levels"].items()),
    )
    clause = forms.ChoiceField(
        label="条例条款",
        required=False,
        choices=NONE + [(code, one.name) for code, one in vocabulary.clauses().items()],
    )
    five = forms.ChoiceField(
        label="五公开", required=False, choices=NONE + list(vocabulary.table("openness")["five"].items())
    )
    basis_changed = forms.CharField(
        label="依据变化", required=False, max_length=200, help_text="依据修订了、还没有核对的，写在这里；核对完清空。"
    )


@needs("disclosure.catalogue")
def line(request: HttpRequest, key: int = 0) -> HttpResponse:
    """加一项, or change one."""
    organ, today = organ_of(request), timezone.localdate()
    known = (
        get_object_or_404(CatalogueItem, pk=key, organ__in=request.user.organs_for("disclosure.see")) if key else None
    )
    initial = (
        {name: getattr(known, name) for name in LineForm.base_fields}
        if known
        else {
            "responsible": organ.name,
            "field": request.GET.get("field", ""),
            "limit": str(worded("自信息形成或者变更之日起{publication/default}内")).replace(" ", ""),
            "channels": ["政府网站"],
            "audience": "everyone",
        }
    )
    form = LineForm(posted(request)[0], initial=initial)

    def save() -> None:
        if known:
            cataloguing.change(known, by=request.user, **form.cleaned_data)
        else:
            cataloguing.enter(organ, by=request.user, today=today, **form.cleaned_data)

    if form.is_valid() and done(form, save):
        messages.success(request, "目录已更新。")
        return redirect(f"{reverse('workbench:catalogue')}?field={form.cleaned_data['field']}")
    title = f"修改：{known.name}" if known else "加一个公开事项"
    return render(request, "workbench/form.html", {"form": form, "title": title, "button": "存入目录", "back": _back()})


@require_POST
@needs("disclosure.catalogue")
def adopt(request: HttpRequest) -> HttpResponse:
    """Begin with the usual lines."""
    organ = organ_of(request)
    press(
        request,
        lambda: cataloguing.adopt(organ, by=request.user, today=timezone.localdate()),
        "已放入常见的公开事项，请逐项核对。",
    )
    return redirect("workbench:catalogue")


class SheetForm(Form):
    """A catalogue as a spreadsheet."""

    file = forms.FileField(
        label="标准目录（Excel 或者 Word）",
        help_text="认表头：一级事项、二级事项、公开内容、公开时限、公开主体、公开渠道……",
    )


@needs("disclosure.catalogue")
def import_(request: HttpRequest) -> HttpResponse:
    """从 Excel 更新."""
    organ = organ_of(request)
    form = SheetForm(*posted(request))
    outcome: list[tuple[int, int, list[str]]] = []

    def take() -> None:
        file = form.cleaned_data["file"]
        outcome.append(
            cataloguing.import_sheet(organ, bounded(file), name=file.name, by=request.user, today=timezone.localdate())
        )

    if form.is_valid():
        done(form, take)
    context: dict[str, Any] = {"form": form, "outcome": outcome[0] if outcome else None}
    return render(request, "workbench/catalogue/import.html", context)


@needs("disclosure.see")
def export(request: HttpRequest) -> HttpResponse:
    """The catalogue as printed."""
    organ = organ_of(request)
    content = catalogue_sheet.write(organ.catalogue.filter(retired_on=None))
    return sheets.answered(content, f"{organ.short_name}标准目录.xlsx")


class EditionForm(Form):
    """A version of the catalogue."""

    title = forms.CharField(label="版本名称", max_length=100, help_text="例如 2026年版。")
    since = forms.DateField(label="施行日期", initial=timezone.localdate)
    why = forms.CharField(label="调整说明", required=False, max_length=300)


@needs("disclosure.see")
def editions(request: HttpRequest) -> HttpResponse:
    """版本: those there are, and a new one."""
    organ = organ_of(request)
    may = request.user.can("disclosure.catalogue", organ)
    form = EditionForm(*posted(request)) if may else None
    if form is not None and form.is_valid() and done(form, lambda: _issue(request, organ, form.cleaned_data)):
        messages.success(request, "新的版本已存下，以前的版本仍可查。")
        return redirect("workbench:catalogue-editions")
    rows = [(one.title, one.since, len(one.rows), one.made_by, one.why) for one in organ.editions.all()]
    context = {"organ": organ, "form": form, "rows": rows, "head": ("版本", "施行日期", "事项", "制作人", "说明")}
    return render(request, "workbench/catalogue/editions.html", context)


def _issue(request: HttpRequest, organ: Organ, data: dict[str, Any]) -> None:
    cataloguing.issue_edition(organ, by=request.user, **data)


class ReassessForm(Form):
    """What a re-assessment came to."""

    outcome = forms.ChoiceField(label="结论", choices=Reassessment.Outcome.choices, widget=forms.RadioSelect)
    reason = forms.CharField(label="理由", widget=forms.Textarea(attrs={"class": "low"}))


@needs("disclosure.reassess")
def reassess(request: HttpRequest, key: int) -> HttpResponse:
    """评估一份不公开的信息."""
    item = find(request, key)
    request.user.may("disclosure.reassess", item)
    form = ReassessForm(*posted(request))

    def service() -> None:
        keeping.reassess(item, by=request.user, today=timezone.localdate(), **form.cleaned_data)

    if form.is_valid() and done(form, service):
        messages.success(request, "评估已登记。")
        return redirect("workbench:catalogue-reassessments")
    context = {
        "form": form,
        "title": f"定期评估：{item.title}",
        "button": "登记评估",
        "back": _back(),
        "lead": f"{item.get_openness_display()}：{item.reason}",
    }
    return render(request, "workbench/form.html", context)


class PlanForm(Form):
    """Who reviews: how many reviews, what each is called, and by whom."""

    def __init__(self, *args: Any, organ: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plan = {step.stage: step for step in planning.plan_of(organ)}
        for stage in Stage:
            step = plan.get(stage)
            holders = Account.objects.filter(
                is_active=True, posts__organ=organ, posts__role=planning.ROLES[stage]
            ).distinct()
            if stage in (Stage.SECOND, Stage.THIRD):
                self.fields[f"use_{stage}"] = forms.BooleanField(
                    label=f"要{stage.label}", required=False, initial=step is not None
                )
            title = forms.CharField(label=f"{stage.label}由谁办", max_length=40, required=False)
            title.initial = step.title if step else ""
            self.fields[f"title_{stage}"] = title
            named = Several(
                holders, label=f"{stage.label}指定的人员", required=False, widget=forms.CheckboxSelectMultiple
            )
            named.initial = step.accounts if step else ()
            named.help_text = "不选就是有这个角色的人都可以。" if holders else "本机关还没有人担任这个角色。"
            self.fields[f"who_{stage}"] = named

    def steps(self) -> list[planning.Step]:
        """The plan as the service takes it."""
        data = self.cleaned_data
        used = [stage for stage in Stage if data.get(f"use_{stage}", True)]
        return [
            planning.Step(stage, data[f"title_{stage}"] or stage.label, tuple(one.pk for one in data[f"who_{stage}"]))
            for stage in used
        ]


@needs("disclosure.plan")
def plan(request: HttpRequest) -> HttpResponse:
    """审核分工."""
    organ = organ_of(request)
    request.user.may("disclosure.plan", organ)
    form = PlanForm(posted(request)[0], organ=organ)
    if form.is_valid() and done(form, lambda: planning.set_plan(organ, form.steps(), by=request.user)):
        messages.success(request, "审核分工已更新，从下一次审核起按新的办。")
        return redirect("workbench:review-plan")
    context = {
        "form": form,
        "title": "审核分工",
        "button": "存下分工",
        "lead": "保密审查和一审不能省（条例第十七条）；自己写的不能自己审。",
    }
    return render(request, "workbench/form.html", context)
