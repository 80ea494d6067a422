"""监督台账: one screen for every register; to add one, a line in `REGISTERS`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from gongkai.web.organs.models import Kind, Organ
from gongkai.web.oversight import models
from gongkai.web.oversight.services import registers as services
from gongkai.web.patterns.forms import ModelForm
from gongkai.web.patterns.values import Badge, Link, Tab
from gongkai.web.patterns.written import calendar_year
from gongkai.web.workbench.access import anywhere, needs
from gongkai.web.workbench.acting import done, posted, press
from gongkai.web.workbench.county import sheets


@dataclass(frozen=True)
class Register:
    """A register: what it is called, its records, what the list shows, what the form asks."""

    code: str
    title: str
    one: str
    model: type[Model]
    columns: Sequence[str]
    fields: Sequence[str]
    cites: str
    empty: str
    yearly: bool = True

    @property
    def act(self) -> str:
        """The act of entering."""
        return services.KINDS[self.code][1] if self.code in services.KINDS else ""


REGISTERS: dict[str, Register] = {
    one.code: one
    for one in (
        Register(
            "training",
            "培训",
            "培训",
            models.Training,
            ("on", "subject", "kind", "hours", "people", "proof"),
            ("on", "subject", "kind", "hours", "people", "teacher", "proof"),
            "条例第四十八条",
            "登记过的培训会列在这里，年度报告的“监督保障”按它计数。",
        ),
        Register(
            "evaluation",
            "社会评议",
            "社会评议",
            models.Evaluation,
            ("on", "method", "respondents", "satisfied", "problems"),
            ("on", "method", "respondents", "satisfied", "problems", "adopted"),
            "条例第四十六条",
            "组织过的社会评议会列在这里；没有组织的也要写明。",
        ),
        Register(
            "accountability",
            "责任追究",
            "责任追究",
            models.Accountability,
            ("on", "measure", "people", "why", "ground"),
            ("on", "measure", "people", "why", "ground", "document"),
            "条例第四十七条、第五十二条、第五十三条",
            "约谈、责令整改、通报和处分建议会列在这里；没有发生的用零报告。",
        ),
        Register(
            "groups",
            "账号和工作群",
            "账号或者工作群",
            models.NetworkGroup,
            ("name", "kind", "platform", "owner", "members", "cleared_on"),
            ("kind", "name", "platform", "owner", "members", "purpose", "since", "cleared_on"),
            "国办发〔2018〕123号；国办秘函〔2019〕19号",
            "政务新媒体账号和网络工作群会列在这里，不用的及时清理。",
            yearly=False,
        ),
        Register(
            "villages",
            "村务公开检查",
            "检查",
            models.VillageCheck,
            ("on", "village", "problems", "mended_on"),
            ("village", "on", "problems", "mended_on"),
            "村民委员会组织法；条例第五十四条、第五十五条",
            "每季度对所属村（居）的检查会列在这里。",
        ),
        Register(
            "inspections",
            "检查",
            "检查",
            models.Inspection,
            ("on", "title", "method", "scope"),
            ("on", "title", "method", "scope"),
            "条例第四十七条",
            "对各机关的检查会列在这里，发现的问题各发一份整改通知。",
        ),
        Register(
            "reminders",
            "督办",
            "催办",
            models.Reminder,
            ("on", "about", "words", "told", "times"),
            (),
            "条例第四十七条",
            "催办过的机关、内容和次数会列在这里。",
        ),
    )
}


def register_of(code: str) -> Register:
    """The register behind an address."""
    if code not in REGISTERS:
        raise Http404
    return REGISTERS[code]


def seen(request: HttpRequest, register: Register) -> QuerySet[Any]:
    """The records of the organs this person sees, of the chosen year and organ."""
    organs = request.user.organs_for("oversight.see")
    rows = register.model.objects.filter(organ__in=organs).select_related("organ")
    chosen, code = calendar_year(request.GET.get("year")), request.GET.get("organ", "")
    if register.yearly and chosen:
        rows = rows.filter(on__year=chosen)
    return rows.filter(organ__short_code=code) if code else rows


def drawn(record: Model, name: str) -> Any:
    """A value as a cell shows it."""
    if hasattr(record, f"get_{name}_display"):
        return getattr(record, f"get_{name}_display")()
    value = getattr(record, name)
    if name == "cleared_on":
        return Badge(f"{value} 清理", "") if value else Badge("在用", "ok")
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return "" if value is None else value


@needs("oversight.see")
def training(request: HttpRequest) -> HttpResponse:
    """The first register; the others are its tabs."""
    return listing(request, "training")


@needs("oversight.see")
def listing(request: HttpRequest, register: str) -> HttpResponse:
    """A register."""
    one, today = register_of(register), localdate()
    rows = seen(request, one)
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    heads = ["机关", *(str(one.model._meta.get_field(name).verbose_name) for name in one.columns)]
    mine = request.user.organs_for(one.act) if one.act else Organ.objects.none()
    allowed = set(mine.values_list("pk", flat=True))
    shown = [
        (
            record,
            [(head, drawn(record, name)) for head, name in zip(heads[1:], one.columns, strict=True)],
            bool(one.fields) and record.organ_id in allowed,
        )
        for record in page
    ]
    years = [str(today.year - back) for back in range(3)]
    chosen = request.GET.get("year", "")
    kept = request.GET.copy()
    kept.pop("page", None)
    context = {
        "register": one,
        "heads": heads,
        "rows": shown,
        "page": page,
        "kept": kept.urlencode(),
        "may": bool(allowed) and bool(one.fields),
        "tabs": [
            Tab(other.title, reverse("workbench:oversight", args=[code]), code == register)
            for code, other in REGISTERS.items()
        ],
        "years": [Tab("全部", "?", not chosen), *(Tab(f"{year}年", f"?year={year}", year == chosen) for year in years)]
        if one.yearly
        else [],
        "nils": models.NilReturn.objects.filter(
            register=register, organ__in=request.user.organs_for("oversight.see")
        ).select_related("organ"),
        "nil_organs": [organ for organ in mine if organ.kind != Kind.VILLAGE] if register in services.NIL else [],
        "nil_years": years[:2],
    }
    return render(request, "workbench/county/register.html", context)


@needs("oversight.see")
def export(request: HttpRequest, register: str) -> HttpResponse:
    """A register as xlsx."""
    one = register_of(register)
    heads = ["机关", *(str(one.model._meta.get_field(name).verbose_name) for name in one.columns), "登记人"]
    rows = [
        [record.organ.name, *(_plain(record, name) for name in one.columns), record.by_name]
        for record in seen(request, one)
    ]
    return sheets.answered(sheets.workbook(one.title, heads, rows), f"{one.title}台账.xlsx")


def _plain(record: Model, name: str) -> Any:
    shown = drawn(record, name)
    return shown.text if isinstance(shown, Badge) else shown


def form_of(register: Register, organs: QuerySet[Organ], data: Any, record: Model | None) -> forms.Form:
    """The form of a register, out of its model's own labels, with the organ first where there is a choice."""
    meta = type("Meta", (), {"model": register.model, "fields": list(register.fields)})
    kind: Callable[..., Any] = type("RegisterForm", (ModelForm,), {"Meta": meta})
    form = kind(data, instance=record, initial={"on": localdate()} if record is None else None)
    if "village" in form.fields:
        form.fields["village"].queryset = Organ.objects.active().filter(kind=Kind.VILLAGE, parent__in=organs)
    if record is None:
        field = forms.ModelChoiceField(
            organs, label=str(register.model._meta.get_field("organ").verbose_name), empty_label=None
        )
        form.fields = {"organ": field, **form.fields}
    return form


@needs("oversight.see")
def edit(request: HttpRequest, register: str, key: int | None = None) -> HttpResponse:
    """Enter a record, or change one."""
    one = register_of(register)
    if not one.fields or not anywhere(request.user, one.act):
        request.user.may(one.act or "oversight.none", None)
    organs = request.user.organs_for(one.act).exclude(kind=Kind.VILLAGE)
    record = get_object_or_404(one.model, pk=key, organ__in=organs) if key else None
    form = form_of(one, organs, posted(request)[0], record)
    today = localdate()

    def save() -> None:
        values = dict(form.cleaned_data)
        if key:
            services.change(register, key, by=request.user, today=today, **values)
        else:
            services.enter(register, values.pop("organ"), by=request.user, today=today, **values)

    if form.is_valid() and done(form, save):
        messages.success(request, f"{one.one}已登记。" if not key else "已改好，操作日志里留有原来的内容。")
        return redirect("workbench:oversight", register)
    title = f"修改{one.one}记录" if key else f"登记{one.one}"
    back = Link(f"{one.title}台账", reverse("workbench:oversight", args=[register]))
    context = {"title": title, "form": form, "button": f"存{one.one}记录", "back": back, "lead": f"依据：{one.cites}。"}
    return render(request, "workbench/form.html", context)


@require_POST
@needs("oversight.see")
def remove(request: HttpRequest, register: str, key: int) -> HttpResponse:
    """Take out what was entered by mistake."""
    one = register_of(register)
    if not one.fields:
        raise Http404
    get_object_or_404(one.model, pk=key, organ__in=request.user.organs_for(one.act))
    press(request, lambda: services.take_out(register, key, by=request.user), "已删去，操作日志里留有记录。")
    return redirect("workbench:oversight", register)


@require_POST
@needs("oversight.see")
def nil(request: HttpRequest, register: str) -> HttpResponse:
    """零报告."""
    one = register_of(register)
    organ = get_object_or_404(request.user.organs_for("oversight.see"), short_code=request.POST.get("organ", ""))
    chosen = calendar_year(request.POST.get("year"))
    if chosen is None:
        raise Http404
    press(
        request,
        lambda: services.declare_nil(register, organ, year=chosen, by=request.user, today=localdate()),
        f"{organ.short_name}{chosen}年{one.title}零报告已记下，年度报告会写明没有。",
    )
    return redirect("workbench:oversight", register)
