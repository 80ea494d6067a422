"""The page of figures: tables that open their cases; the county sees counts and due dates, never who asked for what."""

import io

import openpyxl
import pytest
from django.utils.timezone import localdate

from gongkai.web.accounts.models import Role
from gongkai.web.applications.services import asking
from web.applications.conftest import RIVER, ZHOU

HOME = "/workbench/applications/figures/"


@pytest.fixture
def case(county, officer):
    """A case of today in the township."""
    today = localdate()
    return asking.register(
        county.township, kind="natural_person", identity=ZHOU, wish=RIVER, channel="counter", arrived_on=today,
        by=officer, today=today,
    ).application  # fmt: skip


def enter(client, account):
    """Log in."""
    client.force_login(account, backend="gongkai.web.accounts.authentication.AccountBackend")
    return client


def test_a_figure_opens_its_cases_for_the_officer(client, county, officer, case):
    enter(client, officer)
    page = client.get(HOME).content.decode()
    assert "cell=applications%2Fnew%2Fnatural_person" in page
    cases = client.get(f"{HOME}cell/?cell=applications/new/natural_person").content.decode()
    assert f"/workbench/applications/{case.pk}/" in cases
    assert client.get(f"{HOME}cell/?cell=applications/new/martian").status_code == 404


def test_the_supervisor_sees_counts_and_due_dates_and_nothing_of_who_or_what(client, county, case, settings):
    supervisor = county.account(Role.SUPERVISOR, county.office)
    type(supervisor).objects.filter(pk=supervisor.pk).update(must_change_password=False)
    enter(client, supervisor)
    answer = client.get(f"{HOME}cell/?cell=applications/new/total&start=2020-01-01&end=2099-12-31&organ=")
    if answer.status_code == 302:
        pytest.fail(f"sent to {answer.url}")
    page = answer.content.decode()
    assert case.number in page
    assert str(case.due_on.year) in page
    for private in ("清淤", "周", ZHOU.number, f"/workbench/applications/{case.pk}/", case.receipt):
        assert private not in page.split("<main", 1)[1], private
    assert client.get(f"/workbench/applications/{case.pk}/").status_code in (403, 404)


def test_both_tables_go_out_as_a_spreadsheet(client, officer, case):
    enter(client, officer)
    content = b"".join(client.get(f"{HOME}export/").streaming_content)
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["表三", "表四"]
    assert 1 in {cell.value for row in book["表三"].iter_rows() for cell in row}
