"""A data model is compressed: nobody here can read it, so the scan says so in a finding that blocks."""

import zipfile
from io import BytesIO

import pytest
from click.testing import CliRunner

from gongkai.cli import main
from gongkai.privacy import mask_bytes, prove_bytes, scan_bytes
from privacy.planting import _with_parts, xlsx_cells

PARTS = ["xl/model/item.data", "xl/customData/item1.data"]


def workbook(part, lines=()):
    return _with_parts(xlsx_cells(list(lines)), {part: b"\xff\xfe\1\2" + bytes(range(256)) * 8})


@pytest.mark.parametrize("part", PARTS)
def test_a_data_model_that_cannot_be_read_is_a_finding_that_blocks(part):
    scan = scan_bytes(workbook(part), "a.xlsx")
    [finding] = scan.findings
    assert scan.found
    assert finding.severity == "error"
    assert "数据模型" in finding.note
    assert "另存" in finding.note


@pytest.mark.parametrize("part", PARTS)
def test_masking_takes_the_data_model_out_even_where_nothing_else_is_masked(part):
    masked = mask_bytes(workbook(part), "a.xlsx")
    assert part not in zipfile.ZipFile(BytesIO(masked.data)).namelist()
    assert scan_bytes(masked.data, "a.xlsx").findings == ()


def test_the_numbers_beside_a_data_model_are_masked_and_proved_gone():
    masked = mask_bytes(workbook(PARTS[0], ["身份证号11010519491231002X"]), "a.xlsx")
    assert len(masked.findings) == 1
    assert prove_bytes(masked.data, "a.xlsx", masked.findings).ok


def test_the_clerk_is_told_of_the_data_model_and_the_exit_status_says_so(tmp_path):
    file = tmp_path / "a.xlsx"
    file.write_bytes(workbook(PARTS[0]))
    result = CliRunner().invoke(main, ["privacy", "scan", str(file)])
    assert result.exit_code == 1
    assert "数据模型" in result.output
