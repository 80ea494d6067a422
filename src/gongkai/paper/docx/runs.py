"""Runs of text in a Word paragraph."""

from collections.abc import Iterable
from typing import Any

from docx.enum.text import WD_COLOR_INDEX

from gongkai.paper.docx.xml import set_fonts
from gongkai.paper.layouts import faces
from gongkai.paper.model import Run, printable


def add_runs(paragraph: Any, runs: Iterable[Run]) -> None:
    """Add the runs; a line break within one becomes a break in Word."""
    for run in runs:
        written = paragraph.add_run(printable(run.text))
        if run.bold:
            written.bold = True
        if run.underline:
            written.underline = True
        if run.mark:
            written.font.highlight_color = WD_COLOR_INDEX.YELLOW
        if run.face:
            set_fonts(written._r.get_or_add_rPr(), faces()[run.face].name)
