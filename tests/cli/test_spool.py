"""What a batch holds does not grow with its files: it is kept aside and read back when it is told."""

import tracemalloc
import zlib
from dataclasses import replace
from random import Random

import pytest

from gongkai.cli.batch import Outcome
from gongkai.cli.reporting import Batch, checked
from gongkai.cli.spool import IN_MEMORY, Spool
from gongkai.report.narrative import forget
from report.generating import consistent_report


def outcomes(number, read):
    """The same report of so many organs, checked once, as a batch gets it."""
    for n in range(number):
        yield Outcome(f"{n}.txt", read(n))


def most_held(number, read):
    tracemalloc.start()
    Batch(outcomes(number, read), series=False)
    held = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return held


@pytest.mark.parametrize("bare", [False, True])
def test_ten_times_the_files_take_no_more_memory_than_the_room_set_aside(bare):
    report = consistent_report(Random(7), 2023)
    one = checked(None, True, bare, report)
    forget()

    def read(number):
        words = "\n".join(f"{chr(0x4E00 + number)}镇自己写的话，谁也没有抄过它{chr(0x5000 + n)}" for n in range(20))
        kept = replace(one.kept, organ=f"{chr(0x4E00 + number)}镇", packed=zlib.compress(words.encode()))
        return replace(one, findings=list(one.findings), kept=kept)

    few, many = most_held(100, read), most_held(1000, read)
    assert many < few + IN_MEMORY + 900 * 1024  # a file took 17 to 30 kB before, whatever was told of it


def test_what_was_kept_aside_comes_back_in_order_as_it_was():
    spool = Spool()
    values = [Outcome(f"{n}.txt", {"n": n}, "") for n in range(50)]
    for value in values:
        spool.append(value)
    assert list(spool) == values
    assert (spool[-1], spool[3:5], len(spool)) == (values[-1], values[3:5], 50)
    with pytest.raises(IndexError):
        spool[50]
