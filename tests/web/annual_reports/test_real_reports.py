"""The real reports, uploaded by an organ that works elsewhere: read, checked and shown with what is wrong in them."""

import os
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.web.accounts.models import Role
from gongkai.web.annual_reports.checking import examine
from gongkai.web.annual_reports.models import AnnualReport

FOLDER = Path(os.environ.get("GONGKAI_REPORTS", Path(__file__).resolve().parents[4] / "shared" / "reports"))
SEEDS = {"000": 2020, "001": 2020, "002": 2020, "003": 2021, "004_1": 2022}
EXPECTED = {
    "000": {"blank-cells"},
    "001": {"cell-uncertain"},
    "002": {"year-of-the-report"},
    "003": {"total-without-parts"},
    "004_1": {"application-not-in-table"},
}
"""Seed → findings that a person sees in it, as reports/README.md tells what it is good for."""

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the real reports are not here")


def seed(name: str) -> Path:
    return next(path for path in sorted(FOLDER.iterdir()) if path.name.startswith(name))


@pytest.mark.parametrize("name", SEEDS)
def test_a_real_report_is_uploaded_read_checked_and_shown(name, county, client):
    clerk = county.account(Role.CLERK, county.township)
    client.force_login(clerk)
    path = seed(name)
    data = {"organ": county.township.pk, "file": SimpleUploadedFile(path.name, path.read_bytes())}
    answer = client.post("/workbench/reports/upload/", data, follow=True)
    assert answer.status_code == 200
    report = AnnualReport.objects.get()
    assert (report.year, report.source) == (SEEDS[name], AnnualReport.Source.UPLOAD)
    found = {one.finding.code for one in examine(report).findings}
    assert EXPECTED[name] <= found, found
    shown = answer.content.decode()
    assert report.title in shown
    for one in examine(report).findings[:3]:
        assert one.finding.message[:12] in shown or "&" in one.finding.message[:12]


def test_a_real_report_is_checked_on_the_portal_and_forgotten(client, db):
    path = seed("004_1")
    answer = client.post("/check/", {"file": SimpleUploadedFile(path.name, path.read_bytes())})
    text = answer.content.decode()
    assert "没有进表" in text
    assert 'class="hit bad"' in text
    assert not AnnualReport.objects.exists()


def test_what_the_reader_doubted_is_settled_by_a_person_and_then_counts(county, client):
    from gongkai.web.annual_reports.services import setting

    clerk = county.account(Role.CLERK, county.township)
    client.force_login(clerk)
    path = seed("001")
    data = {"organ": county.township.pk, "file": SimpleUploadedFile(path.name, path.read_bytes())}
    client.post("/workbench/reports/upload/", data)
    report = AnnualReport.objects.get()
    doubts = [one for one in examine(report).errors if one.finding.code == "cell-uncertain"]
    setting.override(report, path=doubts[0].finding.where, value="0", seen="", reason="对照原件", by=clerk)
    left = [one for one in examine(report).errors if one.finding.code == "cell-uncertain"]
    assert len(left) == len(doubts) - 1
