"""Proof files of a case, and the picture of an identity paper: all under the applicant's key, every look logged."""

from datetime import date, timedelta
from pathlib import PurePath

from django.db import transaction

from gongkai.web.applications.models import Application, Event, Letter
from gongkai.web.applications.retention import days_of
from gongkai.web.applications.services.stepping import changing, happen
from gongkai.web.audit.services import Actor, Machine, Refused, record
from gongkai.web.files.models import StoredFile
from gongkai.web.files.services import erase, read_private, store

PORTAL = Machine("portal", "网上申请")
PICTURES = (".jpg", ".jpeg", ".png", ".pdf")
PICTURE_LIMIT = 8 * 1024 * 1024


def keep(application: Application, content: bytes, name: str, by: Actor) -> StoredFile:
    """Store bytes of the case under the applicant's key."""
    case = f"applications.application:{application.pk}"
    owner = application.applicant.owner
    return store(content, name=name, organ=application.organ, by=by, case=case, owner=owner)


@transaction.atomic
def prove(application: Application, *, content: bytes, name: str, by: Actor, today: date) -> Event:
    """Put the scan that proves it beside the newest event of the case."""
    with changing(application, "prove", by=by, today=today) as locked:
        event = locked.events.select_for_update().order_by("-pk").first()
        if event is None or event.proof_id:
            raise Refused("没有可以附上凭证的事项。")
        event.proof = keep(locked, content, name, by)
        event.save(update_fields=["proof"])
        record("applications.proved", locked, by=by, what=event.kind)
    return event


@transaction.atomic
def prove_delivery(letter: Letter, *, content: bytes, name: str, by: Actor, today: date) -> Letter:
    """The signed slip of a delivery, beside the letter and its event."""
    event = prove(letter.application, content=content, name=name, by=by, today=today)
    letter.proof = event.proof
    letter.save(update_fields=["proof"])
    return letter


@transaction.atomic
def open_file(application: Application, key: str, *, by: Actor) -> tuple[StoredFile, bytes]:
    """A file of the case, to the case officer; every look is logged."""
    case = f"applications.application:{application.pk}"
    file = StoredFile.objects.filter(key=key, case=case).first()
    if file is None:
        raise Refused("本件没有这个文件。")
    picture = file.pk == application.picture_id
    act = "applications.view_identity" if picture else "applications.view_file"
    return file, read_private(file, by=by, act=act, why=f"{application.number}{'身份证明图片' if picture else '凭证'}")


@transaction.atomic
def ask_picture(application: Application, *, by: Actor, today: date) -> Application:
    """Ask, once, for a picture of the identity paper where the number alone leaves a doubt."""
    with changing(application, "ask_picture", by=by, today=today) as locked:
        if locked.picture_id:
            raise Refused("申请人已经提供身份证明图片。")
        if locked.picture_asked_on:
            raise Refused(f"已于 {locked.picture_asked_on} 要求过，只能要求一次。")
        if not locked.running:
            raise Refused("本件已经办结，不用再核对身份。")
        locked.picture_asked_on = today
        happen(locked, "picture_asked", today, by=by, today=today)
    return application


@transaction.atomic
def give_picture(application: Application, *, content: bytes, name: str, by: Actor, today: date) -> Application:
    """The applicant hands in a picture of his identity paper; it replaces one he gave before."""
    with changing(application, "give_picture", by=by, today=today) as locked:
        ending = PurePath(name).suffix.lower()
        if ending not in PICTURES:
            raise Refused("身份证明图片请用 JPG、PNG 或者 PDF。")
        if len(content) > PICTURE_LIMIT:
            raise Refused(f"身份证明图片超过 {PICTURE_LIMIT // 1024 // 1024} MB，请缩小后再上传。")
        former = locked.picture
        locked.picture = keep(locked, content, f"身份证明{ending}", PORTAL)
        happen(locked, "picture_given", today, by=by, today=today)
        if former:
            erase(former, by=PORTAL, ground="申请人换了一张")
    return application


@transaction.atomic
def enclose(application: Application, *, content: bytes, name: str, what: str, by: Actor, today: date) -> Application:
    """A paper that the applicant hands in with the application, such as the authority of his agent."""
    with changing(application, "enclose", by=by, today=today) as locked:
        event = happen(locked, "enclosed", today, by=by, today=today, words=what)
        event.proof = keep(locked, content, name, PORTAL)
        event.save(update_fields=["proof"])
    return application


def erase_old_pictures(today: date) -> int:
    """Delete the pictures of cases closed long enough ago; how many."""
    before = today - timedelta(days=days_of("identity_picture"))
    old = Application.objects.filter(picture__isnull=False, closed_on__lt=before)
    return sum(_erase_picture(application, today) for application in old.select_related("organ", "picture"))


@transaction.atomic
def _erase_picture(application: Application, today: date) -> int:
    by = Machine("applications", "后台任务")
    if application.picture.erased_at is None:
        erase(application.picture, by=by, ground=f"办结满 {days_of('identity_picture')} 天")
    application.picture = None
    application.save(update_fields=["picture"])
    happen(application, "picture_erased", today, by=by, today=today)
    return 1
