"""What an item must have before it is submitted, and what it had better have: sentences by field. platforms.md 1.2,
2.1.
"""

from collections.abc import Iterator
from datetime import date

from gongkai.identifiers import Malformed, document_number_defects
from gongkai.web.disclosure import vocabulary
from gongkai.web.disclosure.models import Audience, Item, Link, Openness

Defect = tuple[str, str]
METADATA = ("title", "kind", "summary", "made_on", "issuer", "openness", "clause", "field")
"""What the checklist of a review counts as metadata (platforms.md 1.2; 条例第十二条)."""


def defects(item: Item, today: date) -> list[Defect]:
    """What keeps an item from being submitted."""
    return [*_basics(item, today), *_openness(item), *_by_kind(item, today), *_joint(item)]


def _basics(item: Item, today: date) -> Iterator[Defect]:
    if not item.title.strip():
        yield "title", "写明标题。"
    if not item.body.strip() and not item.attachments.exists():
        yield "body", "写正文，或者上传附件。"
    if item.made_on is None:
        yield "made_on", "填写成文日期。"
    elif item.made_on > today:
        yield "made_on", f"成文日期 {item.made_on} 在今天之后，请核对。"
    if item.formed_on and item.formed_on > today:
        yield "formed_on", f"形成或者变更日期 {item.formed_on} 在今天之后，请核对。"
    if item.document_number:
        yield from _number(item.document_number)


def _number(number: str) -> Iterator[Defect]:
    try:
        for defect in document_number_defects(number):
            yield "document_number", defect
    except Malformed as error:
        yield "document_number", str(error)


def _openness(item: Item) -> Iterator[Defect]:
    if item.openness in (Openness.PROACTIVE, Openness.REDACTED):
        if not item.clause and not item.catalogue_id:
            yield "clause", "选择主动公开的条款（条例第二十条、第二十一条）或者标准目录事项。"
    elif not item.reason.strip():
        yield "reason", "不主动公开的，写明理由（国办发〔2016〕80号）。"
    if item.openness == Openness.REDACTED and not item.reason.strip():
        yield "reason", "写明删了什么、为什么（条例第三十七条）。"
    if item.openness == Openness.WITHHELD:
        yield from _withheld(item)
    if item.audience == Audience.GROUP and not item.group.strip():
        yield "group", "对象是特定群众的，写明是哪些群众。"


def _withheld(item: Item) -> Iterator[Defect]:
    basis = vocabulary.bases().get(item.basis)
    if basis is None:
        yield "basis", "选择条例第十四、十五、十六条中的具体情形；其他理由不能不予公开。"
    elif basis.requires and len(item.reason.strip()) < 8:
        yield "reason", basis.requires


def _period(item: Item, today: date) -> Iterator[Defect]:
    if item.notice_from is None or item.notice_to is None:
        yield "notice_to", "填写公示期的起止日期，期满自动撤下。"
    elif item.notice_to < item.notice_from:
        yield "notice_to", "公示期的终日早于始日，请核对。"
    elif item.about.takes_down and item.notice_to < today:
        yield "notice_to", f"公示期到 {item.notice_to} 已经结束，请按实际张贴的日子重新填写起止日期。"


def _by_kind(item: Item, today: date) -> Iterator[Defect]:
    about = item.about
    if about.notice and item.is_public_by_nature:
        yield from _period(item, today)
    for element in about.element:
        if not str(item.elements.get(element.code, "")).strip():
            yield f"element_{element.code}", f"写明{element.title}。"
    if about.interprets and not item.links.filter(what=Link.What.INTERPRETS).exists():
        yield "interprets", "选择所解读的文件，两边的页面会互相链接。"
    if about.register and about.numbered and not item.document_number:
        yield "document_number", f"{about.title}要写文号。"
    if about.register == "regulations" and not item.organ.makes_regulations:
        yield "kind", f"{item.organ.name}没有规章制定权，请改选种类。"


def _joint(item: Item) -> Iterator[Defect]:
    if item.joint and item.lead_id is None:
        yield "lead", "联合制作的信息由牵头机关公开，请选择牵头机关（条例第十条第三款）。"
    elif item.lead_id and item.lead_id != item.organ_id and item.is_public_by_nature:
        yield "lead", f"这份信息由牵头的{item.lead.name}公开，本机关不公开（条例第十条第三款）。"


def metadata_filled(item: Item) -> tuple[int, int]:
    """How many of the counted metadata are there, and of how many."""
    return sum(bool(getattr(item, name)) for name in METADATA), len(METADATA)


def needs_interpretation(item: Item) -> bool:
    """Whether a document must have its 解读 and has none yet: 三同步, 国办发〔2016〕80号."""
    if not item.about.interpret:
        return False
    return not item.linked.filter(what=Link.What.INTERPRETS).exclude(item__state="dropped").exists()


def needs_impact(item: Item, overruled: bool) -> bool:
    """Whether an impact assessment must stand in the record. 个人信息保护法第五十五条."""
    return overruled or item.audience == Audience.GROUP
