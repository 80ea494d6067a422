"""What the records of a case already say of a letter: which letters are owed, and what stands in their fields."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongkai.law import account as law_account
from gongkai.law import chinese, parameter
from gongkai.letters import kind_of
from gongkai.web.applications import clock
from gongkai.web.applications.models import Application, Event

OWED = {
    "correction_asked": ("correction_notice",),
    "third_party_asked": ("third_party_consultation", "consultation_notice"),
    "joint_maker_asked": ("joint_maker_consultation", "consultation_notice"),
    "organ_asked": ("organ_consultation", "consultation_notice"),
    "extended": ("extension_notice",),
    "deferred": ("deferral_notice",),
    "fee_sent": ("fee_notice",),
    "reasons_asked": ("reasons_notice",),
    "lapsed": ("no_longer_processed",),
    "withdrawn": ("closing",),
}
"""What happened → the letters by which it is told, to the addressee it concerns or to the applicant."""
OPENED = ("公开", "予以公开")
"""How an item is disposed of that is given out in spite of an objection; “不公开” holds the same word and is not."""
TO_OTHERS = ("third_party_consultation", "joint_maker_consultation", "organ_consultation", "disclosure_notice")
CORRECTING = "逐项写明后，当面提交、邮寄，或者凭回执编号和查询码在网上“办理查询”里补正。"


@dataclass(frozen=True)
class Owed:
    """A letter that something on record asks for, and to whom it goes where that is not the applicant."""

    kind: str
    addressee: str = ""

    @property
    def title(self) -> str:
        """What it is called."""
        return kind_of(self.kind).name + (f"（致{self.addressee}）" if self.addressee else "")


def owed(application: Application) -> list[Owed]:
    """The letters that are not yet written for what is on record, in the order in which it happened."""
    written = set(application.letters.values_list("kind", "addressee"))
    wanted = dict.fromkeys(_wanted(application))
    return [one for one in wanted if (one.kind, one.addressee) not in written]


def _wanted(application: Application) -> Iterator[Owed]:
    for event in application.events.filter(kind__in=OWED, struck_on=None).order_by("on", "pk"):
        for kind in OWED[event.kind]:
            yield Owed(kind, event.party if kind in TO_OTHERS else "")
    refusing = application.parties.filter(kind="third_party", position__in=("refused", "partly"))
    if application.outcome in ("granted", "partly_granted"):
        for party in refusing:
            if any(item.get("disposal", "").strip() in OPENED for item in party.items):
                yield Owed("disclosure_notice", party.name)


def suggested(application: Application, kind: str, today: date, addressee: str = "") -> dict[str, Any]:
    """What stands in the fields of a letter; the officer may change it."""
    filled = SUGGESTIONS.get(kind, _answer)(application, today, addressee)
    return {path: value for path, value in filled.items() if value not in ("", [], None)}


def _last(application: Application, kind: str, party: str = "") -> Event:
    """The newest event of a kind; an empty one where there is none, so that the officer fills in."""
    events = application.events.filter(kind=kind, struck_on=None)
    if party:
        events = events.filter(party=party)
    return events.order_by("on", "pk").last() or Event(kind=kind)


def _lines(words: str) -> list[str]:
    return [line.strip() for line in words.splitlines() if line.strip()]


def _correction(application: Application, today: date, addressee: str) -> dict[str, Any]:
    event = _last(application, "correction_asked")
    return {"defects": _lines(event.words), "how": CORRECTING, "until": event.until}


def _extension(application: Application, today: date, addressee: str) -> dict[str, Any]:
    event, told = _last(application, "extended"), clock.account(application, today)
    before = [one for one in clock.history(application) if one.event != "extended"]
    old = law_account(before, region=application.organ.holiday_region or None, as_of=today).due
    return {"reason": event.words, "days": event.days, "old_due": old, "new_due": told.due}


def _deferral(application: Application, today: date, addressee: str) -> dict[str, Any]:
    event, explained = _last(application, "deferred"), _last(application, "reasons_given")
    return {"explained_on": explained.on, "reason": event.words, "until": event.until}


def _fee(application: Application, today: date, addressee: str) -> dict[str, Any]:
    fee = application.fees.filter(sent_on__isnull=False).last()
    if fee is None:
        return {}
    basis = "by_application" if fee.basis == "by_item" else "by_page"
    told = {"basis_of_fee": basis, "standard": standard(basis, today), "amount": fee.amount}
    return told | {"calculation": _lines(fee.calculation)}


def standard(basis: str, on: date) -> str:
    """The tiers of a fee in words, as the law's data has them.

    >>> standard("by_page", date(2026, 1, 5))
    '第1至30页免收，第31至100页每页10元，第101至200页每页20元，第201页起每页40元'
    """
    unit, tiers = ("件" if basis == "by_application" else "页"), parameter(f"fees/{basis}").on(on).value
    words = []
    for tier, following in zip(tiers, [*tiers[1:], None], strict=True):
        span = f"第{tier['from']}{unit}起" if following is None else f"第{tier['from']}至{following['from'] - 1}{unit}"
        price = f"每{unit}{tier['price']}元" if tier["price"] else "免收"
        more = f"，此后每{tier['block']}{unit}每{unit}加{tier['step']}元" if "block" in tier else ""
        words.append(f"{span}{price}{more}")
    return "，".join(words)


def _third_party(application: Application, today: date, addressee: str) -> dict[str, Any]:
    return {"number": application.number, "information": application.content}


def _told(application: Application, today: date, addressee: str) -> dict[str, Any]:
    asked = application.events.filter(kind__in=ASKED, struck_on=None).order_by("on", "pk").last()
    return {"whom": ASKED[asked.kind], "sent_on": asked.on} if asked else {}


ASKED = {"third_party_asked": "third_party", "joint_maker_asked": "joint_maker", "organ_asked": "organ"}


def _disclosed(application: Application, today: date, addressee: str) -> dict[str, Any]:
    party = application.parties.filter(name=addressee).first()
    view = f"{party.get_position_display()}。{party.reason}" if party else ""
    items = party.items if party else []
    open_ = [item["item"] for item in items if item.get("disposal", "").strip() in (*OPENED, "部分公开")]
    asked = _last(application, "third_party_asked", addressee).on
    return {"number": application.number, "asked_on": asked, "view": view, "information": open_}


def _reasons(application: Application, today: date, addressee: str) -> dict[str, Any]:
    event = _last(application, "reasons_asked")
    return {"facts": event.words, "until": event.until}


def _lapsed(application: Application, today: date, addressee: str) -> dict[str, Any]:
    if application.outcome == "lapsed_unpaid":
        sent, received = _last(application, "fee_sent"), _last(application, "fee_noticed").on
        limits = clock.account(application, today).limits
        until = next((limit.by for limit in limits if limit.act == "payment"), None)
    else:
        sent = _last(application, "correction_asked")
        letter = application.letters.filter(kind="correction_notice", delivered_on__isnull=False).last()
        received, until = letter.delivered_on if letter else None, sent.until
    return {"noticed_on": sent.on, "notice_received_on": received, "until": until}


def _closing(application: Application, today: date, addressee: str) -> dict[str, Any]:
    return {"withdrawn_on": _last(application, "withdrawn").on}


def _answer(application: Application, today: date, addressee: str) -> dict[str, Any]:
    """What every answer may use: the search, what third parties said, the files that were made to be given out.

    What a joint maker or another organ said is the organ's own affair and no third party's view.
    """
    consulted = application.events.filter(kind="third_party_asked", struck_on=None).values_list("party", flat=True)
    parties = application.parties.filter(kind="third_party", name__in=list(consulted))
    return {
        "search": [
            f"{one.places}，检索词“{one.words}”，{one.people}，{chinese(one.on)}，{one.result}"
            for one in application.searches.all()
        ],
        "third_party_view": "；".join(f"{one.name}：{one.get_position_display()}。{one.reason}" for one in parties),
        "parts": [
            {"what": item["item"], "outcome": "refused_third_party", "reason": _withheld(item)}
            for one in parties
            for item in one.items
            if item.get("disposal") == "不公开"
        ],
    }


def _withheld(item: dict[str, str]) -> str:
    return f"{item.get('reason', '').rstrip('。') or '涉及第三方合法权益'}，第三方不同意公开。"


SUGGESTIONS: dict[str, Callable[[Application, date, str], dict[str, Any]]] = {
    "correction_notice": _correction,
    "extension_notice": _extension,
    "deferral_notice": _deferral,
    "fee_notice": _fee,
    "third_party_consultation": _third_party,
    "joint_maker_consultation": _third_party,
    "organ_consultation": _third_party,
    "consultation_notice": _told,
    "disclosure_notice": _disclosed,
    "reasons_notice": _reasons,
    "no_longer_processed": _lapsed,
    "closing": _closing,
}
"""Letter → what fills its fields; every other is an answer."""
