"""A file for a partial answer: what the officer chose is masked for good and proven gone; the original stays in the
case. What he leaves, and what he adds, he gives a reason for."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import NamedTuple

from django.db import transaction

from gongkai.documents import Unreadable
from gongkai.privacy.chosen import CHOSEN, chosen_words, still_there
from gongkai.privacy.masking import mask_bytes
from gongkai.privacy.model import Finding
from gongkai.privacy.policies import Policy, UnknownPolicy, default_policy
from gongkai.privacy.proof import prove_bytes
from gongkai.privacy.scanning import scan_bytes
from gongkai.web.applications.models import Application
from gongkai.web.applications.services.proving import keep
from gongkai.web.applications.services.stepping import changing, happen
from gongkai.web.audit.services import Actor, Refused, record
from gongkai.web.disclosure.services.scanning import TITLES
from gongkai.web.files.models import StoredFile
from gongkai.web.files.services import read_private

ORIGINAL, PUBLIC = "原件-", "公开件-"
UNMASKABLE = "seal_or_signature"
MEND = "有签名、人脸、证件、不该公开的印章的，先在原件上遮住或者删去，再重新上传；没有的，勾上“图片都看过了”。"


@dataclass(frozen=True)
class Redacted:
    """The file to give out, how often each kind was masked, and what nobody could look into."""

    file: StoredFile
    masked: dict[str, int]
    doubts: tuple[str, ...]


@dataclass(frozen=True)
class Group:
    """One datum that a file holds, wherever it stands: what the officer ticks."""

    key: str
    title: str
    shown: str
    places: tuple[str, ...]
    proposed: bool
    """Whether the law's default masks it."""


class Looked(NamedTuple):
    """What stands in an original: data, where nobody could look, and pictures, which only a person can judge."""

    groups: list[Group]
    doubts: tuple[str, ...]
    pictures: tuple[str, ...]


@transaction.atomic
def take_in(application: Application, *, content: bytes, name: str, by: Actor, today: date) -> StoredFile:
    """Keep the original under the applicant's key, to be looked through."""
    with changing(application, "redact", by=by, today=today) as locked:
        _scanned(locked, content, name)
        file = keep(locked, content, f"{ORIGINAL}{name}", by)
        record("applications.redaction_begun", locked, by=by, file=file.key)
    return file


@transaction.atomic
def look(application: Application, file: StoredFile, *, by: Actor) -> Looked:
    """What stands in the original, one line a datum. The look is logged."""
    content, name = _original(application, file, by)
    findings, doubts = _scanned(application, content, name)
    groups = _grouped(findings)
    shown = [_group(key, found) for key, found in groups.items() if found[0].kind != UNMASKABLE]
    return Looked(shown, doubts, _pictures(findings))


def _pictures(findings: Iterable[Finding]) -> tuple[str, ...]:
    """Where the pictures of a file stand: signatures, seals, faces, papers; none of them is masked."""
    return tuple(one.where for one in findings if one.kind == UNMASKABLE)


def _original(application: Application, file: StoredFile, by: Actor) -> tuple[bytes, str]:
    if file.case != f"applications.application:{application.pk}" or not file.name.startswith(ORIGINAL):
        raise Refused("本件没有这个文件。")
    why = f"{application.number}制作公开件"
    return read_private(file, by=by, act="applications.redact", why=why), file.name.removeprefix(ORIGINAL)


def _scanned(application: Application, content: bytes, name: str) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    """What stands in a file; the telephones that the organ itself publishes are nobody's."""
    try:
        scan = scan_bytes(content, name, published=application.organ.telephones())
    except Unreadable as error:
        raise Refused(f"这个文件不能自动遮盖：{error}") from error
    return scan.findings, scan.doubts


def _grouped(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """Datum → its places; the key says only which it is in the order of the file."""
    by_secret: dict[tuple[str, str], list[Finding]] = {}
    for one in findings:
        by_secret.setdefault((one.kind, one.secret), []).append(one)
    return {f"f{number}": found for number, found in enumerate(by_secret.values())}


def _group(key: str, found: list[Finding]) -> Group:
    first, rule = found[0], default_policy()
    places = tuple(dict.fromkeys(one.where for one in found))
    return Group(key, TITLES.get(first.kind, first.kind), first.masked, places, any(map(rule.masks, found)))


@transaction.atomic
def redact(
    application: Application, file: StoredFile, *, chosen: Collection[str], why_left: str = "",
    words: Mapping[str, str] | None = None, pictures_seen: bool = False, by: Actor, today: date,
) -> Redacted:  # fmt: skip
    """Mask the chosen data and words, and prove that none of it is left. 条例第十五条、第三十七条.

    `chosen`: keys of `look`. What the law's default would mask and is left needs `why_left`; `words`: word → reason;
    `pictures_seen`: a person looked at the pictures, which go out as they are.
    """
    words = {word.strip(): reason.strip() for word, reason in (words or {}).items()}
    with changing(application, "redact", by=by, today=today) as locked:
        content, name = _original(locked, file, by)
        findings = _scanned(locked, content, name)[0]
        groups, pictures = _grouped(findings), _pictures(findings)
        if pictures and not pictures_seen:
            raise Refused(
                f"文件里有 {len(pictures)} 处图片（{'；'.join(pictures[:5])}），系统不能按区域涂黑。请逐张看过，{MEND}"
            )
        left = _left(groups, chosen, why_left, words)
        wanted = [one for key in groups if key in chosen for one in groups[key]]
        result, proof = _masked(content, name, wanted, words)
        made = keep(locked, result.data, f"{PUBLIC}{PurePath(name).stem}{result.suffix}", by)
        kinds = dict(Counter(finding.kind for finding in result.findings))
        told = f"制作公开件“{made.name.removeprefix(PUBLIC)}”，遮盖 {sum(kinds.values())} 处"
        told += f"；保留 {len(left)} 项（{why_left.strip()}）" if left else ""
        told += f"；另外遮盖 {len(words)} 项：{'、'.join(dict.fromkeys(words.values()))}" if words else ""
        told += f"；{len(pictures)} 处图片已人工看过" if pictures else ""
        event = happen(locked, "note", today, by=by, today=today, words=told)
        event.proof = made
        event.save(update_fields=["proof"])
        facts = {
            "masked": kinds,
            "left": left,
            "why_left": why_left.strip(),
            "added": len(words),
            "pictures": len(pictures),
        }
        record("applications.redacted", locked, by=by, sha256=proof, **facts)
    return Redacted(made, kinds, result.doubts)


def _left(
    groups: Mapping[str, list[Finding]], chosen: Collection[str], why_left: str, words: Mapping[str, str]
) -> dict[str, int]:
    """What the default would mask and the officer leaves, by kind; refuses where he does not say why."""
    rule = default_policy()
    kept = [found for key, found in groups.items() if key not in chosen and any(map(rule.masks, found))]
    if kept and len(why_left.strip()) < 4:
        raise Refused("保留个人信息要写明理由，例如“是申请人本人的信息”或者“本人书面同意公开”（条例第十五条）。")
    if unsaid := [word for word, reason in words.items() if not word or len(reason) < 2]:
        raise Refused(f"“{unsaid[0][:20]}”为什么遮盖，要写明理由（条例第三十七条）。")
    if unknown := set(chosen) - set(groups):
        raise Refused(f"文件里没有选中的这 {len(unknown)} 项，请刷新后重新选择。")
    return dict(Counter(found[0].kind for found in kept))


def _masked(content: bytes, name: str, wanted: list[Finding], words: Mapping[str, str]) -> tuple[object, str]:
    try:
        added = [one for one in chosen_words(content, name, words) if not any(_overlaps(one, two) for two in wanted)]
        if missing := [word for word in words if not any(one.secret == word for one in [*added, *wanted])]:
            raise Refused(f"文件里没有“{missing[0][:20]}”，请照文件里的写法填写。")
        findings = [*wanted, *added]
        kinds = frozenset({CHOSEN, *(one.kind for one in findings)})
        nothing: frozenset[str] = frozenset()
        rule = Policy("", "逐项选择", nothing, nothing, kinds, "条例第十五条、第三十七条")
        result = mask_bytes(content, name, findings, rule)
        changed = f"{PurePath(name).stem}{result.suffix}"
        proof = prove_bytes(result.data, changed, findings)
        survivors = [*proof.survivors, *still_there(result.data, changed, words)]
    except (Unreadable, UnknownPolicy) as error:
        raise Refused(f"这个文件不能自动遮盖：{error}") from error
    if survivors:
        raise Refused(f"遮盖后还能读到 {len(survivors)} 处，没有生成公开件。请改用 Word 或者 Excel 原件。")
    return result, proof.sha256


def _overlaps(one: Finding, two: Finding) -> bool:
    return one.passage == two.passage and one.start < two.end and two.start < one.end
