"""Every detector finds its own example and lets its counter-example pass; numbers are found however they are broken."""

import pytest

from gongkai.privacy import scan_bytes, scan_text
from gongkai.privacy.detectors import DETECTORS, RosterColumn

ID = "11010519491231002X"


def kinds(text):
    return {finding.kind for finding in scan_text(text)}


@pytest.mark.parametrize("detector", DETECTORS, ids=lambda detector: detector.__name__)
def test_a_detector_finds_its_example_and_nothing_in_its_counter_example(detector):
    kind = "health" if detector is RosterColumn else detector.kind
    assert kind in kinds(detector.example)
    assert kind not in kinds(detector.counter_example)
    assert detector.__doc__
    assert detector.cites


@pytest.mark.parametrize(
    "written",
    [
        ID,
        ID.lower(),
        "１１０１０５１９４９１２３１００２Ｘ",
        "110105 19491231 002X",
        "110105-19491231-002X",
        "1 1 0 1 0 5 1 9 4 9 1 2 3 1 0 0 2 X",
        "110105194912\n31002X",
        "1101\u200b0519\ufeff4912\u206031002X",
        "11010519491231002×",
        "一一〇一〇五一九四九一二三一〇〇二X",
        "1lO10519491231OO2X",
        "G11010519491231002X",
        "11010519491231002X43",
        "姓名张小明身份证11010519491231002X电话",
    ],
)
def test_a_citizen_number_is_found_however_it_is_written(written):
    findings = [finding for finding in scan_text(written) if finding.kind == "citizen_id"]
    assert len(findings) == 1
    assert "19491231" not in str(findings)
    assert findings[0].severity == "error"


@pytest.mark.parametrize(
    "written",
    ["13800138000", "138 0013 8000", "+86-138-0013-8000", "一三八〇〇一三八〇〇〇", "8613800138000", "008613800138000"],
)
def test_a_mobile_number_is_found_once_however_it_is_written(written):
    assert [finding.masked for finding in scan_text(written)] == ["138****8000"]


@pytest.mark.parametrize(
    "text",
    [
        "青政发〔2024〕12345号，2024年12月31日印发。",
        "索引号11441700007280420Y/2021-00050",
        "项目代码2019-350128-48-03-012345，总投资13800138000元。",
        "咨询电话：0594-2345678，热线12345，监督电话12388。",
        "收入1380013.80万元，支出621234567890.12元，面积13812345678平方米。",
        "1\t2\t3\n138\t0013\t8000\n21710000218",
        "办公地址：青禾县人民路12号县政府大楼201室，邮编351100。",
        "全县残疾人1375名，重大疾病救助120人次，因病致贫12户。",
        "订单编号6222020000000000000，合同编号4111111111111111。",
        "办公地址：青禾县人民路 12 号县政府大楼 201 室。",
        "发放到柳河镇王家村 3 组。",
        "型号 E 12345678，共3台。",
        "甘肃项目620102-69-01-557792，流水12010119900101123。",
        "现住柳河镇XX村X组XX号。",
    ],
)
def test_numbers_of_office_life_are_none(text):
    assert not [finding for finding in scan_text(text) if finding.found]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("补贴金额1200元，6222020000000000000", "bank_card"),
        ("镇海街道文献路88号3栋502室", "address"),
        ("现住青禾县人民路12号", "address"),
        ("QQ：123456789", "email"),
        ("李四（肢体三级）", "health"),
        ("王五，低保户，家庭困难", "hardship"),
        ("身份证号：440524800101001", "citizen_id"),
        ("学籍号G11010519491231002X", "minor"),
        ("出生日期：1990-01-01", "birth_date"),
        ("新能源车闽AD12345", "plate"),
        ("台胞证号码12345678", "travel_permit"),
        ("户名：张小明，账号：9013 0201 0011 2233 445", "account"),
        ("440524800101001（身份证）", "citizen_id"),
        ("440524800101001系其身份证号", "citizen_id"),
        ("护照号 E 12345678", "passport"),
        ("护照号码E1234 5678", "passport"),
        ("来往内地通行证 H 12345678 01", "travel_permit"),
        ("Passport No. E 12345678", "passport"),
        ("外国人永久居留证CHN310015073101", "travel_permit"),
        ("622202-0000-0000-00000", "bank_card"),
        ("身份证号11010519491231002，少一位", "citizen_id"),
        ("加V信zxm1990", "email"),
        ("生于一九六八年五月三日", "birth_date"),
        ("家住柳河镇王家村 3 组 12 号", "address"),
        ("住址：青禾县人民路 12 号 3 栋 502 室", "address"),
        ("见下：\n110105\n194912\n31002X\n以上。", "citizen_id"),
    ],
)
def test_what_is_personal_is_found_in_running_text(text, kind):
    assert kind in kinds(text)


def test_of_two_readings_of_a_broken_number_the_longer_is_taken():
    [finding] = scan_text("卡号626862 14206592 42")
    assert finding.secret == "626862 14206592 42"
    [finding] = scan_text("卡号6295\u200b708180477404573")
    assert finding.masked == "************4573"
    assert finding.secret.startswith("6295")


def test_no_finding_shows_the_number():
    text = f"张小明{ID}，13800138000，卡号6222020000000000000，家住柳河镇王家村3组12号"
    for finding in scan_text(text):
        assert finding.secret
        assert finding.secret not in repr(finding) + str(finding.to_json())


def test_a_roster_is_read_by_its_headers():
    header = "姓名\t身份证号\t一折通账号\t家庭住址\t致贫原因"
    text = header + "\n李大山\t110105194912310021\t90130201001122\t王家村3组12号\t因病"
    found = {finding.kind: finding.severity for finding in scan_text(text)}
    assert found == {
        "name": "notice",
        "citizen_id": "warning",
        "account": "error",
        "address": "error",
        "health": "error",
    }


def test_a_table_of_counts_by_kind_of_disability_is_no_roster():
    assert not scan_text("乡镇\t残疾类别\t人数\n柳河镇\t肢体二级\t12")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("1,张三,13800138000,6222020000000000000", "mobile"),
        ("13800138000/13900139000", "mobile"),
        ("86-13800138000", "mobile"),
        ("名单/13800138000.txt", "mobile"),
        ("张小明，1968年5月3日生", "birth_date"),
        ("特困人员张小明", "hardship"),
    ],
)
def test_what_stands_among_commas_strokes_and_titles_is_found(text, kind):
    assert kind in {finding.kind for finding in scan_text(text)}


def test_a_form_with_a_box_for_each_digit_holds_a_citizen_number():
    assert [finding.kind for finding in scan_text("姓名\t张小明\n" + "\t".join("11010519491231002X"))][
        -1
    ] == "citizen_id"


@pytest.mark.parametrize("text", ["农村低保1375户", "王家村补贴12户", "生产资料2024年5月生效"])
def test_households_and_products_are_nobody_s(text):
    assert not [finding for finding in scan_text(text) if finding.found]


def test_single_spaced_digits_are_a_telephone_to_be_looked_at_and_one_for_certain_where_the_word_stands():
    [doubtful] = scan_text("1 3 8 0 0 1 3 8 0 0 0")
    assert (doubtful.kind, doubtful.severity, doubtful.masked) == ("mobile", "warning", "138****8000")
    [certain] = scan_text("手机 1 3 8 0 0 1 3 8 0 0 0")
    assert certain.severity == "error"


@pytest.mark.parametrize(("row", "found"), [("张小明", True), ("手机号码", True), ("", True), ("办结", False)])
def test_a_digit_a_cell_is_a_telephone_beside_a_name_or_alone_and_a_row_of_counts_is_none(row, found):
    data = f"甲,乙\n{row},{','.join('13920010402')}\n".encode()
    assert ("mobile" in {finding.kind for finding in scan_bytes(data, "a.csv").findings}) == found


def test_what_a_disability_certificate_tells_of_the_disability_is_masked_too():
    [finding] = [each for each in scan_text("证号11010519491231002X43") if each.kind == "citizen_id"]
    assert finding.masked == "1101**********002X"


@pytest.mark.parametrize("card", ["6218-0911-1532-1784-371", "6218 0911 1532 1784 371"])
def test_the_end_of_a_card_set_in_fours_is_no_telephone(card):
    """Nineteen digits end in 4-4-3, as some write a telephone; masked as one, the card would show its beginning."""
    assert [(one.kind, one.secret) for one in scan_text(f"卡号{card}。")] == [("bank_card", card)]
