"""The index of this installation, chosen by `GONGKAI_SEARCH`."""

from functools import cache

from django.conf import settings

from gongkai.web.search.engines.base import FACETS, Busy, Engine, Found, Wanted

__all__ = ["FACETS", "Busy", "Engine", "Found", "Wanted", "engine"]


def engine() -> Engine:
    """tantivy in the data folder, or PostgreSQL."""
    return _made(settings.SEARCH, str(settings.SEARCH_INDEX))


@cache
def _made(which: str, folder: str) -> Engine:
    if which == "postgresql":
        from gongkai.web.search.engines.postgres import Postgres

        return Postgres()
    from gongkai.web.search.engines.embedded import Embedded

    return Embedded(folder)
