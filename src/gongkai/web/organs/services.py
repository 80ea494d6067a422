"""Changing organs: founding, describing, renaming, merging, abolishing. The past stays."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction

from gongkai.web.audit.services import Actor, Refused, record, snapshot
from gongkai.web.organs.models import Change, Kind, Level, Name, Organ

PLACED = frozenset(
    ("id", "name", "short_name", "kind", "level", "parent", "supervisor", "path", "watch_path", "since", "ended_on")
) | {"successor", "changed_at"}
DESCRIBED = tuple(field.name for field in Organ._meta.concrete_fields if field.name not in PLACED)
"""The facts of an organ that `describe` may change; names and places in the tree have services of their own."""


@transaction.atomic
def found(
    *, name: str, short_name: str, short_code: str, kind: Kind, level: Level, by: Actor, on: date,
    parent: Organ | None = None, supervisor: Organ | None = None, ground: str = "", **facts: Any,
) -> Organ:  # fmt: skip
    """Enter a new organ, founded `on` a day by a document, under `parent`, watched over by `supervisor`."""
    by.may("organs.found", parent)
    _check_facts(facts)
    organ = Organ(
        name=name, short_name=short_name, short_code=short_code, kind=kind, level=level, parent=parent,
        supervisor=supervisor, since=on, **facts,
    )  # fmt: skip
    clean(organ)
    organ.save()
    Change.objects.create(organ=organ, what=Change.What.FOUNDED, on=on, ground=ground)
    record("organs.founded", organ, by=by, ground=ground, after={"name": name, "kind": kind, "parent": parent})
    return organ


@transaction.atomic
def describe(organ: Organ, *, by: Actor, **facts: Any) -> Organ:
    """Change facts an organ publishes about itself (`DESCRIBED`). 条例第十二条: they must be kept current."""
    by.may("organs.describe", organ)
    _check_facts(facts)
    organ = Organ.objects.select_for_update().get(pk=organ.pk)
    changed = [name for name, new in facts.items() if getattr(organ, name) != new]
    if not changed:
        return organ
    before = snapshot(organ, *changed)
    for name in changed:
        setattr(organ, name, facts[name])
    clean(organ)
    organ.save(update_fields=[*changed, "changed_at"])
    record("organs.described", organ, by=by, before=before, after=snapshot(organ, *changed))
    return organ


@transaction.atomic
def rename(organ: Organ, *, name: str, short_name: str, on: date, ground: str, by: Actor) -> Organ:
    """Give an organ a new name from day `on`, by document `ground`; the old name stays on what it published before."""
    by.may("organs.rename", organ)
    organ = Organ.objects.select_for_update().get(pk=organ.pk)
    _check_living(organ)
    if name == organ.name and short_name == organ.short_name:
        raise Refused("新名称与现在的名称一样，没有更名。")
    last = organ.names.first()
    if last and on <= last.until:
        raise Refused(f"更名日期须晚于上一次更名（{last.until}）。")
    Name.objects.create(
        organ=organ, name=organ.name, short_name=organ.short_name, since=last.until if last else organ.since, until=on
    )
    before = snapshot(organ, "name", "short_name")
    organ.name, organ.short_name = name, short_name
    clean(organ)
    organ.save(update_fields=["name", "short_name", "changed_at"])
    told = f"由{before['name']}更名为{name}"
    Change.objects.create(organ=organ, what=Change.What.RENAMED, on=on, ground=ground, told=told)
    record(
        "organs.renamed",
        organ,
        by=by,
        ground=ground,
        before=before,
        after=snapshot(organ, "name", "short_name"),
        day=on,
    )
    return organ


@transaction.atomic
def end(organ: Organ, *, on: date, ground: str, by: Actor, into: Organ | None = None) -> Organ:
    """Abolish an organ, or merge it `into` another that takes over its functions and so its duties to answer.
    Its records stay."""
    by.may("organs.end", who_places(organ))
    organ = Organ.objects.select_for_update().get(pk=organ.pk)
    _check_living(organ)
    if into is not None:
        _check_living(into)
        if into.pk == organ.pk:
            raise Refused("机关不能并入自己。")
    if children := list(organ.children.active()[:3]):
        names = "、".join(child.name for child in children)
        raise Refused(f"{organ.name}还有下级机关（{names}），请先调整它们的隶属关系。")
    organ.ended_on, organ.successor = on, into
    organ.save(update_fields=["ended_on", "successor", "changed_at"])
    what = Change.What.MERGED if into else Change.What.ABOLISHED
    Change.objects.create(organ=organ, what=what, on=on, ground=ground, into=into)
    record("organs.ended", organ, by=by, ground=ground, after={"ended_on": on, "successor": into})
    return organ


@transaction.atomic
def move(organ: Organ, *, parent: Organ | None, supervisor: Organ | None, on: date, ground: str, by: Actor) -> Organ:
    """Put an organ under another parent or another supervising office (主管部门), with all that is below it."""
    by.may("organs.move", who_places(organ))
    organ = Organ.objects.select_for_update().get(pk=organ.pk)
    for above in (parent, supervisor):
        if above and (above.path.startswith(organ.path) or above.watch_path.startswith(organ.watch_path)):
            raise Refused(f"{above.name}在{organ.name}之下，不能成为它的上级或主管部门。")
    if parent != organ.parent:
        by.may("organs.move", parent)
    before = snapshot(organ, "parent", "supervisor")
    organ.parent, organ.supervisor = parent, supervisor
    organ.save(update_fields=["parent", "supervisor", "changed_at"])
    Change.objects.create(organ=organ, what=Change.What.MOVED, on=on, ground=ground)
    after = {"parent": parent, "supervisor": supervisor}
    record("organs.moved", organ, by=by, ground=ground, before=before, after=after, day=on)
    return organ


RANKS = {level: rank for rank, level in enumerate(Level)}
"""From the province down."""


@transaction.atomic
def reclassify(organ: Organ, *, kind: Kind, level: Level, on: date, ground: str, by: Actor) -> Organ:
    """Make an organ another kind (类别) or put it on another level (层级) from day `on`, by document `ground`.

    What it must publish follows from both (条例第二十条、第二十一条); what it has published stays.
    """
    by.may("organs.move", who_places(organ))
    organ = Organ.objects.select_for_update().get(pk=organ.pk)
    _check_living(organ)
    if (kind, level) == (organ.kind, organ.level):
        raise Refused("类别和层级都与现在一样，没有调整。")
    if organ.since and on < organ.since:
        raise Refused(f"调整日期不能早于设立日期（{organ.since}）。")
    _check_rank(organ, kind, level)
    before, old = snapshot(organ, "kind", "level"), f"{organ.get_level_display()}{organ.get_kind_display()}"
    organ.kind, organ.level = kind, level
    clean(organ)
    organ.save(update_fields=["kind", "level", "changed_at"])
    told = f"由{old}改为{organ.get_level_display()}{organ.get_kind_display()}"
    Change.objects.create(organ=organ, what=Change.What.RECLASSIFIED, on=on, ground=ground, told=told)
    after = snapshot(organ, "kind", "level")
    record("organs.reclassified", organ, by=by, ground=ground, before=before, after=after, day=on)
    return organ


def _check_rank(organ: Organ, kind: Kind, level: Level) -> None:
    """An organ stands no higher than what it is under and no lower than what is under it; villages are a sort apart."""
    if (kind == Kind.VILLAGE) != (level == Level.VILLAGE):
        raise Refused("村（居）民委员会的层级是村级，村级的只有村（居）民委员会，请一并改。")
    if kind in (Kind.TOWNSHIP, Kind.STREET) and level != Level.TOWNSHIP:
        raise Refused(f"{kind.label}的层级是乡级，请一并改。")
    if organ.parent and RANKS[level] < RANKS[Level(organ.parent.level)]:
        raise Refused(f"上级{organ.parent.name}是{organ.parent.get_level_display()}，{organ.name}不能比它高。")
    lower = [child for child in organ.children.active() if RANKS[Level(child.level)] < RANKS[level]]
    if kind == Kind.VILLAGE:
        lower = list(organ.children.active())
    if lower:
        names = "、".join(child.name for child in lower[:3])
        raise Refused(f"下级机关（{names}）比调整后的层级还高，请先调整它们。")


def who_places(organ: Organ) -> Organ:
    """On which organ one must be allowed to move or end `organ`: the one above it. Nobody slips out from under his
    own county."""
    return organ.parent or organ


def clean(record_: models.Model) -> None:
    """Check a record by its own fields. Raises `Refused` naming the field and the reason."""
    try:
        record_.full_clean(validate_constraints=True)
    except ValidationError as error:
        told = [
            f"{record_._meta.get_field(name).verbose_name}：{'；'.join(texts)}"
            if name != "__all__"
            else "；".join(texts)
            for name, texts in error.message_dict.items()
        ]
        raise Refused("。".join(text.rstrip("。") for text in told) + "。") from error


def _check_facts(facts: dict[str, Any]) -> None:
    if unknown := set(facts) - set(DESCRIBED):
        raise Refused(f"机关没有这些可以填写的项目：{'、'.join(sorted(unknown))}。")


def _check_living(organ: Organ) -> None:
    if organ.ended_on:
        raise Refused(f"{organ.name}已于 {organ.ended_on} 终止，不能再办理这项变更。")
