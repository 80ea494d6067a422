"""Proof that what was masked is gone: the output is opened again from its bytes, by routes the masker does not use."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

from gongkai.documents.inspection import open_file
from gongkai.documents.limits import bounded_bytes
from gongkai.privacy.collecting import seldom_collected
from gongkai.privacy.extraction import texts_of
from gongkai.privacy.model import Blocked, Finding
from gongkai.privacy.plain import PASSAGE
from gongkai.privacy.searching import Wanted

TOOLS = ("gongkai", "lxml", "pikepdf", "pypdfium2", "pdfminer.six", "python-calamine", "mammoth")
RULES = ("words", "columns", "masks", "policies")
SEARCHED = "按查找时的各条路径"
AT_ONCE = 500_000
"""About as many characters of the passages are searched at once."""


@dataclass(frozen=True, slots=True)
class Proof:
    """A signed-off record: what went in, what came out, what was masked, by which rules, and what was searched."""

    ok: bool
    source_sha256: str
    sha256: str
    masked: dict[str, int]
    survivors: tuple[str, ...]
    routes: tuple[str, ...]
    doubts: tuple[str, ...] = ()
    rules: str = ""
    versions: dict[str, str] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """The record with its own digest, without any number."""
        data: dict[str, Any] = {name: getattr(self, name) for name in self.__slots__}
        data |= {name: list(data[name]) for name in ("survivors", "routes", "doubts")}
        text = json.dumps(data, ensure_ascii=False, sort_keys=True)
        return data | {"digest": hashlib.sha256(text.encode()).hexdigest()}


def prove(path: Path | str, findings: Iterable[Finding], *, source_sha256: str = "") -> Proof:
    """Whether none of what was masked survives in the file at `path`; `findings` as the mask carried them out.

    Raises `Blocked` where the file cannot be searched, or a finding does not know its number any more.
    """
    return prove_bytes(bounded_bytes(Path(path)), Path(path).name, findings, source_sha256=source_sha256)


def prove_bytes(data: bytes, name: str, findings: Iterable[Finding], *, source_sha256: str = "") -> Proof:
    """The same for bytes in memory."""
    masked = tuple(findings)
    if any(not finding.secret for finding in masked):
        raise Blocked("这些查找结果不含原号码，不能据此证明；请在同一次运行里查找、遮盖、证明。")
    try:
        wanted = Wanted(masked)
        routes: dict[str, None] = {}
        survivors: dict[str, None] = {}
        doubts: list[str] = []
        with seldom_collected():
            for route, text in _everything(data, name, doubts):
                routes[route] = None
                survivors |= dict.fromkeys(f"{route}：{preview}" for preview in wanted.found_in(text))
    except Blocked:
        raise
    except Exception as error:
        raise Blocked(f"证明时出错（{type(error).__name__}：遮盖后的文件重新打开后读不全），不得公开。") from None
    kinds = dict(Counter(finding.kind for finding in masked))
    digest = hashlib.sha256(data).hexdigest()
    seen = tuple(dict.fromkeys(doubts))
    return Proof(
        not survivors, source_sha256, digest, kinds, tuple(survivors), tuple(routes), seen, _rules(), _versions()
    )


def _everything(data: bytes, name: str, doubts: list[str]) -> Iterator[tuple[str, str]]:
    """The texts of the file by every route of the scan, then by other programs and from the bare bytes."""
    opened = open_file(data, name)
    pieces: list[str] = []
    size = 0
    for passage in opened.passages():
        pieces.append(passage.text)
        size += len(passage.text)
        if size > AT_ONCE:
            yield SEARCHED, PASSAGE.join(pieces)
            pieces, size = [], 0
    yield SEARCHED, PASSAGE.join(pieces)
    doubts += opened.doubts
    yield from texts_of(data, name)


@cache
def _rules() -> str:
    """The digest of the rules by which was found and masked."""
    folder = files("gongkai.privacy") / "data"
    return hashlib.sha256(b"".join((folder / f"{name}.toml").read_bytes() for name in RULES)).hexdigest()


def _versions() -> dict[str, str]:
    return {name: version(name) for name in TOOLS}
