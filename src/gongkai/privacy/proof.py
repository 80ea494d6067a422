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
STILL_NAMED = "名册里遮盖了的姓名（{}{}）在文件别处还有，请人工核对是否也要遮盖。"
MOST_NAMED = 5
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
        with seldom_collected():
            searched = _Searched(data, name, Wanted(masked))
    except Exception as error:
        raise Blocked(f"证明时出错（{type(error).__name__}：遮盖后的文件重新打开后读不全），不得公开。") from None
    return Proof(
        ok=not searched.survivors,
        source_sha256=source_sha256,
        sha256=hashlib.sha256(data).hexdigest(),
        masked=dict(Counter(finding.kind for finding in masked)),
        survivors=tuple(searched.survivors),
        routes=tuple(searched.routes),
        doubts=tuple(dict.fromkeys(searched.doubts)),
        rules=_rules(),
        versions=_versions(),
    )


class _Searched:
    """A file searched by every route: by which, what survives, what a person must look at."""

    def __init__(self, data: bytes, name: str, wanted: Wanted) -> None:
        self.routes: dict[str, None] = {}
        self.survivors: dict[str, None] = {}
        self.doubts: list[str] = []
        named: dict[str, None] = {}
        for route, text in _everything(data, name, self.doubts):
            self.routes[route] = None
            self.survivors |= dict.fromkeys(f"{route}：{preview}" for preview in wanted.found_in(text))
            if route == SEARCHED:
                named |= dict.fromkeys(wanted.names_in(text))
        if named:
            more = "等" if len(named) > MOST_NAMED else ""
            self.doubts.append(STILL_NAMED.format("、".join(list(named)[:MOST_NAMED]), more))


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
