"""Records of the annual report."""

from gongkai.web.annual_reports.models.cells import Broken, Cell, CellPlace, Leap
from gongkai.web.annual_reports.models.figures import Override, YearlyFigure
from gongkai.web.annual_reports.models.report import AnnualReport, Edition, Rendition, Sentence, State
from gongkai.web.annual_reports.models.round import Note, Round, Spared, Verdict
from gongkai.web.annual_reports.models.texts import Likeness, Passage

__all__ = [
    "AnnualReport", "Broken", "Cell", "CellPlace", "Edition", "Leap", "Likeness", "Note", "Override", "Passage",
    "Rendition", "Round", "Sentence", "Spared", "State", "Verdict", "YearlyFigure",
]  # fmt: skip
