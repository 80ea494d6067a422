"""三校: warnings with places, by small rules in one tuple; never a black box."""

from gongkai.web.disclosure.proofreading.base import Remark, Rule, Text
from gongkai.web.disclosure.proofreading.characters import (
    DoubledCharacters,
    DoubledPunctuation,
    MissingCharacters,
    MisusedWords,
    UnpairedBrackets,
)
from gongkai.web.disclosure.proofreading.facts import (
    DeadLinks,
    DocumentNumbers,
    ImpossibleDates,
    NamesOfOrgans,
    NamesOfPosts,
    SumsInSentences,
    SumsInTables,
)

__all__ = ["RULES", "Remark", "Rule", "Text", "proofread"]

RULES: tuple[type[Rule], ...] = (
    DoubledCharacters,
    MissingCharacters,
    MisusedWords,
    UnpairedBrackets,
    DoubledPunctuation,
    ImpossibleDates,
    SumsInTables,
    SumsInSentences,
    NamesOfOrgans,
    NamesOfPosts,
    DocumentNumbers,
    DeadLinks,
)
"""The one list of rules."""


def proofread(text: Text) -> list[Remark]:
    """Every remark of every rule, in the order of the rules."""
    return [remark for rule in RULES for remark in rule().run(text)]
