"""Proof that what was masked is gone: the output is opened again from its bytes, by routes the masker does not use."""

import hashlib
import json
import re
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
from gongkai.privacy.extraction import texts_of
from gongkai.privacy.model import Blocked, Finding
from gongkai.privacy.plain import PASSAGE, plain, spelled

TOOLS = ("gongkai", "lxml", "pikepdf", "pypdfium2", "pdfplumber", "python-calamine", "mammoth")
RULES = ("words", "columns", "masks", "policies")
PIECE = 12
"""Digits from which the beginning or the end of a number is searched for by itself."""
KEPT = 4
"""Digits that a mask may leave at either end."""
_GAPS = re.compile(r"(?<=[0-9Xx])[ \t\r\n\-_.·/\u200b\x1f]{1,3}(?=[0-9Xx])")
_RUN = re.compile(r"[0-9Xx]{8,}|[A-Z]{1,3}[0-9]{6,}")
_SPELLED = re.compile("[〇○零一二三四五六七八九壹贰叁肆伍陆柒捌玖幺]{4}")
_TOKEN = re.compile(r"[\w\u3400-\u9fff·-]{4,}")


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
        wanted = _Wanted(masked)
        routes: dict[str, None] = {}
        survivors: dict[str, None] = {}
        doubts: list[str] = []
        for route, text in _everything(data, name, doubts):
            routes[route] = None
            survivors |= dict.fromkeys(f"{route}：{preview}" for preview in wanted.found_in(text))
    except Blocked:
        raise
    except Exception as error:
        raise Blocked(f"证明时出错（{type(error).__name__}：遮盖后的文件重新打开后读不全），不得公开。") from error
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
    for passage in opened.passages():
        pieces.append(passage.text)
    doubts += opened.doubts
    yield "按查找时的各条路径", PASSAGE.join(pieces)
    yield from texts_of(data, name)


class _Wanted:
    """The masked strings in the forms in which they could survive."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        self.numbers: dict[int, dict[str, str]] = {}
        self.texts: dict[str, str] = {}
        for finding in findings:
            digits = _digits(finding.secret)
            if len(digits) >= 8 and len(digits) * 2 >= len(finding.secret.strip()):
                for piece in _pieces(digits):
                    self.numbers.setdefault(len(piece), {})[piece] = f"{finding.kind} {finding.masked}"
            elif finding.kind in ("address", "email") and len(finding.secret.strip()) >= 6:
                self.texts[finding.secret.strip()] = f"{finding.kind} {finding.masked}"

    def found_in(self, text: str) -> Iterator[str]:
        """The previews of those that a text holds."""
        narrow = plain(text)
        forms = {narrow: None, _GAPS.sub("", narrow): None}
        if _SPELLED.search(narrow):
            forms[spelled(narrow)] = None
        for form in forms:
            for run in _RUN.findall(form):
                yield from self._in_run(run.upper())
        if self.texts:
            yield from self._in_words(text)

    def _in_run(self, run: str) -> Iterator[str]:
        for length, known in self.numbers.items():
            for at in range(len(run) - length + 1):
                if (preview := known.get(run[at : at + length])) is not None:
                    yield preview

    def _in_words(self, text: str) -> Iterator[str]:
        if len(self.texts) <= 200:
            yield from (preview for secret, preview in self.texts.items() if secret in text)
            return
        for token in _TOKEN.findall(text):
            if (preview := self.texts.get(token)) is not None:
                yield preview


def _digits(text: str) -> str:
    return re.sub(r"[^0-9A-Z]", "", spelled(plain(text)).upper())


def _pieces(digits: str) -> Iterator[str]:
    """The whole number, and its beginning and its end as far as the mask must have broken them."""
    yield digits
    if len(digits) - KEPT >= PIECE:
        yield digits[:-KEPT]
        yield digits[KEPT:]


@cache
def _rules() -> str:
    """The digest of the rules by which was found and masked."""
    folder = files("gongkai.privacy") / "data"
    return hashlib.sha256(b"".join((folder / f"{name}.toml").read_bytes() for name in RULES)).hexdigest()


def _versions() -> dict[str, str]:
    return {name: version(name) for name in TOOLS}
