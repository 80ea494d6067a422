"""What stands around the tables: title, organ, year, number, signer, date, headings; and what is no report at all."""

from datetime import date
from random import Random

import pytest

from gongkai.documents import Unreadable, read_bytes
from gongkai.report.reading import read_document
from report import layouts
from report.generating import consistent_report

BODY = layouts.tabbed(layouts.printed(consistent_report(Random(5), 2022)), Random(5)).decode()
ORGAN = consistent_report(Random(5), 2022).organ
HEADINGS = "一、总体情况\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n"


def read(text):
    return read_document(read_bytes(text.encode()))


def test_a_table_of_contents_is_not_the_text():
    plain, listed = read(BODY), read(f"目录\n{HEADINGS}{BODY}")
    assert listed.sections == plain.sections
    assert listed.title == plain.title


def test_a_title_over_three_lines_is_one_title():
    title = f"{ORGAN}2022年政府信息公开工作年度报告"
    assert read(BODY.replace(title, f"{ORGAN}\n2022年\n政府信息公开工作年度 报 告")).title == title


@pytest.mark.parametrize("printed", ["2023年1月9日", "二〇二三年一月九日", "2023 年 1 月 9 日"])
def test_a_signature_gives_the_date_and_stands_outside_section_six(printed):
    report = read(f"{BODY}\n\n{ORGAN}\n{printed}\n")
    assert report.issued_on == date(2023, 1, 9)
    assert report.text(6) == "本机关2022年未收取信息处理费。"


def test_a_red_head_gives_number_and_signer():
    report = read(f"{ORGAN}文件\n青石府发[2023]14号\n签发人：何青禾\n{BODY}")
    assert (report.document_number, report.signed_by) == ("青石府发〔2023〕14号", "何青禾")
    assert report.opening == read(BODY).opening


def test_the_fullest_name_of_the_organ_is_taken_from_the_signature():
    report = read(f"{BODY}\n\n云水市{ORGAN}\n2023年1月9日")
    assert report.organ == f"云水市{ORGAN}"


def test_headings_with_another_numeral_are_found_and_their_numeral_is_kept():
    report = read(BODY.replace("五、存在的主要问题", "六、存在的主要问题"))
    assert [section.number for section in report.sections] == [1, 2, 3, 4, 5, 6]
    assert report.printed["sections/5"] == "六"


def test_misprinted_labels_are_read_and_kept_as_printed():
    report = read(
        BODY.replace("第二十条第（一）项", "第二十一条第（一）项").replace("1.属于国家秘密", "1.属于国家机密")
    )
    assert report.uncertain == {}
    assert report.printed["proactive/header/1"] == "第二十一条第（一）项"
    assert report.printed["applications/refused_state_secret"] == "1.属于国家机密"


def test_rows_that_are_not_there_are_in_doubt_and_not_blank():
    lines = [line for line in BODY.split("\n") if "重复申请" not in line]
    report = read("\n".join(lines))
    assert set(report.uncertain) == {path for path in report.cells if path.startswith("applications/repeated/")}


def test_the_row_of_the_older_form_in_the_newer_is_read_as_its_last():
    rows = BODY.split("\n")
    lapsed = [n for n, row in enumerate(rows) if "逾期" in row]
    rows[lapsed[0]] = "\t（六）其他处理\t1\t0\t0\t0\t0\t0\t1"
    text = "\n".join(row for n, row in enumerate(rows) if n != lapsed[1] and "3.其他" not in row)
    report = read(text)
    assert report.form == "2021"
    assert report.figure("applications/other/total") == 1
    assert not report.uncertain
    assert report.cells.get("applications/lapsed_unpaid/total") is None


@pytest.mark.parametrize(
    "text",
    ["关于召开会议的通知\n各乡镇：请参加。", "青禾县2022年预算\n行政许可\t5\n行政处罚\t6", "一、总体情况\n工作总结。"],
)
def test_a_file_that_is_no_annual_report_is_refused(text):
    with pytest.raises(Unreadable, match=r"^这份文件不是政府信息公开工作年度报告.*。$"):
        read(text)


def test_every_cell_and_section_has_a_place():
    report = read(BODY)
    assert {path for path in report.layout.paths() if path not in report.places} == set()
    assert report.places["applications/new/total"].table == 2
    assert all(report.places[f"sections/{number}"].paragraph for number in range(1, 7))


def test_a_heading_inside_a_paragraph_has_its_characters_as_its_place():
    sheet = layouts.printed(consistent_report(Random(5), 2022))
    report = read_document(read_bytes(layouts.run_on(sheet, Random(5))))
    start, end = report.places["sections/5"].characters
    assert 0 < start < end


PAGE = "<html><head><title>{title}</title>{meta}</head><body><div>首页 &gt; 政府信息公开年报</div>{body}</body></html>"
ARTICLE = "青禾县石桥镇2022年政府信息公开工作年度报告"


def web_page(title, meta=""):
    body = "".join(f"<p>{line}</p>" for line in (*HEADINGS.split("\n"), "四、政府信息公开行政复议、行政诉讼情况"))
    return read(PAGE.format(title=title, meta=meta, body=body))


@pytest.mark.parametrize(
    ("title", "meta"),
    [
        ("青禾县人民政府", f'<meta name="ArticleTitle" content="{ARTICLE}">'),
        ("青禾县人民政府", f'<META content=" {ARTICLE}" NAME="articletitle"/>'),
        (f"{ARTICLE}_乡镇年报_青禾县人民政府门户网站", ""),
        (f"青禾县人民政府 - {ARTICLE}", '<meta name="ArticleTitle" content="">'),
    ],
)
def test_a_title_that_a_page_names_only_in_its_head_is_the_title(title, meta):
    report = web_page(title, meta)
    assert (report.title, report.organ, report.year) == (ARTICLE, "青禾县石桥镇", 2022)


@pytest.mark.parametrize(
    "title", ["政府信息公开年度报告", "信息公开年报_青禾县人民政府", "2022年政府信息公开工作年度报告"]
)
def test_the_name_of_a_column_in_the_head_of_a_page_is_no_title(title):
    assert web_page(title).title is None


def test_a_title_in_the_text_counts_before_one_in_the_head():
    page = PAGE.format(
        title="青禾县2021年政府信息公开工作年度报告", meta="", body=f"<h1>{ARTICLE}</h1><p>一、总体情况</p>{{}}"
    )
    rest = "".join(f"<p>{line}</p>" for line in HEADINGS.split("\n")[1:])
    assert read(page.format(rest)).title == ARTICLE
