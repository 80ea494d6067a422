"""Mask a file: what a policy calls for is replaced in its data, columns it forbids are emptied. The original stays."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from gongkai.documents import Unreadable
from gongkai.documents.inspection import Change, Passage, open_file
from gongkai.documents.limits import bounded_bytes
from gongkai.privacy.collecting import seldom_collected
from gongkai.privacy.columns import LONG_NUMBER, Column, header_words
from gongkai.privacy.model import Blocked, Finding
from gongkai.privacy.naming import OUTSIDE, without_numbers
from gongkai.privacy.plain import plain
from gongkai.privacy.policies import Policy, policy_named
from gongkai.privacy.scanning import scan_bytes
from gongkai.privacy.stretch import Grids

SHORTEST_ECHO = 4
"""Characters from which a value of a masked column is also masked where it stands by itself elsewhere."""


@dataclass(frozen=True, slots=True)
class Masked:
    """A masked file: its bytes, the suffix of what it is now, what was masked, and what nobody could look into."""

    data: bytes
    suffix: str
    findings: tuple[Finding, ...]
    doubts: tuple[str, ...] = ()


def mask(path: Path | str, findings: Iterable[Finding] | None = None, policy: str | Policy | None = None) -> Masked:
    """The file with what the policy calls for masked; `findings` as `scan` gave them, or those a person accepted.

    Raises `Unreadable` for a file that cannot be read or written, `UnknownPolicy` for a policy that there is none of.
    """
    return mask_bytes(bounded_bytes(Path(path)), Path(path).name, findings, policy)


def mask_bytes(
    data: bytes, name: str, findings: Iterable[Finding] | None = None, policy: str | Policy | None = None
) -> Masked:
    """The same for bytes in memory."""
    rule = policy if isinstance(policy, Policy) else policy_named(policy)
    found = scan_bytes(data, name).findings if findings is None else findings
    chosen = tuple(finding for finding in found if finding.passage != OUTSIDE and rule.masks(finding))
    try:
        with seldom_collected():
            return _masked(data, name, chosen, rule)
    except Unreadable as error:
        raise without_numbers(error) from None
    except Exception as error:
        raise Blocked(f"遮盖时出错（{type(error).__name__}），没有写出文件；请交技术人员查看。") from None


def _masked(data: bytes, name: str, chosen: tuple[Finding, ...], rule: Policy) -> Masked:
    opened = open_file(data, name)
    by_passage: dict[int, list[Finding]] = {}
    for finding in chosen:
        by_passage.setdefault(finding.passage, []).append(finding)
    echoes = {
        finding.secret.strip(): _replacement(finding, rule)
        for finding in chosen
        if finding.field and len(finding.secret.strip()) >= SHORTEST_ECHO
    }
    grids = Grids()
    for number, passage in enumerate(opened.passages()):
        edits = [_edit(passage, finding, rule) for finding in by_passage.get(number, ())]
        if passage.grid and rule.drop:
            edits += _dropped(passage, grids, rule)
        if not passage.grid and (new := echoes.get(passage.text.strip())) is not None:
            edits = [Change(0, len(passage.text), new)]
        passage.changes = edits
    unchanged = not opened.changed and Path(name).suffix.lower() == opened.suffix
    return Masked(data if unchanged else opened.save(), opened.suffix, chosen, tuple(dict.fromkeys(opened.doubts)))


def _edit(passage: Passage, finding: Finding, rule: Policy) -> Change:
    if passage.text[finding.start : finding.end] != finding.secret:
        raise Blocked("文件和先前的查找结果对不上，可能已被改动；请重新查找后再遮盖。")
    return Change(finding.start, finding.end, _replacement(finding, rule))


def _replacement(finding: Finding, rule: Policy) -> str:
    return "" if finding.field in rule.drop else finding.masked


def _dropped(passage: Passage, grids: Grids, rule: Policy) -> Iterator[Change]:
    """The cells of a row that stand in forbidden columns, the header among them."""
    known: Mapping[int, Column] = grids.headers.get(passage.grid, {})
    if not LONG_NUMBER.search(passage.text) and header_words().search(plain(passage.text)):
        known = grids.learn(passage)
    ends = (*passage.cells[1:], len(passage.text) + 1)
    for offset, end, number in zip(passage.cells, ends, passage.columns, strict=True):
        column = known.get(number)
        if column is not None and column.field in rule.drop and end - 1 > offset:
            yield Change(offset, end - 1, "")
