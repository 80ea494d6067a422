"""The worker: runs the jobs waiting in the database, in a thread of the web process or in a process of its own."""

import logging
import threading
from uuid import uuid4

from django_tasks_db.management.commands.db_worker import Worker

logger = logging.getLogger(__name__)


def make() -> Worker:
    """A worker over all queues of the database."""
    return Worker(
        queue_names=["*"], interval=1, batch=False, backend_name="default", startup_delay=False, max_tasks=None,
        worker_id=uuid4().hex, excluded_queue_names=[],
    )  # fmt: skip


def start() -> threading.Thread:
    """Run a worker beside the pages of this process; it ends with the process. A failing worker is begun again."""
    thread = threading.Thread(target=_keep_running, name="gongkai-worker", daemon=True)
    thread.start()
    return thread


def _keep_running() -> None:
    pause = threading.Event()
    while True:
        try:
            make().run()
        except Exception:
            logger.exception("The worker stumbled and begins again")
        pause.wait(5)
