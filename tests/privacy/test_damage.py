"""Damaged files are refused or read; nothing that a file holds brings the scanner down or holds it up."""

import random
import zipfile
from io import BytesIO

import pytest

from gongkai.documents import Unreadable
from gongkai.documents.inspection import open_file
from gongkai.privacy import finding, scan_bytes, scanning
from privacy.planting import PLACES, planted, sentences

NAMES = (
    "a.csv",
    "split.html",
    "split.docx",
    "shared.xlsx",
    "text.pdf",
    "notes.pdf",
    "attachment.pdf",
    "older.pdf",
    "a.eml",
    "a.zip",
)


def damaged(data, rng):
    """The bytes with some of them changed, cut out, doubled, or a number of theirs made huge."""
    made = bytearray(data)
    for _ in range(rng.randint(1, 6)):
        at = rng.randrange(len(made))
        match rng.randint(0, 4):
            case 0:
                made[at] = rng.randrange(256)
            case 1:
                del made[at : at + rng.randint(1, 40)]
            case 2:
                made[at:at] = made[max(0, at - 60) : at]
            case 3:
                made[at:at] = rng.choice((b"999999999999", b"-1", b"\0\0", b"<", b"<a", b"&#0;", b"1E999999", b">>"))
            case 4:
                made[at : at + 4] = rng.randbytes(4)
        if not made:
            break
    return bytes(made)


def damaged_inside(data, rng):
    """An archive that is whole, one of whose parts is damaged: so the readers of parts are reached, too."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        chosen = rng.choice(source.namelist())
        for name in source.namelist():
            part = source.read(name)
            target.writestr(name, damaged(part, rng) if name == chosen and part else part)
    return out.getvalue()


def outcome(data, name):
    """Walk and scan without the net that turns every mistake of ours into `Blocked`."""
    try:
        return list(finding.find(open_file(data, name).passages()))
    except Unreadable as error:
        refused = str(error)
    assert refused.endswith("。")
    return None


def turn(name, seed):
    rng = random.Random(seed)
    data = PLACES[name](sentences(planted(rng)))
    inside = data.startswith(b"PK") and rng.random() < 0.7
    outcome((damaged_inside if inside else damaged)(data, rng), name)


@pytest.mark.parametrize("name", NAMES)
def test_a_damaged_file_is_refused_or_read(name):
    for seed in range(12):
        turn(name, seed)


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_a_file_damaged_in_a_hundred_ways_is_refused_or_read(name):
    for seed in range(100, 200):
        turn(name, seed)


def test_what_brings_a_reader_down_blocks(monkeypatch):
    monkeypatch.setattr(scanning, "find", lambda *args, **named: 1 / 0)
    with pytest.raises(scanning.Blocked):
        scan_bytes(b"a text", "a.txt")
