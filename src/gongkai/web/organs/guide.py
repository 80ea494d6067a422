"""The 公开指南: written out of the facts of an organ, checked for the elements of 条例第十二条, flagged when
the facts changed."""

import hashlib
import json
import string
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from gongkai.law.calendar import national_calendar
from gongkai.law.errors import NoCalendar
from gongkai.law.parameters import parameter
from gongkai.law.periods import period
from gongkai.web.audit.services import Actor, Refused, record
from gongkai.web.organs.models import Guide, Organ


@dataclass(frozen=True)
class Element:
    """Something a guide must say, and by which article."""

    code: str
    label: str
    fields: tuple[str, ...]
    cites: str


@dataclass(frozen=True)
class State:
    """Whether the published guide still says what is true; if not: why, and the last day to publish a new one."""

    current: bool
    guide: Guide | None
    why: str = ""
    due: date | None = None


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads((Path(__file__).parent / "data" / "guide.toml").read_text(encoding="utf-8"))


@cache
def elements() -> tuple[Element, ...]:
    """The elements of 条例第十二条 and of practice, out of data/guide.toml."""
    return tuple(Element(row["code"], row["label"], tuple(row["fields"]), row["cites"]) for row in _data()["elements"])


def missing_elements(organ: Organ) -> list[Element]:
    """What the guide of this organ could not say."""
    return [element for element in elements() if not all(getattr(organ, field) for field in element.fields)]


def facts_of(organ: Organ) -> dict[str, str]:
    """The facts a guide is written from."""
    fields = {field for element in elements() for field in element.fields} - {"application_channels"}
    facts = {field: str(getattr(organ, field)) for field in sorted(fields)}
    windows = "；".join(f"{place.name}（{place.address}，{place.hours}）" for place in organ.windows.all())
    return facts | {"code": organ.code, "name": organ.name, "website": organ.website, "windows": windows}


def draft(organ: Organ, additions: Mapping[str, str] | None = None) -> list[dict[str, Any]]:
    """The sections as they read today: `[{code, title, paragraphs, cites}]`. `additions`: the organ's own words
    by section."""
    facts = facts_of(organ) | {"year": str(timezone.localdate().year)} | _periods()
    channels = [_filled(_data()["channels"][code], facts) for code in organ.application_channels]
    sections = []
    for section in _data()["sections"]:
        paragraphs: list[str] = []
        for template in section["paragraphs"]:
            paragraphs += channels if template == "{channels}" else [_filled(template, facts)]
        own = (additions or {}).get(section["code"], "").strip()
        told = [paragraph for paragraph in (*paragraphs, *own.splitlines()) if paragraph]
        sections.append(
            {
                "code": section["code"],
                "title": section["title"],
                "paragraphs": told,
                "cites": section["cites"],
                "own": own,
            }
        )
    return sections


def _periods() -> dict[str, str]:
    """The periods of the law that the sections name, as they are in force today."""
    texts = [text for section in _data()["sections"] for text in section["paragraphs"]]
    names = {name for text in texts for _, name, _, _ in string.Formatter().parse(text) if name and "/" in name}
    return {name: period(name, timezone.localdate()) for name in names}


def _filled(template: str, facts: Mapping[str, str]) -> str:
    """The sentence with its facts; empty when one of them is not known."""
    names = [name for _, name, _, _ in string.Formatter().parse(template) if name]
    return template.format_map(facts) if all(facts.get(name) for name in names) else ""


def facts_digest(organ: Organ) -> str:
    """A digest of everything the guide rests on; another digest means the guide is out of date."""
    facts = [facts_of(organ), organ.application_channels]
    return hashlib.sha256(json.dumps(facts, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def published(organ: Organ) -> Guide | None:
    """The guide in force."""
    return next((one for one in organ.guides.all() if one.published_at), None)


def state_of(organ: Organ) -> State:
    """Whether the guide in force says what is true today. 条例第十二条第一款; the term of 第二十六条 counts
    from the change."""
    guide = published(organ)
    if guide is None:
        return State(False, None, "还没有发布《政府信息公开指南》（条例第十二条）。")
    if guide.facts_digest == facts_digest(organ):
        return State(True, guide)
    since = timezone.localdate(organ.changed_at)
    why = f"机构信息在{since.month}月{since.day}日改过，公开指南还是旧的（条例第十二条第一款）。"
    return State(False, guide, why, _last_day(organ, since))


def _last_day(organ: Organ, changed: date) -> date | None:
    days = int(parameter("publication/default").on(changed).value)
    try:
        return national_calendar().in_region(organ.holiday_region or None).after(changed, days)
    except NoCalendar:
        return None


@transaction.atomic
def publish_guide(organ: Organ, *, by: Actor, additions: Mapping[str, str] | None = None) -> Guide:
    """Publish the guide as the facts of today have it; the versions before stay. Refused while an element is
    missing."""
    by.may("organs.publish_guide", organ)
    organ = Organ.objects.select_for_update().get(pk=organ.pk)
    if missing := missing_elements(organ):
        told = "、".join(f"{element.label}（{element.cites}）" for element in missing)
        raise Refused(f"公开指南还缺：{told}。请先在机构信息里补全。")
    if unknown := set(additions or {}) - {section["code"] for section in _data()["sections"]}:
        raise Refused(f"公开指南没有这些部分：{'、'.join(sorted(unknown))}。")
    last = published(organ)
    kept = {section["code"]: section.get("own", "") for section in last.sections} if last else {}
    guide = Guide.objects.create(
        organ=organ, sections=draft(organ, kept | dict(additions or {})), facts_digest=facts_digest(organ),
        published_at=timezone.now(),
    )  # fmt: skip
    record("organs.guide_published", guide, by=by, ground="条例第十二条", facts_digest=guide.facts_digest)
    return guide
