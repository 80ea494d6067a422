"""Working days that are brought in while the platform runs: each process reads the new year before its next page."""

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from gongkai import law

logger = logging.getLogger(__name__)


def refresh() -> None:
    """Read the years of `GONGKAI_CALENDARS` anew if the folder changed; what cannot be read is logged and left."""
    try:
        law.refresh()
    except (law.BadData, OSError) as error:
        logger.error("放假安排没有读进来，仍按原来的计算：%s", error)


class Calendars:
    """Look before each page; a look costs one listing of a folder of a few files."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Refresh, then go on."""
        refresh()
        return self.get_response(request)
