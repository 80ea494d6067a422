"""Statutory letters (告知书): cited text by outcome, on paper."""

from gongkai.letters.composing import compose
from gongkai.letters.errors import Incomplete
from gongkai.letters.kinds import KINDS, Kind, kind_of
from gongkai.letters.letter import Letter
from gongkai.letters.trying import faults

__all__ = ["KINDS", "Incomplete", "Kind", "Letter", "compose", "faults", "kind_of"]
