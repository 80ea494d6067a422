"""The source of a report with its findings at their places, as one HTML page that needs nothing else."""

from datetime import date
from pathlib import Path

from gongkai.documents import open_document
from gongkai.report.annotating.marks import mark
from gongkai.report.annotating.page import page
from gongkai.report.checks import check

__all__ = ["annotate"]


def annotate(path: str | Path, *, published_on: date | None = None) -> str:
    """The HTML of the file at `path`, annotated; raises `Unreadable` where the file is no report."""
    from gongkai.report.reading import read_document

    document = open_document(path)
    report = read_document(document)
    findings = check(report, published_on=published_on)
    return page(Path(path).name, document, report, findings, mark(document, report, findings))
