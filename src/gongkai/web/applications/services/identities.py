"""Who asks: sealed with a key per applicant, found again by a keyed digest, every look logged."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from datetime import date

from django.db import transaction

from gongkai.identifiers import CitizenNumber, Malformed
from gongkai.web.applications.models import Applicant, Application, KnownBy, Review
from gongkai.web.applications.models.application import RUNNING, ApplicantKind
from gongkai.web.audit.services import Actor, Machine, Refused, record
from gongkai.web.files.models import new_key
from gongkai.web.files.services import erase_owner
from gongkai.web.files.vault import decrypt_text, decrypt_texts, encrypt_text, index_of
from gongkai.web.organs.models import Organ


@dataclass(frozen=True)
class Identity:
    """What 条例第二十九条第二款第一项 asks of an applicant: name, proof of identity, a way to reach him."""

    name: str
    number: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    paper: str = "居民身份证"
    representative: str = ""
    """The person who acts for an organisation, or for several applicants."""
    agent: str = ""
    agent_number: str = ""
    others: tuple[str, ...] = ()
    """The other applicants of a joint application."""

    def shown(self) -> "Identity":
        """The same with name, number and telephone masked, for lists and for the case before anybody looked."""
        masked = {
            "name": mask_name(self.name),
            "number": f"{self.number[:4]}{'*' * (len(self.number) - 8)}{self.number[-4:]}"
            if len(self.number) > 8
            else "",
            "phone": f"{self.phone[:3]}****{self.phone[-4:]}" if len(self.phone) >= 11 else "",
        }
        return Identity(**masked, paper=self.paper)


ERASED = Identity(name="（身份信息已清除）")


def mask_name(name: str) -> str:
    """A name as lists show it: the first character, and the last where there are three or more."""
    if len(name) < 3:
        return name[:1] + "*" * (len(name) - 1)
    return f"{name[0]}{'*' * (len(name) - 2)}{name[-1]}"


def check(identity: Identity, kind: str) -> None:
    """Refuse an identity that lacks what article 29 asks, saying which and why."""
    if not identity.name.strip():
        raise Refused("写明申请人的姓名或者名称（条例第二十九条）。")
    if not identity.number.strip():
        raise Refused("写明身份证明的号码，机关要核对申请人身份（条例第二十九条）。")
    if not any((identity.phone, identity.email, identity.address)):
        raise Refused("至少留一种联系方式：电话、电子邮箱或者通信地址（条例第二十九条）。")
    if kind == ApplicantKind.NATURAL_PERSON and identity.paper == "居民身份证":
        try:
            CitizenNumber.parse(identity.number)
        except Malformed as error:
            raise Refused(str(error)) from error


def keep(organ: Organ, kind: str, identity: Identity) -> Applicant:
    """Seal an identity with a new key."""
    owner = f"applications.applicant:{new_key()}"
    applicant = Applicant(organ=organ, kind=kind, owner=owner, digest=digest(identity))
    return seal(applicant, identity)


def seal(applicant: Applicant, identity: Identity) -> Applicant:
    """Write an identity under its applicant's key, with the digests by which whoever knows it finds him."""
    applicant.sealed = encrypt_text(applicant.owner, json.dumps(asdict(identity), ensure_ascii=False))
    applicant.save()
    applicant.known_by.all().delete()
    KnownBy.objects.bulk_create(KnownBy(applicant=applicant, digest=one) for one in known_by(identity))
    return applicant


def known_by(identity: Identity) -> list[str]:
    """Digests of the names, numbers and telephone of the applicant, of who acts for him and who asks with him."""
    told = (
        identity.number, identity.name, identity.phone, identity.agent, identity.agent_number,
        identity.representative, *identity.others,
    )  # fmt: skip
    return sorted({index_of(one) for one in told if one.strip()})


def asked_by(words: str) -> list[int]:
    """Keys of the applicants that exactly these words name: a name, a number of a paper, a telephone."""
    return list(KnownBy.objects.filter(digest=index_of(words)).values_list("applicant_id", flat=True))


def digest(identity: Identity) -> str:
    """By what the same applicant is found again: the number without spaces, in capitals."""
    return index_of(identity.number or identity.name)


def opened(applicant: Applicant) -> Identity:
    """The identity, without asking or logging: for masking it in lists and for letters that the system writes."""
    if applicant.erased_on:
        return ERASED
    return _read(decrypt_text(applicant.owner, applicant.sealed))


def opened_all(applicants: Iterable[Applicant]) -> dict[int, Identity]:
    """The same for a list, by the applicants' keys, in one look-up."""
    told = {one.pk: one for one in applicants}
    texts = decrypt_texts({one.owner: one.sealed for one in told.values() if not one.erased_on})
    return {key: _read(texts[one.owner]) if one.owner in texts else ERASED for key, one in told.items()}


def _read(text: str) -> Identity:
    data, known = json.loads(text), {field.name for field in fields(Identity)}
    return Identity(
        **{name: tuple(value) if name == "others" else value for name, value in data.items() if name in known}
    )


@transaction.atomic
def look(application: Application, *, by: Actor) -> Identity:
    """The identity, to the case officer; every look is logged."""
    by.may("applications.view_identity", application)
    record("applications.identity_seen", application, by=by)
    return opened(application.applicant)


@transaction.atomic
def read_in_letter(application: Application, *, by: Actor) -> None:
    """Log that somebody opened a letter in which the applicant's name stands: a head must, to approve it."""
    by.may("applications.see", application)
    record("applications.identity_seen", application, by=by, where="letter")


@transaction.atomic
def erase(application: Application, *, by: Actor, on: date, ground: str) -> Applicant:
    """Erase the identity by destroying its key, and all by which whoever knows it could find it; what the annual report
    counts stays."""
    by.may("applications.erase_identity", application)
    if application.running:
        raise Refused("本件还没有办结，办结前不能清除申请人身份信息。")
    together = Application.objects.filter(applicant=application.applicant_id)
    if other := together.filter(state__in=RUNNING).order_by("pk").first():
        raise Refused(f"同一封申请拆出的{other.number}还没有办结，办结前不能清除申请人身份信息。")
    if Review.objects.filter(application__in=together, decided_on=None).exists():
        raise Refused("本件的复议、诉讼还没有结果，文书是证据，有结果以后才能清除申请人身份信息。")
    applicant = Applicant.objects.select_for_update().get(pk=application.applicant_id)
    erase_owner(applicant.owner, organ=application.organ, by=Machine("applications"), ground=ground)
    applicant.sealed, applicant.digest, applicant.erased_on = "", f"erased:{applicant.pk}", on
    applicant.save(update_fields=["sealed", "digest", "erased_on"])
    applicant.known_by.all().delete()
    record("applications.identity_erased", application, by=by, ground=ground, day=on)
    return applicant
