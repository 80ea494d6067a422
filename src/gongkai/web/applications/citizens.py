"""The citizen as an actor: whoever holds the receipt number and the query code of an application, and nothing else."""

from dataclasses import dataclass

from gongkai.web.applications.models import Application
from gongkai.web.audit.services import Forbidden

ACTS = frozenset(
    {
        "applications.answer_correction",
        "applications.pay",
        "applications.withdraw",
        "applications.receive",
        "applications.rate",
        "applications.give_reasons",
        "applications.confirm_own",
        "applications.change_contact",
        "applications.give_picture",
        "applications.enclose",
        "applications.ask_data",
    }
)
"""What an applicant may do to his own application, on the tracking page."""


@dataclass(frozen=True)
class Citizen:
    """An applicant. In the log he is a receipt number, never a name."""

    receipt: str = ""

    @property
    def audit_key(self) -> str:
        """`applicant:<receipt>`, or `public` before there is one."""
        return f"applicant:{self.receipt}" if self.receipt else "public"

    @property
    def audit_name(self) -> str:
        """申请人."""
        return "申请人"

    def may(self, act: str, on: object) -> None:
        """Apply to any organ, or say that no application is needed; act on his own application."""
        if act in ("applications.apply", "applications.ask_record_correction", "applications.found_instead"):
            return
        if act in ACTS and isinstance(on, Application) and self.receipt and on.receipt == self.receipt:
            return
        raise Forbidden("凭回执编号和查询码只能办理本件申请。")
