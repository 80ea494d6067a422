"""投诉举报: handed in on the portal or taken down; accepted, answered, followed by number and code."""

import json
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from gongkai.web.applications.services import numbers
from gongkai.web.audit.services import Actor, Forbidden, Refused, record
from gongkai.web.files.models import new_key
from gongkai.web.files.vault import decrypt_text, encrypt_text
from gongkai.web.organs.models import Organ
from gongkai.web.oversight.models import Complaint, ComplaintEvent
from gongkai.web.oversight.terms import limits, working_days_after

LEAST = 8


@dataclass(frozen=True)
class Complainant:
    """Who complains: whoever holds the receipt and the code. In the log he is a receipt, never a name."""

    receipt: str = ""

    @property
    def audit_key(self) -> str:
        """`complainant:<receipt>`, or `public` before there is one."""
        return f"complainant:{self.receipt}" if self.receipt else "public"

    @property
    def audit_name(self) -> str:
        """投诉人."""
        return "投诉人"

    def may(self, act: str, on: object) -> None:
        """Complain about any organ; withdraw his own."""
        if act == "oversight.complain":
            return
        if act == "oversight.withdraw_complaint" and isinstance(on, Complaint) and on.receipt == self.receipt:
            return
        raise Forbidden("凭回执编号和查询码只能办理本件投诉。")


@transaction.atomic
def complain(
    organ: Organ, *, kind: str, content: str, by: Actor, today: date, name: str = "", phone: str = "",
    channel: str = Complaint.Channel.PORTAL, arrived_on: date | None = None,
) -> tuple[Complaint, str]:  # fmt: skip
    """Hand in a complaint; gives it and its query code, shown only now. Name and telephone may be left out.

    What came by telephone or letter is taken down by a person, with the day it came: from then on the days count.
    """
    by.may("oversight.complain", organ)
    arrived = arrived_on or today
    if kind not in Complaint.Kind.values or channel not in Complaint.Channel.values:
        raise Refused("选择投诉举报哪一类问题、从哪里来。")
    if len(content.strip()) < LEAST:
        raise Refused("写明什么事、什么时候、在哪里看到的：现在的内容太短，无法核查。")
    if arrived > today:
        raise Refused(f"收到日期 {arrived} 还没有到，请写实际收到的日期。")
    code, receipt = numbers.new_query_code(), numbers.new_receipt()
    days = limits()["complaint"]["answer_working_days"]
    complaint = Complaint(
        organ=organ, receipt=receipt, query_digest=numbers.query_digest(receipt, code), kind=kind, channel=channel,
        content=content.strip(), arrived_on=arrived, due_on=working_days_after(organ, arrived, days),
    )  # fmt: skip
    if name.strip() or phone.strip():
        complaint.owner = f"oversight.complainant:{new_key()}"
        told = json.dumps({"name": name.strip(), "phone": phone.strip()}, ensure_ascii=False)
        complaint.sealed = encrypt_text(complaint.owner, told)
    complaint.save()
    told = "" if channel == Complaint.Channel.PORTAL else f"{complaint.get_channel_display()}，代为登记。"
    _happened(complaint, "收到投诉举报", arrived, told, by)
    record("oversight.complained", complaint, by=by, ground=limits()["complaint"]["cites"], kind=kind, channel=channel)
    return complaint, code


def accept_by(complaint: Complaint) -> date:
    """The day by which it should be taken up or declined."""
    days = limits()["complaint"]["accept_working_days"]
    return working_days_after(complaint.organ, complaint.arrived_on, days)


def fits(receipt: str, code: str) -> bool:
    """Whether the code opens the complaint; an unknown number takes as long as a wrong code."""
    found = Complaint.objects.filter(receipt=receipt).only("query_digest").first()
    digest = found.query_digest if found else numbers.query_digest("", "")
    return numbers.query_fits(receipt, code, digest) and found is not None


def _happened(complaint: Complaint, act: str, on: date, words: str, by: Actor) -> None:
    ComplaintEvent.objects.create(complaint=complaint, on=on, act=act, words=words, by_name=by.audit_name)


def _locked(complaint: Complaint, act: str, by: Actor, *states: str) -> Complaint:
    by.may(act, complaint)
    found = Complaint.objects.select_for_update().select_related("organ").get(pk=complaint.pk)
    if found.state not in states:
        raise Refused(f"这件投诉现在是“{found.get_state_display()}”，不能这样办。")
    return found


@transaction.atomic
def accept(complaint: Complaint, *, by: Actor, today: date) -> Complaint:
    """Take it up."""
    complaint = _locked(complaint, "oversight.answer_complaint", by, Complaint.State.RECEIVED)
    complaint.state = Complaint.State.ACCEPTED
    complaint.save(update_fields=["state"])
    _happened(complaint, "受理", today, "已转入调查核实。", by)
    record("oversight.complaint_accepted", complaint, by=by)
    return complaint


@transaction.atomic
def decline(complaint: Complaint, *, reason: str, by: Actor, today: date) -> Complaint:
    """Not a matter of 政府信息公开: say why and where to go instead."""
    states = (Complaint.State.RECEIVED, Complaint.State.ACCEPTED)
    complaint = _locked(complaint, "oversight.answer_complaint", by, *states)
    if not reason.strip():
        raise Refused("写明为什么不受理，以及应当向哪里反映。")
    return _closed(complaint, Complaint.State.DECLINED, reason, None, by, today)


@transaction.atomic
def answer(complaint: Complaint, *, verified: bool, words: str, by: Actor, today: date) -> Complaint:
    """Tell what was found and what was done about it."""
    complaint = _locked(complaint, "oversight.answer_complaint", by, Complaint.State.ACCEPTED)
    if not words.strip():
        raise Refused("写明核实的情况和处理结果，投诉人会看到。")
    return _closed(complaint, Complaint.State.ANSWERED, words, verified, by, today)


@transaction.atomic
def withdraw(complaint: Complaint, *, by: Actor, today: date) -> Complaint:
    """The complainant takes it back."""
    states = (Complaint.State.RECEIVED, Complaint.State.ACCEPTED)
    complaint = _locked(complaint, "oversight.withdraw_complaint", by, *states)
    return _closed(complaint, Complaint.State.WITHDRAWN, "投诉人撤回。", None, by, today)


def _closed(complaint: Complaint, state: str, words: str, verified: bool | None, by: Actor, on: date) -> Complaint:
    complaint.state, complaint.answer, complaint.verified = state, words.strip(), verified
    complaint.answered_on = on
    complaint.save(update_fields=["state", "answer", "verified", "answered_on"])
    _happened(complaint, complaint.get_state_display(), on, complaint.answer, by)
    record(f"oversight.complaint_{state}", complaint, by=by, verified=verified)
    return complaint


@transaction.atomic
def who(complaint: Complaint, *, why: str, by: Actor) -> dict[str, str]:
    """Name and telephone of the complainant; that somebody looked, and why, is logged."""
    by.may("oversight.see_complainant", complaint)
    if not why.strip():
        raise Refused("写明为什么要看投诉人的身份。")
    record("oversight.complainant_seen", complaint, by=by, why=why.strip())
    if not complaint.sealed:
        return {"name": "", "phone": ""}
    told: dict[str, str] = json.loads(decrypt_text(complaint.owner, complaint.sealed))
    return told
