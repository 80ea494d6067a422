"""What stands in an address or in a field of a form before anybody has looked at it: a browser may not have sent it."""


def whole(written: str | None) -> int | None:
    """A whole number that a key, a year, a page or a count can be; None for anything else.

    >>> whole(" 12 "), whole("x"), whole("-1"), whole("²"), whole("9" * 40), whole("")
    (12, None, None, None, None, None)
    """
    written = (written or "").strip()
    return int(written) if written.isascii() and written.isdigit() and len(written) < 10 else None


def calendar_year(written: str | None) -> int | None:
    """A year in which an administrative organ can have done something; None for anything else.

    >>> [calendar_year(text) for text in ("2025", "0", "99999", "二〇二五")]
    [2025, None, None, None]
    """
    found = whole(written)
    return found if found is not None and 1949 <= found < 3000 else None
