"""The remedies block by the day of the letter: who reconsiders, whether that comes first, within what time.

行政复议法第二十条、第二十二条至第二十八条、第三十四条; 行政诉讼法第四十五条、第四十六条; 法释〔2025〕8号.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from gongkai.law.outcomes import Outcome
from gongkai.law.parameters import national
from gongkai.letters.errors import Incomplete
from gongkai.letters.wording import filled, placeholders
from gongkai.paper.numerals import numeral

ITSELF = "本机关"
UNITS = {"日": "日", "月": "个月", "年": "年"}


@dataclass(frozen=True, slots=True)
class Organ:
    """What the block needs to know of the organ that signs."""

    kind: str
    court: str
    government: str | None = None
    superior: str | None = None
    online: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What the block needs to know of the letter: the outcomes in it, and whether all of it refuses."""

    on: date
    this: str
    outcomes: Sequence[Outcome]
    refusal: bool
    whole: bool = True
    delivered_online: bool = False


def remedies(answer: Answer, organ: Organ, wording: Path | None = None) -> str:
    """The block as it must stand in the letter; raises `Incomplete` where the data for it is missing."""
    phrases = _phrases(wording)
    name = "either" if not first(answer) else "first" if answer.whole else "partly"
    text = filled(phrases[name], _values(answer, organ))
    if reviewers(organ.kind, answer.on).get("itself"):
        text += phrases["ruling"]
    if organ.online:
        return text + filled(phrases["online"], {"online": organ.online})
    if answer.delivered_online and answer.on >= (online := _common_online())["since"]:
        raise Incomplete(
            f"以网上方式送达的文书应当写明网上申请行政复议的途径（{online['cites']}），"
            "请补上 organ.online_reconsideration。",
            online["cites"],
        )
    return text


def first(answer: Answer) -> bool:
    """Whether reconsideration comes first for the answer, or for the part of it that is withheld."""
    scope = next((rule["scope"] for rule in _data()["first"] if _in_force(rule, answer.on)), "")
    if scope == "refusals" and answer.refusal:
        return True
    return any(outcome.reconsideration_first(answer.on) for outcome in answer.outcomes)


def reviewers(kind: str, on: date) -> Mapping[str, Any]:
    """The rule that says who decides, for a kind of organ on a day."""
    rules = [rule for rule in _data()["review"] if rule["kind"] == kind and rule["since"] <= on]
    if not rules:
        raise Incomplete(f"{on.isoformat()} 时没有关于这类机关由谁复议的规定，请核对成文日期。")
    return max(rules, key=lambda rule: rule["since"])


def first_rules() -> Sequence[Mapping[str, Any]]:
    """The rules that say which answers go to reconsideration first, by day."""
    rules: Sequence[Mapping[str, Any]] = _data()["first"]
    return rules


def review_rules() -> Sequence[Mapping[str, Any]]:
    """The rules that say who reconsiders, by kind of organ and day."""
    rules: Sequence[Mapping[str, Any]] = _data()["review"]
    return rules


def _values(answer: Answer, organ: Organ) -> Mapping[str, str]:
    rule = reviewers(organ.kind, answer.on)
    named = [name for name in (getattr(organ, key) for key in rule["asks"]) if name]
    if len(named) < len(rule["asks"]):
        missing = "、".join(f"organ.{key}" for key in rule["asks"] if not getattr(organ, key))
        raise Incomplete(f"应当写明行政复议机关：{rule['role']}（{rule['cites']}），请补上 {missing}。", rule["cites"])
    periods = {
        "reconsideration": "reconsideration",
        "suit": "suit",
        "suit_after": "suit_after_reconsideration",
        "suit_refused": "suit_after_refused_reconsideration",
    }
    parameters = national()
    values = {"this": answer.this, "reviewer": "或者".join(named) or ITSELF, "court": organ.court}
    for name, key in periods.items():
        parameter = parameters[f"remedies/{key}"]
        if parameter.values[0].since <= answer.on:
            value = parameter.on(answer.on)
            values[name] = f"{numeral(value.value)}{UNITS[value.unit]}"
    return values


def _in_force(rule: Mapping[str, Any], on: date) -> bool:
    return bool(rule["since"] <= on <= rule.get("until", date.max))


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads((files("gongkai.letters") / "data" / "remedies.toml").read_text(encoding="utf-8"))


def _common_online() -> Mapping[str, Any]:
    from gongkai.letters.kinds import common

    online: Mapping[str, Any] = common()["online"]
    return online


def _phrases(wording: Path | None) -> Mapping[str, str]:
    """The wording of the block; the organ's own is refused where it drops what the law demands."""
    phrases: dict[str, str] = dict(_data()["wording"])
    own = wording / "remedies.toml" if wording else None
    if own is None or not own.exists():
        return phrases
    try:
        phrases |= tomllib.loads(own.read_text(encoding="utf-8")).get("wording", {})
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Incomplete(f"本机关的救济告知用语 {own.name} 读不出来：{error}。") from error
    musts = _data()["must"]
    for name, text in phrases.items():
        must = musts.get(name)
        if not must or not set(must["holds"]) <= placeholders(text) or not re.search(must["says"], text):
            raise Incomplete(
                f"{own.name} 的 {name} 删去了必须告知的内容（机关、期限或者先后），依照{musts['cites']}不能这样写。",
                musts["cites"],
            )
    return phrases
