"""The catalogue as mock-up 11 shows it: each line with its last publication and its state; each field with how much
is there.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q

from gongkai.web.disclosure import obligations, vocabulary
from gongkai.web.disclosure.limits import calendar_of
from gongkai.web.disclosure.models import CatalogueItem, Item, Publication, Status
from gongkai.web.organs.models import Organ


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its state: `words` is what the badge says, `kind` its kind, `act` what to do."""

    item: CatalogueItem
    last_on: date | None
    words: str
    kind: str
    act: str
    url: str

    @property
    def needs_work(self) -> bool:
        """Whether anything is to be done."""
        return self.kind != "ok"


@dataclass(frozen=True, slots=True)
class FieldCover:
    """A field with how many of its lines have content and need nothing."""

    code: str
    title: str
    full: int
    total: int


def lines(organ: Organ, today: date, field: str = "") -> list[Line]:
    """The lines of an organ, or of one field of it, with their states."""
    rows = obligations.lines_of(organ)
    if field:
        rows = rows.filter(field=field)
    return _lines(organ, today, list(rows), list(obligations.waiting([organ])))


def of_many(organs: Sequence[Organ], today: date) -> Mapping[int, list[Line]]:
    """Organ → its lines with their states; two questions for all of them."""
    rows, items = defaultdict(list), defaultdict(list)
    for row in obligations.lines_of(*organs):
        rows[row.organ_id].append(row)
    for item in obligations.waiting(organs):
        items[item.organ_id].append(item)
    return {organ.pk: _lines(organ, today, rows[organ.pk], items[organ.pk]) for organ in organs}


def _lines(organ: Organ, today: date, rows: Sequence[CatalogueItem], items: Sequence[Item]) -> list[Line]:
    calendar, late = calendar_of(organ), {}
    for duty in [
        *obligations.documents(organ, today, calendar, items), *obligations.periods(organ, today, calendar, rows)
    ]:  # fmt: skip
        if duty.line is not None and (duty.line.pk not in late or duty.left < late[duty.line.pk].left):
            late[duty.line.pk] = duty
    return [_line(row, late.get(row.pk), today) for row in rows]


def _line(row: CatalogueItem, duty: obligations.Duty | None, today: date) -> Line:
    last: date | None = row.last_on
    shown = f"/workbench/items/?catalogue={row.pk}"
    if duty is not None and duty.state == obligations.LATE:
        return Line(row, last, f"逾期 {-duty.left} {duty.unit}", "bad", duty.act, duty.url)
    if row.basis_changed:
        return Line(row, last, "依据变了，待核对", "warn", "逐项核对", f"/workbench/catalogue/{row.pk}/")
    if last is None:
        return Line(row, None, "空", "bad", "去发布", obligations.new_url(row))
    if duty is not None and duty.state == obligations.WATCH:
        return Line(row, last, f"还有 {duty.left} {duty.unit}", "warn", duty.act, duty.url)
    months = (today.year - last.year) * 12 + today.month - last.month
    if row.every == CatalogueItem.Every.CHANGE and months > vocabulary.table("rhythms")["stale"]["months"]:
        return Line(row, last, f"超 {months} 个月没更新", "warn", "去发布", obligations.new_url(row))
    return Line(row, last, "正常", "ok", "查看", shown)


def fields(found: Sequence[Line]) -> list[FieldCover]:
    """The fields of these lines, in the order of the 26, local ones last."""
    order = {code: place for place, code in enumerate(vocabulary.fields())}
    codes = sorted({line.item.field for line in found}, key=lambda code: (order.get(code, 999), code))
    covers = []
    for code in codes:
        mine = [line for line in found if line.item.field == code]
        covers.append(FieldCover(code, mine[0].item.field_title, sum(line.kind == "ok" for line in mine), len(mine)))
    return covers


def statutory(organ: Organ) -> list[tuple[vocabulary.Clause, int, int, date | None]]:
    """Each clause of arts 20 and 21 that binds this level, with its lines, its live publications, and the newest."""
    lines_by = dict(
        CatalogueItem.objects.filter(organ=organ, retired_on=None)
        .order_by()
        .values_list("clause")
        .annotate(n=Count("pk"))
    )
    live = {
        row["clause"]: row
        for row in Publication.objects.filter(organ=organ, status=Status.LIVE)
        .order_by()
        .values("clause")
        .annotate(n=Count("pk"))
    }
    newest = dict(
        Publication.objects.live()
        .filter(organ=organ)
        .order_by()
        .values_list("clause")
        .annotate(newest=Max("published_on"))
    )
    return [
        (clause, lines_by.get(clause.code, 0), live.get(clause.code, {}).get("n", 0), newest.get(clause.code))
        for clause in vocabulary.clauses_for(organ.level)
    ]


def withheld_due(organ: Organ, today: date) -> int:
    """How many withheld items are due to be looked at again."""
    from gongkai.web.disclosure.models import Item, State

    return Item.objects.filter(Q(review_due__lte=today) | Q(review_due=None), organ=organ, state=State.KEPT).count()
