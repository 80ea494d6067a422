"""Title, organ, year, 文号, 签发人, date and opening of a report, from the words before section one and after section six."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from gongkai.documents import Document, Paragraph, Place
from gongkai.report.reading.prose import Prose
from gongkai.report.reading.wording import wording
from gongkai.report.reading.words import narrow, squeezed

YEAR = re.compile(r"(20\d\d)年?度?")
DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
CHINESE_YEAR = re.compile(r"[二][〇○零０0][〇○零一二三四五六七八九]{2}(?=年)")
NUMBER = re.compile(
    r"^(?:文号[:：])?([一-鿿]{2,20}(?:字|函|发|办|文)?)[〔\[［【(（](20\d\d)[〕\]］】)）](?:第)?(\d{1,4})号(?=$|签发)"
)
SIGNER = re.compile(r"签发人?[:：]([一-鿿·㐀-䶿]{2,12}?)(?=$|[^一-鿿·㐀-䶿])")
ISSUED = re.compile(r"(20\d\d)年(\d{1,2})月(\d{1,2})日$")
PUBLISHED = re.compile(
    r"(?:发布日期|发布时间|公开日期|公布日期|成文日期|发文日期|时间|日期)[:：](20\d\d)[-年/.](\d{1,2})[-月/.](\d{1,2})"
)
META = re.compile(
    r"^(标题|发布时间|发布日期|文号|发布机构|栏目|原文链接|本地目录|页面链接与图片|来源|索引号|字体|浏览次数|=+)"
)
BODY = re.compile(r"^=+.*正文.*=+$")


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


@cache
def _title() -> re.Pattern[str]:
    report = wording()["organs"]["report"]
    return re.compile(
        rf"(?:^|[^一-鿿\d（）()])(?P<title>(?P<organ>[一-鿿（）()·]{{0,40}}?)(?P<year>20\d\d)?(?:年度?)?(?P<rest>[一-鿿（）()·]{{0,30}}?){report})"
    )


def read_particulars(prose: Prose, document: Document) -> Particulars:
    """The particulars of a report."""
    found = Particulars()
    head = list(prose.head)
    rest = _read_head(found, head)
    found.opening = "\n".join(rest)
    _read_tail(found, prose.tail)
    text = "\n".join(block.text for block in document.paragraphs())
    if found.year is None:
        found.year = _period_year(text)
    if found.organ:
        found.organ = _fullest(found.organ, squeezed(text))
    return found


def _read_head(found: Particulars, head: Sequence[Paragraph]) -> list[str]:
    """Take the particulars out of the head; what is left is the opening."""
    start = next((n + 1 for n, piece in enumerate(head) if BODY.match(squeezed(piece.text))), 0)
    left: list[str] = []
    position = 0
    while position < len(head):
        piece = head[position]
        plain = squeezed(narrow(piece.text))
        _small_print(found, plain, piece.place)
        taken, remainder = _take_title(found, head, position)
        if taken:
            left = left if position >= start and found.title is None else []
            position += taken
            left += [remainder] if remainder else []
            continue
        if position >= start and not _is_small_print(plain):
            left.append(piece.text)
        position += 1
    return left


def _small_print(found: Particulars, plain: str, place: Place) -> None:
    if len(plain) < 60 and (match := NUMBER.match(plain)) and found.document_number is None:
        found.document_number = f"{match[1]}〔{match[2]}〕{match[3]}号"
        found.places["document_number"] = place
    if len(plain) < 80 and (match := SIGNER.search(plain)) and found.signed_by is None:
        found.signed_by, found.places["signed_by"] = match[1], place
    if (match := PUBLISHED.search(plain[:400])) and found.issued_on is None:
        found.issued_on, found.places["issued_on"] = _date(match), place


def _is_small_print(plain: str) -> bool:
    return bool(
        len(plain) < 80 and (META.match(plain) or NUMBER.match(plain) or SIGNER.search(plain) or PUBLISHED.match(plain))
    ) or (len(plain) < 40 and plain.endswith("文件") and "。" not in plain)


def _take_title(found: Particulars, head: Sequence[Paragraph], position: int) -> tuple[int, str]:
    """How many paragraphs the title takes at `position`, and what follows it in the last of them."""
    for size in (1, 2, 3):
        pieces = head[position : position + size]
        if len(pieces) < size or (size > 1 and any(len(piece.text) > 60 for piece in pieces)):
            break
        plain = _chinese_year(squeezed(narrow("".join(piece.text for piece in pieces))))
        if size == 1 and len(plain) > 90 and not _title_begins(plain):
            break
        match = _title().search(plain)
        if match and _is_title(match, plain, size):
            if found.title is None:
                _set_title(found, match, pieces)
            return size, _after(match["title"], pieces[-1].text) if size == 1 else ""
    return 0, ""


def _chinese_year(plain: str) -> str:
    return CHINESE_YEAR.sub(lambda match: match[0].translate(str.maketrans({"二": "2"})).translate(DIGITS), plain)


def _title_begins(plain: str) -> bool:
    """A long paragraph that begins with its title, or holds it among the crumbs of a web page."""
    match = _title().search(plain[:200])
    return bool(match and match["year"] and "《" not in plain[: match.start("title") + 1])


def _is_title(match: re.Match[str], plain: str, size: int) -> bool:
    before, after = plain[: match.start("title")], plain[match.end("title") :]
    if size > 1:
        return not match.start("title") and not after
    return (
        bool(match["year"] or match["organ"] or match["rest"] or len(plain) < 20)
        and "《" not in before
        and not after.startswith("》")
    )


def _set_title(found: Particulars, match: re.Match[str], pieces: Sequence[Paragraph]) -> None:
    found.title, found.places["title"] = match["title"], pieces[0].place
    found.year = int(match["year"]) if match["year"] else None
    organ = (match["organ"] or "") + (match["rest"] or "")
    if organ := re.sub(r"^(关于|首页|年度?)+|[年度的]+$", "", organ):
        found.organ, found.places["organ"] = organ, pieces[0].place


def _after(title: str, text: str) -> str:
    """The text after the title, whose characters may stand apart in it."""
    wanted = len(title)
    plain = narrow(text)
    start = squeezed(plain).find(title)
    start = max(start, 0)
    for position, character in enumerate(text):
        if character.isspace():
            continue
        if start:
            start -= 1
        elif wanted:
            wanted -= 1
        else:
            rest = text[position:].strip()
            return rest if len(rest) > 40 else ""
    return ""


def _read_tail(found: Particulars, tail: Sequence[Paragraph]) -> None:
    """The signature: a date on its own line, the organ on its own line."""
    signed: date | None = None
    for piece in tail:
        plain = squeezed(narrow(_chinese_date(piece.text)))
        if len(plain) < 40 and (match := ISSUED.search(plain)):
            signed = _date(match)
            found.places["issued_on"] = piece.place
    found.issued_on = signed or found.issued_on


def _chinese_date(text: str) -> str:
    plain = squeezed(text)
    if not re.search(r"[二]〇|[二]○|二零", plain):
        return text
    return re.sub(r"([一二三四五六七八九十〇○零]+)(?=[年月日])", lambda match: _chinese_number(match[1]), plain)


def _chinese_number(text: str) -> str:
    if len(text) == 4:
        return text.translate(str.maketrans({"二": "2"})).translate(DIGITS)
    tens, ten, ones = text.partition("十")
    value = (int(tens.translate(DIGITS)) if tens else 1) * 10 if ten else 0
    return str(value + (int((ones or ("" if ten else tens)).translate(DIGITS) or 0)))


def _date(match: re.Match[str]) -> date | None:
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def _period_year(text: str) -> int | None:
    """The year of the stated period, else the year named most."""
    plain = squeezed(narrow(text))
    if match := re.search(r"(20\d\d)年1月1日", plain):
        return int(match[1])
    years = re.findall(r"20\d\d(?=年)", plain)
    return int(max(set(years), key=years.count)) if years else None


def _fullest(organ: str, text: str) -> str:
    """The organ's name with the longest beginning and ending that the document prints."""
    endings = wording()["organs"]["endings"]
    bare = next((organ.removesuffix(ending) for ending in endings if organ.endswith(ending)), organ)
    suffix = organ[len(bare) :] or next(
        (ending for ending in endings if "办公" not in ending and bare + ending in text), ""
    )
    whole = re.escape(bare + suffix)
    unit = r"(?:[一-鿿]{2,8}?(?:特别行政区|自治区|自治州|自治县|省|市|州|盟|地区|区|县|旗|镇))"
    longer = re.findall(rf"(?<![一-鿿])(?:由|与|请与|在|从|及时与|联系)?((?:{unit})+{whole})", text)
    candidates: Iterator[str] = (name for name in longer if len(name) - len(bare + suffix) <= 20)
    return max(candidates, key=len, default=bare + suffix)
