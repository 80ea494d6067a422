"""From data to a letter: read it, decide outcome and remedies, word it, prove that nothing the law wants is missing."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from gongkai.law.errors import BadInput
from gongkai.law.outcomes import Outcome, outcome
from gongkai.law.parameters import national
from gongkai.letters.citing import named_in_full
from gongkai.letters.errors import Incomplete
from gongkai.letters.fields import words
from gongkai.letters.kinds import Kind, Must, common, kind_of
from gongkai.letters.letter import Letter, words_of
from gongkai.letters.remedies import Answer, Organ, remedies
from gongkai.letters.wording import filled, lay, placeholders
from gongkai.paper import Block


def compose(key: str, data: Mapping[str, Any], *, wording: Path | None = None) -> Letter:
    """The letter of kind `key` from its data, in the organ's own wording if it has one.

    Raises `Incomplete` with one sentence where data, wording or the day would make a letter the law does not allow.
    """
    kind = kind_of(key, wording)
    _refuse_strangers(kind, data)
    values = {field.path: field.read(data) for field in kind.fields}
    on: date = values["on"]
    if on < kind.since:
        raise Incomplete(
            f"{kind.name}自 {kind.since.isoformat()} 起才有依据（{kind.cites}），请核对成文日期。", kind.cites
        )
    _check_limits(kind, values, on)
    chosen = _chosen(kind, data, on)
    values |= _phrases(kind, data, values, chosen)
    values["remedies"] = _remedies(kind, data, values, chosen, wording) if kind.has_remedies else None
    values |= _law(kind.text + kind.title, on)
    columns = {field.path: field.columns for field in kind.fields}
    blocks, slips = lay(kind.text, values, lambda path: columns.get(path, ()))
    to = words(values[kind.to]) if kind.to else ""
    said = "\n".join([to, words_of([*blocks, *(block for slip in slips for block in slip.blocks)])])
    for must in kind.musts:
        _require(kind, must, values, said)
    return _letter(kind, values, named_in_full(blocks), slips, chosen)


def _refuse_strangers(kind: Kind, data: Mapping[str, Any]) -> None:
    known = {field.path for field in kind.fields} | ({"outcome"} if kind.outcomes else set())
    given = {
        f"{key}.{inner}" if isinstance(value, Mapping) else key
        for key, value in data.items()
        for inner in (value if isinstance(value, Mapping) else ("",))
    }
    if strangers := sorted(given - known):
        raise Incomplete(f"{kind.name}用不到的数据：{'、'.join(strangers)}，请核对名称。")


def _check_limits(kind: Kind, values: Mapping[str, Any], on: date) -> None:
    """Dates in their order, numbers within what the law allows."""
    for order in kind.orders:
        first, then = values[order.first], values[order.then]
        if first and then and (first > then or (order.strict and first == then)):
            dates = f"{words(values[order.first])}、{words(values[order.then])}"
            raise Incomplete(f"{order.what}（{order.cites}），现为 {dates}，请核对。", order.cites)
    for field in kind.fields:
        if field.most and values[field.path] is not None:
            limit = national()[field.most].on(on)
            if limit.value is not None and values[field.path] > limit.value:
                raise Incomplete(
                    f"{field.label}为 {values[field.path]}，最多 {limit.value}（{limit.cites}）。", limit.cites
                )


def _chosen(kind: Kind, data: Mapping[str, Any], on: date) -> list[Outcome]:
    """The outcome of the letter, then those of its parts, each lawful on the day."""
    if not kind.outcomes:
        return []
    code = data.get("outcome") or (next(iter(kind.outcomes)) if len(kind.outcomes) == 1 else None)
    if not isinstance(code, str) or code not in kind.outcomes:
        known = "、".join(kind.outcomes)
        raise Incomplete(f"{kind.name}应写明答复类型（outcome），可用的是 {known}，现为 {code!r}。", kind.cites)
    codes = [
        code,
        *(part["outcome"] for part in data.get("parts", ()) if isinstance(part, Mapping) and "outcome" in part),
    ]
    try:
        found = [outcome(each) for each in codes]
    except BadInput as error:
        raise Incomplete(str(error)) from error
    for one in found[1:]:
        if one.code not in found[0].parts:
            raise Incomplete(f"部分公开中不公开的部分不能用“{one.name}”（{one.code}）。", found[0].cites)
    for one in found:
        if not one.in_force(on):
            raise Incomplete(f"{on.isoformat()} 时没有“{one.name}”这种答复（{one.cites}），请核对成文日期。", one.cites)
    return found


def _phrases(
    kind: Kind, data: Mapping[str, Any], values: Mapping[str, Any], chosen: Sequence[Outcome]
) -> Mapping[str, Any]:
    """What the wording needs beside the data: who is spoken to, the opening, the basis, the parts."""
    applicant = data.get("applicant")
    who = (applicant.get("kind") if isinstance(applicant, Mapping) else "") or "natural_person"
    you = common()["you"].get(who, common()["you"]["else"])
    made: dict[str, Any] = {"you": you, "basis": chosen[0].cites if chosen else ""}
    if chosen:
        for name, phrase in kind.outcomes[chosen[0].code].items():
            made[name] = _outcome_phrase(kind, chosen[0], name, phrase, {**values, **made})
    if values.get("application.number"):
        made["received"] = filled(common()["phrases"]["received"], {**values, **made})
    if values.get("parts"):
        made["parts"] = "\n".join(_part(kind, number, part, you) for number, part in enumerate(values["parts"], 1))
    return made


def _outcome_phrase(kind: Kind, one: Outcome, name: str, phrase: str, values: Mapping[str, Any]) -> str:
    """A phrase of the outcome; the data it names must be there."""
    labels = {field.path: field.label for field in kind.fields}
    for path in sorted(placeholders(phrase)):
        if values.get(path) is None and path in labels:
            raise Incomplete(f"“{one.name}”应当写明{labels[path]}（{path}），依据是{one.cites}。", one.cites)
    return filled(phrase, values)


def _part(kind: Kind, number: int, part: Mapping[str, str], you: str) -> str:
    one = outcome(part["outcome"])
    phrase = kind.parts.get(one.code, kind.parts["else"])
    return filled(phrase, {"number": str(number), **part, "basis": one.cites, "name": one.name, "you": you})


def _remedies(
    kind: Kind, data: Mapping[str, Any], values: Mapping[str, Any], chosen: Sequence[Outcome], wording: Path | None
) -> str:
    parts = chosen[1:]
    answer = Answer(
        on=values["on"],
        this=kind.this,
        outcomes=parts or chosen,
        refusal=kind.refusal,
        whole=not parts,
        delivered_online=data.get("delivery") in common()["online"]["deliveries"],
    )
    names = {"government": "government", "superior": "superior", "online": "online_reconsideration"}
    told = {name: values[f"organ.{key}"] for name, key in names.items()}
    return remedies(answer, Organ(data["organ"]["kind"], values["organ.court"], **told), wording)


def _law(text: str, on: date) -> Mapping[str, str]:
    """The numbers of the law that the wording names, as in force on the day: `{law:deadlines/third_party}`."""
    found = {}
    for name in placeholders(text):
        scheme, _, path = name.partition(":")
        if path and scheme == "law":
            value = national()[path].on(on)
            unit = "个工作日" if value.unit == "工作日" else value.unit
            found[name] = f"{value.value}{unit}"
    return found


def _require(kind: Kind, must: Must, values: Mapping[str, Any], said: str) -> None:
    """Refuse the letter where it does not hold what it must, whatever its wording."""
    lost = [path for path in must.holds if not _said(values.get(path), said)]
    if lost or (must.says and not re.search(must.says, said)):
        named = "、".join(f"{{{path}}}" for path in lost)
        mend = f"请在用语里写上 {named}" if lost else "请补上"
        raise Incomplete(f"{kind.name}必须写明{must.what}（{must.cites}），现在的用语里没有，{mend}。", must.cites)


def _said(value: Any, said: str) -> bool:
    if isinstance(value, list):
        return all(_said(item, said) for item in value)
    return value is not None and all(line.strip() in said for line in words(value).split("\n"))


def _letter(
    kind: Kind, values: Mapping[str, Any], blocks: Sequence[Block], slips: Sequence[Any], chosen: Sequence[Outcome]
) -> Letter:
    phone = values.get("organ.phone")
    contact = values.get("organ.contact") and phone and phone not in words_of(blocks)
    return Letter(
        kind=kind.key,
        name=kind.name,
        title=filled(kind.title, values),
        organ=values["organ.name"],
        on=values["on"],
        document_number=values.get("document_number") or "",
        to=words(values[kind.to]) if kind.to else "",
        blocks=tuple(blocks),
        remedies=values.get("remedies") or "",
        contact=filled(common()["phrases"]["contact"], values) if contact else "",
        attachments=tuple(values.get("attachments") or ()),
        copies_to=tuple(values.get("copies_to") or ()),
        printed_by=values.get("organ.printed_by") or "",
        slips=tuple(slips),
        cites=tuple(dict.fromkeys([kind.cites, *(one.cites for one in chosen)])),
        internal=not kind.to,
    )
