"""The clock: what an application's events have made of its state, its periods and its due day.

条例第三十条 to 第三十五条. `gongkai.law.acts` applies the events to it. Days are ordinals here, for speed;
`gongkai.law.accounting` turns them into dates and words.
"""

from bisect import bisect_right
from dataclasses import dataclass
from typing import Any, Literal

from gongkai.law.calendar import Calendar
from gongkai.law.consultations import Consultation
from gongkai.law.events import Event
from gongkai.law.rules import Rulebook, Rules
from gongkai.law.wording import EVENTS, STATES

Beginning = Literal["received", "corrected", "fee_paid", "ordered_redo"]
RUNNING = "open"


@dataclass(slots=True)
class Period:
    """A stretch of the reply clock: begun on `start` (not counted), stopped on `stop` if it was."""

    start: int
    begun_by: Beginning
    rules: Rules
    stop: int | None = None
    waiting: str = ""
    """The state in which it was stopped: what is waited for."""
    deferred: int | None = None
    """The day to which a notice put the answer off. 条例第三十五条."""
    ordered: int | None = None
    """The last day that a review named itself, which nothing moves."""


class Clock:
    """The clock of one application; `due()` is asked while `state` is open."""

    def __init__(self, rulebook: Rulebook, calendar: Calendar) -> None:
        self.rulebook, self.calendar = rulebook, calendar
        self.state = "waiting_confirmation"
        self.arrived: Event | None = None
        self.received: int | None = None
        self.period: Period  # the one that runs or was stopped last; set by the first `begin`
        self.periods: list[Period] = []
        self.extension = 0
        self.extensions = self.corrections = 0
        self.correct_by: int | None = None
        self.fee_on: int | None = None
        self.pay_by: int | None = None
        self.fee_void = False
        self.ended: int | None = None
        self.consultations: list[Consultation] = []
        self.flags: list[tuple[str, dict[str, Any]]] = []

    def flag(self, code: str, event: Event, **more: Any) -> None:
        """Record a fact that is unlawful or risky."""
        party = event.party or "未写明"
        self.flags.append((code, {"day": event.on, "act": EVENTS[event.event], "party": party, **more}))

    def begin(self, day: int, begun_by: Beginning) -> None:
        """Start counting anew: day 1 is the next working day. An earlier extension is spent [convention]."""
        self.period = Period(day, begun_by, self.rulebook.on(day))
        self.periods.append(self.period)
        self.state, self.extension = RUNNING, 0

    def length(self) -> int:
        """The working days of the running period, without extension."""
        period = self.period
        return period.rules.redo if period.begun_by == "ordered_redo" else period.rules.reply

    def base_due(self) -> int:
        """The last day of the period with nothing taken out and nothing added."""
        if self.period.ordered is not None:
            return self.period.ordered
        return self.calendar.ordinal_after(self.period.start, self.length())

    def counted_due(self) -> tuple[int, int]:
        """The last day by counting, and how many working days were taken out of the count for consultations.

        A period that is used up does not end while an opinion asked for on its last day is awaited: what is asked on
        that day is asked within the period, and the time it takes is not counted. 条例第三十三条第三款 [convention].
        """
        ordinals, start = self.calendar.ordinals, self.period.start
        last = self.calendar.ordinal_after(start, self.length() + self.extension)
        if not self.consultations:
            return last, 0
        reached, excluded = bisect_right(ordinals, start), 0
        target = reached + self.length() + self.extension - 1
        for asked, ended in self.excluded_spans():
            if asked > last:
                break
            first, end = max(bisect_right(ordinals, asked), reached), bisect_right(ordinals, ended)
            if end > first:
                target, excluded, reached = target + end - first, excluded + end - first, end
            if target >= len(ordinals):
                raise self.calendar.missing(self.calendar.last_year + 1)
            last = max(last, ordinals[target], self.calendar.ordinal_after(ended - 1, 1))
        return last, excluded

    def counted_excluded(self) -> int:
        """How many working days consultations took out of the period that runs, or until it was stopped."""
        if not self.periods or not self.consultations:
            return 0
        if self.period.ordered is not None:
            return 0
        if self.period.stop is None:
            return self.counted_due()[1]
        ordinals, stop = self.calendar.ordinals, self.period.stop
        out: set[int] = set()
        for asked, ended in self.excluded_spans():
            first, end = max(asked, self.period.start), min(ended, stop)
            out.update(range(bisect_right(ordinals, first), bisect_right(ordinals, end)))
        return len(out)

    def excluded_spans(self) -> list[tuple[int, int]]:
        """The time that consultations take out, in their order: the day asked, itself counted, and the last day."""
        ended = ((one.asked, one.end) for one in self.consultations if not one.void)
        return sorted((asked, end) for asked, end in ended if end)

    def due(self) -> int:
        """The last day to answer, with consultations, extension and deferral. 条例第三十三条、第三十五条."""
        if self.period.ordered is not None:
            return self.period.ordered
        due, _ = self.counted_due()
        return due if self.period.deferred is None else max(due, self.period.deferred)

    def stopped(self, event: Event) -> bool:
        """Whether the clock stands still, which makes the event void; flags it."""
        if self.state != RUNNING:
            self.flag("while_stopped", event, state=STATES[self.state])
        return self.state != RUNNING

    def lapsed_on(self, day: int) -> bool:
        """Whether the applicant's own limit (补正, 缴费) has run out before that day."""
        limit = self.correct_by if self.state == "waiting_correction" else self.pay_by
        return self.state in ("waiting_correction", "waiting_fee") and limit is not None and limit < day

    def stop(self, day: int, state: str) -> None:
        """Let the clock stand still until the applicant acts."""
        self.period.stop, self.period.waiting, self.state = day, state, state
