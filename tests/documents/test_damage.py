"""Mutated files of every kind: a document, a report or one sentence comes out, never another exception."""

import io
import zipfile
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.documents import Unreadable, read_bytes
from gongkai.report.reading import read_document
from report import layouts
from report.generating import consistent_report

BYTES = ("tabbed", "stacked", "pipes", "html", "split_html", "run_on")


def sample(layout):
    random = Random(7)
    every = layouts.QUICK | layouts.SLOW | layouts.RUN_TOGETHER
    return every[layout](layouts.printed(consistent_report(random)), random)


SAMPLES = {name: sample(name) for name in (*BYTES, "docx", "xlsx", "pdf")}


def damaged(data, random):
    """Bytes cut out, doubled, swapped or overwritten."""
    data = bytearray(data)
    for _ in range(random.randint(1, 6)):
        at = random.randrange(max(1, len(data)))
        size = random.choice((1, 3, 40, 900))
        kind = random.randrange(5)
        if kind == 0:
            del data[at : at + size]
        elif kind == 1:
            data[at:at] = data[at : at + size] * random.choice((1, 2, 50))
        elif kind == 2:
            data[at : at + size] = random.randbytes(min(size, len(data) - at))
        elif kind == 3:
            data[at:at] = random.choice(
                (b"<table>", b"</td>", b"\t", b"|", b"\n", b"\0", b"<w:tbl>", b"9" * 50, b"0,0-0.")
            )
        else:
            del data[at + size * 20 :]
    return bytes(data)


def outcome(data, suffix):
    """Read it all the way; only `Unreadable` may come out of a bad file."""
    try:
        report = read_document(read_bytes(data, suffix))
    except Unreadable as refused:
        sentence = str(refused)
    else:
        sentence = "。"
        assert set(report.uncertain) <= set(report.cells)
    assert sentence.endswith("。")


@pytest.mark.parametrize("name", [*BYTES, "pdf"])
@given(seed=st.integers(0, 10**9))
@settings(max_examples=12, deadline=None)
def test_damaged_bytes_are_read_or_refused(name, seed):
    outcome(damaged(SAMPLES[name], Random(seed)), f".{name}")


@pytest.mark.parametrize("name", ["docx", "xlsx"])
@given(seed=st.integers(0, 10**9))
@settings(max_examples=15, deadline=None)
def test_damaged_parts_of_an_archive_are_read_or_refused(name, seed):
    random = Random(seed)
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(SAMPLES[name])) as old, zipfile.ZipFile(stream, "w") as new:
        hurt = random.sample(old.namelist(), 2)
        hurt += [
            part for part in old.namelist() if part.endswith(("document.xml", "sheet1.xml")) and random.random() < 0.7
        ]
        for part in old.namelist():
            data = old.read(part)
            new.writestr(part, damaged(data, random) if part in hurt else data)
    outcome(stream.getvalue(), f".{name}")


@pytest.mark.slow
@pytest.mark.parametrize("name", [*BYTES, "pdf"])
@given(seed=st.integers(0, 10**9))
@settings(max_examples=600, deadline=None)
def test_many_damaged_bytes_are_read_or_refused(name, seed):
    outcome(damaged(SAMPLES[name], Random(seed)), f".{name}")


def test_many_tables_of_markup_that_never_close_are_text_and_hold_nobody_up():
    document = read_bytes(("年度报告\n" + "<table>" * 100_000).encode(), ".txt")
    assert list(document.tables()) == []
