"""The registry of letters: one template a kind, in `templates/<kind>.toml`, which an organ may word anew."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from gongkai.letters.errors import Incomplete
from gongkai.letters.fields import Field, fields_of
from gongkai.letters.wording import placeholders

KINDS: tuple[str, ...] = (
    *("application_form", "registration", "receipt", "correction_notice", "extension_notice"),
    *("reasons_notice", "deferral_notice", "fee_notice"),
    *("third_party_consultation", "consultation_notice", "joint_maker_consultation", "organ_consultation"),
    *("already_public", "granted", "partly_granted", "refused", "special_access"),
    *("not_existing", "not_responsible", "would_need_creating", "still_unclear"),
    *("not_processed", "no_longer_processed", "closing", "disclosure_notice", "correction_reply"),
    *("approval_sheet", "delivery_proof", "transfer_list"),
)
"""Every letter, in the order of an application's life."""
OVERRIDABLE = frozenset({"title", "text", "outcomes", "parts"})
COMPUTED = frozenset({"you", "received", "remedies", "basis", "parts", "contact"})


@dataclass(frozen=True, slots=True)
class Must:
    """What the law wants in a letter: data that it holds, words that it says (a regular expression), or both."""

    what: str
    cites: str
    holds: tuple[str, ...] = ()
    says: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """Two dates of which the first may not be the later; `strict`: nor the same day."""

    first: str
    then: str
    what: str
    cites: str
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of letter as its template describes it."""

    key: str
    name: str
    summary: str
    cites: str
    since: date
    title: str
    text: str
    to: str
    this: str
    refusal: bool
    fields: tuple[Field, ...]
    musts: tuple[Must, ...]
    orders: tuple[Order, ...]
    outcomes: Mapping[str, Mapping[str, str]]
    parts: Mapping[str, str]
    example: Mapping[str, Any]
    groups: tuple[str, ...] = ()
    """The groups of common data it is made from."""
    note: str = ""

    @property
    def has_remedies(self) -> bool:
        """Whether the letter tells how to seek a remedy."""
        return any("remedies" in must.holds for must in self.musts)


def kind_of(key: str, wording: Path | None = None) -> Kind:
    """The letter of that key, with the organ's own wording from the folder `wording`; raises `Incomplete`."""
    if key not in KINDS:
        raise Incomplete(f"没有“{key}”这种文书，可用的见 gongkai letter list。")
    own = wording / f"{key}.toml" if wording else None
    if own is None or not own.exists():
        return _national(key)
    kind = _kind(key, _laid_over(_template(key), own))
    _refuse_strangers(kind, own)
    return kind


@cache
def _national(key: str) -> Kind:
    return _kind(key, _template(key))


@cache
def common() -> Mapping[str, Any]:
    """What every letter shares."""
    return tomllib.loads((files("gongkai.letters") / "data" / "common.toml").read_text(encoding="utf-8"))


def _template(key: str) -> Mapping[str, Any]:
    return tomllib.loads((files("gongkai.letters") / "templates" / f"{key}.toml").read_text(encoding="utf-8"))


def _laid_over(template: Mapping[str, Any], own: Path) -> Mapping[str, Any]:
    try:
        data = tomllib.loads(own.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Incomplete(f"本机关的文书用语 {own.name} 读不出来：{error}。") from error
    strangers = sorted(set(data) - OVERRIDABLE)
    if strangers:
        allowed = "、".join(sorted(OVERRIDABLE))
        raise Incomplete(f"{own.name} 里不能改写 {'、'.join(strangers)}，只能改写 {allowed}。")
    merged = {**template, **data}
    for table in ("outcomes", "parts"):
        merged[table] = {**template.get(table, {}), **data.get(table, {})}
    return merged


def _kind(key: str, data: Mapping[str, Any]) -> Kind:
    groups = common()["groups"]
    used = ["organ", *data.get("uses", ())]
    answer = common()["answer"]["must"] if data.get("answers") else []
    tables = [groups[name] for name in used] + [data.get("fields", {})]
    return Kind(
        key=key,
        name=data["name"],
        summary=data["summary"],
        cites=data["cites"],
        since=data["since"],
        title=data["title"],
        text=data["text"],
        to=data.get("to", ""),
        this=data.get("this", "告知书"),
        refusal=data.get("refusal", False),
        fields=tuple(
            field for table in tables for field in fields_of(table) if field.path not in data.get("without", ())
        ),
        musts=tuple(
            Must(**{**must, "holds": tuple(must.get("holds", ()))}) for must in [*answer, *data.get("must", ())]
        ),
        orders=tuple(Order(**order) for order in data.get("order", ())),
        outcomes=data.get("outcomes", {}),
        parts=data.get("parts", {}),
        example=_example(used, data["example"], data.get("without", ())),
        groups=tuple(used),
        note=data.get("note", ""),
    )


def _example(groups: Iterable[str], own: Mapping[str, Any], without: Sequence[str]) -> Mapping[str, Any]:
    """The data of the example: those of its groups, then its own."""
    merged: dict[str, Any] = {}
    for part in [*(common()["example"][group] for group in groups), own]:
        for key, value in part.items():
            merged[key] = {**merged.get(key, {}), **value} if isinstance(value, dict) else value
    return {key: value for key, value in merged.items() if key not in without}


def _refuse_strangers(kind: Kind, own: Path) -> None:
    known = {field.path for field in kind.fields} | COMPUTED
    known |= {name for phrases in kind.outcomes.values() for name in phrases}
    strangers = sorted(name for name in placeholders(kind.text + kind.title) if name not in known and ":" not in name)
    if strangers:
        named = "、".join(f"{{{name}}}" for name in strangers)
        raise Incomplete(f"{own.name} 里的 {named} 不是{kind.name}的数据，请核对花括号里的名称。")
