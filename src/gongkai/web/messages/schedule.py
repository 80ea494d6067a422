"""What happens every so often, once among however many processes."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from gongkai.web.messages.models import Beat

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Repeated:
    """A function without arguments by its dotted name, and how often; with `hour` once a day from that hour on."""

    function: str
    every: timedelta
    hour: int | None = None


EVERY: tuple[Repeated, ...] = (
    Repeated("gongkai.web.messages.digest.send_digests", timedelta(days=1), hour=8),
    Repeated("gongkai.web.applications.jobs.every_morning", timedelta(days=1), hour=7),
    Repeated("gongkai.web.applications.jobs.when_years_change", timedelta(minutes=2)),
    Repeated("gongkai.web.files.services.sweep", timedelta(days=1), hour=3),
    Repeated("gongkai.web.messages.upkeep.clear_old", timedelta(days=1), hour=4),
    Repeated("gongkai.web.disclosure.jobs.publish_due", timedelta(minutes=1)),
    Repeated("gongkai.web.disclosure.jobs.end_notices", timedelta(minutes=10)),
)
"""The one tuple; an app above names its functions here."""
EACH_SECOND: tuple[str, ...] = ("gongkai.web.search.jobs.pump",)
"""Functions of apps above that the worker calls each second beside the outbox; quick when there is nothing to do."""


def run_due(now: datetime | None = None) -> list[str]:
    """Run what is due; the names of what ran. One that fails is logged and tried again next time round."""
    now = now or timezone.now()
    ran = []
    for repeated in EVERY:
        former = _take(repeated, now)
        if former is None:
            continue
        try:
            import_string(repeated.function)()
            ran.append(repeated.function)
        except Exception:
            logger.exception("%s failed", repeated.function)
            Beat.objects.filter(name=repeated.function).update(last_at=former.last_at)
    return ran


@transaction.atomic
def _take(repeated: Repeated, now: datetime) -> Beat | None:
    """How it stood before, if this process runs it now; the row is locked so that only one does."""
    beat, _ = Beat.objects.select_for_update().get_or_create(name=repeated.function)
    local = timezone.localtime(now)
    if repeated.hour is None:
        due = beat.last_at is None or now - beat.last_at >= repeated.every
    else:
        begun = beat.last_at and timezone.localtime(beat.last_at).date() == local.date()
        due = local.hour >= repeated.hour and not begun
    if not due:
        return None
    Beat.objects.filter(pk=beat.pk).update(last_at=now)
    return beat
