"""What a way out must do, and the three ways in which it fails."""

from typing import Protocol

from gongkai.web.messages.models import Outgoing


class Later(Exception):
    """Not now: the other side limits us or is down. `after`: seconds it asked for, 0 if it did not say."""

    def __init__(self, why: str, after: int = 0) -> None:
        super().__init__(why)
        self.after = after


class Never(Exception):
    """The other side refuses this for good: a wrong address, a text it does not take."""


class Unanswered(Exception):
    """Nobody knows: the line broke or the answer timed out after the request had left. It may have gone through."""


class Channel(Protocol):
    """One way out. The worker may be killed at any moment: `send` may be called again with the same `message.key`."""

    code: str
    name: str
    quiet: bool
    """Whether it keeps still during `GONGKAI_QUIET_HOURS`."""

    def ready(self) -> bool:
        """Whether it is set up; what is sent through one that is not waits and is shown to the administrator."""

    def send(self, message: Outgoing) -> str:
        """Hand it over; returns the other side's receipt. Raises `Later`, `Never` or `Unanswered`."""

    def find(self, message: Outgoing) -> str | None:
        """After an unanswered attempt: the receipt if it did go through, else none. Raises like `send`."""
