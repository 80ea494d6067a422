"""What townships do to their reports: each slip is found, said clearly, and nothing else is said."""

import re
from decimal import Decimal
from random import Random

import pytest
from click.testing import CliRunner

from gongkai.cli.report import report as command
from gongkai.documents import read_bytes
from gongkai.report import Report, check
from gongkai.report.reading import read_document
from report import layouts
from report.generating import consistent_report

DRAWN = consistent_report(Random(5), 2022)
QUIET = {path: 0 for path in DRAWN.cells if path.startswith("reviews/")} | {"proactive/charges/amount": Decimal("3.2")}
CLEAN = DRAWN.with_cells(QUIET)


def typed(change, layout="tabbed"):
    """The report as a file after somebody changed its text."""
    text = layouts.QUICK[layout](layouts.printed(CLEAN), Random(1)).decode()
    changed = change(text)
    assert changed != text
    return changed


def told(text):
    """Errors and warnings of a file, by check."""
    return {
        (one.severity, one.code) for one in check(read_document(read_bytes(text.encode()))) if one.severity != "notice"
    }


def as_clerk(tmp_path, text):
    """What the command says of a file."""
    path = tmp_path / "年报.txt"
    path.write_text(text, encoding="utf-8")
    return CliRunner().invoke(command, ["check", str(path)]).output


def without_row(label):
    return lambda text: "\n".join(line for line in text.split("\n") if label not in line)


PERIODS = (
    "本报告统计数据从{year}年1月1日至{year}年12月31日。",
    "本报告中所列数据自{year}年1月1日起，至{year}年12月31日止。",
    "数据统计期限为{year}年1月1日到{year}年12月31日。",
    "报告中的数据时间从{year} 年 1 月 1 日至 {year} 年 12 月 31 日。",
)


@pytest.mark.parametrize("words", PERIODS)
def test_a_period_left_over_from_last_year_is_found_however_it_is_worded(words):
    for year, found in ((2022, []), (2021, ["error"])):
        report = Report.of({"year": 2022, "sections/0": words.format(year=year)})
        assert [one.severity for one in check(report) if one.code == "period-of-the-year"] == found


def test_a_period_that_ends_a_day_early_is_asked_about():
    report = Report.of({"year": 2022, "sections/0": "本报告统计数据从2022年1月1日至2022年12月30日。"})
    assert [one.severity for one in check(report) if one.code == "period-of-the-year"] == ["warning"]


@pytest.mark.parametrize(
    ("organ", "amount", "printed", "found"),
    [
        ("青禾县石桥镇人民政府", "32.5", "325000元", [("notice", Decimal("32.5"), 325000)]),
        ("青禾县石桥镇人民政府", "32.5", "32.5万元", []),
        ("青禾县石桥镇人民政府", "325000", "", [("warning", Decimal("32.5"), 325000)]),
        ("青禾县石桥镇人民政府", "9999.99", "", []),
        ("青禾县人民政府", "325000", "", []),
    ],
)
def test_charges_filled_in_as_yuan_are_asked_about(organ, amount, printed, found):
    path = "proactive/charges/amount"
    report = Report.of({"organ": organ, path: Decimal(amount), "printed": {path: printed} if printed else {}})
    told = [one for one in check(report) if one.code == "charges-in-ten-thousands"]
    assert [(one.severity, one.expected, one.actual) for one in told] == found
    assert all(".0" not in one.message for one in told)


def test_a_row_that_was_deleted_is_named_with_the_reason_and_nothing_is_called_clean(tmp_path):
    said = as_clerk(tmp_path, typed(without_row("6.属于四类过程性信息")))
    assert "没有发现问题。" not in said.replace("读准的部分没有发现问题。", "")
    assert "“（三）不予公开·6.属于四类过程性信息” 7 格：没有找到这一行" in said
    assert "错误 0 处" in said


def test_a_clean_report_is_called_clean(tmp_path):
    assert "  没有发现问题。" in as_clerk(tmp_path, typed(lambda text: text + "\n"))


def test_many_rows_in_doubt_are_counted_after_the_first(tmp_path):
    labels = re.compile("国家秘密|禁止公开|第三方|执法案卷|查询事项|重复申请|公开出版物|大量反复|另行制作")
    text = typed(lambda whole: "\n".join(line for line in whole.split("\n") if not labels.search(line)))
    assert re.search(r"…… 还有 \d+ 格，用 gongkai report read 逐格看。", as_clerk(tmp_path, text))


def test_a_total_typed_wrong_is_found_in_its_row_and_its_column():
    total = CLEAN.cells["applications/total/total"]
    text = typed(lambda whole: re.sub(rf"(（七）总计\t.*){total}(\t*\n)", rf"\g<1>{total + 9}\2", whole))
    assert told(text) >= {("error", "rows-add-up"), ("error", "applications-balance")}


def test_the_table_of_the_old_form_in_a_new_report_is_one_error_of_form():
    old = layouts.QUICK["tabbed"](layouts.printed(consistent_report(Random(5), 2020)), Random(1)).decode()
    text = old.replace("2020", "2022")
    assert ("error", "form-of-the-year") in told(text)


@pytest.mark.parametrize("gone", ["五、存在的主要问题及改进情况", "四、政府信息公开行政复议、行政诉讼情况"])
def test_a_heading_that_was_lost_is_asked_about_and_the_figures_are_still_read(gone):
    text = typed(lambda whole: whole.replace(gone, ""))
    found = told(text)
    assert ("warning", "six-sections") in found
    assert not {code for severity, code in found if severity == "error"}
