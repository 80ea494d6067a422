"""Who acts. `Actor` is all that a service knows of a person; accounts, the worker and citizens each are one."""

from dataclasses import dataclass
from typing import Protocol

from django.core.exceptions import PermissionDenied


class Forbidden(PermissionDenied):
    """The actor may not do this. Views answer 403 with the sentence."""


class Refused(Exception):
    """A rule forbids the act. The message is one Chinese sentence: what, why (the article), and what to do."""


class Actor(Protocol):
    """Whoever performs an act: named in the audit log by a plain key, and asked before every act."""

    @property
    def audit_key(self) -> str:
        """A stable plain key, e.g. `account:17`."""

    @property
    def audit_name(self) -> str:
        """What the log shows, e.g. a person's name. Never an applicant's."""

    def may(self, act: str, on: object) -> None:
        """Return if act `app.act` on record `on` is allowed, else raise `Forbidden`."""


@dataclass(frozen=True)
class Machine:
    """The platform itself: the worker, the command line, an import. It may do everything, and the log says that
    it did."""

    part: str
    title: str = "系统"

    @property
    def audit_key(self) -> str:
        """`machine:<part>`."""
        return f"machine:{self.part}"

    @property
    def audit_name(self) -> str:
        """系统, with the part where one is told."""
        return self.title

    def may(self, act: str, on: object) -> None:
        """Everything."""
