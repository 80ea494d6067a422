"""What the frame of every workbench page says: organ, person, day, navigation."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.timezone import localdate

from gongkai.web.patterns.values import WEEKDAYS, said
from gongkai.web.workbench import navigation


def desk(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `desk`, put together only when a template asks for it."""
    return {"desk": SimpleLazyObject(lambda: frame(request))}


def frame(request: HttpRequest) -> dict[str, Any]:
    """The frame for the person of this request."""
    today, person = localdate(), request.user
    return {
        "organ": person.organ.name,
        "day": f"{said(today)} 周{WEEKDAYS[today.weekday()]}",
        "person": " ".join([person.name, *dict.fromkeys(post.get_role_display() for post in person.posts_held()[:1])]),
        "navigation": navigation.shown(person, request.path),
    }
