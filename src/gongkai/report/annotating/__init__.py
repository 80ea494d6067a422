"""The source of a report with its findings at their places, as one HTML page that needs nothing else."""

from datetime import date
from pathlib import Path

from gongkai.documents import Document, open_document, read_bytes
from gongkai.report.annotating.marks import mark
from gongkai.report.annotating.page import page
from gongkai.report.checks import check
from gongkai.report.model import Report

__all__ = ["annotate", "annotate_report"]


def annotate(path: str | Path, *, published_on: date | None = None) -> str:
    """The HTML of the file at `path`, annotated; raises `Unreadable` where the file is no report."""
    return _page(Path(path).name, open_document(path), published_on)


def annotate_report(report: Report, name: str, *, published_on: date | None = None) -> str:
    """The HTML of a report that is data, in the statutory form, annotated; `name` is what it is called there."""
    from gongkai.report.writing import print_out

    return _page(name, read_bytes(print_out(report, "html").data, ".html"), published_on)


def _page(name: str, document: Document, published_on: date | None) -> str:
    from gongkai.report.reading import read_document

    report = read_document(document)
    findings = check(report, published_on=published_on)
    return page(name, document, report, findings, mark(document, report, findings))
