"""A database of another version: taken over where the tables are the same, refused where they are not."""

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from gongkai.web.operations import lineage

pytestmark = pytest.mark.django_db


def record(*steps):
    for app, name in steps:
        MigrationRecorder(connection).record_applied(app, name)


TRIAL = [(app, name) for app, names in lineage.TRIAL.items() for name in names]


def test_a_database_of_the_last_state_before_0_1_0_is_taken_over():
    before = set(MigrationRecorder(connection).applied_migrations())
    record(*TRIAL)
    lineage.settle()
    assert set(MigrationRecorder(connection).applied_migrations()) == before


@pytest.mark.parametrize("steps", [TRIAL[:-1], TRIAL[:1], [("organs", "0999_of_a_later_version")]])
def test_a_database_whose_tables_are_not_known_is_refused_in_one_sentence(steps):
    record(*steps)
    with pytest.raises(SystemExit, match="数据库的结构不是这个版本能用的") as refused:
        lineage.settle()
    assert ".".join(steps[0]) in str(refused.value)
    assert str(refused.value).count("。") == 1
    assert set(steps) <= set(MigrationRecorder(connection).applied_migrations()), "the refusal changed something"


def test_steps_of_other_packages_are_no_concern_of_ours():
    record(("axes", "0999_of_a_later_axes"))
    lineage.settle()
