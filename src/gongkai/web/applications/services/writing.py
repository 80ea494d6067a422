"""Letters of a case: what the case already knows is filled in, the rest is asked, `gongkai.letters` composes.

A composed letter names the applicant, so it is kept under his key; erasing the key erases his letters.
"""

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from gongkai import letters
from gongkai.letters import Incomplete, kind_of
from gongkai.letters.fields import Field
from gongkai.paper import Page
from gongkai.web.applications.models import Application, Decision, Letter, Serial
from gongkai.web.applications.models.application import Obtaining
from gongkai.web.applications.services import identities, sealing
from gongkai.web.audit.services import Actor, Refused
from gongkai.web.files.vault import decrypt_text, encrypt_text
from gongkai.web.organs.models import Kind, Level, Organ

SERIES = {
    "correction_notice": "公补",
    "extension_notice": "公延",
    "fee_notice": "公费",
    "third_party_consultation": "公询",
    "joint_maker_consultation": "公询",
    "organ_consultation": "公询",
}
ORGAN_KINDS = {Kind.TOWNSHIP: "township", Kind.STREET: "street"}
ITSELF = ("province", "ministry")
GOVERNMENTS = {Level.PROVINCE: "province", Level.CITY: "city"}
DELIVERIES = {Obtaining.ONLINE: "online", Obtaining.EMAIL: "email", Obtaining.MAIL: "mail", Obtaining.FAX: "mail"}


def series(kind: str) -> str:
    """The series in which a letter is numbered."""
    return SERIES.get(kind, "公复")


def asked(kind: str) -> tuple[Field, ...]:
    """The fields of a letter that the case does not know: what its form asks."""
    given = {
        "on",
        "document_number",
        "delivery",
        "copies_to",
        "organ",
        "applicant",
        "application",
        "third_party",
        "to_organ",
    }
    return tuple(field for field in kind_of(kind).fields if field.path.split(".")[0] not in given)


def known(application: Application, kind: str, on: date, number: str, addressee: str = "") -> dict[str, Any]:
    """What the case fills in: organ, applicant, application, day, number, delivery."""
    organ, who = application.organ, identities.opened(application.applicant)
    values: dict[str, Any] = {
        "on": on,
        "document_number": number,
        "delivery": DELIVERIES.get(Obtaining(application.obtaining), "counter"),
        "organ": organ_values(organ),
        "applicant": {"name": who.name, "kind": application.applicant_kind, "phone": who.phone, "address": who.address},
        "application": {
            "number": application.number,
            "received_on": application.received_on or application.arrived_on,
            "channel": application.channel,
            "asked": application.content,
        },
        "third_party": {"name": addressee},
        "to_organ": {"name": addressee},
    }
    return only_known(values, {field.path for field in kind_of(kind).fields})


def organ_values(organ: Organ) -> dict[str, Any]:
    """What every letter says of the organ."""
    kind, named = remedy_kind(organ), organ.reconsideration_organ
    government = _government_over(organ) if kind == "justice" else named or _government_over(organ)
    above = {"vertical": ("", named), "justice": (government, named), "province": ("", ""), "ministry": ("", "")}
    government, superior = above.get(kind, (government, ""))
    reviewing = government or superior or (organ.name if kind in ITSELF else "")
    return {
        "name": organ.name,
        "contact": organ.unit_head,
        "phone": organ.unit_phone or organ.phone,
        "address": organ.unit_address or organ.address,
        "kind": kind,
        "government": government,
        "superior": superior,
        "court": organ.court or "有管辖权的人民法院",
        "online_reconsideration": f"{reviewing}网站“行政复议”栏目" if reviewing else "",
    }


def remedy_kind(organ: Organ) -> str:
    """The kind of organ by which the letters know who reviews it. 行政复议法第二十四条至第二十八条."""
    if organ.kind == Kind.GOVERNMENT:
        return GOVERNMENTS.get(Level(organ.level), "county")
    return ORGAN_KINDS.get(Kind(organ.kind)) or organ.review_line or "department"


def _government_over(organ: Organ) -> str:
    """The nearest government above: a department, what it sends out and a township are reviewed by it, never by a
    department (行政复议法第二十四条); empty where none is known, and then a letter with remedies is refused."""
    above = organ.parent
    while above is not None and above.kind != Kind.GOVERNMENT:
        above = above.parent
    return above.name if above is not None else ""


def only_known(values: Mapping[str, Any], paths: set[str]) -> dict[str, Any]:
    """The values that a letter uses; it refuses what it does not know."""
    kept: dict[str, Any] = {}
    for key, value in values.items():
        if isinstance(value, Mapping):
            inner = {name: one for name, one in value.items() if f"{key}.{name}" in paths and one}
            if inner:
                kept[key] = inner
        elif key in paths and value:
            kept[key] = value
    return kept


def composed(
    application: Application, kind: str, data: Mapping[str, Any], on: date, number: str = "", addressee: str = ""
) -> letters.Letter:
    """The letter of the case; raises `Refused` with the sentence that says what is missing and by which article."""
    return _compose(application, kind, values_of(application, kind, data, on, number, addressee))


def values_of(
    application: Application, kind: str, data: Mapping[str, Any], on: date, number: str = "", addressee: str = ""
) -> dict[str, Any]:
    """All that the letter is made from: what the case knows today, and what was filled in."""
    number = number or _expected(application.organ, series(kind), on.year)
    filled = known(application, kind, on, number, addressee) | dict(data)
    if application.outcome in kind_of(kind).outcomes:
        filled.setdefault("outcome", application.outcome)
    return {key: value for key, value in filled.items() if value not in ("", [], None)}


def _compose(application: Application, kind: str, values: Mapping[str, Any]) -> letters.Letter:
    try:
        return letters.compose(kind, values)
    except Incomplete as error:
        raise Refused(f"{error}{_unreachable(application.organ, kind)}") from error


def _unreachable(organ: Organ, kind: str) -> str:
    """A hint where the letter names whom to ask and the organ has not said who that is."""
    wanted = {field.path for field in kind_of(kind).fields} & {"organ.contact", "organ.phone"}
    values = organ_values(organ)
    if all(values[path.partition(".")[2]] for path in wanted):
        return ""
    return f"{organ.name}的机关信息里还没有填公开工作机构的负责人或者电话，请先补填。"


def _expected(organ: Organ, name: str, year: int) -> str:
    """The number a draft would get if it left now."""
    serial = Serial.objects.filter(organ=organ, series=name, year=year).first()
    return f"{organ.document_prefix or organ.short_name}{name}〔{year}〕{(serial.last if serial else 0) + 1}号"


def seal(application: Application, letter: letters.Letter, values: Mapping[str, Any] | None = None) -> str:
    """The letter as text under the applicant's key; of one that leaves also what it was made from."""
    kept = {"text": letter.text()} | ({} if values is None else {"values": values})
    return encrypt_text(application.applicant.owner, json.dumps(kept, ensure_ascii=False, default=str))


def text_of(letter: Letter) -> str:
    """The words of a kept letter, for the case, the tracking page and the file."""
    applicant = letter.application.applicant
    if applicant.erased_on:
        return identities.ERASED.name
    return str(json.loads(decrypt_text(applicant.owner, letter.sealed))["text"])


def again(letter: Letter) -> letters.Letter:
    """The kept letter composed once more, to print it as docx or pdf. One that has left stays as it left, whoever has
    moved, been renamed or changed his telephone since."""
    application = letter.application
    if letter.sent_on and not application.applicant.erased_on:
        kept = json.loads(decrypt_text(application.applicant.owner, letter.sealed))
        if "values" in kept:
            return _compose(application, letter.kind, kept["values"])
    more = {"outcome": letter.decision.outcome} if letter.decision else {}
    on = letter.sent_on or letter.drafted_on
    return composed(application, letter.kind, {**letter.data, **more}, on, letter.number, letter.addressee)


def page_of(letter: Letter) -> Page:
    """The sheet of a kept letter: a draft says so; a seal stands where it was pressed, or would be."""
    picture, width = sealing.picture(letter)
    return again(letter).page(draft=letter.sent_on is None, seal=picture, width=width)


def keep(
    application: Application, letter: letters.Letter, data: Mapping[str, Any], *, by: Actor, today: date,
    decision: Decision | None = None, addressee: str = "",
) -> Letter:  # fmt: skip
    """Keep a draft."""
    plain = {key: str(value) if isinstance(value, date | Decimal) else value for key, value in data.items()}
    return Letter.objects.create(
        application=application,
        kind=letter.kind,
        addressee=addressee,
        data=plain,
        sealed=seal(application, letter),
        drafted_by=by.audit_name,
        drafted_on=today,
        decision=decision,
    )
