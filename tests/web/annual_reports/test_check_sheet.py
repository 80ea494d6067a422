"""检查单 and 为什么: what was found can be taken away, and every finding says why."""

import re
from datetime import date
from html import unescape
from io import BytesIO
from pathlib import Path
from random import Random

import openpyxl
import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document

from gongkai.report import explaining
from gongkai.web.annual_reports import check_sheet, checking, rules
from gongkai.web.annual_reports.check_sheet import Line, Sheet
from gongkai.web.annual_reports.checking import examine
from gongkai.web.annual_reports.services import judging
from gongkai.web.audit.services import Refused
from report import layouts
from report.generating import consistent_report
from web.annual_reports.conftest import complete

TEXT = (
    "青禾县石桥镇人民政府2022年政府信息公开工作年度报告\n一、总体情况\n2022年，我镇收到政府信息公开申请7件。\n"
    "二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n四、政府信息公开行政复议、行政诉讼情况\n"
    "五、存在的主要问题及改进情况\n有待加强。\n六、其他需要报告的事项\n无。\n"
)
FOUND = Line("错误", "申请收支不平", "第三部分“总计”", "新收 7 件，办结 6 件。", "统一格式表三", "查清是哪一件。")
UNSURE = ("第四部分“行政复议·总计”", "字迹模糊")
SHEET = Sheet("石桥镇年报.docx", "石桥镇人民政府", 2022, "2021", (FOUND,), (UNSURE,), 1)
DRAWN = consistent_report(Random(5), 2022)
CLEAN = DRAWN.with_cells({path: 0 for path in DRAWN.cells if path.startswith("reviews/")} | {
    "proactive/charges/amount": 0
})  # fmt: skip
PAGE = "/workbench/reports/liuhe/2025/"


def words(answer):
    return unescape(answer.content.decode())


def checked(client, where="/check/"):
    return client.post(where, {"file": SimpleUploadedFile("石桥镇年报.txt", TEXT.encode())})


def carried(answer):
    return re.search(r'name="sheet" value="([^"]+)"', words(answer))[1]


def rows_of(content):
    """The rows of the table of a 检查单 in Word, its head left out."""
    (table,) = Document(BytesIO(content)).tables
    return [[cell.text for cell in row.cells] for row in table.rows][1:]


def test_what_was_found_can_be_taken_away_as_a_list_with_rule_and_remedy(client, db):
    page = checked(client)
    answer = client.post("/check/sheet/", {"sheet": carried(page), "ending": "docx"})
    assert "%E7%9F%B3%E6%A1%A5%E9%95%87%E5%B9%B4%E6%8A%A5.docx" in answer["Content-Disposition"]
    rows = rows_of(answer.content)
    found = page.context["findings"]
    assert len(rows) == len(found)
    for row, one in zip(rows, found, strict=True):
        assert one.title in row[1]
        assert one.text in row[2]
        assert row[3] == one.source
        assert (bool(row[4]), row[5]) == (True, "")


@pytest.mark.parametrize(("ending", "begins"), [("docx", b"PK"), ("pdf", b"%PDF"), ("xlsx", b"PK")])
def test_the_list_is_word_pdf_or_a_workbook(ending, begins):
    assert check_sheet.printed(SHEET, ending, date(2026, 2, 2)).startswith(begins)


def test_the_workbook_holds_every_finding_and_every_cell_nobody_could_read():
    book = openpyxl.load_workbook(BytesIO(check_sheet.printed(SHEET, "xlsx", date(2026, 2, 2))))
    said = "\n".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value)
    for part in (
        "石桥镇年报.docx",
        "错误 1 处",
        "申请收支不平",
        "查清是哪一件。",
        "没有看清的 1 格",
        "字迹模糊",
        "2026年2月2日",
    ):
        assert part in said


def test_a_sheet_that_finds_nothing_says_so():
    page = check_sheet.page(Sheet("年报.docx", "", None, "2021"), date(2026, 2, 2))
    assert "没有发现与法规、格式和自身数字矛盾的地方。" in [block.text for block in page.blocks]


def test_a_report_with_rows_nobody_could_read_is_not_called_clean(client, db):
    text = layouts.tabbed(layouts.printed(CLEAN), Random(1)).decode()
    whole = client.post("/check/", {"file": SimpleUploadedFile("年报.txt", text.encode())})
    assert "没有发现问题" in words(whole)
    lines = "\n".join(line for line in text.split("\n") if "6.属于四类过程性信息" not in line)
    page = client.post("/check/", {"file": SimpleUploadedFile("年报.txt", lines.encode())})
    assert "读准的部分没有发现问题" in words(page)
    assert "有 7 格没看清" in words(page)
    assert words(page).count("没有找到这一行") == 1
    sheet = check_sheet.of_file("年报.txt", page.context["found"].report, ())
    assert "读准的部分没有发现" in " ".join(
        getattr(one, "text", "") for one in check_sheet.page(sheet, date(2026, 2, 2)).blocks
    )


def test_a_sealed_sheet_comes_back_as_it_was():
    assert check_sheet.unseal(check_sheet.seal(SHEET)) == SHEET


@pytest.mark.parametrize("spoilt", ["", "x", check_sheet.SALT, "eyJuYW1lIjoi5YGHIn0:1tXyZ:abc"])
def test_a_list_that_is_not_ours_is_not_printed(client, db, spoilt):
    answer = client.post("/check/sheet/", {"sheet": spoilt, "ending": "docx"})
    assert answer.status_code == 422
    assert "请把报告再查一次" in words(answer)


def test_a_list_that_somebody_changed_is_not_printed():
    sealed = check_sheet.seal(SHEET)
    with pytest.raises(Refused, match="内容不完整"):
        check_sheet.unseal(sealed[:-1] + ("a" if sealed[-1] != "a" else "b"))


def test_a_page_left_open_for_days_says_to_check_again(monkeypatch):
    sealed = check_sheet.seal(SHEET)
    monkeypatch.setattr(check_sheet, "LASTS", -1)
    with pytest.raises(Refused, match="一天以前"):
        check_sheet.unseal(sealed)


def test_no_other_ending_is_made(client, db):
    assert client.post("/check/sheet/", {"sheet": check_sheet.seal(SHEET), "ending": "exe"}).status_code == 404
    assert client.get("/check/sheet/").status_code == 405


def test_who_takes_too_many_lists_is_told_when_to_come_back(client, db, monkeypatch):
    from gongkai.web.portal import throttling

    cache.clear()
    monkeypatch.setitem(throttling.LIMITS, "sheet", (0, 600))
    answer = client.post("/check/sheet/", {"sheet": check_sheet.seal(SHEET), "ending": "docx"})
    assert (answer.status_code, "10 分钟以后" in words(answer)) == (429, True)


@pytest.mark.parametrize("where", ["/check/", "/workbench/reports/check/"])
def test_every_finding_says_why_and_leads_to_its_rule(client, clerk, where):
    client.force_login(clerk)
    page = checked(client, where)
    shown = words(page)
    assert page.context["findings"]
    for one in page.context["findings"]:
        assert [name for name, _ in one.why][:2] == ["为什么", "依据"]
        assert all(said in shown for _, said in one.why)
        rule = client.get(one.more.url)
        assert (rule.status_code, one.title in words(rule), "错例" in words(rule)) == (200, True, True)
    listed = words(client.get(f"{where}rules/"))
    assert all(title in listed for title in explaining.titles().values())
    assert client.get(f"{where}rules/no-such-rule/").status_code == 404


def test_the_platform_explains_all_it_finds_itself_and_nothing_else():
    source = Path(checking.__file__).read_text("utf-8")
    assert set(re.findall(r'Finding\(\s*"([a-z-]+)"', source)) == set(rules.own())
    assert not set(rules.own()) & set(explaining.every())
    for code, rule in rules.own().items():
        assert (rule.title, rule.reason, rule.mend) != ("", "", "")
        levels = set(re.findall(rf'Finding\(\s*"{code}", "([a-z]+)"', source))
        assert {rules.SEVERITIES[level] for level in levels} == {rule.severity}


def test_the_list_of_a_report_on_the_platform_tells_what_a_person_judged(report, client, clerk):
    complete(report, clerk, problems="没有问题，一切都好。", measures="无。")
    marked = next(one for one in examine(report).findings if one.finding.severity != "notice")
    judging.judge(report, fingerprint=marked.fingerprint, reason="照实写的", by=clerk)
    client.force_login(clerk)
    rows = rows_of(client.get(f"{PAGE}sheet/docx/").content)
    assert len(rows) == len(examine(report).findings)
    assert [row[5] for row in rows if row[5]] == [f"{clerk.name}认定不是错误：照实写的"]
    assert client.get(f"{PAGE}sheet/txt/").status_code == 404


def test_the_page_of_a_report_says_why_at_each_finding(report, client, clerk):
    client.force_login(clerk)
    page = client.get(PAGE)
    assert {"text-gap", "figure-not-entered"} <= {one.marked.finding.code for one in page.context["findings"]}
    assert words(page).count("为什么<span") == len(page.context["findings"])
    assert "平台不编造" in words(page)


def test_the_county_sees_title_reason_and_list_of_a_report_it_looks_over(report, client, supervisor):
    client.force_login(supervisor)
    page = words(client.get(reverse("workbench:round-report", args=[report.pk])))
    assert "　有没写的一句</h3>" in page
    assert "平台不编造" in page
    assert f"{PAGE}sheet/docx/" in page
    assert client.get(f"{PAGE}sheet/docx/").status_code == 200
