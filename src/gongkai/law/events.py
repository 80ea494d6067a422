"""The events of an application, as data in: read, verified, put in order. The shape is `schema/clock.md`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from gongkai.law.calendar import find_region
from gongkai.law.errors import BadInput
from gongkai.law.wording import CHANNELS, EVENTS, wording

_FIELDS = ("event", "on", "channel", "party", "until", "days", "amount")
_HISTORY = ("region", "as_of", "events")


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to an application on a day; the other fields only where the event has them."""

    event: str
    on: date
    channel: str | None = None
    party: str | None = None
    until: date | None = None
    days: int | None = None
    amount: Decimal | None = None

    def __post_init__(self) -> None:
        if self.event not in EVENTS:
            raise BadInput(f"不认识的事件 {self.event}，可以是：{'、'.join(EVENTS)}。")
        if self.channel is not None and self.channel not in CHANNELS:
            known = "、".join(f"{key}（{channel.label}）" for key, channel in CHANNELS.items())
            raise BadInput(f"不认识的收件渠道 {self.channel}，可以是：{known}（{wording()['cites']['receipt']}）。")
        if self.event == "extended" and (self.days is None or self.days < 1):
            raise BadInput(f"{self.on} 的延长（extended）要写延长几个工作日（days），至少 1 个。")
        if self.until is not None and self.until < self.on:
            raise BadInput(f"{self.on} 的{EVENTS[self.event]}：期限 {self.until} 早于当日。")
        if self.amount is not None and self.amount < 0:
            raise BadInput(f"{self.on} 的{EVENTS[self.event]}：金额不能是负数。")

    @classmethod
    def read(cls, data: Any, place: int = 1) -> "Event":
        """The event that a JSON object says; `place` is its number, for the sentence that refuses it."""
        where = f"第 {place} 个事件"
        if not isinstance(data, Mapping):
            raise BadInput(f"{where}应为一个对象，例如 {{“event”: “received”, “on”: “2025-03-03”}}。")
        unknown = [str(key) for key in data if key not in _FIELDS]
        if unknown:
            raise BadInput(f"{where}有不认识的键 {'、'.join(unknown)}，可以是：{'、'.join(_FIELDS)}。")
        name, party = data.get("event"), data.get("party")
        if (
            not isinstance(name, str)
            or not isinstance(party, str | None)
            or not isinstance(data.get("channel"), str | None)
        ):
            raise BadInput(f"{where}的 event、channel、party 应为文字，event 必填。")
        on = read_day(data.get("on"), f"{where}的 on")
        until = None if data.get("until") is None else read_day(data["until"], f"{where}的 until")
        return cls(name, on, data.get("channel"), party, until, _days(data, where), _amount(data, where))

    def to_json(self) -> dict[str, Any]:
        """The event as JSON data, without what it does not have."""
        fields = ((name, getattr(self, name)) for name in _FIELDS)
        return {name: value if isinstance(value, int) else str(value) for name, value in fields if value is not None}


@dataclass(frozen=True, slots=True)
class History:
    """The events of one application with the day from which one looks and the local calendar that applies."""

    events: tuple[Event, ...]
    region: str | None = None
    as_of: date | None = None

    @classmethod
    def read(cls, data: Any) -> "History":
        """The history that the JSON data of an events file says."""
        if (
            not isinstance(data, Mapping)
            or not isinstance(data.get("events"), Sequence)
            or isinstance(data["events"], str)
        ):
            raise BadInput("事件文件应为一个对象，其中 events 是事件的列表。")
        unknown = [str(key) for key in data if key not in _HISTORY]
        if unknown:
            raise BadInput(f"事件文件有不认识的键 {'、'.join(unknown)}，可以是：{'、'.join(_HISTORY)}。")
        region = data.get("region")
        if not isinstance(region, str | None):
            raise BadInput("region 应为地方日历的名称，或者 null。")
        if region is not None:
            find_region(region)
        as_of = None if data.get("as_of") is None else read_day(data["as_of"], "as_of")
        events = (Event.read(event, place) for place, event in enumerate(data["events"], 1))
        return cls(in_order(events), region, as_of)


def in_order(events: Iterable[Event]) -> tuple[Event, ...]:
    """The events by day; those of one day as given. Refuses a history the clock cannot start from.

    条例第三十一条: nothing can be answered before it was received.
    """
    ordered = tuple(sorted(events, key=lambda event: event.on))
    receipt = wording()["cites"]["receipt"]
    if not any(event.event in ("arrived", "received") for event in ordered):
        raise BadInput(f"没有申请到达（arrived）或者收到（received）的事件，期限无从起算（{receipt}）。")
    for event in ordered:
        if event.event == "received":
            break
        if event.event == "answered":
            raise BadInput(
                f"{event.on} 的答复早于收到申请之日，请核对收到（received）和答复（answered）的日期（{receipt}）。"
            )
    return ordered


def read_day(value: Any, what: str) -> date:
    """The day that a text such as 2025-03-03 names."""
    try:
        if isinstance(value, str) and len(value) == len("2025-03-03"):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise BadInput(f"{what} 应为日期，写成 2025-03-03 这样，现在是 {value!r}。")


def _days(data: Mapping[str, Any], where: str) -> int | None:
    days = data.get("days")
    if days is None or (isinstance(days, int) and not isinstance(days, bool)):
        return days
    raise BadInput(f"{where}的 days 应为整数，现在是 {days!r}。")


def _amount(data: Mapping[str, Any], where: str) -> Decimal | None:
    amount = data.get("amount")
    if amount is None:
        return None
    try:
        if isinstance(amount, bool) or not Decimal(str(amount)).is_finite():
            raise InvalidOperation
        return Decimal(str(amount))
    except InvalidOperation:
        raise BadInput(f"{where}的 amount 应为金额，现在是 {amount!r}。") from None
