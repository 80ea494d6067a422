"""Records of applications: who asked, what happened on which day, what was answered, what came of it."""

from gongkai.web.applications.models.after import CorrectionRequest, Review
from gongkai.web.applications.models.application import Applicant, Application, Serial
from gongkai.web.applications.models.happening import Event, Party, Search
from gongkai.web.applications.models.paperwork import Decision, FeeNotice, Letter

__all__ = [
    "Applicant",
    "Application",
    "CorrectionRequest",
    "Decision",
    "Event",
    "FeeNotice",
    "Letter",
    "Party",
    "Review",
    "Search",
    "Serial",
]
