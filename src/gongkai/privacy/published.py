"""The telephones that an organ publishes for its own office: it has to, and they are nobody's private data."""

import re
from collections.abc import Iterable

from gongkai.privacy.searching import digits_of

KINDS = frozenset(("mobile", "landline"))
LOCAL = 7
"""Digits of a telephone without its area code, the fewest there are."""
_APART = re.compile(r"[、，,；;。/／|\n或和及转]|\s{2,}")
"""What stands between two telephones that are written into one field, and before the number of an extension."""


class Published:
    """An organ's own telephones, however they are written.

    >>> own = Published(["0594-2345678转801、2345679", "+86 138 0013 8000"])
    >>> own.holds("landline", "2345678"), own.holds("mobile", "138-0013-8000"), own.holds("mobile", "13900139000")
    (True, True, False)
    >>> own.holds("landline", "0594-2345679")
    True
    """

    def __init__(self, telephones: Iterable[str]) -> None:
        """Take their digits."""
        listed = (one for telephone in telephones for one in _APART.split(telephone))
        self._digits = [digits for one in listed if len(digits := _local(one)) >= LOCAL]

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self._digits)

    def holds(self, kind: str, text: str) -> bool:
        """Whether a telephone in a text is one of them, with its area code or without."""
        if kind not in KINDS:
            return False
        digits = _local(text)
        return len(digits) >= LOCAL and any(own.endswith(digits) or digits.endswith(own) for own in self._digits)


def _local(text: str) -> str:
    return digits_of(text).removeprefix("00").removeprefix("86")
