"""Title, organ, year, 文号, 签发人, date and opening: what stands before section one and after section six."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from gongkai.documents import Document, Paragraph, Place
from gongkai.documents.model import NOWHERE
from gongkai.report.reading.dates import labelled_date, period_year, plain_years, written_date
from gongkai.report.reading.prose import Prose
from gongkai.report.reading.wording import wording
from gongkai.report.reading.words import squeezed

NUMBER = re.compile(r"^(?:文号[:：])?([一-鿿]{2,20})[〔\[［【(（](20\d\d)[〕\]］】)）]第?(\d{1,4})号(?=$|签发)")
SIGNER = re.compile(r"签发人?[:：]([一-鿿·㐀-䶿]{2,12})$")
META = re.compile(
    r"^正文$|^(?:标题|文号|发布机构|栏目|原文链接|本地目录|页面链接与图片|来源|索引号|字体|浏览次数|信息来源|作者)[:：详]"
)
BODY = re.compile(r"^=+.*正文.*=+$")
RULE = re.compile(r"^[=\-_*—]+$")
FULL = "政府信息公开"
CAPTION_PARTS = re.compile(r"[-_|—–－>＞]+")
LONGEST_TITLE, LONGEST_PRINT, LONGEST_BEFORE = 90, 80, 40
LONGEST_LOOK = 400
"""So much of a paragraph is looked at for a title or small print, blanks included."""


@dataclass
class Particulars:
    """What stands around the narrative."""

    title: str | None = None
    organ: str | None = None
    year: int | None = None
    document_number: str | None = None
    signed_by: str | None = None
    issued_on: date | None = None
    opening: str = ""
    places: dict[str, Place] = field(default_factory=dict)

    def note(self, name: str, value: object, place: Place) -> None:
        """Set a field that is not yet known."""
        if value and getattr(self, name) is None:
            setattr(self, name, value)
            self.places[name] = place


@cache
def _title() -> re.Pattern[str]:
    """A whole title: the organ before or after the year."""
    words = "[一-鿿（）()·]"
    return re.compile(
        rf"^(?:标题[:：])?(?P<title>(?P<organ>{words}{{0,40}}?)(?P<year>20\d\d)?年?度?(?P<rest>{words}{{0,40}}?)"
        rf"{wording()['organs']['report']})$"
    )


def _titled(plain: str) -> re.Match[str] | None:
    """The title that a text is; without the words 政府信息公开 it must name a year, or it may be a crumb of a page."""
    match = _title().match(plain)
    return match if match and (match["year"] or FULL in match["title"]) else None


def read_particulars(prose: Prose, document: Document) -> Particulars:
    """The particulars of a report."""
    found = Particulars()
    found.opening = "\n".join(_read_head(found, prose.head))
    for piece in reversed(prose.tail):
        if (signed := written_date(piece.text)) and "issued_on" not in found.places:
            found.issued_on, found.places["issued_on"] = signed, piece.place
    text = "\n".join(block.text for block in document.paragraphs())
    if found.title is None:
        _title_anywhere(found, document)
    if found.title is None and document.caption:
        _title_in_caption(found, document.caption)
    if found.year is None:
        said = "\n".join((found.opening, *(section.text for section in prose.sections[:1])))
        found.year = period_year(text, said)
    if found.organ is None and prose.tail:
        _organ_of_signature(found, prose.tail)
    if found.organ:
        found.organ = fullest(found.organ, squeezed(text))
    return found


def _read_head(found: Particulars, head: Sequence[Paragraph]) -> Iterator[str]:
    """Take the particulars out of the head; what is left is the opening."""
    body = next((n + 1 for n, piece in enumerate(head) if "正" in piece.text and BODY.match(squeezed(piece.text))), 0)
    plain = [plain_years(piece.text[:LONGEST_LOOK]) for piece in head]
    last_title = -1
    left: list[tuple[int, str]] = []
    position = 0
    while position < len(head):
        taken, remainder = _take_title(found, head, plain, position)
        if taken:
            position, last_title = position + taken, position + taken - 1
            left.append((last_title + 1, remainder))
            continue
        if not _small_print(found, head[position], plain[position]):
            left.append((position + 1, head[position].text))
        position += 1
    return (text for after, text in left if after > max(body, last_title) and text)


def _small_print(found: Particulars, piece: Paragraph, plain: str) -> bool:
    """Whether a line is the small print above a report: 文号, 签发人, a date, the frame of a web page."""
    if len(plain) > LONGEST_PRINT:
        return False
    if match := NUMBER.match(plain):
        found.note("document_number", f"{match[1]}〔{match[2]}〕{match[3]}号", piece.place)
    signer = SIGNER.search(plain)
    if signer:
        found.note("signed_by", signer[1], piece.place)
    published = labelled_date(plain)
    if published and found.issued_on is None:
        found.issued_on = published
    banner = len(plain) < 40 and plain.endswith("文件")
    return bool(match or signer or published or banner or META.match(plain) or RULE.match(plain))


def _take_title(found: Particulars, head: Sequence[Paragraph], plain: Sequence[str], position: int) -> tuple[int, str]:
    """How many paragraphs the title takes from `position` on, and the text that follows it in the same paragraph."""
    text = ""
    if META.match(plain[position]) and not plain[position].startswith("标题"):
        return 0, ""
    if _printed_above(plain, position):
        return 0, ""
    for size, words in enumerate(plain[position : position + 3], start=1):
        text += words
        if len(text) > LONGEST_TITLE:
            break
        alone = _titled(words) if size > 1 else None
        if alone and alone["year"] and alone["organ"]:
            break
        if (match := _titled(text)) and len(match["title"]) > 8:
            _set_title(found, match, head[position].place)
            return size, ""
    return _title_in_paragraph(found, head[position])


def _printed_above(plain: Sequence[str], position: int) -> bool:
    """Whether a line is the organ's name above a title whose first line begins with it again."""
    words = plain[position]
    following = plain[position + 1] if position + 1 < len(plain) else ""
    return bool(words) and following.startswith(words) and not _titled(words)


def _title_in_paragraph(found: Particulars, piece: Paragraph) -> tuple[int, str]:
    """A title among the crumbs of a web page or at the beginning of a text that was saved without line breaks."""
    position = 0
    for word in piece.text[:LONGEST_LOOK].split(" ")[:-1]:
        match = _titled(plain_years(word))
        position += len(word) + 1
        if match and match["year"]:
            _set_title(found, match, piece.place)
            rest = piece.text[position:].strip()
            crumbs = re.match(wording()["organs"]["crumbs"], rest)
            return 1, rest[crumbs.end() :].strip() if crumbs else rest
    return 0, ""


def _title_anywhere(found: Particulars, document: Document) -> None:
    for piece in list(document.paragraphs())[:60]:
        if match := _titled(plain_years(piece.text)):
            _set_title(found, match, piece.place)
            return


def _title_in_caption(found: Particulars, caption: str) -> None:
    """The title in the head of a web page, among the names of column and site, if it names organ and year."""
    for words in CAPTION_PARTS.split(caption):
        if (match := _titled(plain_years(words))) and match["year"] and match["organ"]:
            _set_title(found, match, NOWHERE)
            return


def _set_title(found: Particulars, match: re.Match[str], place: Place) -> None:
    dated = match["year"] and found.year is None
    if found.title is not None and not dated and (found.organ or not match["organ"]):
        return
    found.title, found.places["title"] = match["title"], place
    found.year = int(match["year"]) if match["year"] else found.year
    organ = re.sub(r"^(?:关于|首页|年?度)+|[年度的关于]+$", "", (match["organ"] or "") + (match["rest"] or ""))
    organ += "政府" if organ.endswith("人民") else ""  # of 某镇人民政府信息公开年报, whose 政府 serves twice
    if organ:
        found.organ, found.places["organ"] = organ, place


def _organ_of_signature(found: Particulars, tail: Sequence[Paragraph]) -> None:
    for piece in tail:
        plain = squeezed(piece.text)
        if any(plain.endswith(ending) for ending in wording()["organs"]["endings"]):
            found.organ, found.places["organ"] = plain, piece.place


def fullest(organ: str, text: str) -> str:
    """The organ's name with the longest beginning and ending that the document prints.

    >>> fullest("石桥镇", "由青禾县石桥镇人民政府编制。石桥镇人民政府")
    '青禾县石桥镇人民政府'
    """
    endings = wording()["organs"]["endings"]
    suffix = next((ending for ending in endings if organ.endswith(ending)), "")
    if not suffix:
        suffix = next((ending for ending in endings if "办公" not in ending and organ + ending in text), "")
        organ += suffix
    longer = (
        match[1]
        for found in re.finditer(re.escape(organ), text)
        if (match := _units().search(text[max(0, found.start() - LONGEST_BEFORE) : found.start()]))
    )
    return max((units + organ for units in longer if len(units) <= 20), key=len, default=organ)


@cache
def _units() -> re.Pattern[str]:
    """The names of areas that end a text, with the word before them that belongs to no name."""
    unit = "(?:[一-鿿]{2,8}?(?:特别行政区|自治区|自治州|自治县|省|市|州|盟|地区|区|县|旗))"
    return re.compile(rf"(?<![一-鿿])(?:由|与|请与|请联系|在|从|联系|关于)?((?:{unit}){{1,4}})$")
