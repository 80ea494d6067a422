"""The worker: runs jobs, delivers the outbox and keeps the hours; in threads of the web process or in a process
of its own."""

import logging
import threading
from collections.abc import Callable
from uuid import uuid4

from django.db import close_old_connections
from django.utils.module_loading import import_string
from django_tasks_db.management.commands.db_worker import Worker

from gongkai.web.messages import outbox, schedule

logger = logging.getLogger(__name__)


def run_jobs() -> None:
    """Run the jobs waiting in the database, until the process ends."""
    Worker(
        queue_names=["*"], interval=1, batch=False, backend_name="default", startup_delay=False, max_tasks=None,
        worker_id=uuid4().hex, excluded_queue_names=[],
    ).run()  # fmt: skip


def run_outbox(stop: threading.Event | None = None) -> None:
    """Deliver what is due each second, and look at the clock each minute, until `stop`."""
    stop = stop or threading.Event()
    beats = 0
    while not stop.is_set():
        close_old_connections()
        for work in (outbox.pump, *map(import_string, schedule.EACH_SECOND)):
            _try(work)
        if beats % 60 == 0:
            _try(schedule.run_due)
        beats += 1
        stop.wait(1)


def _try(work: Callable[[], object]) -> None:
    """An index that is broken must not keep messages back, nor what is to be published at its hour."""
    try:
        work()
    except Exception:  # told in the log, tried again at the next beat
        logger.exception("%s.%s failed", work.__module__, work.__qualname__)


def start() -> list[threading.Thread]:
    """Run the worker beside the pages of this process; it ends with the process."""
    threads = [
        threading.Thread(target=_keep, args=(work,), name=f"gongkai-{work.__name__}", daemon=True)
        for work in (run_jobs, run_outbox)
    ]
    for thread in threads:
        thread.start()
    return threads


def run_alone() -> None:
    """Be the worker and nothing else, until the process is told to stop."""
    for thread in start():
        thread.join()


def _keep(work: Callable[[], None]) -> None:
    """Begin again whatever happens: a database that is away for a minute must not end the worker for good."""
    pause = threading.Event()
    while True:
        try:
            work()
        except Exception:
            logger.exception("%s stumbled and begins again", work.__name__)
        pause.wait(5)
