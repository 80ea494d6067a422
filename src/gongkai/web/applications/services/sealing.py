"""The organ's seal on its letters: its picture kept encrypted, pressed when a letter leaves, each use logged."""

import io
from datetime import date

from django.db import transaction
from PIL import Image, UnidentifiedImageError

from gongkai.web.applications.models import Letter, Seal
from gongkai.web.audit.services import Actor, Machine, Refused, record
from gongkai.web.files.services import read_private, store
from gongkai.web.organs.models import Organ

PRESS = Machine("applications", "印制文书")
SMALLEST, LARGEST = 30, 60
"""Millimetres across; the seals of organs are 42 to 60 (国发〔1999〕25号), those of offices may be smaller."""
PIXELS = 1200
WHITE = 200
"""From this brightness on the ground of a scan is paper, and becomes clear."""


@transaction.atomic
def put(organ: Organ, *, content: bytes, width: int, by: Actor, today: date) -> Seal:
    """Keep the picture of the seal that is used from today; the former one ends."""
    by.may("applications.keep_seal", organ)
    if not SMALLEST <= width <= LARGEST:
        raise Refused(f"印章直径写 {SMALLEST} 至 {LARGEST} 毫米，以印模为准。")
    end(organ, by=by, today=today)
    file = store(clear(content), name="印章.png", organ=organ, by=by, owner=f"applications.seal:{organ.pk}")
    seal = Seal.objects.create(organ=organ, file=file, width=width, since=today, kept_by=by.audit_name)
    record("applications.seal_kept", seal, by=by, width=width)
    return seal


@transaction.atomic
def end(organ: Organ, *, by: Actor, today: date) -> None:
    """No longer press the seal that is in use; letters that bear it keep it."""
    by.may("applications.keep_seal", organ)
    for seal in Seal.objects.select_for_update().filter(organ=organ, ended_on=None):
        seal.ended_on = today
        seal.save(update_fields=["ended_on"])
        record("applications.seal_ended", seal, by=by)


def in_use(organ: Organ) -> Seal | None:
    """The seal that is pressed on the letters of today."""
    return Seal.objects.filter(organ=organ, ended_on=None).first()


def clear(content: bytes) -> bytes:
    """The picture as PNG with its white ground made clear, so that name and date are read through the seal."""
    try:
        with Image.open(io.BytesIO(content)) as opened:
            picture = opened.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        raise Refused("印章图片请用 PNG 或者 JPG。") from error
    picture.thumbnail((PIXELS, PIXELS))
    paper = picture.convert("L").point(lambda light: 0 if light >= WHITE else 255)
    alpha = picture.getchannel("A")
    alpha.paste(0, mask=paper.point(lambda ink: 255 - ink))
    if alpha.getextrema()[1] == 0:
        raise Refused("这张图片是空白的，请换一张清楚的印模。")
    picture.putalpha(alpha)
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


def picture(letter: Letter) -> tuple[bytes, float]:
    """The seal of a letter and its width in millimetres; none where it bears none. The use is logged."""
    decided = letter.decision is None or bool(letter.decision.approved_by)
    seal = letter.seal or (None if letter.sent_on or not decided else in_use(letter.application.organ))
    if seal is None or seal.file.erased_at:
        return b"", 0
    why = f"{letter.number or letter.title}"
    return read_private(seal.file, by=PRESS, act="applications.press_seal", why=why), seal.width
