"""The demo county's reports: no error in what is published, and a planted wrong entry is found and traced."""

import random
from datetime import date, timedelta
from importlib import import_module

import pytest

from gongkai.report import check
from gongkai.report.model import from_json
from gongkai.report.series import check_series
from gongkai.web.annual_reports.checking import examine
from gongkai.web.annual_reports.models import AnnualReport, Edition, State
from gongkai.web.annual_reports.services import setting, writing
from gongkai.web.applications.models import Application
from gongkai.web.demo.world import World
from gongkai.web.workbench.reports.source import behind

TODAY = date(2026, 3, 10)


@pytest.fixture
def demo(db):
    """The demo county without its publications: organs, people, cases, reports."""
    world = World(TODAY, random.Random(20190515))
    for stage in ("organs", "people", "applications", "annual_reports"):
        import_module(f"gongkai.web.demo.{stage}").fill(world)
    return world


@pytest.mark.slow
def test_three_years_have_no_error_and_a_planted_wrong_entry_is_found_and_traced_to_its_record(demo):
    assert Edition.objects.count() == 14
    by_organ = {}
    for edition in Edition.objects.select_related("report").order_by("report__year"):
        value = from_json(edition.content)
        by_organ.setdefault(edition.report.organ_id, []).append(value)
        found = check(value, published_on=edition.published_on)
        assert [one.message for one in found if one.severity == "error"] == []
    for years in by_organ.values():
        assert [one for found in check_series(years, declared=True) for one in found if one.severity == "error"] == []
    assert AnnualReport.objects.filter(state=State.ACCEPTED).exists()

    liuhe = demo.organ("liuhe")
    draft = AnnualReport.objects.get(organ=liuhe, year=2026)
    assert "carried-in-differs" not in {one.finding.code for one in examine(draft).findings}
    # Somebody re-enters the closing of a case of last year, after last year's report was published.
    wrong = Application.objects.filter(organ=liuhe, counted_on__year=2025, received_on__year=2025).first()
    Application.objects.filter(pk=wrong.pk).update(counted_on=TODAY - timedelta(days=5))
    writing.follow(draft)
    planted = [one for one in examine(draft).errors if one.finding.code == "carried-in-differs"]
    assert {one.finding.where.rpartition("/")[2] for one in planted} == {wrong.applicant_kind, "total"}
    assert wrong in behind([liuhe], 2026, planted[0].finding.where)
    last = AnnualReport.objects.get(organ=liuhe, year=2025)
    moved = {one.finding.where for one in examine(last).findings if one.finding.code == "ledger-moved"}
    assert f"applications/carried_out/{wrong.applicant_kind}" in moved
    with pytest.raises(setting.Refused):
        setting.override(last, path="applications/new/total", value="0", reason="x", seen="0", by=demo.by)


@pytest.mark.slow
def test_the_third_year_finished_by_people_has_no_error_either(demo):
    from gongkai.web.accounts.models import Role
    from gongkai.web.annual_reports.models import Sentence
    from gongkai.web.demo import annual_reports as story

    organs = [code for code in story.CODES if code != "qinghe"]  # the county adds theirs up once they are published
    for number, code in enumerate(organs):
        organ, clerk = demo.organ(code), demo.person(code, Role.CLERK)
        story._figures(demo, code, TODAY.year)
        report = writing.start(organ, TODAY.year, by=clerk, today=TODAY)
        writing.follow(report)
        for one in Sentence.objects.filter(report=report, text="").exclude(gap=""):
            words = f"{story._words(one.key, number + TODAY.year)}"
            writing.edit_sentence(one, text=words, seen=one.version, by=clerk)
        errors = [one.finding.message for one in examine(AnnualReport.objects.get(pk=report.pk)).errors]
        assert errors == [], code
