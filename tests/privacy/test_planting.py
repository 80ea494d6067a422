"""What is planted anywhere is found; what was masked is gone, as other programs than the masker see it."""

import random
import re
import shutil
import subprocess
import zipfile
from io import BytesIO

import pytest

from gongkai.privacy import mask_bytes, prove_bytes, scan_bytes
from gongkai.privacy.plain import plain
from privacy.planting import PLACES, planted, sentences


def bare(text):
    return re.sub(r"[^0-9A-Za-z\u4e00-\u9fff]", "", plain(text)).upper()


def check(name, seed):
    found = planted(random.Random(seed))
    data = PLACES[name](sentences(found))
    scan = scan_bytes(data, name)
    seen = {(finding.kind, bare(finding.secret)) for finding in scan.findings}
    for piece in found:
        assert any(kind == piece.kind and bare(piece.secret) in secret for kind, secret in seen), (name, piece.kind)
    masked = mask_bytes(data, name, scan.findings)
    proof = prove_bytes(masked.data, "out" + masked.suffix, masked.findings, source_sha256=scan.sha256)
    assert proof.ok, proof.survivors
    left = bare_text(masked.data)
    assert not [piece.kind for piece in found if bare(piece.secret) in left], name
    again = scan_bytes(masked.data, "out" + masked.suffix)
    assert not [finding for finding in again.of({piece.kind for piece in found}) if finding.severity == "error"], name


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
    for encoding in ("utf-8", "utf-16-le", "gb18030"):
        text = data.decode(encoding, "ignore")
        texts += [text, re.sub(r"<[^>]*>", "", text)]
    return bare("\n".join(texts))


@pytest.mark.parametrize("name", PLACES)
def test_what_is_planted_in_a_place_is_found_masked_and_proven_gone(name):
    check(name, 7)


@pytest.mark.slow
@pytest.mark.parametrize("turn", range(29))
def test_ten_thousand_planted_numbers_are_found_masked_and_gone(turn):
    for number, name in enumerate(PLACES):
        check(name, 100 + turn * len(PLACES) + number)
