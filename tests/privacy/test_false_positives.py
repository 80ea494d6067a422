"""Numbers of office life are not taken for anybody's: fewer than one in a thousand, and each of them listed."""

import os
import random
import re
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from gongkai.privacy import scan, scan_bytes, scan_text
from privacy.planting import pdf_ruled

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
        *more_numbers(rng, year, area),
    ]


def more_numbers(rng, year, area):
    """Rarer numbers: courts, land, licences, contracts, parcels, books, roads, standards, places on the map."""

    def digits(count):
        return "".join(str(rng.randint(0, 9)) for _ in range(count))

    return [
        f"（{year}）闽{digits(4)}民初{digits(4)}号",
        f"{year % 100}35{digits(16)}",
        f"{area}{digits(6)}GB{digits(5)}F{digits(8)}",
        f"11{area}MB{digits(1)}W{digits(5)}X4{area}{digits(6)}",
        f"粤B2-{year}{digits(4)}",
        f"闽ICP备{digits(8)}号-1",
        f"HT{year}{digits(8)}",
        f"SF{digits(13)}",
        f"{digits(8)}-{digits(1)}",
        f"E{area[:3]}.{digits(6)} N{digits(2)}.{digits(6)}",
        f"ISBN 978-7-{digits(4)}-{digits(4)}-{digits(1)}",
        f"K{rng.randint(1, 99)}+{digits(3)}",
        f"400-{digits(3)}-{digits(4)}",
        f"编号：{digits(16)}",
        f"批准文号{digits(13)}",
        digits(10),
        f"GB/T {digits(5)}-{year}",
        f"{year}{digits(10)}",
    ]


HEADERS = "金额 合计 日期 成文日期 文号 索引号 项目代码 办公电话 宗地编号 流水号 邮编 备案号 文件编号 投资额 占比 热线"
HEADERS += " 案号 发票号码 不动产单元号 事项编码 许可证号 备案号 合同编号 运单号 机构代码 坐标 书号 桩号"
HEADERS += " 电话 编号 批准文号 QQ群 标准 单号"


def workbook(rows):
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("台账")
    for row in rows:
        sheet.append([int(cell) if cell.isdigit() and len(cell) < 16 else cell for cell in row])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def findings_in(shape, rows):
    match shape:
        case "csv":
            return scan_bytes(
                "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows).encode(), "a.csv"
            ).findings
        case "xlsx":
            return scan_bytes(workbook(rows), "a.xlsx").findings
        case "pdf":
            return scan_bytes(pdf_ruled([rows[at : at + 25] for at in range(0, 200, 25)]), "a.pdf").findings
        case "narrow pdf":
            return scan_bytes(pdf_ruled([rows[at : at + 5] for at in range(0, 200, 5)], narrow=True), "a.pdf").findings
    between, after, before = {
        "text": ("  ", "\n", ""),
        "lines": ("\n", "\n", ""),
        "prose": ("，", "。", ""),
        "announced": ("、", "。", "联系电话、账号、身份证号："),
        "bracketed": ("）（", "）。", "办公电话（"),
    }[shape]
    return scan_text(after.join(before + between.join(row) for row in rows[1:]))


SHAPES = ["csv", "xlsx", "text", "lines", "prose", "announced", "bracketed", "pdf", "narrow pdf"]


@pytest.mark.parametrize("shape", SHAPES)
def test_long_tables_of_office_numbers_give_less_than_one_in_a_thousand(shape):
    rng = random.Random(11)
    rows = [HEADERS.split(), *(office_numbers(rng) for _ in range(200 if "pdf" in shape else 1000))]
    total = sum(len(re.findall(r"\d+", cell)) for row in rows for cell in row)
    findings = found(findings_in(shape, rows))
    assert len(findings) * 1000 < total, findings
