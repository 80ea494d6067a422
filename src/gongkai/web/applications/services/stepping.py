"""What every act on an application shares: lock it, ask the law, add the event, recompute the clock, write the log."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from gongkai.web.applications import clock
from gongkai.web.applications.models import Application, Event
from gongkai.web.applications.services.telling import tell
from gongkai.web.audit.services import Actor, Refused, record


@contextmanager
def changing(
    application: Application, act: str, *, by: Actor, today: date, version: int | None = None
) -> Iterator[Application]:
    """The application, locked, after asking whether `by` may; on leaving, its clock is recomputed and it is saved.

    `version` is what the person saw; if somebody changed the case since, the act is refused and says so.
    """
    by.may(f"applications.{act}", application)
    locked = Application.objects.select_for_update().select_related("organ", "applicant").get(pk=application.pk)
    _check_version(locked, version)
    if locked.archived_on and act not in AFTER_ARCHIVING:
        raise Refused("本件已归档，不能再改动。")
    if act != "strike":  # which mends a history that the clock may not be able to read
        clock.recompute(locked, today)  # a period may have run out since the case was last looked at
    yield locked
    clock.recompute(locked, today)
    locked.version += 1
    locked.save()
    for name in ("state", "due_on", "received_on", "closed_on", "outcome", "version", "archived_on"):
        setattr(application, name, getattr(locked, name))


def unchanged(application: Application, version: int | None) -> None:
    """Lock the case and refuse if it is no longer the one that the person saw. Inside the transaction of the act."""
    _check_version(Application.objects.select_for_update().get(pk=application.pk), version)


def _check_version(locked: Application, version: int | None) -> None:
    if version is None or version == locked.version:
        return
    last = locked.events.order_by("-at", "-pk").first()
    told = f"{last.by_name}刚刚记录了“{last.get_kind_display()}”" if last else "别人刚刚修改了这件申请"
    raise Refused(f"{told}，请看过最新情况再办理；您填写的内容没有丢失。")


AFTER_ARCHIVING = frozenset(
    {"note", "review", "order_redo", "rate", "strike", "link", "convert", "ask_data", "receive", "confirm_own"}
)
"""What may still be done to an archived case: the applicant opens his answer, a review begins, a note is made."""


OWN_ACTS = frozenset(
    {"correction_asked", "third_party_asked", "joint_maker_asked", "organ_asked", "extended", "deferred", "fee_sent"}
)
"""What the organ decides to do, and so may be forbidden to do. What others did is recorded as it happened: an unlawful
fact is flagged by the clock, which goes by the law."""


def happen(
    application: Application, kind: str, on: date, *, by: Actor, today: date, past: bool = False, quiet: bool = False,
    **fields: Any,
) -> Event:  # fmt: skip
    """Add an event of `kind` on day `on`. Raises `Refused` with the article where the law forbids the organ's act;
    what is `past`, from an old register, was done and is recorded as it was done; of what is `quiet` nobody is told."""
    if on > today:
        raise Refused(f"日期 {on} 还没有到，请按实际发生的日期登记。")
    facts = {name: value for name, value in fields.items() if value not in (None, "")}
    if kind in OWN_ACTS and not past:
        clock.ask(application, kind, on, facts)
    event = Event.objects.create(application=application, kind=kind, on=on, by_name=by.audit_name, **fields)
    told = {name: value for name, value in facts.items() if name != "words"}
    record(f"applications.{kind}", application, by=by, day=on, **told)
    if not quiet:
        tell(event)
    return event
