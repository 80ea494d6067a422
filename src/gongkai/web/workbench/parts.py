"""The lists that belong to an organ: one screen for all kinds (`PARTS`), and the seats of a leading group."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from gongkai.web.organs import facts_services
from gongkai.web.organs.models import GroupMember, LeadingGroup, Organ
from gongkai.web.patterns.forms import Form
from gongkai.web.patterns.values import Badge, Link
from gongkai.web.patterns.written import whole
from gongkai.web.workbench import organs
from gongkai.web.workbench.access import needs
from gongkai.web.workbench.acting import done, posted, press
from gongkai.web.workbench.organ_forms import record_form
from gongkai.web.workbench.organ_parts import PARTS, Part


class SeatForm(Form):
    """A seat in a leading group."""

    seat = forms.ChoiceField(label="组内职务", choices=GroupMember.Seat.choices)
    name = forms.CharField(label="姓名", max_length=50)
    post = forms.CharField(label="职务", max_length=100)
    since = forms.DateField(label="从哪天起", required=False)


def part_of(name: str) -> Part:
    """The part behind an address."""
    if name not in PARTS:
        raise Http404
    return PARTS[name]


def records(one: Organ, part: Part) -> Any:
    """The records of this kind that the organ has."""
    return part.model.objects.filter(organ=one)


def drawn(record: models.Model, name: str) -> object:
    """A value as a cell shows it."""
    value = getattr(record, name)
    if isinstance(value, bool):
        return Badge("是", "ok") if value else ""
    if hasattr(record, f"get_{name}_display"):
        return getattr(record, f"get_{name}_display")()
    return value if value is not None else ""


@needs("organs.see")
def listing(request: HttpRequest, code: str, part: str) -> HttpResponse:
    """The list of one kind."""
    one, kind = organs.find(request, code), part_of(part)
    heads = [kind.model._meta.get_field(name).verbose_name for name in kind.columns]
    cells = list(zip(heads[1:], kind.columns[1:], strict=True))
    rows = [(record, [(head, drawn(record, name)) for head, name in cells]) for record in records(one, kind)]
    context = {**organs.page(request, one, part), "part": kind, "name": part, "rows": rows, "heads": heads,
               "first": kind.columns[0]}  # fmt: skip
    return render(request, "workbench/organs/part.html", context)


@needs("organs.describe")
def edit(request: HttpRequest, code: str, part: str, key: int | None = None) -> HttpResponse:
    """Enter one more, or change one."""
    one, kind = organs.find(request, code), part_of(part)
    request.user.may("organs.describe", one)
    record = get_object_or_404(records(one, kind), pk=key) if key else kind.model(organ=one)
    form = record_form(kind.model, kind.fields, record, *posted(request), dict(kind.hints))
    title = f"修改{kind.one}" if key else f"添加{kind.one}"

    def save() -> None:
        values = organs.with_files(request, one, form)
        if key:
            facts_services.change(part, kind.model.objects.get(pk=key), by=request.user, **values)
        else:
            facts_services.add(part, one, by=request.user, **values)

    if form.is_valid() and done(form, save):
        messages.success(request, f"{kind.one}已存，门户上已经更新。")
        return redirect("workbench:organ-part", code, part)
    back = Link(f"{one.short_name}的{kind.title}", reverse("workbench:organ-part", args=[code, part]))
    return render(
        request, "workbench/form.html", {"title": title, "form": form, "button": f"存{kind.one}", "back": back}
    )


@require_POST
@needs("organs.describe")
def remove(request: HttpRequest, code: str, part: str, key: int) -> HttpResponse:
    """Take out what was entered by mistake."""
    one, kind = organs.find(request, code), part_of(part)
    record = get_object_or_404(records(one, kind), pk=key)
    told = f"“{record}”已删去，操作日志里留有记录。"
    press(request, lambda: facts_services.remove(part, record, by=request.user), told)
    return redirect("workbench:organ-part", code, part)


@needs("organs.see")
def group(request: HttpRequest, code: str, key: int) -> HttpResponse:
    """The seats of a leading group; who left keeps his term."""
    one = organs.find(request, code)
    found = get_object_or_404(LeadingGroup, pk=key, organ=one)
    may = request.user.can("organs.describe", one)
    form = SeatForm(posted(request)[0])
    if form.is_valid():
        data = dict(form.cleaned_data)
        if done(form, lambda: facts_services.seat(found, by=request.user, **data)):
            messages.success(request, f"{data['name']}已列入{found.name}。")
            return redirect("workbench:group", code, key)
    today = localdate()
    context = {**organs.page(request, one, "leading_group"), "group": found, "form": form if may else None,
               "members": [(member, member.current(today)) for member in found.members.all()]}  # fmt: skip
    return render(request, "workbench/organs/group.html", context)


@require_POST
@needs("organs.describe")
def unseat(request: HttpRequest, code: str, key: int) -> HttpResponse:
    """Somebody left a leading group today."""
    one, today = organs.find(request, code), localdate()
    member = get_object_or_404(GroupMember, pk=whole(request.POST.get("member")) or 0, group__pk=key, group__organ=one)
    press(request, lambda: _unseat(member, today, request), f"{member.name}自今天起不再是{member.get_seat_display()}。")
    return redirect("workbench:group", code, key)


def _unseat(member: GroupMember, today: date, request: HttpRequest) -> None:
    facts_services.unseat(member, on=today, by=request.user)
