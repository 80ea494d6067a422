"""更正: a person asks to correct a government record about himself (条例第四十一条); not counted in table 三."""

import json
from datetime import date
from typing import Any

from django.db import transaction

from gongkai import letters
from gongkai.letters import Incomplete
from gongkai.web.applications.models import CorrectionRequest
from gongkai.web.applications.models.application import ApplicantKind
from gongkai.web.applications.services import identities, numbers, writing
from gongkai.web.applications.services.identities import Identity
from gongkai.web.audit.services import Actor, Refused, record
from gongkai.web.files.vault import decrypt_text, encrypt_text
from gongkai.web.organs.models import Organ

State = CorrectionRequest.State
DECISIONS = {
    "corrected": State.CORRECTED,
    "not_corrected": State.REFUSED,
    "forwarded": State.FORWARDED,
    "redirected": State.TOLD,
}
"""What the letter says → the state of the request."""


@transaction.atomic
def ask(
    organ: Organ, *, identity: Identity, about: str, evidence: str, received_on: date, by: Actor, today: date
) -> tuple[CorrectionRequest, str]:
    """Register a request with its receipt; also the query code, which is shown only now. 条例第四十一条."""
    by.may("applications.ask_record_correction", organ)
    if received_on > today:
        raise Refused(f"收到日期 {received_on} 还没有到。")
    if len(about.strip()) < 4:
        raise Refused("写明哪一份记录的哪一处不准确（条例第四十一条）。")
    if not evidence.strip():
        raise Refused("写明能够证明记录不准确的证据（条例第四十一条要求提供证据）。")
    identities.check(identity, ApplicantKind.NATURAL_PERSON)
    receipt, code = numbers.new_receipt(), numbers.new_query_code()
    request = CorrectionRequest.objects.create(
        organ=organ, number=numbers.next_number(organ, "更正", received_on.year), receipt=receipt,
        query_digest=numbers.query_digest(receipt, code), record=about.strip(), evidence=evidence.strip(),
        applicant=identities.keep(organ, ApplicantKind.NATURAL_PERSON, identity), received_on=received_on,
    )  # fmt: skip
    record("applications.record_correction_asked", request, by=by, ground="条例第四十一条", day=received_on)
    return request, code


@transaction.atomic
def answer(
    request: CorrectionRequest, *, decision: str, verified: str, by: Actor, today: date,
    corrected_on: date | None = None,
) -> CorrectionRequest:  # fmt: skip
    """Answer with the statutory letter: corrected, found to be right, forwarded, or told whom to ask."""
    by.may("applications.correct_record", request)
    request = CorrectionRequest.objects.select_for_update().select_related("organ", "applicant").get(pk=request.pk)
    if request.state != State.OPEN:
        raise Refused(f"本件已于 {request.answered_on} 答复。")
    if decision not in DECISIONS:
        raise Refused("选择处理结果：已更正、不予更正、已转送，或者告知向有权机关提出（条例第四十一条）。")
    if decision == "corrected" and corrected_on is None:
        raise Refused("写明更正的日期。")
    number = numbers.next_number(request.organ, "公更", today.year)
    letter = _letter(request, number, today, decision, verified, corrected_on)
    request.sealed = encrypt_text(request.applicant.owner, json.dumps({"text": letter.text()}, ensure_ascii=False))
    request.state, request.answer, request.answered_on = DECISIONS[decision], verified.strip(), today
    request.letter_number = number
    request.save()
    record("applications.record_corrected", request, by=by, decision=decision, number=number, day=today)
    return request


def _letter(
    request: CorrectionRequest, number: str, today: date, decision: str, verified: str, corrected_on: date | None
) -> letters.Letter:
    who = identities.opened(request.applicant)
    values: dict[str, Any] = {
        "on": today, "document_number": number, "delivery": "counter", "number": request.number,
        "organ": writing.organ_values(request.organ), "requested_on": request.received_on, "record": request.record,
        "applicant": {"name": who.name, "kind": request.applicant.kind, "phone": who.phone, "address": who.address},
        "verified": verified.strip(), "decision": decision, "corrected_on": corrected_on,
    }  # fmt: skip
    paths = {field.path for field in letters.kind_of("correction_reply").fields}
    try:
        return letters.compose("correction_reply", writing.only_known(values, paths))
    except Incomplete as error:
        raise Refused(str(error)) from error


def text_of(request: CorrectionRequest) -> str:
    """The words of the answer; empty before there is one."""
    if not request.sealed:
        return ""
    if request.applicant.erased_on:
        return identities.ERASED.name
    return str(json.loads(decrypt_text(request.applicant.owner, request.sealed))["text"])
