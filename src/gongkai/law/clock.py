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
    fixed: int | None = None


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
        if self.period.begun_by == "ordered_redo" and self.period.fixed is not None:
            return self.period.fixed
        return self.calendar.ordinal_after(self.period.start, self.length())

    def counted_due(self) -> tuple[int, int]:
        """The last day by counting, and how many working days were taken out of the count for consultations."""
        ordinals, period = self.calendar.ordinals, self.period
        last = self.calendar.ordinal_after(period.start, self.length() + self.extension)
        if not self.consultations:
            return last, 0
        reached, excluded = bisect_right(ordinals, period.start), 0
        target = reached + self.length() + self.extension - 1
        for first, end in self.excluded_ranges():
            first = max(first, reached)
            if first > target:
                break
            if end > first:
                target, excluded, reached = target + end - first, excluded + end - first, end
        if target >= len(ordinals):
            raise self.calendar.missing(self.calendar.last_year + 1)
        return ordinals[target], excluded

    def counted_excluded(self) -> int:
        """How many working days consultations took out of the period that runs, or until it was stopped."""
        if not self.periods or not self.consultations:
            return 0
        if self.period.begun_by == "ordered_redo" and self.period.fixed is not None:
            return 0
        if self.period.stop is None:
            return self.counted_due()[1]
        ordinals, stop = self.calendar.ordinals, self.period.stop
        out: set[int] = set()
        for first, end in self.excluded_ranges():
            out.update(
                range(max(first, bisect_right(ordinals, self.period.start)), min(end, bisect_right(ordinals, stop)))
            )
        return len(out)

    def excluded_ranges(self) -> list[tuple[int, int]]:
        """The places in the list of working days that consultations take out: from first to before end, sorted."""
        ordinals = self.calendar.ordinals
        ended = ((one.asked, one.end) for one in self.consultations if not one.void)
        return sorted((bisect_right(ordinals, asked), bisect_right(ordinals, end)) for asked, end in ended if end)

    def due(self) -> int:
        """The last day to answer, with consultations, extension and deferral. 条例第三十三条、第三十五条."""
        if self.period.begun_by == "ordered_redo" and self.period.fixed is not None:
            return self.period.fixed
        due, _ = self.counted_due()
        return due if self.period.fixed is None else max(due, self.period.fixed)

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
