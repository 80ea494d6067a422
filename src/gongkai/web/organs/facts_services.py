"""Keeping what an organ publishes about itself: people, places, groups, rules. One service for all of these
small records."""

from datetime import date
from typing import Any

from django.db import transaction

from gongkai.web.audit.services import Actor, Refused, record, snapshot
from gongkai.web.organs.facts import GroupMember, Hotline, Leader, LeadingGroup, Policy, Staff, Window
from gongkai.web.organs.models import Organ
from gongkai.web.organs.services import clean

Fact = Window | Hotline | Leader | Staff | LeadingGroup | Policy
KINDS: dict[str, type[Fact]] = {
    "window": Window, "hotline": Hotline, "leader": Leader, "staff": Staff, "leading_group": LeadingGroup,
    "policy": Policy,
}  # fmt: skip
"""The one tuple of records an organ keeps about itself, by the word of URLs and imports."""


def fields_of(kind: str) -> list[str]:
    """The names of the fields of that kind that may be set."""
    return [field.name for field in KINDS[kind]._meta.concrete_fields if field.name not in {"id", "organ"}]


@transaction.atomic
def add(kind: str, organ: Organ, *, by: Actor, **values: Any) -> Fact:
    """Enter a leader, a member of staff, a window, a hotline, a leading group or a rule of `organ`."""
    by.may("organs.describe", organ)
    _check(kind, values)
    fact = KINDS[kind](organ=organ, **values)
    _check_term(fact)
    clean(fact)
    fact.save()
    _touch(organ)
    record(f"organs.{kind}_added", fact, by=by, after=snapshot(fact, *values))
    return fact


@transaction.atomic
def change(kind: str, fact: Fact, *, by: Actor, **values: Any) -> Fact:
    """Change one of these records."""
    by.may("organs.describe", fact)
    _check(kind, values)
    fact = KINDS[kind].objects.select_for_update().select_related("organ").get(pk=fact.pk)
    before = snapshot(fact, *values)
    for name, value in values.items():
        setattr(fact, name, value)
    _check_term(fact)
    clean(fact)
    fact.save()
    _touch(fact.organ)
    record(f"organs.{kind}_changed", fact, by=by, before=before, after=snapshot(fact, *values))
    return fact


@transaction.atomic
def remove(kind: str, fact: Fact, *, by: Actor) -> None:
    """Take out what was entered by mistake. Who left office is not removed: `end_term` keeps his term."""
    by.may("organs.describe", fact)
    record(f"organs.{kind}_removed", fact, by=by, before=snapshot(fact, *fields_of(kind)))
    organ = fact.organ
    fact.delete()
    _touch(organ)


@transaction.atomic
def end_term(fact: Leader | LeadingGroup, *, on: date, by: Actor) -> Leader | LeadingGroup:
    """A leader left office, or a leading group ended, on a day; the record stays."""
    kind = "leader" if isinstance(fact, Leader) else "leading_group"
    ended = change(kind, fact, by=by, until=on)
    assert isinstance(ended, Leader | LeadingGroup)
    return ended


@transaction.atomic
def seat(
    group: LeadingGroup, *, seat: GroupMember.Seat, name: str, post: str, by: Actor, since: date | None = None
) -> GroupMember:
    """Put somebody into a leading group."""
    by.may("organs.describe", group)
    member = GroupMember(group=group, seat=seat, name=name, post=post, since=since)
    clean(member)
    member.save()
    record("organs.member_seated", member, by=by, after=snapshot(member, "seat", "name", "post", "since"))
    return member


@transaction.atomic
def unseat(member: GroupMember, *, on: date, by: Actor) -> GroupMember:
    """Somebody left a leading group on a day; his term stays."""
    by.may("organs.describe", member.group)
    member.until = on
    _check_term(member)
    member.save(update_fields=["until"])
    record("organs.member_unseated", member, by=by, after={"until": on})
    return member


def _check(kind: str, values: dict[str, Any]) -> None:
    if kind not in KINDS:
        raise KeyError(kind)
    if unknown := set(values) - set(fields_of(kind)):
        raise Refused(f"没有这些可以填写的项目：{'、'.join(sorted(unknown))}。")


def _check_term(fact: Any) -> None:
    since, until = getattr(fact, "since", None), getattr(fact, "until", None)
    if since and until and until < since:
        raise Refused("结束日期早于开始日期，请核对。")


def _touch(organ: Organ) -> None:
    """Note that the facts of the organ changed: the guide may be out of date."""
    organ.save(update_fields=["changed_at"])
