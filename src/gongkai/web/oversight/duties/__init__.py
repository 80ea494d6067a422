"""The columns of the county board, in one tuple of dotted names."""

from functools import cache

from django.utils.module_loading import import_string

from gongkai.web.oversight.duties.base import NONE, Cell, Duty, Record, share_cell

__all__ = ["DUTIES", "NONE", "Cell", "Duty", "Record", "duties", "share_cell"]

DUTIES: tuple[str, ...] = (
    "gongkai.web.oversight.duties.publishing.Guides",
    "gongkai.web.oversight.duties.publishing.Functions",
    "gongkai.web.oversight.duties.publishing.Timeliness",
    "gongkai.web.oversight.duties.publishing.Coverage",
    "gongkai.web.oversight.duties.answering.Applications",
    "gongkai.web.annual_reports.duty.Reports",
    "gongkai.web.oversight.duties.publishing.Interpretations",
    "gongkai.web.oversight.duties.publishing.Accounts",
    "gongkai.web.oversight.duties.keeping.Villages",
    "gongkai.web.oversight.duties.keeping.Trainings",
    "gongkai.web.oversight.duties.keeping.Rectification",
)
"""In the order of the board."""


@cache
def duties() -> tuple[Duty, ...]:
    """One of each."""
    return tuple(import_string(dotted)() for dotted in DUTIES)
