"""调整类别或层级: what follows from it is said before it is done. 条例第二十条、第二十一条."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from gongkai.web.annual_reports.services.writing import DUE
from gongkai.web.disclosure.shifting import shift
from gongkai.web.organs import services
from gongkai.web.organs.models import Kind, Level, Organ
from gongkai.web.patterns.periods import period
from gongkai.web.workbench import organs
from gongkai.web.workbench.access import staff
from gongkai.web.workbench.acting import done, posted
from gongkai.web.workbench.organ_forms import SortForm

LEAD = "类别和层级决定这个机关要公开哪些法定内容、要不要编制指南和年度报告。它已公开的信息不会动。"


@staff
def sort(request: HttpRequest, code: str) -> HttpResponse:
    """First what it would change, then, agreed to, the change."""
    one = organs.find(request, code)
    request.user.may("organs.move", services.who_places(one))
    form = SortForm(posted(request)[0], organ=one, organs=Organ.objects.active())
    follows: list[str] = []
    if form.is_valid():
        values = dict(form.cleaned_data)
        wanted, agreed = f"{values['kind']}:{values['level']}", values.pop("agreed")
        values |= {"kind": Kind(values["kind"]), "level": Level(values["level"])}
        if agreed == wanted:
            if done(form, lambda: services.reclassify(one, by=request.user, **values)):
                messages.success(request, f"{one.name}：类别和层级已调整。请核对公开目录和公开指南。")
                return redirect("workbench:organ", code)
        else:
            follows = consequences(one, values["kind"], values["level"])
            form.data = form.data.copy()
            form.data["agreed"] = wanted
    context = {"title": f"调整类别或层级：{one.name}", "form": form, "back": organs.back_to(one), "lead": LEAD,
               "follows": follows, "button": "照此调整" if follows else "看看会带来什么变化"}  # fmt: skip
    return render(request, "workbench/organs/sort.html", context)


def consequences(organ: Organ, kind: Kind, level: Level) -> list[str]:
    """What changes, each a sentence with what to do next."""
    if (kind, level) == (organ.kind, organ.level):
        return ["类别和层级都与现在一样，什么也不会变。"]
    after = Organ(kind=kind, level=level, ended_on=organ.ended_on)
    return [*_clauses(organ, level), *_duties(organ, after), *_letters(organ, after)]


def _clauses(organ: Organ, level: Level) -> list[str]:
    changes, told = shift(organ, level), []
    if changes.begins:
        names = "；".join(f"{clause.title}（{clause.cites}）" for clause in changes.begins)
        told.append(f"新增 {len(changes.begins)} 项必须主动公开的法定内容：{names}。")
    if changes.ends:
        names = "；".join(
            f"{one.clause.title}（{one.clause.cites}，目录里有 {one.lines} 个事项、{one.items} 条信息）"
            for one in changes.ends
        )
        told.append(
            f"有 {len(changes.ends)} 项法定内容不再要求：{names}。它们都留着，请在公开目录里逐条改条款或者停用。"
        )
    if not changes.begins and not changes.ends:
        told.append("必须主动公开的法定内容不变。")
    if level != organ.level and changes.lacking:
        told.append(f"{level.label}机关的常用公开事项，目录里还缺 {changes.lacking} 个，可以在公开目录里放进来。")
    return told


def _duties(organ: Organ, after: Organ) -> list[str]:
    """The guide, the annual report, the page on the portal."""
    told = []
    if organ.publishes_guide and not after.publishes_guide:
        told.append("不再单独编制公开指南和年度报告（条例第四条、第十二条、第四十九条）；已发布的仍然可以查。")
    elif after.publishes_guide and not organ.publishes_guide:
        last = period(f"reports/{DUE.get(Kind(after.kind), 'department')}")
        told.append(f"要编制公开指南，每年 {last}前公布年度报告（条例第十二条、第四十九条），会出现在今日待办里。")
    if after.kind == Kind.VILLAGE:
        told.append("门户上不再有它的机关页，由所属乡镇（街道）代为公开。")
    elif organ.kind == Kind.VILLAGE:
        told.append("门户上会有它的机关页，请补填地址、电话和公开工作机构。")
    if (organ.kind == Kind.GOVERNMENT) != (after.kind == Kind.GOVERNMENT):
        word = "汇总下级机关的数字" if after.kind == Kind.GOVERNMENT else "只统计本机关的数字"
        told.append(f"今后新建的年度报告{word}；已经建好的不变。")
    return told


def _letters(organ: Organ, after: Organ) -> list[str]:
    """Who reviews its decisions depends on what it is."""
    if organ.kind == after.kind and organ.level == after.level:
        return []
    return ["告知书里写的行政复议机关会按新的类别和层级推定，请在“公开工作机构”里核对填写的机关和法院。"]
