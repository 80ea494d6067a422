"""What is planted anywhere is found; what was masked is gone, as other programs than the masker see it."""

import random
import re
import shutil
import subprocess
import zipfile
import zlib
from contextlib import suppress
from io import BytesIO

import pytest

from gongkai.privacy import mask_bytes, prove_bytes, scan_bytes
from gongkai.privacy.masks import default_kinds
from gongkai.privacy.plain import plain
from privacy.places import NUMBERS_ONLY, PLACES
from privacy.planting import planted, sentences


def bare(text):
    return re.sub(r"[^0-9A-Za-z\u4e00-\u9fff]", "", plain(text)).upper()


def check(name, seed, places=PLACES, kinds=None):
    """Plant, find, mask and look again; every other seed masks by the strictest policy, the others by none."""
    found = planted(random.Random(seed))
    data = places[name](sentences(found))
    found = [piece for piece in found if kinds is None or piece.kind in kinds]
    scan = scan_bytes(data, name)
    seen = {(finding.kind, bare(finding.secret)) for finding in scan.findings}
    missed = [piece for piece in found if not any(k == piece.kind and bare(piece.secret) in text for k, text in seen)]
    assert missed == [], name
    policy = "全部" if seed % 2 else None
    masked = mask_bytes(data, name, scan.findings, policy)
    proof = prove_bytes(masked.data, "out" + masked.suffix, masked.findings, source_sha256=scan.sha256)
    assert proof.ok, proof.survivors
    meant = [piece for piece in found if policy or piece.kind in default_kinds()]
    left = bare_text(masked.data)
    assert [piece for piece in meant if bare(piece.secret) in left] == [], name
    again = scan_bytes(masked.data, "out" + masked.suffix).of({piece.kind for piece in meant})
    assert [finding for finding in again if finding.severity == "error"] == [], name
    return len(found)


def bare_text(data):
    """Everything in a file that any byte of it says, through unzip and pdftotext: none of them is the masker's."""
    texts = []
    if data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(BytesIO(data)) as archive:
            assert archive.testzip() is None
            texts += [bare_text(archive.read(name)) for name in archive.namelist()]
            texts += archive.namelist()
    elif data.startswith(b"%PDF-") and shutil.which("pdftotext"):
        command = ["pdftotext", "-raw", "-", "-"]
        texts.append(subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode())
        for body in streams_of(data):
            texts += [body.decode("utf-8", "ignore"), body.decode("utf-16-be", "ignore")]
    for encoding in ("utf-8", "utf-16-le", "gb18030"):
        text = data.decode(encoding, "ignore")
        texts += [text, re.sub(r"<[^>]*>", "", text)]
    return bare("\n".join(texts))


def streams_of(data):
    """What the compressed streams of a PDF hold, and its strings as they are written in hexadecimal."""
    for match in re.finditer(rb"stream\r?\n(.*?)endstream", data, re.DOTALL):
        with suppress(zlib.error):
            body = zlib.decompressobj().decompress(match[1])
            yield body
            yield from (bytes.fromhex(code.decode()) for code in re.findall(rb"<((?:[0-9a-fA-F]{2})+)>", body))


@pytest.mark.parametrize("name", PLACES)
def test_what_is_planted_in_a_place_is_found_masked_and_proven_gone(name):
    check(name, 7)


@pytest.mark.parametrize("name", NUMBERS_ONLY)
def test_numbers_in_bytes_of_no_known_structure_are_found_and_gone(name):
    check(name, 7, NUMBERS_ONLY, {"citizen_id", "mobile", "bank_card"})


@pytest.mark.slow
@pytest.mark.parametrize("turn", range(8))
def test_ten_thousand_planted_pieces_are_found_masked_and_gone(turn):
    planted_here = sum(check(name, 100 + turn * 1000 + number) for number, name in enumerate(PLACES))
    assert planted_here * 8 > 10_000
