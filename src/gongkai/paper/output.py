"""What a format gives back, and what it says when it cannot."""

from dataclasses import dataclass


class Unprintable(Exception):
    """A page that cannot be written in a format; the message is one Chinese sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class Output:
    """The bytes of a file and what a person should know of them, such as characters no font can draw."""

    data: bytes
    remarks: tuple[str, ...] = ()
