"""Renditions: the exact bytes of a revision. Built apart from any transaction, written in one."""

import contextlib
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction

from gongkai import paper
from gongkai.web.audit.chain import canonical
from gongkai.web.audit.services import Machine, Refused
from gongkai.web.disclosure import body
from gongkai.web.disclosure.models import File, Item, Rendition, Revision
from gongkai.web.disclosure.paper import page_of
from gongkai.web.files import services as files
from gongkai.web.files.models import StoredFile

PRESS = Machine("press", "发布件制作")
DERIVED = ("docx", "pdf")
_made_at_once = [True]
TYPES = {"body": "text/html", "text": "text/plain", "metadata": "application/json"}
PUBLIC = (
    "title", "kind", "summary", "document_number", "issuer", "made_on", "clause", "field", "five", "topic", "keywords",
    "audience", "group", "notice_from", "notice_to", "notice_contact", "elements",
)  # fmt: skip
"""What of an item's content is told to the public; the reasons of withholding and the impact assessment are not."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file of a rendition before it is stored: either its bytes or the key of bytes that are stored already."""

    role: str
    name: str
    media_type: str
    data: bytes
    position: int = 0
    key: str = ""
    derived: bool = False

    @property
    def sha256(self) -> str:
        """The digest of its bytes."""
        return hashlib.sha256(self.data).hexdigest()


@contextlib.contextmanager
def on_opening() -> Iterator[None]:
    """Within: Word and PDF are not made with the rendition but when somebody first opens them (demo, bulk import)."""
    _made_at_once[0] = False
    try:
        yield
    finally:
        _made_at_once[0] = True


def sheets_of(revision: Revision) -> list[Sheet]:
    """Every file of the rendition of a revision, freshly made from its content and attachments."""
    core = [*core_of(revision)]
    if not _made_at_once[0]:
        return core
    return core + [derived_of(revision, ending) for ending in DERIVED]


def core_of(revision: Revision) -> Iterator[Sheet]:
    """Body, text, metadata and attachments."""
    content = revision.content
    public = {name: content[name] for name in PUBLIC}
    yield Sheet("body", "body.html", TYPES["body"], content["body"].encode())
    yield Sheet("text", "body.txt", TYPES["text"], body.text_of(content["body"]).encode() if content["body"] else b"")
    yield Sheet(
        "metadata", "metadata.json", TYPES["metadata"], json.dumps(public, ensure_ascii=False, indent=1).encode()
    )
    for position, entry in enumerate(revision.attachments):
        stored = StoredFile.objects.get(key=entry["file"])
        yield Sheet("attachment", entry["name"], stored.media_type, files.read(stored), position, stored.key)


def derived_of(revision: Revision, ending: str) -> Sheet:
    """The Word or PDF of a revision, made of its content and nothing else."""
    names = tuple(entry["name"] for entry in revision.attachments)
    page = page_of(revision.content, revision.item.organ.name, names)
    made = paper.format_of(ending)
    try:
        data = paper.to_bytes(page, ending)
    except paper.Unprintable as error:
        raise Refused(f"{made.summary}生成不了：{error}") from error
    name = f"{_file_name(revision.content['title'])}.{ending}"
    return Sheet(ending, name, made.media_type, data, derived=True)


def _file_name(title: str) -> str:
    kept = "".join(sign for sign in title if sign not in '/\\:*?"<>|\r\n\t' and sign.isprintable()).strip(". ")
    return kept[:80] or "正文"


def manifest_digest(sheets: list[Sheet] | list[File]) -> str:
    """The digest over names and hashes of the core files: what reviews and gate bind to.

    Word and PDF are functions of the core; the gate proves each and lists its hash.
    """
    rows = sorted((sheet.role, sheet.name, sheet.sha256) for sheet in sheets if not sheet.derived)
    return hashlib.sha256(canonical(rows)).hexdigest()


@transaction.atomic
def write(revision: Revision, sheets: list[Sheet]) -> Rendition:
    """Store a rendition; the same core bytes give the same rendition again."""
    digest = manifest_digest(sheets)
    found = Rendition.objects.filter(revision=revision, digest=digest).first()
    if found:
        return found
    rendition = Rendition.objects.create(item=revision.item, revision=revision, digest=digest)
    for sheet in sheets:
        put(rendition, sheet)
    return rendition


def put(rendition: Rendition, sheet: Sheet) -> File:
    """Store one file of a rendition."""
    inline = sheet.role in TYPES
    key = sheet.key
    if not inline and not key:
        key = files.store(sheet.data, name=sheet.name, organ=rendition.item.organ, by=PRESS).key
    return File.objects.create(
        rendition=rendition, role=sheet.role, position=sheet.position, name=sheet.name, media_type=sheet.media_type,
        size=len(sheet.data), sha256=sheet.sha256, file=key, text=sheet.data.decode() if inline else "",
        derived=sheet.derived,
    )  # fmt: skip


def read(file: File) -> bytes:
    """The bytes of a rendition's file, proven against its hash. Raises `Refused` if they are others."""
    inline = file.role in TYPES
    data = file.text.encode() if inline else files.read(StoredFile.objects.get(key=file.file))
    if hashlib.sha256(data).hexdigest() != file.sha256:
        raise Refused(f"《{file.name}》与审核时的内容不一致，已停止提供，请联系发布机关。")
    return data


def current(item: Item) -> Rendition | None:
    """The rendition of the newest revision, if it was made."""
    return Rendition.objects.filter(item=item, revision__number=item.version).first()


def make(item: Item) -> Rendition:
    """The rendition of the newest revision, made now if there is none."""
    found = current(item)
    if found:
        return found
    revision = item.revision
    return write(revision, sheets_of(revision))
