"""Numbers: 登记编号 and 文号 in series, receipt numbers and query codes that cannot be guessed."""

import hashlib
import hmac
import re
import secrets

from django.conf import settings

from gongkai.web.applications.models import Serial
from gongkai.web.organs.models import Organ

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""No 0, 1, I, L, O: a receipt is read out over the telephone."""


RECEIPT = len("7K3M-92XQ-P4")


def next_number(organ: Organ, series: str, year: int) -> str:
    """The next number of a series, such as 柳河依申〔2026〕8号. Call it inside the transaction that uses it."""
    serial = _serial(organ, series, year)
    serial.last += 1
    serial.save(update_fields=["last"])
    return f"{organ.document_prefix or organ.short_name}{series}〔{year}〕{serial.last}号"


def _serial(organ: Organ, series: str, year: int) -> Serial:
    Serial.objects.get_or_create(organ=organ, series=series, year=year)
    return Serial.objects.select_for_update().get(organ=organ, series=series, year=year)


def given_before(organ: Organ, series: str, number: str) -> None:
    """A number that was given outside the platform: the series goes on after it and never gives it again."""
    prefix = re.escape(organ.document_prefix or organ.short_name)
    if found := re.fullmatch(rf"{prefix}{series}〔([0-9]{{4}})〕([0-9]{{1,9}})号", number):
        serial = _serial(organ, series, int(found[1]))
        serial.last = max(serial.last, int(found[2]))
        serial.save(update_fields=["last"])


def new_receipt() -> str:
    """A receipt number such as 7K3M-92XQ-P4: ten characters, some 50 bits."""
    drawn = "".join(secrets.choice(ALPHABET) for _ in range(10))
    return f"{drawn[:4]}-{drawn[4:8]}-{drawn[8:]}"


def whole(receipt: str) -> str:
    """The receipt that the applicant took away, of that of a part: 7K3M-92XQ-P4 of 7K3M-92XQ-P4-2. 一事一申请."""
    return receipt[:RECEIPT]


def as_written(typed: str) -> str:
    """A receipt number as we write it, in capitals and with its dashes, however it was typed."""
    plain = "".join(sign for sign in typed.upper() if sign.isalnum())
    return "-".join(filter(None, (plain[:4], plain[4:8], plain[8:10], plain[10:])))


def new_query_code() -> str:
    """A query code of eight characters, shown once."""
    return "".join(secrets.choice(ALPHABET) for _ in range(8))


def query_digest(receipt: str, code: str) -> str:
    """What is stored of a query code; one code opens all parts of a letter."""
    words = f"{whole(receipt)}:{code.strip().upper()}".encode()
    return hmac.new(settings.KEYS.digest.encode(), words, hashlib.sha256).hexdigest()


def query_fits(receipt: str, code: str, digest: str) -> bool:
    """Whether the code belongs to the receipt, in constant time."""
    return hmac.compare_digest(query_digest(receipt, code), digest)
