"""What hangs on an event goes with it when it is struck out: the end of the case, a fee, an opinion."""

from datetime import date

from gongkai.web.applications import clock
from gongkai.web.applications.models import Application, Event, Party
from gongkai.web.applications.models.application import RUNNING, State
from gongkai.web.applications.services.asking import UNANSWERED

FEES = {
    "fee_sent": {"sent_on": None, "received_on": None},
    "fee_noticed": {"received_on": None},
    "fee_paid": {"paid_on": None, "paid": None},
}
"""Event → what its notice no longer says; what was not sent is counted nowhere."""
MARKS = {"fee_sent": "sent_on", "fee_noticed": "received_on", "fee_paid": "paid_on"}


def undo(application: Application, struck: Event, today: date) -> None:
    """Take back what the struck event brought about; the clock is computed anew, the caller saves."""
    if struck.kind in FEES:
        notice = application.fees.filter(**{MARKS[struck.kind]: struck.on}).last()
        if notice is not None:
            type(notice).objects.filter(pk=notice.pk).update(**FEES[struck.kind])
    if struck.kind.endswith("_answered"):
        waiting = {"position": Party.Position.WAITING, "reason": "", "items": []}
        application.parties.filter(kind=struck.kind.removesuffix("_answered"), name=struck.party).update(**waiting)
    if struck.kind == "ordered_redo":
        application.reviews.filter(redo=True, decided_on=struck.on).update(redo=False, redo_until=None)
    clock.recompute(application, today)
    if application.closed_on and (application.state in RUNNING or struck.kind == "lapsed"):
        _open_again(application)
    elif application.closed_on is None and application.state == State.ANSWERED:
        _close_again(application)


def _open_again(application: Application) -> None:
    """The case is not closed, and what ended without an answer counts no longer."""
    application.closed_on, application.outcome = None, ""
    if application.counted_outcome not in UNANSWERED:
        return
    made = list(application.decisions.filter(made_on__isnull=False).order_by("made_on", "pk"))
    counted = [one for one in made if one.made_on.year == made[0].made_on.year]
    application.counted_on, application.counted_outcome = None, ""
    if counted:
        application.counted_on, application.counted_outcome = counted[-1].made_on, counted[-1].outcome


def _close_again(application: Application) -> None:
    """A new answer is no longer ordered: the last one stands."""
    last = application.events.filter(kind="answered", struck_on=None).order_by("on", "pk").last()
    decision = application.decisions.filter(made_on__isnull=False).order_by("made_on", "pk").last()
    application.closed_on = last.on if last else application.counted_on
    application.outcome = decision.outcome if decision else application.counted_outcome
