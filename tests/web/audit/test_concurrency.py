"""The chain holds when many write at once and when writers are killed, on both databases."""

import random
import signal
import time

import pytest

from gongkai.web.audit.models import Entry
from gongkai.web.audit.verify import verify
from web.processes import start

WRITER = """
from gongkai.web.audit.services import Machine, record
from gongkai.web.audit.models import Head
print("ready", flush=True)
for number in range(int(sys.argv[2])):
    with transaction.atomic():
        record("tests.written", Head(pk=1), by=Machine(f"writer{sys.argv[1]}"), number=number)
print("done", flush=True)
"""


@pytest.fixture
def file_database(transactional_db):
    """The test database as other processes can open it."""
    Entry.objects.count()


@pytest.mark.postgresql
def test_eight_writers_at_once_leave_one_unbroken_chain(file_database):
    writers = [start(WRITER, number, 40) for number in range(8)]
    for writer in writers:
        _, errors = writer.communicate(timeout=120)
        assert writer.returncode == 0, errors
    proof = verify()
    assert proof.breaks == []
    assert proof.count == 8 * 40
    assert {Entry.objects.filter(actor=f"machine:writer{number}").count() for number in range(8)} == {40}


def test_writers_killed_at_random_moments_leave_an_unbroken_chain(file_database):
    chance = random.Random(20260122)
    for _ in range(5):
        writer = start(WRITER, "k", 100_000)
        assert writer.stdout.readline() == "ready\n", writer.stderr.read()
        time.sleep(chance.uniform(0.02, 0.4))
        writer.send_signal(signal.SIGKILL)
        writer.communicate()
    proof = verify()
    assert proof.breaks == []
    assert proof.count == Entry.objects.count() > 0
