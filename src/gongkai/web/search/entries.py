"""A publication as the index takes it: from the rendition that passed the gate, and nothing else."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from gongkai.documents import Table, Unreadable, read_bytes
from gongkai.web.audit.services import Refused
from gongkai.web.disclosure import reading
from gongkai.web.disclosure.models import File, Publication
from gongkai.web.disclosure.services import rendering
from gongkai.web.search.models import FileText
from gongkai.web.search.vocabulary import compact

BATCH = 2000
LONGEST = 400_000
"""Characters of one attachment that are indexed; what comes after is found by its title only."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One live publication: what is searched, what it is filtered and sorted by."""

    id: int
    title: str
    text: str
    numbers: tuple[str, ...]
    organ: int
    field: str
    kind: str
    clause: str
    validity: str
    year: int
    newest: int


def entry_of(publication: Publication, text: str, attached: str = "") -> Entry:
    """The entry of a publication with the words of its body and of its attachments."""
    index_number = compact(publication.index_number)
    serial = compact(publication.index_number.rpartition("/")[2])
    numbers = {index_number, serial, compact(publication.document_number)} - {""}
    words = (
        publication.title, publication.document_number, publication.index_number, publication.issuer,
        publication.organ.name, publication.organ.short_name, publication.keywords, publication.summary,
        publication.field_title, publication.topic, text, attached,
    )  # fmt: skip
    return Entry(
        publication.pk, publication.title, "\n".join(words), tuple(sorted(numbers)), publication.organ_id,
        publication.field, publication.kind, publication.clause, publication.validity,
        publication.published_on.year, place_in_time(publication),
    )  # fmt: skip


def place_in_time(publication: Publication) -> int:
    """One number that sorts publications as their lists do: by day, then as they came."""
    return publication.published_on.toordinal() * 10**11 + publication.pk


def entries_of(publications: Sequence[Publication], *, attachments: bool = True) -> Iterator[Entry]:
    """The entries of live publications, their texts fetched together."""
    ids = [publication.rendition_id for publication in publications]
    roles = ("text", "attachment") if attachments else ("text",)
    files: dict[int, list[File]] = {}
    for file in File.objects.filter(rendition_id__in=ids, role__in=roles):
        files.setdefault(file.rendition_id, []).append(file)
    for publication in publications:
        mine = files.get(publication.rendition_id, [])
        text = "\n".join(file.text for file in mine if file.role == "text")
        attached = "\n".join(f"{file.name}\n{words_of(file)}" for file in mine if file.role == "attachment")
        yield entry_of(publication, text, attached)


def every_entry() -> Iterator[Entry]:
    """All that is published today, in batches by number.

    A batch is named by its numbers first: asked for what is live *and* in order, a database walks all that is live
    again for every batch.
    """
    last, numbers = 0, Publication.objects.order_by("pk").values_list("pk", flat=True)
    while batch := list(numbers.filter(pk__gt=last)[:BATCH]):
        yield from entries_of(list(reading.among(pk__in=batch)))
        last = batch[-1]


def of(ids: Iterable[int], *, attachments: bool) -> list[Entry]:
    """The entries of those among these publications that are published today."""
    return list(entries_of(list(reading.among(pk__in=list(ids))), attachments=attachments))


def words_of(file: File) -> str:
    """The words of an attachment; none where it holds none that can be read (a picture, a scan)."""
    kept = FileText.objects.filter(pk=file.sha256).first()
    if kept is None:
        kept, _ = FileText.objects.get_or_create(pk=file.sha256, defaults={"text": _read(file)})
    return kept.text


def _read(file: File) -> str:
    try:
        document = read_bytes(rendering.read(file), PurePath(file.name).suffix.lower())
    except (Unreadable, Refused):
        return ""
    return "\n".join(_words(document.blocks))[:LONGEST].replace("\0", "")


def _words(blocks: Iterable[object]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Table):
            yield from ("\t".join(cell.text for cell in row) for row in block.rows)
        else:
            yield getattr(block, "text", "")


def with_attachments(ids: Iterable[int]) -> list[Entry]:
    """The entries of those that have attachments, with the words of these; they may take a while to read."""
    have = File.objects.filter(role="attachment", rendition__in=reading.among(pk__in=list(ids)).values("rendition"))
    renditions = set(have.values_list("rendition_id", flat=True))
    return list(entries_of(list(reading.among(pk__in=list(ids), rendition_id__in=renditions))))
