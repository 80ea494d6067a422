"""The 台账: enter, change, take out, say that there is nothing, remind."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from django.db import models, transaction

from gongkai.web.accounts.models import Account, Role
from gongkai.web.audit.services import Actor, Refused, record, snapshot
from gongkai.web.messages.services import notify
from gongkai.web.organs.models import Kind, Organ
from gongkai.web.oversight.models import (
    Accountability,
    Evaluation,
    Inspection,
    NetworkGroup,
    NilReturn,
    Reminder,
    Training,
    VillageCheck,
)  # fmt: skip

KINDS: Mapping[str, tuple[type[models.Model], str]] = {
    "training": (Training, "oversight.register"),
    "evaluation": (Evaluation, "oversight.register"),
    "accountability": (Accountability, "oversight.hold_accountable"),
    "groups": (NetworkGroup, "oversight.register"),
    "villages": (VillageCheck, "oversight.register"),
    "inspections": (Inspection, "oversight.inspect"),
}
"""Register → its records and the act of entering one."""
NIL = ("training", "evaluation", "accountability")
"""Registers of which the annual report must say that there was nothing, where there was nothing."""


def _future(name: str, today: date, values: Mapping[str, Any]) -> None:
    on = values.get("on")
    if on is not None and on > today:
        raise Refused(f"{name} {on} 还没有到，请按实际发生的日期登记。")


def _training(organ: Organ, values: Mapping[str, Any]) -> None:
    if values["people"] < 1 or values["hours"] <= 0:
        raise Refused("写明参加人次和学时；没有组织培训的，用“零报告”。")


def _evaluation(organ: Organ, values: Mapping[str, Any]) -> None:
    if values["respondents"] < 1:
        raise Refused("写明多少人参加；没有组织社会评议的，用“零报告”。")
    if not 0 <= values["satisfied"] <= 100:
        raise Refused("满意率应在 0 到 100 之间。")


def _accountability(organ: Organ, values: Mapping[str, Any]) -> None:
    if not values["ground"].strip():
        raise Refused("写明责任追究的依据，例如条例第五十三条第二项。")


def _village(organ: Organ, values: Mapping[str, Any]) -> None:
    village = values["village"]
    if village.kind != Kind.VILLAGE or village.parent_id != organ.pk:
        raise Refused(f"{village.name}不是{organ.name}所属的村（居）。")
    if values.get("mended_on") and values["mended_on"] < values["on"]:
        raise Refused("改正日期不能早于检查日期。")


def _group(organ: Organ, values: Mapping[str, Any]) -> None:
    if values.get("cleared_on") and values.get("since") and values["cleared_on"] < values["since"]:
        raise Refused("清理日期不能早于开设日期。")


RULES: Mapping[str, Callable[[Organ, Mapping[str, Any]], None]] = {
    "training": _training, "evaluation": _evaluation, "accountability": _accountability, "villages": _village,
    "groups": _group,
}  # fmt: skip


@transaction.atomic
def enter(register: str, organ: Organ, *, by: Actor, today: date, **values: Any) -> models.Model:
    """Enter one record in a register of the organ."""
    kind, act = KINDS[register]
    by.may(act, organ)
    _check(register, organ, today, values)
    made = kind(organ=organ, by_name=by.audit_name, **values)
    made.save()
    year = values["on"].year if "on" in values else None
    NilReturn.objects.filter(organ=organ, year=year, register=register).delete()
    record(f"oversight.{register}_entered", made, by=by, after=values)
    return made


@transaction.atomic
def change(register: str, key: int, *, by: Actor, today: date, **values: Any) -> models.Model:
    """Correct what was entered; the log keeps what stood before."""
    kind, act = KINDS[register]
    found = kind.objects.select_for_update().get(pk=key)
    by.may(act, found)
    _check(register, found.organ, today, values)
    before = snapshot(found, *values)
    for name, value in values.items():
        setattr(found, name, value)
    found.save()
    record(f"oversight.{register}_changed", found, by=by, before=before, after=values)
    return found


def _check(register: str, organ: Organ, today: date, values: Mapping[str, Any]) -> None:
    _future("日期", today, values)
    if register in RULES:
        RULES[register](organ, values)


@transaction.atomic
def take_out(register: str, key: int, *, by: Actor) -> None:
    """Take out what was entered by mistake; the log keeps it."""
    kind, act = KINDS[register]
    found = kind.objects.select_for_update().get(pk=key)
    by.may(act, found)
    if register == "inspections" and found.orders.exists():
        raise Refused("这次检查已经发出整改通知，不能删去。")
    record(f"oversight.{register}_removed", found, by=by, before={"words": str(found)})
    found.delete()


@transaction.atomic
def declare_nil(register: str, organ: Organ, *, year: int, by: Actor, today: date) -> NilReturn:
    """零报告: nothing of this kind in the year; the annual report may then say so."""
    if register not in NIL:
        raise Refused("这本台账不用零报告。")
    by.may(KINDS[register][1], organ)
    if year > today.year:
        raise Refused(f"{year}年还没有开始。")
    if KINDS[register][0].objects.filter(organ=organ, on__year=year).exists():
        raise Refused(f"{year}年已经有记录，不能作零报告。")
    made, _ = NilReturn.objects.get_or_create(
        organ=organ, year=year, register=register, defaults={"by_name": by.audit_name}
    )
    record("oversight.nil_declared", made, by=by, year=year, register=register)
    return made


def recipients(organ: Organ) -> list[Account]:
    """Who is told when an organ is reminded: its clerks and the head of its unit."""
    roles = (Role.CLERK, Role.HEAD)
    found = Account.objects.filter(posts__organ=organ, posts__role__in=roles, is_active=True)
    return list(found.distinct().order_by("pk"))


@transaction.atomic
def remind(
    organs: Iterable[tuple[Organ, str]], *, about: str, url: str, urgent: bool, by: Actor, today: date
) -> list[Reminder]:
    """催办: tell clerks and heads of each organ its own words, and enter it in the 督办台账. Once an organ, matter and
    day: whoever presses again adds to the entry, and nobody is told twice. Raises `Refused` where nobody was chosen."""
    made = []
    for organ, words in organs:
        by.may("oversight.remind", organ)
        made.append(_remind(organ, words, about, url, urgent, by, today))
    if not made:
        raise Refused("勾选要催办的机关。")
    return made


def _remind(organ: Organ, words: str, about: str, url: str, urgent: bool, by: Actor, today: date) -> Reminder:
    people = recipients(organ)
    entry, new = Reminder.objects.select_for_update().get_or_create(
        organ=organ, on=today, about=about,
        defaults={"words": words, "told": len(people), "by_name": by.audit_name},
    )  # fmt: skip
    if not new:
        entry.times += 1
        entry.words, entry.told = words, len(people)
        entry.save(update_fields=["times", "words", "told"])
    for person in people:
        notify(person, words[:300], key=f"reminder:{about}:{organ.pk}:{today}", url=url, urgent=urgent)
    record("oversight.reminded", entry, by=by, about=about, told=len(people), times=entry.times)
    return entry
