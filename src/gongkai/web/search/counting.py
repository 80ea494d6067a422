"""How many of what there are, kept beside the records so that no page counts a million rows."""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.db.models import Count, F
from django.db.models.functions import TruncMonth

from gongkai.web.disclosure import reading
from gongkai.web.disclosure.models import Publication
from gongkai.web.search.models import Counted, Tally

COLUMNS = ("field", "clause", "kind")
ALL = 0
BATCH = 5000


def places(publication: Publication) -> list[list[str]]:
    """Under what a publication is counted."""
    month = f"{publication.published_on:%Y-%m}"
    return [["all", ""], ["month", month], *([name, getattr(publication, name)] for name in COLUMNS)]


def settle(ids: Iterable[int]) -> None:
    """Bring the counts up to what is published, for these publications. Doing it again changes nothing."""
    for number in ids:
        _settle(number)


@transaction.atomic
def _settle(number: int) -> None:
    publication = reading.among(pk=number).first()
    former = Counted.objects.select_for_update().filter(pk=number).first()
    now = (publication.organ_id, places(publication)) if publication else (ALL, [])
    before = (former.organ_id, former.places) if former else (ALL, [])
    if now == before:
        return
    for (organ, counted), step in ((before, -1), (now, 1)):
        for what, code in counted:
            _add(organ, what, code, step)
            _add(ALL, what, code, step)
    if publication:
        Counted.objects.update_or_create(pk=number, defaults={"organ_id": now[0], "places": now[1]})
    elif former:
        former.delete()


def _add(organ: int, what: str, code: str, step: int) -> None:
    if not Tally.objects.filter(organ_id=organ, what=what, code=code).update(count=F("count") + step):
        Tally.objects.create(organ_id=organ, what=what, code=code, count=step)


@transaction.atomic
def recount() -> None:
    """All counts anew."""
    Tally.objects.all().delete()
    Counted.objects.all().delete()
    _remember()
    rows: dict[tuple[int, str, str], int] = {}
    live = reading.published().order_by().select_related(None)
    counted = [(name, live.values_list("organ_id", name).annotate(n=Count("pk"))) for name in COLUMNS]
    counted.append(
        (
            "month",
            live.annotate(month=TruncMonth("published_on")).values_list("organ_id", "month").annotate(n=Count("pk")),
        )
    )
    for what, found in counted:
        for organ, value, count in found:
            code = f"{value:%Y-%m}" if what == "month" else value
            for key in ((organ, what, code), (ALL, what, code)):
                rows[key] = rows.get(key, 0) + count
            if what == "month":
                for key in ((organ, "all", ""), (ALL, "all", "")):
                    rows[key] = rows.get(key, 0) + count
    Tally.objects.bulk_create(Tally(organ_id=o, what=w, code=c, count=n) for (o, w, c), n in rows.items())


def _remember() -> None:
    last = 0
    live = reading.published().select_related(None).only("pk", "organ_id", "published_on", *COLUMNS)
    while batch := list(live.filter(pk__gt=last).order_by("pk")[:BATCH]):
        Counted.objects.bulk_create(Counted(pk=one.pk, organ_id=one.organ_id, places=places(one)) for one in batch)
        last = batch[-1].pk


def tallies(what: str, organ: int = ALL) -> Mapping[str, int]:
    """Value → how many, of the county or of one organ; only what there is."""
    rows = Tally.objects.filter(organ_id=organ, what=what, count__gt=0)
    return dict(rows.values_list("code", "count"))


def every_tally(organ: int = ALL) -> Mapping[str, Mapping[str, int]]:
    """All the counts of the county or of one organ in one question: what → value → how many."""
    found: dict[str, dict[str, int]] = {what: {} for what in ("all", "month", *COLUMNS)}
    for what, code, count in Tally.objects.filter(organ_id=organ, count__gt=0).values_list("what", "code", "count"):
        found.setdefault(what, {})[code] = count
    return found


def total(organ: int = ALL) -> int:
    """How many publications there are."""
    return tallies("all", organ).get("", 0)
