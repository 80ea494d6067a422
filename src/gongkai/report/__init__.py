"""The annual report: read from any file, checked, written.

    from gongkai.report import check, read, write

    report = read("年报.docx")
    for finding in check(report):
        print(finding.message)
    write(report, "改正.docx")

Importing this room loads neither reader nor writer; each comes when it is first called.
"""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from gongkai.report.model import Malformed, Report, Section, Statement, from_json, to_json

if TYPE_CHECKING:
    from gongkai.report.checks.base import Finding

__all__ = ["Malformed", "Report", "Section", "Statement", "check", "from_json", "read", "to_json", "write"]


def read(path: str | Path) -> Report:
    """The report in the file at `path`, whatever its format; raises `documents.Unreadable` with a Chinese sentence."""
    from gongkai.report.reading import read as read_file

    return read_file(Path(path))


def check(report: Report, *, published_on: date | None = None) -> "list[Finding]":
    """Everything that is wrong with `report` or must be looked at; `published_on` is the day it was published."""
    from gongkai.report.checks import check as check_report

    return check_report(report, published_on=published_on)


def write(report: Report, path: str | Path) -> tuple[str, ...]:
    """Write the statutory document of `report`; the suffix of `path` says the format. Gives remarks in Chinese."""
    from gongkai.report.writing import write as write_file

    return write_file(report, Path(path))
