"""Records of applications: who asked, what happened on which day, what was answered, what came of it."""

from gongkai.web.applications.models.after import CorrectionRequest, DataRequest, FoundInstead, Review
from gongkai.web.applications.models.application import Applicant, Application, KnownBy, Likeness, Serial
from gongkai.web.applications.models.happening import Event, Party, Search
from gongkai.web.applications.models.paperwork import Decision, FeeNotice, Letter, Seal

__all__ = [
    "Applicant",
    "Application",
    "CorrectionRequest",
    "DataRequest",
    "Decision",
    "Event",
    "FeeNotice",
    "FoundInstead",
    "KnownBy",
    "Letter",
    "Likeness",
    "Party",
    "Review",
    "Seal",
    "Search",
    "Serial",
]
