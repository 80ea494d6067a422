"""The acts: what each event does to the clock. 条例第三十条 to 第三十五条, 国办函〔2020〕109号.

An unlawful event is recorded as a flag and has no effect: the clock goes by the law.
"""

from collections.abc import Callable, Sequence

from gongkai.law.calendar import Calendar
from gongkai.law.clock import RUNNING, Clock
from gongkai.law.consultations import Consultation, consultations
from gongkai.law.events import Event
from gongkai.law.rules import Rulebook
from gongkai.law.wording import CHANNELS, EVENTS, STATES


def run(events: Sequence[Event], rulebook: Rulebook, calendar: Calendar) -> Clock:
    """The clock after these events, which are in order."""
    clock = Clock(rulebook, calendar)
    letters = any(event.event in _CONSULTING for event in events)
    begun, strays = consultations(events, rulebook, calendar) if letters else ({}, [])
    for code, event in strays:
        clock.flag(code, event)
    for place, event in enumerate(events):
        if event.event not in _CONSULTING:
            _apply(clock, event)
        elif place in begun:
            _consult(clock, event, begun[place])
    return clock


def _apply(clock: Clock, event: Event) -> None:
    name = event.event
    if clock.received is None and name not in ("arrived", "received", "withdrawn"):
        clock.flag("before_receipt", event)
    elif clock.ended is not None and name not in ("arrived", "received", "ordered_redo"):
        answered = name == "withdrawn" and clock.state == "answered"
        clock.flag("withdrawn_after_answer" if answered else "after_end", event, state=STATES[clock.state])
    else:
        _HANDLERS[name](clock, event, event.on.toordinal())


def _consult(clock: Clock, event: Event, one: Consultation) -> None:
    """A letter to a third party, a joint maker or another organ. 条例第三十二条、第三十三条第三款、第三十四条."""
    if clock.received is None:
        one.void = True
        clock.flag("consultation_before_receipt", event)
    elif clock.ended is not None:
        one.void = True
        clock.flag("after_end", event, state=STATES[clock.state])
    elif clock.state == RUNNING:
        _consult_in_time(clock, event, one)
    clock.consultations.append(one)


def _consult_in_time(clock: Clock, event: Event, one: Consultation) -> None:
    """Whether what is asked while the clock runs still moves the due day, and leaves time after the opinion."""
    due = clock.due()
    if one.asked > due:
        one.void = True
        clock.flag("consultation_after_due", event, by=due)
    elif clock.period.ordered is not None or one.asked > clock.counted_due()[0]:
        clock.flag("consultation_without_effect", event, by=due)
    elif one.asked == due:
        clock.flag("consultation_on_last_day", event)


def arrived(clock: Clock, event: Event, day: int) -> None:
    """It physically came in; the first arrival counts."""
    if clock.arrived is None:
        clock.arrived = event
        if clock.received is not None and clock.received < day:
            clock.flag("received_before_arrival", event, arrived=event.on, received=clock.received)


def received(clock: Clock, event: Event, day: int) -> None:
    """The day of receipt that the law counts from. 条例第三十一条."""
    if clock.received is not None:
        clock.flag("second_receipt", event, received=clock.received)
        return
    clock.received = day
    if clock.ended is None:
        clock.begin(day, "received")
    if clock.arrived is not None:
        _compare_arrival(clock, event, day, clock.arrived)


def _compare_arrival(clock: Clock, event: Event, day: int, arrival: Event) -> None:
    channel = CHANNELS[arrival.channel] if arrival.channel else None
    if channel is not None and channel.receipt == "arrival":
        if arrival.on != event.on:
            clock.flag("receipt_differs", event, channel=channel.label, arrived=arrival.on, received=event.on)
        return
    by = clock.calendar.ordinal_after(arrival.on.toordinal(), clock.rulebook.on(arrival.on.toordinal()).confirmation)
    if day > by:
        clock.flag("confirmation_delayed", event, arrived=arrival.on, received=event.on, by=by)


def correction_asked(clock: Clock, event: Event, day: int) -> None:
    """补正告知: in time and once; stops the clock. 条例第三十条."""
    assert clock.received is not None
    if clock.stopped(event):
        return
    rules = clock.rulebook.on(clock.received)
    if rules.correction_times is not None and clock.corrections >= rules.correction_times:
        clock.flag("correction_second", event)
        return
    clock.corrections += 1
    if rules.correction_notice is not None:
        by = clock.calendar.ordinal_after(clock.received, rules.correction_notice)
        if day > by:
            clock.flag("correction_late", event, by=by)
            return
    if event.until is None:
        clock.flag("correction_without_period", event)
    clock.correct_by = event.until.toordinal() if event.until else None
    clock.stop(day, "waiting_correction")


def corrected(clock: Clock, event: Event, day: int) -> None:
    """The correction came in: a full new period. 条例第三十条."""
    if clock.state != "waiting_correction":
        clock.flag("corrected_without_effect", event)
        return
    if clock.correct_by is not None and day > clock.correct_by:
        clock.flag("corrected_late", event, by=clock.correct_by)
    clock.begin(day, "corrected")


def extended(clock: Clock, event: Event, day: int) -> None:
    """Extension: once, within its maximum, approved and told by the due day. 条例第三十三条第二款."""
    if clock.stopped(event):
        return
    rules, days = clock.period.rules, event.days or 0
    if clock.period.ordered is not None:
        clock.flag("extension_of_order", event)
    elif rules.extension_times is not None and clock.extensions >= rules.extension_times:
        clock.flag("extension_second", event)
    elif day > (due := clock.due()):
        clock.flag("extension_late", event, by=due)
    else:
        if days > rules.extension:
            clock.flag("extension_too_long", event, days=days, limit=rules.extension)
        clock.extension = min(days, rules.extension)
        clock.extensions += 1


def deferred(clock: Clock, event: Event, day: int) -> None:
    """合理延迟: the notice sets the day. 条例第三十五条."""
    if clock.stopped(event):
        return
    if event.until is None:
        clock.flag("deferral_without_period", event)
    elif day > (due := clock.due()):
        clock.flag("deferral_late", event, by=due)
    elif clock.period.ordered is not None:
        clock.flag("extension_of_order", event)
    else:
        clock.period.deferred = max(event.until.toordinal(), clock.period.deferred or 0)


def fee_sent(clock: Clock, event: Event, day: int) -> None:
    """收费通知 issued: inside the reply period; stops the clock. 国办函〔2020〕109号."""
    if clock.stopped(event):
        return
    if not clock.rulebook.on(day).fee_charging:
        clock.flag("fee_without_basis", event)
    if day > (due := clock.due()):
        clock.fee_void = True
        clock.flag("fee_notice_late", event, by=due)
        return
    if clock.fee_on is not None:
        clock.flag("fee_notice_second", event)
    clock.fee_on, clock.pay_by, clock.fee_void = day, None, False
    clock.stop(day, "waiting_fee")


def fee_noticed(clock: Clock, event: Event, day: int) -> None:
    """收费通知 received: the time to pay runs from the next day. 国办函〔2020〕109号."""
    if clock.state == RUNNING and not clock.fee_void:
        fee_sent(clock, event, day)
    if clock.state == "waiting_fee":
        if clock.pay_by is None:
            clock.pay_by = clock.calendar.ordinal_after(day, clock.rulebook.on(day).fee_payment)
    elif not clock.fee_void:
        clock.stopped(event)


def fee_paid(clock: Clock, event: Event, day: int) -> None:
    """Paid: a full new period from the next day. 国办函〔2020〕109号."""
    if clock.state != "waiting_fee":
        clock.flag("payment_without_notice", event)
        return
    if clock.pay_by is not None and day > clock.pay_by:
        clock.flag("fee_paid_late", event, by=clock.pay_by)
    clock.begin(day, "fee_paid")


def answered(clock: Clock, event: Event, day: int) -> None:
    """The reply was sent. 条例第三十三条."""
    if clock.state == RUNNING:
        if day > (due := clock.due()):
            clock.flag("reply_late", event, by=due)
    elif not clock.lapsed_on(day):
        clock.flag("reply_while_waiting", event, state=STATES[clock.state])
    clock.state, clock.ended = "answered", day


def withdrawn(clock: Clock, event: Event, day: int) -> None:
    """The applicant withdrew."""
    clock.state, clock.ended = "withdrawn", day


def ordered_redo(clock: Clock, event: Event, day: int) -> None:
    """A review ordered a new answer, by its own day or within the period of 条例第三十三条 [recalled]."""
    clock.ended, clock.consultations = None, []
    clock.begin(day, "ordered_redo")
    clock.period.ordered = event.until.toordinal() if event.until else None


_CONSULTING = frozenset(name for name in EVENTS if name.startswith(("third_party_", "joint_maker_", "organ_")))
_HANDLERS: dict[str, Callable[[Clock, Event, int], None]] = {
    handler.__name__: handler
    for handler in (
        *(arrived, received, correction_asked, corrected, extended, deferred, fee_sent, fee_noticed, fee_paid),
        *(answered, withdrawn, ordered_redo),
    )
}
