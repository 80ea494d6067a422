"""索引号: which serial an item gets. The scheme is the organ's: by year (`/2026-00012`) or by month
(`/202601-00012`).
"""

import re
from datetime import date

from gongkai.identifiers import IndexNumber
from gongkai.web.audit.actors import Refused
from gongkai.web.disclosure.models import Item
from gongkai.web.organs.models import Organ


def next_number(organ: Organ, on: date, *, monthly: bool = False) -> str:
    """The next free 索引号 of an organ. Called inside a transaction, in which two items of an organ wait for each
    other.
    """
    Organ.objects.select_for_update().get(pk=organ.pk)
    code = organ.credit_code or organ.short_code.upper()
    period = f"{on.year}{on.month:02d}" if monthly else f"{on.year}"
    stem = f"{code}/{period}-"
    last = (
        Item.objects.filter(index_number__startswith=stem)
        .order_by("-index_number")
        .values_list("index_number", flat=True)
        .first()
    )
    serial = int(last.rsplit("-", 1)[1]) + 1 if last else 1
    if serial > 99999:
        raise Refused("今年的索引号已经用完（五位序号到 99999），请改用按月编号。")
    number = f"{stem}{serial:05d}"
    if organ.credit_code:
        IndexNumber.parse(number)
    return number


def key_of(index_number: str) -> str:
    """The number as it stands in addresses.

    >>> key_of("11990123004100869P/2026-00012")
    '11990123004100869P-2026-00012'
    """
    return re.sub(r"[^A-Za-z0-9]+", "-", index_number).strip("-")
