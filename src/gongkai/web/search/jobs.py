"""What the worker does for search each second: bring the index and the counts up to what is published."""

import logging

from gongkai.web.search import counting, entries
from gongkai.web.search.engines import Busy, engine
from gongkai.web.search.models import Pending

logger = logging.getLogger(__name__)
LIMIT = 500


def pump(limit: int = LIMIT) -> int:
    """Write what waits into the index; how many rows. A missing index is built anew first.

    Safe after a kill at any line: a row is taken away only after the index has it, so at worst it is written twice, to
    the same effect.
    """
    try:
        if not engine().whole():
            rebuild()
        return _bring(limit)
    except Busy:
        return 0


def rebuild() -> int:
    """A new index and new counts of all that is published; how many publications."""
    waiting = list(Pending.objects.values_list("pk", flat=True))
    done = engine().rebuild(entries.every_entry())
    counting.recount()
    for start in range(0, len(waiting), LIMIT):
        Pending.objects.filter(pk__in=waiting[start : start + LIMIT]).delete()
    logger.info("search index rebuilt: %s", done)
    return done


def _bring(limit: int) -> int:
    waiting = list(Pending.objects.order_by("pk").values_list("pk", "publication_id")[:limit])
    if not waiting:
        return 0
    ids = list(dict.fromkeys(publication for _, publication in waiting))
    bare = entries.of(ids, attachments=False)
    engine().put(bare, set(ids) - {entry.id for entry in bare})
    counting.settle(ids)
    engine().put(entries.with_attachments(ids), ())
    Pending.objects.filter(pk__in=[row for row, _ in waiting]).delete()
    return len(waiting)
