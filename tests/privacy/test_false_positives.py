"""Numbers of office life are not taken for anybody's: fewer than one in a thousand, and each of them listed."""

import os
import random
import re
from pathlib import Path

import pytest

from gongkai.privacy import scan, scan_bytes, scan_text

REPORTS = Path(os.environ.get("GONGKAI_REPORTS", Path(__file__).parents[2].parent / "shared" / "reports"))


def found(findings):
    return [(finding.kind, str(finding.place), finding.masked) for finding in findings if finding.found]


@pytest.mark.skipif(not REPORTS.is_dir(), reason="没有真实年报")
def test_real_reports_hold_nobody_s_numbers():
    files = [file for file in REPORTS.iterdir() if file.suffix in (".txt", ".html", ".pdf")]
    assert files
    assert {file.name: found(scan(file).findings) for file in files} == {file.name: [] for file in files}


def office_numbers(rng):
    """A row of what stands in the tables of an office."""
    year, area = rng.randint(2015, 2026), rng.choice(("350128", "620102", "410105"))
    return [
        f"{rng.randint(1, 10**9) / 100:.2f}",
        f"{rng.randint(10**6, 10**11):,}",
        f"{year}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}",
        f"{year}{rng.randint(1, 12):02}{rng.randint(1, 28):02}",
        f"青政发〔{year}〕{rng.randint(1, 300)}号",
        f"11441700007280420Y/{year}{rng.randint(1, 12):02}-{rng.randint(1, 99999):05}",
        f"{year}-{area}-{rng.randint(10, 99)}-{rng.randint(1, 5):02}-{rng.randint(1, 999999):06}",
        f"0594-{rng.randint(2000000, 8999999)}",
        f"{area}{year}{rng.randint(1, 9999):04}GB{rng.randint(1, 99999):05}",
        str(rng.randint(10**11, 10**12)),
        f"{rng.randint(10000, 99999)}",
        f"FJ00{rng.randint(100, 999)}-{rng.randint(1000, 9999)}-{year}-{rng.randint(1, 99999):05}",
        f"D{year}{rng.randint(1, 12):02}{rng.randint(1, 28):02}",
        f"{rng.randint(10**9, 10**10 - 1)}.{rng.randint(10, 99)}",
        f"{rng.randint(1, 28)}.{rng.randint(1, 99)}%",
        f"12345转{rng.randint(1, 9)}",
    ]


HEADERS = "金额 合计 日期 成文日期 文号 索引号 项目代码 办公电话 宗地编号 流水号 邮编 备案号 文件编号 投资额 占比 热线"


@pytest.mark.parametrize("shape", ["csv", "text", "lines"])
def test_long_tables_of_office_numbers_give_less_than_one_in_a_thousand(shape):
    rng = random.Random(11)
    rows = [office_numbers(rng) for _ in range(1500)]
    if shape == "csv":
        data = "\n".join(",".join(f'"{cell}"' for cell in row) for row in [HEADERS.split(), *rows])
        findings = found(scan_bytes(data.encode(), "a.csv").findings)
    elif shape == "text":
        findings = found(scan_text("\n".join("  ".join(row) for row in rows)))
    else:
        findings = found(scan_text("\n".join(cell for row in rows for cell in row)))
    total = sum(len(re.findall(r"\d+", cell)) for row in rows for cell in row)
    assert len(findings) * 1000 < total, findings
