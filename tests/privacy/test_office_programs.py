"""Old formats are read through LibreOffice; what is masked opens there again, and it sees no number either."""

import random
import shutil
import subprocess

import pytest

from gongkai.privacy import mask_bytes, scan_bytes
from needs import here
from privacy.places import PLACES
from privacy.planting import docx_paragraphs, planted, sentences, xlsx_shared

ID = "11010519491231002X"
pytestmark = [pytest.mark.libreoffice, pytest.mark.skipif(not here("libreoffice"), reason="没有 LibreOffice")]


def converted(folder, data, source, target):
    (folder / f"a.{source}").write_bytes(data)
    program = shutil.which("soffice") or "libreoffice"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    arguments = [profile, "--headless", "--convert-to", target, "--outdir", str(folder / "out")]
    command = [program, *arguments, str(folder / f"a.{source}")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (folder / "out" / f"a.{target.split(':')[0]}").read_bytes()


@pytest.mark.slow
@pytest.mark.parametrize(("place", "new", "old"), [(docx_paragraphs, "docx", "doc"), (xlsx_shared, "xlsx", "xls")])
def test_an_old_file_is_read_masked_and_becomes_a_new_one(tmp_path, place, new, old):
    data = converted(tmp_path, place([f"张小明，{ID}"]), new, old)
    scan = scan_bytes(data, f"a.{old}")
    assert "citizen_id" in {finding.kind for finding in scan.findings}
    assert any("LibreOffice" in doubt for doubt in scan.doubts)
    masked = mask_bytes(data, f"a.{old}", scan.findings)
    assert masked.suffix == f".{new}"
    assert not scan_bytes(masked.data, f"a.{new}").found


@pytest.mark.slow
@pytest.mark.parametrize(
    ("place", "suffix", "target"), [(docx_paragraphs, "docx", "txt:Text"), (xlsx_shared, "xlsx", "csv")]
)
def test_a_masked_file_opens_in_an_office_program_without_the_number(tmp_path, place, suffix, target):
    masked = mask_bytes(place([f"张小明，{ID}"]), f"a.{suffix}")
    text = converted(tmp_path, masked.data, suffix, target).decode("utf-8", "ignore")
    assert "1101**********002X" in text
    assert ID not in text


@pytest.mark.slow
@pytest.mark.parametrize("suffix", ["docx", "xlsx"])
def test_every_masked_file_opens_in_an_office_program_and_shows_nothing_that_was_planted(tmp_path, suffix):
    found = planted(random.Random(3))
    names = [name for name in PLACES if name.endswith(suffix)]
    for name in names:
        masked = mask_bytes(PLACES[name](sentences(found)), name, policy="全部")
        (tmp_path / name).write_bytes(masked.data)
    program = shutil.which("soffice") or "libreoffice"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path / "out")]
    subprocess.run([*command, *(str(tmp_path / name) for name in names)], check=True, capture_output=True, timeout=500)
    for name in names:
        pdf = (tmp_path / "out" / name).with_suffix(".pdf")
        assert pdf.exists(), name
        text = subprocess.run(["pdftotext", str(pdf), "-"], check=True, capture_output=True).stdout.decode()
        shown = "".join(text.split())
        assert [piece.kind for piece in found if piece.secret in shown] == [], name
