"""Files that the public may have: those that a published fact of an organ names, and no others."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate

from gongkai.web.files import services
from gongkai.web.files.models import StoredFile
from gongkai.web.organs.models import Leader, Organ, Policy, Staff

EMBLEMS = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".svg": "image/svg+xml"}
PORTRAIT_SECONDS = 300
"""How long a browser or a proxy may keep the picture of a person who may leave office tonight."""
SHOWN_AS_PICTURE = ("image/jpeg", "image/png")


@dataclass(frozen=True)
class Shown:
    """A file as a page names it."""

    name: str
    size: int
    url: str


def shown(key: str) -> Shown | None:
    """The stored file of this number, if there is one that was not destroyed."""
    file = StoredFile.objects.filter(key=key, erased_at=None, owner="").first() if key else None
    return file and Shown(file.name, file.size, reverse("portal:file", args=[file.key]))


def is_public(key: str) -> bool:
    """Whether a published fact names this file. More places are added where more is published."""
    return (
        Policy.objects.filter(file=key, published=True).exists()
        or is_portrait(key)
        or Organ.objects.filter(Q(floor_plan=key) | Q(duty_board=key)).exists()
    )


def is_portrait(key: str) -> bool:
    """Whether it is the photograph of a person whom an organ shows today: with the office goes the picture."""
    leaders = Leader.objects.running(localdate()).filter(photo=key)
    staff = Staff.objects.filter(photo=key, published=True)
    return any(people.exclude(organ__kind="village").exists() for people in (leaders, staff))


def emblem(request: HttpRequest) -> HttpResponse:
    """The county's emblem, which `GONGKAI_EMBLEM` names; drawn as an image, so that a script in an SVG stays dead."""
    file = settings.EMBLEM
    kind = EMBLEMS.get(file.suffix.lower()) if file and file.is_file() else None
    if kind is None:
        raise Http404
    return HttpResponse(file.read_bytes(), content_type=kind, headers={"Cache-Control": "public, max-age=86400"})


def download(request: HttpRequest, key: str) -> HttpResponse:
    """The bytes: photographs as pictures, everything else as a download."""
    file = get_object_or_404(StoredFile, key=key, erased_at=None, owner="")
    if not is_public(key):
        raise Http404
    picture = file.media_type in SHOWN_AS_PICTURE
    answer = HttpResponse(services.read(file), content_type=file.media_type)
    answer["Content-Disposition"] = content_disposition_header(not picture, file.name)
    answer["Cache-Control"] = f"public, max-age={PORTRAIT_SECONDS if is_portrait(key) else 86400}"
    return answer
