"""Short ways to tell a history in the tests: `told("received 2025-03-03", "extended 2025-03-20 days=10")`."""

from datetime import date

from gongkai.law import Event, account


def event(line: str) -> Event:
    """The event that a line tells: name, day, then fields."""
    name, day, *fields = line.split()
    data = {"event": name, "on": day}
    for field in fields:
        key, _, value = field.partition("=")
        data[key] = int(value) if key == "days" else value
    return Event.read(data)


def told(*lines: str, on: str | None = None, **context):
    """The account of the history that the lines tell, looked at on a day."""
    return account(map(event, lines), as_of=date.fromisoformat(on) if on else None, **context)


def due(*lines: str, **context) -> str | None:
    """Its due day."""
    day = told(*lines, **context).due
    return day and day.isoformat()


def codes(found) -> set[str]:
    """The codes of its flags."""
    return {flag.code for flag in found.flags}


def by(found, act: str) -> str:
    """The latest day of an act."""
    return next(limit.by.isoformat() for limit in found.limits if limit.act == act)
