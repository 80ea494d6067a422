"""The real reports, read and written again, are the same reports.

They are data beside the project, found through GONGKAI_REPORTS; where the folder is absent these tests skip.
"""

import os
from pathlib import Path

import pytest

from gongkai.report.reading import read
from report.writing.test_round_trip import assert_comes_back

FOLDER = Path(os.environ.get("GONGKAI_REPORTS", Path(__file__).parents[4] / "shared" / "reports"))
FILES = sorted(file for file in FOLDER.glob("0*") if file.is_file()) if FOLDER.is_dir() else []
pytestmark = pytest.mark.skipif(not FILES, reason="the real reports are not here (GONGKAI_REPORTS)")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name[:12])
def test_a_real_report_comes_back_from_what_was_written(file):
    report = read(file)
    for ending in ("html", "md", "xlsx", "docx"):
        assert_comes_back(report, ending)


@pytest.mark.slow
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name[:12])
def test_a_real_report_comes_back_from_pdf(file):
    assert_comes_back(read(file), "pdf")
