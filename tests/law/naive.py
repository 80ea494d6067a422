"""The clock once more, as slowly and plainly as possible: day by day, by another person's reading of the law.

It shares no code with `gongkai.law`; its calendar is chinesecalendar, its numbers are written here. Only for histories
from 2019-05-15 on whose years are all published.
"""

from datetime import timedelta
from functools import cache

import chinese_calendar

DAY = timedelta(days=1)


@cache
def working(day):
    return chinese_calendar.is_workday(day)


def count_on(day, days):
    """Walk until so many working days have passed."""
    while days:
        day += DAY
        days -= working(day)
    return day


class Letter:
    """A consultation: when sent, received, answered; `closed`: sent before receipt or before a redo."""

    def __init__(self, kind, party, sent, closed):
        self.kind, self.party, self.sent, self.closed = kind, party, sent, closed
        self.got = self.answered = None

    def end(self):
        """The last day it can take out of the count, or None."""
        ends = [self.answered] if self.answered else []
        if self.kind != "organ":
            ends.append(count_on(self.got or self.sent, 15))
        return min(ends) if ends else None


def letters_of(events):
    """The letters by the place of the event that sent them."""
    letters, received = {}, False
    for place, event in enumerate(events):
        received = received or event["event"] == "received"
        if event["event"] == "ordered_redo":
            for letter in letters.values():
                letter.closed = True
        kind, _, step = event["event"].rpartition("_")
        if kind in ("third_party", "joint_maker", "organ"):
            take_letter(letters, place, event, kind, step, received)
    return letters


def take_letter(letters, place, event, kind, step, received):
    mine = [one for one in letters.values() if (one.kind, one.party) == (kind, event["party"])]
    last = mine[-1] if mine else None
    if step == "asked":
        if last is None or last.answered or last.closed:
            letters[place] = Letter(kind, event["party"], event["on"], closed=not received)
    elif last and not last.answered:
        if step == "answered":
            last.answered = event["on"]
        elif not last.got:
            last.got = event["on"]


class Walk:
    """A history walked through event by event; one method an event."""

    def __init__(self, events):
        self.letters, self.active = letters_of(events), []
        self.start = self.received = self.fixed = self.until = self.pay_by = None
        self.state, self.extension = "waiting_confirmation", 0
        self.extended_once = self.asked_once = self.redo = self.fee_dead = False
        for place, event in enumerate(events):
            self.take(place, event, event["event"], event["on"])

    def take(self, place, event, name, on):
        if name in ("arrived",) or (self.received is None and name not in ("received", "withdrawn")):
            return
        if self.state in ("answered", "withdrawn") and name not in ("received", "ordered_redo"):
            return
        if place in self.letters:
            if self.state != "open" or on <= self.due()[0]:
                self.active.append(self.letters[place])
        elif name == "received":
            self.receive(on)
        elif hasattr(self, name):
            getattr(self, name)(event, on)

    def due(self):
        """Walk from the day after the start, skipping what does not count, until the quota is used up."""
        if self.redo and self.fixed:
            return self.fixed, 0
        spans = [(letter.sent, letter.end()) for letter in self.active]
        day, used, excluded = self.start, 0, 0
        while used < 20 + self.extension:
            day += DAY
            out = any(sent < day <= end for sent, end in spans if end)
            used += working(day) and not out
            excluded += working(day) and out
        while any(sent <= day < end for sent, end in spans if end) or not working(day):  # still asking on the last day
            day += DAY
            excluded += working(day) and any(sent < day <= end for sent, end in spans if end)
        return (max(day, self.fixed) if self.fixed else day), excluded

    def anew(self, on, redo=False, fixed=None):
        self.start, self.state, self.extension, self.redo, self.fixed = on, "open", 0, redo, fixed

    def receive(self, on):
        if self.received is None:
            self.received = on
            if self.state == "waiting_confirmation":
                self.anew(on)

    def correction_asked(self, event, on):
        if self.state == "open" and not self.asked_once:
            self.asked_once = True
            if on <= count_on(self.received, 7):
                self.state, self.until = "waiting_correction", event.get("until")

    def corrected(self, event, on):
        if self.state == "waiting_correction":
            self.anew(on)

    def in_time(self, on):
        return self.state == "open" and on <= self.due()[0]

    def extended(self, event, on):
        if self.in_time(on) and not self.extended_once and not (self.redo and self.fixed):
            self.extension, self.extended_once = min(event["days"], 20), True

    def deferred(self, event, on):
        if self.in_time(on) and event.get("until") and not (self.redo and self.fixed):
            self.fixed = max(event["until"], self.fixed or event["until"])

    def fee_sent(self, event, on):
        if self.in_time(on):
            self.state, self.pay_by, self.fee_dead = "waiting_fee", None, False
        elif self.state == "open":
            self.fee_dead = True

    def fee_noticed(self, event, on):
        if not self.fee_dead:
            self.fee_sent(event, on)
        if self.state == "waiting_fee" and self.pay_by is None:
            self.pay_by = count_on(on, 20)

    def fee_paid(self, event, on):
        if self.state == "waiting_fee":
            self.anew(on)

    def finish(self, state):
        self.start, self.state = self.start if self.state == "open" else None, state

    def answered(self, event, on):
        self.finish("answered")

    def withdrawn(self, event, on):
        self.finish("withdrawn")

    def ordered_redo(self, event, on):
        self.active = []
        self.anew(on, redo=bool(event.get("until")), fixed=event.get("until"))


def naive_clock(events, as_of):
    """State, due, excluded, extension of events in order (dicts with `event` and `on`)."""
    walk = Walk(events)
    if walk.state == "waiting_correction" and walk.until and as_of > walk.until:
        return "lapsed_uncorrected", None, None, walk.extension
    if walk.state == "waiting_fee" and walk.pay_by and as_of > walk.pay_by:
        return "lapsed_unpaid", None, None, walk.extension
    if walk.state.startswith("waiting") or walk.start is None:
        return walk.state, None, None, walk.extension
    return (walk.state, *walk.due(), walk.extension)
