"""Trying an organ's own wording on every letter before anybody relies on it."""

from collections.abc import Mapping
from pathlib import Path

from gongkai.letters.composing import compose
from gongkai.letters.errors import Incomplete
from gongkai.letters.kinds import KINDS, kind_of

REMEDIES = "remedies"


def faults(wording: Path) -> Mapping[str, str]:
    """For each letter that cannot be made in the wording of the folder, the sentence that says why."""
    found: dict[str, str] = {}
    for file in sorted(wording.glob("*.toml")):
        if file.stem not in (*KINDS, REMEDIES):
            found[file.stem] = f"没有“{file.stem}”这种文书，{file.name} 用不上，请核对文件名。"
    for key in KINDS:
        try:
            compose(key, kind_of(key).example, wording=wording)
        except Incomplete as error:
            found[key] = str(error)
    return found
