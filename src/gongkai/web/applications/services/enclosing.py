"""The files that go out with an answer: chosen from the case or put in, seen by whoever approves, opened by the
applicant on his tracking page once the answer has left."""

from collections.abc import Collection, Iterable
from pathlib import PurePath

from django.db import transaction

from gongkai.documents import Unreadable
from gongkai.privacy.scanning import scan_bytes
from gongkai.web.applications.models import Application, Letter
from gongkai.web.applications.services.proving import PORTAL, keep
from gongkai.web.applications.services.redacting import PUBLIC
from gongkai.web.audit.services import Actor, Refused, record
from gongkai.web.files.models import StoredFile
from gongkai.web.files.services import read_private

ENCLOSED = "附件-"
"""How the name of a file begins that was put in to go out with an answer."""


def of_case(application: Application) -> Iterable[StoredFile]:
    """The files of a case that were made to be given out."""
    ours = StoredFile.objects.filter(case=f"applications.application:{application.pk}", erased_at=None)
    return ours.filter(name__startswith=PUBLIC) | ours.filter(name__startswith=ENCLOSED)


def shown_name(file: StoredFile) -> str:
    """The name as the applicant reads it.

    >>> shown_name(StoredFile(name="公开件-合同.docx"))
    '合同.docx'
    """
    return file.name.removeprefix(PUBLIC).removeprefix(ENCLOSED)


def title(name: str) -> str:
    """A file as the letter lists it: its name without the ending."""
    return PurePath(name).stem


@transaction.atomic
def enclose(
    letter: Letter, *, files: Iterable[str] = (), uploads: Iterable[tuple[str, bytes]] = (), by: Actor
) -> Letter:
    """Put files with a letter that has not left: those of the case by their keys, others by name and bytes."""
    application = letter.application
    by.may("applications.letter", application)
    if letter.sent_on:
        raise Refused(f"这份文书已于 {letter.sent_on} 发出，不能再加附件。")
    chosen = list(of_case(application).filter(key__in=list(files)))
    chosen += [keep(application, content, f"{ENCLOSED}{name}", by) for name, content in uploads]
    if chosen:
        letter.files.add(*chosen)
        own = application.organ.telephones()
        letter.file_notes = [*letter.file_notes, *filter(None, (_note(one, own) for one in chosen))]
        letter.save(update_fields=["file_notes"])
        record("applications.letter_enclosed", application, by=by, letter=letter.pk, files=[one.key for one in chosen])
    return letter


def _note(file: StoredFile, published: Collection[str]) -> str:
    """What personal data still stands in a file, for whoever approves and sends; empty where there is none.

    `published` are the telephones that the organ itself publishes for its office.
    """
    content = read_private(file, by=PORTAL, act="applications.letter", why="核对随文书提供的文件")
    try:
        scan = scan_bytes(content, shown_name(file), published=published)
        found = [one for one in scan.findings if one.found]
    except Unreadable as error:
        return f"《{shown_name(file)}》没有查过个人信息：{error}"
    if not found:
        return ""
    return f"《{shown_name(file)}》里有个人信息 {len(found)} 处，首处在{found[0].where}，核对能不能提供给申请人。"


@transaction.atomic
def open_own(application: Application, key: str, *, by: Actor) -> tuple[StoredFile, bytes]:
    """A file that came with an answer, to the applicant; opening it is logged."""
    by.may("applications.receive", application)
    letters = Letter.objects.filter(application=application, sent_on__isnull=False, addressee="")
    file = StoredFile.objects.filter(pk__in=letters.values("files"), key=key).first()
    if file is None:
        raise Refused("这份答复里没有这个文件。")
    record("applications.file_received", application, by=by, file=key)
    return file, read_private(file, by=PORTAL, act="applications.receive", why=f"{application.number}申请人查看")
