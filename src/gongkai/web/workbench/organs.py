"""机关与人员: the tree of organs, and each organ's facts. 条例第十二条、第二十条第二项."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from gongkai.web.files.services import store
from gongkai.web.organs import services
from gongkai.web.organs.models import Kind, Level, Organ
from gongkai.web.patterns.values import Link, Row, Tab
from gongkai.web.portal.organs import place, unit
from gongkai.web.workbench.access import needs, staff
from gongkai.web.workbench.acting import done, posted
from gongkai.web.workbench.organ_forms import GROUPS, EndForm, FoundForm, MoveForm, RenameForm, facts_form
from gongkai.web.workbench.organ_parts import FILES, PARTS

ORGANS = Link("机关与人员", "/workbench/organs/")


@needs("organs.see")
def organs(request: HttpRequest) -> HttpResponse:
    """The tree that this person may see, indented; ended organs on request."""
    found = request.user.organs_for("organs.see").select_related("supervisor")
    ended = request.GET.get("ended") == "1"
    shown = sorted(found if ended else found.active(), key=_place_in_tree(found))
    least = min((organ.path.count("/") for organ in shown), default=0)
    rows = [(organ, organ.path.count("/") - least) for organ in shown]
    context = {"rows": rows, "ended": ended, "gone": found.exclude(ended_on=None).count(),
               "may_found": request.user.organs_for("organs.found").exists()}  # fmt: skip
    return render(request, "workbench/organs/list.html", context)


def _place_in_tree(found: Any) -> Any:
    order = {organ.pk: (organ.order, organ.pk) for organ in found}
    return lambda organ: [order.get(int(key), (0, int(key))) for key in organ.path.strip("/").split("/")]


def find(request: HttpRequest, code: str) -> Organ:
    """One organ by its short code, if this person may see it."""
    return get_object_or_404(request.user.organs_for("organs.see"), short_code=code)


def page(request: HttpRequest, organ: Organ, here: str) -> dict[str, Any]:
    """What all pages of one organ share."""
    base = reverse("workbench:organ", args=[organ.short_code])
    tabs = [Tab("机关信息", base, here == "organ")]
    tabs += [
        Tab(part.title, reverse("workbench:organ-part", args=[organ.short_code, name]), here == name)
        for name, part in PARTS.items()
    ]
    above = services.who_places(organ)
    may = {act: request.user.can(f"organs.{act}", organ) for act in ("describe", "rename", "found")}
    may |= {act: request.user.can(f"organs.{act}", above) for act in ("end", "move")}
    return {"organ": organ, "tabs": tabs, "may": may, "back": ORGANS}


@needs("organs.see")
def organ(request: HttpRequest, code: str) -> HttpResponse:
    """机关信息: what it is, where it stands, its contact facts and its 公开工作机构."""
    one = find(request, code)
    what = [
        Row("全称", one.name), Row("简称", one.short_name), Row("类别", one.get_kind_display()),
        Row("层级", one.get_level_display()), Row("机关代字", one.document_prefix),
        Row("规章制定权", "有" if one.makes_regulations else "没有"),
        Row("适用的地方节假日", one.holiday_region or "全国统一"),
        Row("设立日期", one.since), Row("终止日期", one.ended_on),
    ]  # fmt: skip
    context = {
        **page(request, one, "organ"),
        "groups": [
            ("what", "基本", what),
            ("place", "地址和联系方式", place(one)),
            ("unit", "公开工作机构", unit(one)),
        ],
        "changes": one.changes.select_related("into"),
        "names": one.names.all(),
    }
    return render(request, "workbench/organs/organ.html", context)


@needs("organs.describe")
def edit(request: HttpRequest, code: str, group: str) -> HttpResponse:
    """Change one group of facts."""
    one = find(request, code)
    request.user.may("organs.describe", one)
    title, names = GROUPS[group]
    form = facts_form(one, names, *posted(request))
    if form.is_valid() and done(
        form, lambda: services.describe(one, by=request.user, **with_files(request, one, form))
    ):
        messages.success(request, f"{one.short_name}的{title}已存。公开指南里写到的，要重新生成指南才会更新。")
        return redirect("workbench:organ", code)
    context = {"title": f"修改{title}", "form": form, "button": f"存{title}", "back": back_to(one),
               "lead": "这些内容会显示在门户的机关页和公开指南里（条例第十二条）。"}  # fmt: skip
    return render(request, "workbench/form.html", context)


def with_files(request: HttpRequest, one: Organ, form: Any) -> dict[str, Any]:
    """What the form holds, chosen files stored and told by their numbers; fields without a new file are left alone."""
    values = {name: value for name, value in form.cleaned_data.items() if name not in FILES}
    for name in FILES:
        if upload := form.cleaned_data.get(name):
            values[name] = store(upload.file, name=upload.name, organ=one, by=request.user).key
    return values


def back_to(one: Organ) -> Link:
    """The way back to an organ."""
    return Link(one.short_name, reverse("workbench:organ", args=[one.short_code]))


@needs("organs.found")
def found(request: HttpRequest) -> HttpResponse:
    """Enter a new organ."""
    above = request.user.organs_for("organs.found").active()
    form = FoundForm(posted(request)[0], above=above, initial={"parent": request.GET.get("parent")})
    if form.is_valid():
        data, made = dict(form.cleaned_data), []
        data |= {"kind": Kind(data["kind"]), "level": Level(data["level"])}
        if done(form, lambda: made.append(services.found(by=request.user, **data))):
            messages.success(request, f"{made[0].name}已添加。接下来填写地址、电话和公开工作机构。")
            return redirect("workbench:organ-edit", made[0].short_code, "place")
    context = {"title": "添加机关", "form": form, "button": "添加机关", "back": ORGANS}
    return render(request, "workbench/form.html", context)


def _change(request: HttpRequest, code: str, form_class: Any, service: Any, words: dict[str, Any]) -> HttpResponse:
    """Rename, end and move are alike: a form with a day and a ground, one service."""
    one = find(request, code)
    request.user.may(words["act"], one if words["act"] == "organs.rename" else services.who_places(one))
    form = form_class(posted(request)[0], organ=one, organs=Organ.objects.active().exclude(pk=one.pk))
    if form.is_valid() and done(form, lambda: service(one, by=request.user, **form.cleaned_data)):
        messages.success(request, f"{one.name}：{words['told']}")
        return redirect("workbench:organ", code)
    context = {"title": f"{words['title']}：{one.name}", "form": form, "button": words["button"], "back": back_to(one),
               "lead": words["lead"], "danger": words.get("danger", False)}  # fmt: skip
    return render(request, "workbench/form.html", context)


@staff
def rename(request: HttpRequest, code: str) -> HttpResponse:
    """更名."""
    return _change(request, code, RenameForm, services.rename, {
        "act": "organs.rename", "title": "更名", "button": "更名", "told": "已更名。",
        "lead": "更名以后，以前公开的文件仍署旧名。"})  # fmt: skip


@staff
def end(request: HttpRequest, code: str) -> HttpResponse:
    """撤销或者并入."""
    return _change(request, code, EndForm, services.end, {
        "act": "organs.end", "title": "撤销或并入", "button": "撤销这个机关", "told": "已终止。", "danger": True,
        "lead": "它公开过的信息仍然可以查，申请由承接机关办理。"})  # fmt: skip


@staff
def move(request: HttpRequest, code: str) -> HttpResponse:
    """调整隶属."""
    return _change(request, code, MoveForm, services.move, {
        "act": "organs.move", "title": "调整隶属", "button": "调整隶属", "told": "隶属关系已调整。",
        "lead": "下级机关和村（居）一并跟着调整。"})  # fmt: skip
