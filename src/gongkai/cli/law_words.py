"""What `gongkai law` prints for people: the account as a small calendar, fees, a year, outcomes, a decision."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby
from typing import Any
from unicodedata import east_asian_width

from gongkai.law import ACTS, EVENTS, STATES, Account, AccountDay, Calendar, Decision, Fee, Outcome, chinese
from gongkai.law.calendar import days_between

WEEK = "一二三四五六日"
CELL = 10


def padded(text: str, width: int = CELL) -> str:
    """The text filled up to so many terminal columns; a Chinese character takes two."""
    return text + " " * (width - sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text))


def account_words(found: Account) -> Iterator[str]:
    """The account: due day and sum, calendar, reasons, limits, flags."""
    yield f"状态：{STATES[found.state]}（截至 {chinese(found.as_of)}）"
    if found.due is not None and found.base_due is not None:
        unsure = "，暂定，放假安排公布后会推后" if found.provisional else ""
        yield f"答复期限：{chinese(found.due)}（周{WEEK[found.due.weekday()]}{unsure}）"
        yield f"算法：基准 {chinese(found.base_due)}，不计 {found.excluded} 个工作日，延长 {found.extension} 个工作日。"
    elif found.base_due is not None:
        yield f"期限停止计算，停止前的基准是 {chinese(found.base_due)}。"
    yield from _days_words(found)
    if found.limits:
        yield "\n各项时限："
        for limit in found.limits:
            party = f"（{limit.party}）" if limit.party else ""
            yield f"  {ACTS[limit.act]}{party}：{chinese(limit.by)}（{limit.cites}）"
    if found.flags:
        yield "\n提示："
        for flag in found.flags:
            yield f"  {flag.message}（{flag.cites}）"


def _days_words(found: Account) -> Iterator[str]:
    if not found.days:
        return
    yield "\n逐日（右边是第几个工作日，休＝非工作日，－＝工作日但不计）："
    yield "".join(padded(f"周{day}") for day in WEEK).rstrip()
    first = found.days[0].day
    cells = ["" for _ in range(first.weekday())] + [_cell(day) for day in found.days]
    for start in range(0, len(cells), len(WEEK)):
        yield "".join(map(padded, cells[start : start + len(WEEK)])).rstrip()
    yield "\n理由："
    for (why, cites), run in groupby(found.days, key=lambda day: (day.why, day.cites)):
        yield f"  {_span(list(run))}　{why}（{cites}）"


def _cell(day: AccountDay) -> str:
    mark = str(day.number) if day.counted else "休" if day.why.endswith(("周末", "放假", "放假（地方）")) else "－"
    return f"{day.day:%m-%d} {padded(mark, 2) if not day.counted else mark.rjust(2)}"


def _span(run: list[AccountDay]) -> str:
    first, last = run[0], run[-1]
    days = chinese(first.day) if first == last else f"{chinese(first.day)}至{chinese(last.day)}"
    if not first.counted:
        return days
    return f"{days}　第 {first.number} 个" if first == last else f"{days}　第 {first.number} 至 {last.number} 个"


def fee_words(found: Fee) -> Iterator[str]:
    """The sum, its calculation and its source."""
    yield f"应收 {found.total:,} 元。"
    yield f"算式：{found.calculation}"
    yield f"依据：{found.cites}。收不收由本机关决定；收费通知应写明依据、标准、数额和缴纳方式。"


def year_data(calendar: Calendar, year: int) -> dict[str, Any]:
    """The year as JSON data."""
    one = calendar.arrangements[year]
    first, last = date(year, 1, 1), date(year + 1, 1, 1) - timedelta(days=1)
    holidays = [
        {
            "name": holiday.name,
            "off": [str(holiday.first), str(holiday.last)],
            "work": [str(day) for day in holiday.work],
        }
        for holiday in one.holidays
    ]
    local = [day for day in days_between(first, last) if calendar.day(day).why == "local"]
    return {
        "year": year,
        "title": one.title,
        "note": one.note,
        "working_days": calendar.count(first - timedelta(days=1), last),
        "holidays": holidays,
        "local": [{"day": str(day), "name": calendar.day(day).name} for day in local],
    }


def year_words(calendar: Calendar, year: int) -> Iterator[str]:
    """The year: holidays, 调休 days, number of working days, the notice."""
    data = year_data(calendar, year)
    yield f"{year} 年　工作日 {data['working_days']} 天"
    yield f"依据：{data['title']}（{data['note']}）"
    for holiday in calendar.arrangements[year].holidays:
        work = "、".join(f"{chinese(day)}（周{WEEK[day.weekday()]}）" for day in holiday.work)
        extra = f"；{work}上班" if work else ""
        yield f"  {holiday.name}：{chinese(holiday.first)}至{chinese(holiday.last)}放假{extra}"
    if calendar.region is not None:
        days = "、".join(f"{day['day']}（{day['name']}）" for day in data["local"]) or "没有数据"
        yield f"{calendar.region.name}另外放假：{days}。{calendar.region.note}"


def outcome_data(one: Outcome, on: date) -> dict[str, Any]:
    """An outcome as JSON data, judged on a day."""
    return {
        "code": one.code,
        "number": one.number,
        "name": one.name,
        "since": one.since.isoformat(),
        "cites": one.cites,
        "letter": one.letter,
        "rows": dict(one.rows),
        "reconsideration_first": one.reconsideration_first(on),
        "records": dict(one.records),
        "tell": one.tell,
        "note": one.note,
    }


def outcome_words(one: Outcome, on: date) -> Iterator[str]:
    """An outcome in some lines."""
    yield f"{one.number}　{one.name}　{one.code}"
    yield f"  依据：{one.cites}"
    yield f"  应告知：{one.tell}"
    first = "应当先申请行政复议" if one.reconsideration_first(on) else "可以申请行政复议，也可以直接起诉"
    yield f"  年度报告：2019 年格式 {one.row('2019')}，2021 年格式 {one.row('2021')}；不服的{first}"
    for record in one.records.values():
        yield f"  须在卷：{record}"


def decision_words(found: Decision) -> Iterator[str]:
    """Where the answers lead."""
    for question, answer in found.path:
        yield f"{question.step}　{question.ask}——{answer.label}"
    if found.question is not None:
        yield f"下一问　{found.question.step}　{found.question.ask}（{found.question.cites}）"
        for answer in found.question.answers:
            yield f"  {found.question.key}={answer.key}　{answer.label}"
    if found.act:
        yield f"先做：{EVENTS[found.act]}，再回来继续。"
    if found.outcome is not None:
        yield f"怎么答　{found.outcome.name}（{found.outcome.cites}）"
        if found.withheld is not None:
            yield f"　　　　不公开的部分：{found.withheld.name}（{found.withheld.cites}）"
        yield f"应告知：{found.outcome.tell}。"
        for record in found.records.values():
            yield f"须在卷：{record}。"
