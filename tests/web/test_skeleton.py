"""The platform comes up."""

import os
from pathlib import Path

from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.models import QuerySet

from gongkai.web.accounts.models import Role
from gongkai.web.audit.models import Entry


def test_each_process_of_a_run_tests_on_ground_of_its_own(settings):
    assert str(settings.DATA) == os.environ["GONGKAI_DATA"]
    assert connection.vendor != "sqlite" or Path(connection.settings_dict["TEST"]["NAME"]).parent == settings.DATA


def test_the_platform_says_that_it_is_well(client, db):
    assert client.get("/healthz").json() == {"status": "ok"}


def test_no_model_lacks_its_migration(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_a_county_is_founded_and_logged(county):
    assert county.township in type(county.office).objects.below(county.office)
    assert county.village in type(county.office).objects.below(county.office)
    assert county.office not in type(county.office).objects.below(county.township)
    assert Entry.objects.filter(act="organs.founded").count() == 6


def test_a_supervisor_sees_the_organs_he_watches_and_changes_none(county):
    supervisor = county.account(Role.SUPERVISOR, county.office)
    assert supervisor.can("organs.see", county.township)
    assert not supervisor.can("organs.describe", county.township)


def test_the_watchdog_is_told_of_a_database_that_does_not_answer(client, db, monkeypatch):
    def away(*_):
        raise OperationalError("gone")

    client.raise_request_exception = False
    monkeypatch.setattr(QuerySet, "exists", away)
    assert client.get("/healthz").status_code == 500
