"""The log only grows, and betrays whoever touched it."""

from datetime import timedelta

import pytest
from django.db import Error, connection, transaction
from django.db.models import F, QuerySet
from django.test import override_settings
from django.utils import timezone

from gongkai.web.audit import triggers
from gongkai.web.audit import verify as verifying
from gongkai.web.audit.chain import START, breaks, digest_of
from gongkai.web.audit.models import Entry, Head, Unchangeable
from gongkai.web.audit.services import Machine, record
from gongkai.web.audit.verify import verify
from gongkai.web.keys import Keys

BY = Machine("tests")


def intruder():
    """Somebody at the database, past all models."""
    return QuerySet(Entry)


@pytest.fixture
def entries(county):
    return list(Entry.objects.all())


def test_the_log_of_a_founded_county_holds(entries):
    assert len(entries) == 6
    assert entries[0].previous == START
    assert verify().breaks == []


def test_an_entry_is_never_changed_or_removed_through_its_model(entries):
    for touch in (
        entries[0].save,
        entries[0].delete,
        Entry.objects.all().delete,
        lambda: Entry.objects.update(act="x"),
    ):
        with pytest.raises(Unchangeable):
            touch()


@pytest.mark.parametrize("field", ["act", "actor", "actor_name", "subject", "subject_name", "ground", "previous"])
def test_a_changed_text_is_found(entries, field):
    intruder().filter(sequence=3).update(**{field: "别的"})
    assert 3 in {found.sequence for found in verify().breaks}


def test_a_changed_time_organ_or_fact_is_found(entries):
    for values in ({"at": timezone.now() - timedelta(days=1)}, {"organ": 99}, {"after": {}}, {"facts": {"x": 1}}):
        with transaction.atomic():
            intruder().filter(sequence=2).update(**values)
            assert [found.sequence for found in verify().breaks] == [2]
            transaction.set_rollback(True)


@pytest.mark.parametrize("removed", [1, 3, 6])
def test_a_removed_row_is_found_at_the_beginning_the_middle_and_the_end(entries, removed):
    intruder().filter(sequence=removed).delete()
    assert "不见了" in verify().breaks[0].what


def test_a_row_put_in_is_found_even_if_its_neighbours_are_renumbered(entries):
    intruder().filter(sequence=6).update(sequence=7)
    forged = Entry(**{field.attname: getattr(entries[5], field.attname) for field in Entry._meta.concrete_fields})
    forged.sequence, forged.act, forged.digest = 6, "forged", "f" * 64
    forged.save()
    assert {6, 7} <= {found.sequence for found in verify().breaks}


def test_a_row_put_in_at_the_end_is_found_without_the_key_and_without_the_head(entries):
    last = entries[-1]
    forged = Entry(sequence=7, at=timezone.now(), act="x", actor="x", subject="x", previous=last.digest)
    with override_settings(KEYS=Keys()):
        forged.digest = digest_of(forged)
    forged.save()
    Head.objects.update(sequence=7, digest=forged.digest)
    assert any(found.sequence == 7 for found in verify().breaks)


def test_a_log_cut_back_together_with_its_head_is_found_by_an_anchor(entries):
    anchor = verify().anchor
    intruder().filter(sequence__gt=4).delete()
    fourth = Entry.objects.get(sequence=4)
    Head.objects.update(sequence=4, digest=fourth.digest)
    assert verify().breaks == []
    assert "锚点" in verify(anchor=anchor).breaks[0].what


def test_an_anchor_copied_as_it_is_shown_holds_and_a_mistaken_one_is_told(entries):
    assert verify(anchor=verify().short_anchor).breaks == []
    for mistaken in ("6:" + "0" * 16, "6:12", "六", "", ":"):
        found = verify(anchor=mistaken).breaks
        assert bool(found) == bool(mistaken)


def test_an_empty_log_holds(db):
    assert list(breaks([], Head())) == []
    assert verify().breaks == []


def test_the_database_itself_refuses_to_change_or_remove_an_entry(entries):
    triggers.install(connection)
    for touch in (
        lambda: intruder().filter(sequence=2).update(act="x"),
        lambda: intruder().filter(sequence=2).delete(),
    ):
        with pytest.raises(Error, match="only grows"), transaction.atomic():
            touch()
    triggers.remove(connection)
    assert verify().breaks == []


def test_an_entry_goes_with_its_change_when_the_transaction_fails(county):
    before = Head.objects.get().sequence
    with transaction.atomic():
        record("organs.described", county.township, by=BY)
        transaction.set_rollback(True)
    assert Head.objects.get().sequence == before == Entry.objects.count()


@pytest.mark.django_db(transaction=True)
def test_an_entry_cannot_be_written_outside_the_transaction_of_its_change(django_db_blocker):
    with pytest.raises(RuntimeError, match="transaction"):
        record("organs.described", Head(pk=1), by=BY)


def test_private_fields_are_kept_as_keyed_digests_only(county):
    from gongkai.web.accounts.services import open_account

    contact = {"phone": "13800001111", "email": "xu@example.org"}
    open_account(login="xu.huai", name="许槐", organ=county.township, by=BY, **contact)
    entry = Entry.objects.get(act="accounts.opened")
    assert not [value for value in contact.values() if value in str(entry.after)]
    assert entry.after["phone"].startswith("hmac:")
    assert entry.after["name"] == "许槐"


def test_the_head_counts_what_stands_in_the_log(county):
    assert Head.objects.filter(sequence=F("sequence")).get().sequence == Entry.objects.count()


def test_what_is_done_while_the_log_is_proved_is_no_break(county, monkeypatch):
    def while_people_work(entries, head):
        with transaction.atomic():
            record("test.done", county.office, by=BY)
        return breaks(entries, head)

    monkeypatch.setattr(verifying, "breaks", while_people_work)
    assert verify().breaks == []
    monkeypatch.undo()
    assert verify().breaks == []


def test_a_name_longer_than_its_column_does_not_stop_the_act(county):
    """PostgreSQL refuses what SQLite lets pass. The names are for reading, the keys beside them are whole."""
    with transaction.atomic():
        entry = record("test.done", county.office, by=Machine("tests", "接口：" + "名" * 100))
    assert len(entry.actor_name) == 100
    assert verify().breaks == []
