"""A process is killed at random moments of publishing and delivery: nothing is lost, doubled or half-published."""

import os
import random
import signal
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

import pytest
from django.db import connection, connections
from django.utils import timezone

from gongkai.web.audit.chain import breaks
from gongkai.web.audit.models import Entry, Head
from gongkai.web.disclosure import channels
from gongkai.web.disclosure.channels import ChannelKind, Proof
from gongkai.web.disclosure.models import Channel, Delivery, Gate, Item, Publication, State
from gongkai.web.disclosure.services import publishing, rendering
from gongkai.web.messages import outbox
from gongkai.web.messages.models import Outgoing
from web.conftest import make_county
from web.disclosure.conftest import NOW, Staff, people


class Newspaper(ChannelKind):
    """A channel elsewhere that remembers, by idempotency key, what it was given; it lives in a file, not in our
    database.
    """

    code, title = "newspaper", "县报"
    ledger: ClassVar[Path]

    def deliver(self, delivery: Delivery) -> Proof:
        with self.ledger.open("a") as file:
            file.write(f"{delivery.key}\n")
        return Proof(message_id=delivery.key)

    def find(self, delivery: Delivery) -> Proof | None:
        given = self.ledger.read_text().splitlines() if self.ledger.exists() else []
        return Proof(message_id=delivery.key) if delivery.key in given else None


def killed_after(statements: int, work: Callable[[], Any]) -> bool:
    """Do the work in a process that dies before its n-th statement to the database; whether it died."""
    connections.close_all()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        return os.WIFSIGNALED(status)
    left = [statements]

    def die(execute, sql, params, many, context):
        left[0] -= 1
        if left[0] <= 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    try:
        with connection.execute_wrapper(die):
            work()
    finally:
        os._exit(0)


def work_on(item: Item, staff: Staff) -> None:
    """Publish it and deliver it."""
    publishing.publish(item, by=staff.clerk, now=NOW)
    outbox.pump()


def whole(item: Item) -> bool:
    """Whether it is published wholly; False if not at all. Anything between fails."""
    item.refresh_from_db()
    there = Publication.objects.filter(item=item).first()
    if there is None:
        assert item.state == State.READY
        assert not Delivery.objects.filter(publication__item=item).exists()
        return False
    assert item.state == State.PUBLISHED
    assert Gate.objects.filter(rendition=there.rendition, passed=True).count() == 1
    for delivery in there.deliveries.all():
        assert Outgoing.objects.filter(key=f"delivery:{delivery.pk}").count() == 1
    assert there.deliveries.count() == 2
    return True


def copy_of(item: Item, number: int, board: Channel) -> Item:
    """Another item that has come just as far, row by row: quicker than fifteen acts."""
    rows = [*item.revisions.all(), *item.renditions.all(), *item.reviews.all(), *item.scans.all()]
    files = [file for rendition in item.renditions.all() for file in rendition.files.all()]
    copy = Item.objects.get(pk=item.pk)
    copy.pk, copy.index_number, copy.channels = None, f"{item.index_number}-{number}", [board.pk]
    copy.save()
    known: dict[tuple[type, int], Any] = {}
    for row in [*rows, *files]:
        old, row.pk, row._state.adding = row.pk, None, True
        if hasattr(row, "item_id"):
            row.item = copy
        for name in ("revision", "rendition"):
            if hasattr(row, f"{name}_id"):
                setattr(row, name, known[name, getattr(row, f"{name}_id")])
        row.save()
        known[type(row)._meta.model_name, old] = row
    return copy


def survive(staff: Staff, times: int, ledger: Path) -> None:
    """Kill, look, go on, look again, until it has died so many times."""
    died = number = 0
    board = Channel.objects.create(organ=staff.organ, kind="newspaper", title="县报")
    chance, first = random.Random(20260122), staff.ready()
    while died < times:
        number += 1
        item = copy_of(first, number, board)
        died += killed_after(chance.randint(1, 70), lambda item=item: work_on(item, staff))
        if not whole(item):
            publishing.publish(item, by=staff.clerk, now=NOW)
        for _ in range(4):
            earlier = timezone.now() - outbox.LEASE
            Outgoing.objects.filter(state="waiting").update(leased_until=earlier, due_at=earlier)
            outbox.pump()
        assert whole(item)
        assert set(item.publication.deliveries.values_list("state", flat=True)) == {Delivery.State.DONE}
        key = item.publication.deliveries.get(channel=board).key
        assert ledger.read_text().splitlines().count(key) == 1
    assert list(breaks(Entry.objects.order_by("sequence").iterator(), Head.objects.get())) == []


@pytest.fixture
def newspaper(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The channel elsewhere."""
    Newspaper.ledger = tmp_path / "ledger"
    monkeypatch.setattr(channels, "CHANNELS", (*channels.CHANNELS, Newspaper))
    return Newspaper.ledger


@pytest.mark.django_db(transaction=True)
def test_fifty_kills_lose_double_and_half_publish_nothing(newspaper: Path) -> None:
    with rendering.on_opening():
        survive(people(make_county()), 50, newspaper)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_thousand_kills_lose_double_and_half_publish_nothing(newspaper: Path) -> None:
    with rendering.on_opening():
        survive(people(make_county()), 1000, newspaper)
