"""What the narrative says in figures: quantities with what they count, their scope, year and parts."""

import re
from collections.abc import Iterator
from functools import lru_cache

from gongkai.report.model import Report, Statement
from gongkai.report.narrative.quantities import SCOPE, YEAR, Quantity, quantities
from gongkai.report.narrative.sentences import Sentence, sentences

__all__ = ["Quantity", "Sentence", "none_of", "quantities", "sentences", "statements"]

LONGEST_QUOTE = 160
NONE = re.compile(
    r"(?:[未没无](?!经)(?:有|曾|再)?(?:收到|接到|受理|接收|发生|产生|出现|存在|被|因|办理)?)"
    r"(?P<what>[^，。；、\d]{0,24}?(?:信息公开(?:的)?申请|公开申请|依申请公开|行政复议|行政诉讼|复议|诉讼)"
    r"(?:申请)?(?:(?:、|和|及|与|或|或者|，)(?:被?提起|被?申请)?(?:行政)?(?:复议|诉讼|起诉))*)"
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
    from gongkai.report.narrative.quantities import in_sentence

    said: list[Statement] = []
    for sentence in read:
        said += (_statement(quantity) for quantity in in_sentence(sentence) if not quantity.about)
        said += none_of(sentence)
    return tuple(said)


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
            match["what"],
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
