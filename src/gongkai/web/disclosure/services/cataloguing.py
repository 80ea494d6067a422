"""The catalogue kept: adopted, entered, changed, retired, imported and written down as an edition.
条例第十二条、第二十二条.
"""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max

from gongkai.web.audit.services import Actor, Refused, record
from gongkai.web.disclosure import catalogue_sheet, limits, vocabulary
from gongkai.web.disclosure.models import CatalogueItem, Edition
from gongkai.web.organs.models import Organ

TEXTS = ("field", "first", "second", "content", "basis", "limit", "responsible", "group", "clause", "five")
LISTS = ("channels", "levels")
CHOICES = ("audience", "mode", "every", "unit")
VALUES = (*TEXTS, *LISTS, *CHOICES, "days", "position", "basis_changed")


@transaction.atomic
def enter(organ: Organ, *, by: Actor, today: date, **values: Any) -> CatalogueItem:
    """Enter a line. Its rhythm is read from its limit, unless given."""
    by.may("disclosure.catalogue", organ)
    item = _filled(CatalogueItem(organ=organ, since=today), values)
    item.position = item.position or (organ.catalogue.aggregate(last=Max("position"))["last"] or 0) + 1
    item.save()
    record("disclosure.line_entered", item, by=by, limit=item.limit)
    return item


@transaction.atomic
def change(item: CatalogueItem, *, by: Actor, **values: Any) -> CatalogueItem:
    """Change a line; what the limit says is read again."""
    by.may("disclosure.catalogue", item)
    item = CatalogueItem.objects.select_for_update().get(pk=item.pk)
    before = {name: getattr(item, name) for name in values}
    _filled(item, values)
    item.save()
    changed = {name: getattr(item, name) for name in values if getattr(item, name) != before[name]}
    record("disclosure.line_changed", item, by=by, before={name: before[name] for name in changed}, after=changed)
    return item


def _filled(item: CatalogueItem, values: dict[str, Any]) -> CatalogueItem:
    unknown = set(values) - set(VALUES)
    if unknown:
        raise TypeError(f"not fields of a catalogue line: {sorted(unknown)}")
    for name, value in values.items():
        longest = CatalogueItem._meta.get_field(name).max_length
        if longest and isinstance(value, str) and len(value) > longest:
            raise Refused(f"{CatalogueItem._meta.get_field(name).verbose_name}太长，最多 {longest} 个字，请改短。")
        setattr(item, name, value)
    order = {name: place for place, name in enumerate(vocabulary.table("catalogue")["channels"])}
    item.channels = sorted(item.channels, key=lambda name: order.get(name, len(order)))
    if not item.first.strip():
        raise Refused("写明公开事项。")
    if item.audience == CatalogueItem.Audience.GROUP and not item.group.strip():
        raise Refused("对象是特定群众的，写明是哪些群众。")
    if "limit" in values and "every" not in values and (limit := limits.read(item.limit)):
        item.every, item.days, item.unit = limit.every, limit.days, limit.unit
    return item


@transaction.atomic
def retire(item: CatalogueItem, *, by: Actor, today: date, why: str) -> CatalogueItem:
    """Take a line out of the catalogue; what was published under it stays."""
    by.may("disclosure.catalogue", item)
    if not why.strip():
        raise Refused("写明为什么停用这个事项。")
    item.retired_on = today
    item.save(update_fields=["retired_on"])
    record("disclosure.line_retired", item, by=by, why=why)
    return item


@transaction.atomic
def adopt(organ: Organ, *, by: Actor, today: date) -> int:
    """Begin an organ's catalogue with the usual lines of its level; lines it has already stay as they are. How many."""
    by.may("disclosure.catalogue", organ)
    known = set(organ.catalogue.values_list("field", "first", "second"))
    lines = [line for line in vocabulary.table("starting")["line"] if organ.level in line["levels"]]
    added = 0
    for line in lines:
        if (line["field"], line["first"], line["second"]) in known:
            continue
        group = line.get("group", "")
        values = {name: line[name] for name in (*TEXTS, *LISTS) if name in line}
        enter(organ, by=by, today=today, audience="group" if group else "everyone", responsible=organ.name, **values)
        added += 1
    return added


@transaction.atomic
def import_sheet(organ: Organ, data: bytes, *, name: str, by: Actor, today: date) -> tuple[int, int, list[str]]:
    """Take a catalogue in from a spreadsheet: how many lines are new, how many changed, and what was not understood."""
    by.may("disclosure.catalogue", organ)
    reading = catalogue_sheet.read(data, name)
    new = changed = 0
    for position, row in enumerate(reading.rows, start=1):
        found = organ.catalogue.filter(
            field=row["field"], first=row["first"], second=row["second"], retired_on=None
        ).first()
        try:
            if found is None:
                enter(organ, by=by, today=today, position=position, **row)
                new += 1
            elif any(getattr(found, name) != value for name, value in row.items()):
                change(found, by=by, **row)
                changed += 1
        except Refused as error:
            reading.doubts.append(f"“{row['first'][:30]}”没有收下：{error}")
    record(
        "disclosure.catalogue_imported", organ, by=by, name=name, new=new, changed=changed, doubts=len(reading.doubts)
    )
    return new, changed, reading.doubts


@transaction.atomic
def issue_edition(organ: Organ, *, title: str, since: date, by: Actor, why: str = "") -> Edition:
    """Write the catalogue down as it stands, as an edition that can be looked up later. 条例第十二条."""
    by.may("disclosure.catalogue", organ)
    items = list(organ.catalogue.filter(retired_on=None))
    if not items:
        raise Refused("目录还是空的，没有可以发布的版本。")
    rows = [catalogue_sheet.written(item, number) for number, item in enumerate(items, start=1)]
    edition = Edition.objects.create(organ=organ, title=title, since=since, why=why, rows=rows, made_by=by.audit_name)
    record("disclosure.edition_issued", edition, by=by, lines=len(rows), since=since)
    return edition
