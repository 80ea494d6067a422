"""A scan makes a million small values and no cycles of them: the collector of cycles need not look so often."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = (200_000, 20, 20)
"""New values between two collections, and how many of these make a larger one."""
_USUAL = gc.get_threshold()


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Let the collector run seldom meanwhile; memory stays bounded, as it does run."""
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*_USUAL)
