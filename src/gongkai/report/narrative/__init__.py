"""What the narrative says in figures: quantities with what they count, their scope, year and parts."""

import re
from collections.abc import Iterator
from functools import lru_cache

from gongkai.report.model import Report, Statement
from gongkai.report.narrative import cutting
from gongkai.report.narrative.cutting import Sentence, sentences
from gongkai.report.narrative.grammar import SCOPE, YEAR, Quantity, in_sentences, quantities

__all__ = ["Quantity", "Sentence", "forget", "none_of", "quantities", "sentences", "statements"]

LONGEST_QUOTE = 160
ABOUT_REVIEWS = r"(?:行政)?(?:复议|诉讼)(?:案件?|申请)?"
NONE = re.compile(
    r"(?:(?:[未无]|没有)(?:再|曾)?(?:收到|接到|受理|接收|发生|产生|出现|涉及)(?:[过了])?|(?:没有|无)(?=政府信息|信息公开|依申请|因|行政))"
    r"(?P<what>[^，。；、\d未不逾超延]{0,28}?(?:信息公开(?:的)?申请|公开申请|依申请公开|申请公开)(?:事项|办件|件|的相关信息|的申请)?"
    rf"(?=[，。；、,;（）]|$|的?情况|的?情形)|[^，。；\d]{{0,28}}?{ABOUT_REVIEWS}"
    rf"(?:(?:、|和|及|与|或|或者|以及|，)(?:被)?(?:提起)?(?:的)?{ABOUT_REVIEWS})*(?![^，。；]{{0,16}}(?:纠|败|撤|责令)))"
    r"|(?:未|没有)(?=(?:制发|制定|出台|印发))(?P<made>[^，。；]{0,16}规范性文件)"
)
"""A statement of nothing: 未收到政府信息公开申请, 无行政复议、行政诉讼."""


def statements(report: Report) -> tuple[Statement, ...]:
    """Every statement of the narrative in figures, in order; what was told to be none is a statement of 0.

    >>> report = Report.of({"sections/1": "2022年我镇主动公开政府信息124条，其中政府网站100条，公众号24条。"})
    >>> said, = statements(report)
    >>> said.quantity, said.unit, said.scope, said.year, [part.quantity for part in said.parts]
    (124, '条', '我镇', 2022, [100, 24])
    """
    return _statements(sentences(report))


@lru_cache(maxsize=16)
def _statements(read: tuple[Sentence, ...]) -> tuple[Statement, ...]:
    order = {id(sentence): index for index, sentence in enumerate(read)}
    said = [(order[id(one.sentence)], _statement(one)) for one in in_sentences(read) if not one.about]
    said += [(index, none) for index, sentence in enumerate(read) for none in none_of(sentence)]
    return tuple(statement for _, statement in sorted(said, key=lambda item: item[0]))


def forget() -> None:
    """Let go of the texts read last, which are kept so that reader and checks read each but once; for measuring."""
    cutting.forget()
    in_sentences.cache_clear()
    _statements.cache_clear()


def none_of(sentence: Sentence) -> Iterator[Statement]:
    """The statements of a sentence that there was none of something."""
    text = sentence.text
    if not ("未" in text or "没" in text or "无" in text):
        return
    for match in NONE.finditer(text):
        before = text[: match.start()]
        years, scopes = YEAR.findall(before), SCOPE.findall(before)
        yield Statement(
            0,
            match["what"] or match["made"],
            "件",
            scope=scopes[-1] if scopes else None,
            year=int(years[-1]) if years else None,
            quote=quote(sentence),
            place=sentence.place,
        )


def quote(sentence: Sentence) -> str:
    """The words of the document, shortened at the end where the sentence is long."""
    return sentence.raw if len(sentence.raw) <= LONGEST_QUOTE else sentence.raw[: LONGEST_QUOTE - 1] + "…"


def _statement(quantity: Quantity) -> Statement:
    return Statement(
        quantity.figure,
        quantity.of,
        quantity.unit,
        quantity.scope,
        quantity.year,
        tuple(_statement(part) for part in quantity.parts),
        quote(quantity.sentence),
        quantity.sentence.place,
    )
