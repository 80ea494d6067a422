"""The sentences that the platform itself drafts, told apart from what people wrote: only the latter can be copied."""

import re
import tomllib
from dataclasses import replace
from functools import cache
from importlib.resources import files

from gongkai.report.model import Report

HOLE = re.compile(r"\{[^{}]+\}")
PIECES = re.compile(r"(?<=[。；\n])")
SHORTEST = 4
"""Shorter pieces of a template, such as a full stop after a hole, name no sentence."""


@cache
def drafted() -> "re.Pattern[str]":
    """Every sentence of `data/sentences.toml`, with anything in its holes."""
    data = tomllib.loads((files(__package__) / "data" / "sentences.toml").read_text(encoding="utf-8"))
    texts = [template.get(name, "") for template in data["sentence"] for name in ("text", "zero")]
    pieces = {piece.strip() for text in texts for piece in PIECES.split(text)}
    known = [piece for piece in sorted(pieces) if len(HOLE.sub("", piece)) >= SHORTEST]
    return re.compile("|".join("[^。；\n]*?".join(map(re.escape, HOLE.split(piece))) for piece in known))


def own_words(report: Report) -> Report:
    """The report without the sentences that the platform drafted: what two reports are compared by."""
    sections = tuple(replace(section, text=_own(section.text)) for section in report.sections)
    return replace(report, opening=_own(report.opening), sections=sections)


def _own(text: str) -> str:
    return "".join(piece for piece in PIECES.split(text) if not drafted().fullmatch(piece.strip())).strip()
