"""What the server of the tests is doing: a window that is closed leaves requests behind, which write and read."""

from threading import Condition
from typing import Any

from django.core.signals import request_finished, request_started

from web.browser.acting import PATIENCE


class Serving:
    """Counts the requests that have begun and are not over."""

    def __init__(self) -> None:
        self._count, self._changed = 0, Condition()

    def __enter__(self) -> "Serving":
        request_started.connect(self._began)
        request_finished.connect(self._ended)
        return self

    def __exit__(self, *_: object) -> None:
        request_started.disconnect(self._began)
        request_finished.disconnect(self._ended)

    def _began(self, **_: Any) -> None:
        with self._changed:
            self._count += 1

    def _ended(self, **_: Any) -> None:
        with self._changed:
            self._count -= 1
            self._changed.notify_all()

    def rest(self) -> None:
        """Wait until the server has nothing to do."""
        with self._changed:
            assert self._changed.wait_for(lambda: self._count <= 0, PATIENCE / 1000), "a request does not end"
