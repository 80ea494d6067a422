"""Finding a case: by its receipt or number, by who asked, by the words of what is asked for."""

from collections.abc import Iterable, Iterator

from django.db import transaction
from django.db.models import QuerySet

from gongkai.web.applications.models import Application
from gongkai.web.applications.services import identities
from gongkai.web.search import registers

BATCH = 2000
TEXT = ("number", "content", "known_as")


def remember(application: Application) -> None:
    """Keep the words of a case, so that it is found. Within the transaction that enters it."""
    registers.put([_row(application.pk, application.organ_id, application.arrived_on.year, _text(application))])


def _text(application: Application) -> str:
    return "\n".join(getattr(application, name) for name in TEXT)


def _row(key: int, organ: int, year: int, text: str) -> tuple[int, Iterable[str], str]:
    return key, (f"o{organ}", f"y{year}"), text


@transaction.atomic
def rebuild() -> int:
    """Keep the words of every case anew; how many. After a restore, and when an older version is brought up to date."""
    registers.clear()
    last = done = 0
    while True:
        rows = Application.objects.filter(pk__gt=last).order_by("pk")
        batch = list(rows.values_list("pk", "organ_id", "arrived_on", *TEXT)[:BATCH])
        if not batch:
            return done
        registers.put(_row(key, organ, day.year, "\n".join(text)) for key, organ, day, *text in batch)
        last, done = batch[-1][0], done + len(batch)


def found(organs: Iterable[int], words: str, *, year: int | None = None, most: int) -> QuerySet[Application]:
    """The cases of these organs that the words name or that hold them; of the latter `most`, the newest."""
    organs = list(organs)
    cases = Application.objects.filter(organ__in=organs)
    if year:
        cases = cases.filter(arrived_on__year=year)
    if not words:
        return cases
    applicants = identities.asked_by(words)  # first, so that the cases are then looked up by them and not all read
    for exact in ({"receipt": words.upper()}, {"number": words}, {"applicant__in": applicants}):
        named = cases.filter(**exact)
        if named.exists():
            return named
    return cases.filter(pk__in=_holding(cases, organs, words, year, most))


def _holding(cases: QuerySet[Application], organs: Iterable[int], words: str, year: int | None, most: int) -> list[int]:
    marks = [[f"o{organ}" for organ in organs], *([[f"y{year}"]] if year else [])]
    kept: list[int] = []
    for batch in registers.holding(words, *marks):
        kept += _fitting(cases, batch, words)
        if len(kept) >= most:
            break
    return kept[:most]


def _fitting(cases: QuerySet[Application], batch: list[int], words: str) -> Iterator[int]:
    texts = {key: text for key, *text in cases.filter(pk__in=batch).values_list("pk", *TEXT)}
    return (key for key in batch if key in texts and registers.fits(words, "\n".join(texts[key])))
