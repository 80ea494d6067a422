"""A number is found, shown masked, masked and proven gone however its digits are drawn and set apart."""

import pytest

from gongkai.privacy import mask_bytes, prove_bytes, scan_bytes, scan_text
from gongkai.privacy.plain import plain, spelled

MOBILE, CITIZEN, CARD = "13800138000", "11010519491231002X", "6222020000000000000"
MASKED = {"mobile": "138****8000", "citizen_id": "1101**********002X", "bank_card": "************0000"}
TOLD = {"mobile": "手机：", "citizen_id": "身份证号：", "bank_card": "卡号："}
NUMBERS = {"mobile": MOBILE, "citizen_id": CITIZEN, "bank_card": CARD}
DRAWN = {
    "full width": "０１２３４５６７８９",
    "circled": "⓪①②③④⑤⑥⑦⑧⑨",
    "circled twice": "⓪⓵⓶⓷⓸⓹⓺⓻⓼⓽",
    "circled, white on black": "⓿❶❷❸❹❺❻❼❽❾",
    "circled, of another make": "🄋➀➁➂➃➄➅➆➇➈",
    "circled, of a third make": "🄌➊➋➌➍➎➏➐➑➒",
    "in brackets": "0⑴⑵⑶⑷⑸⑹⑺⑻⑼",
    "with a full stop": "🄀⒈⒉⒊⒋⒌⒍⒎⒏⒐",
    "with a comma": "🄁🄂🄃🄄🄅🄆🄇🄈🄉🄊",
    "raised": "⁰¹²³⁴⁵⁶⁷⁸⁹",
    "lowered": "₀₁₂₃₄₅₆₇₈₉",
    "mathematical": "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗",
    "of seven segments": "🯰🯱🯲🯳🯴🯵🯶🯷🯸🯹",
    "Arabic": "٠١٢٣٤٥٦٧٨٩",
    "Tibetan": "༠༡༢༣༤༥༦༧༨༩",
    "of the market": "〇〡〢〣〤〥〦〧〨〩",
    "Chinese": "〇一二三四五六七八九",
    "for banks": "零壹贰叁肆伍陆柒捌玖",
    "for banks, traditional": "零壹貳參肆伍陸柒捌玖",
    "Chinese in brackets": "0㈠㈡㈢㈣㈤㈥㈦㈧㈨",
    "Chinese in circles": "0㊀㊁㊂㊃㊄㊅㊆㊇㊈",
}
APART = {
    "mobile": [
        "(138)00138000", "（138）00138000", "(138) 0013 8000", "（138）0013-8000", "【138】00138000", "[138]0013 8000",
        "〔138〕00138000", "+86(138)00138000", "+86（138）0013 8000", "（+86）13800138000", "(86)138-0013-8000",
        "(0086)13800138000", "0086-138-0013-8000", "+86 138 0013 8000", "138.0013.8000", "138．0013．8000",
        "138。0013。8000", "138·0013·8000", "138•0013•8000", "138—0013—8000", "138——0013——8000", "138_0013_8000",
        "138＿0013＿8000", "138/0013/8000", "138／0013／8000", "138\\0013\\8000", "138,0013,8000", "138，0013，8000",
        "138、0013、8000", "138|0013|8000", "138｜0013｜8000", "138~0013~8000", "138～0013～8000", "138:0013:8000",
        "138 – 0013 – 8000", "138    0013    8000", "138ー0013ー8000", "1,3,8,0,0,1,3,8,0,0,0", "(138)(0013)(8000)",
        "1(380)0138000", "13800138000.0", "138 00 13 80 00", "138-001-380-00", "13 800 138 000", "13八00一38000",
        "l3800138000", "138O0138OOO",
    ],
    "citizen_id": [
        "(110105)19491231002X", "（110105）19491231（002X）", "【110105】19491231002X", "[110105][19491231][002X]",
        "110105,19491231,002X", "110105，19491231，002X", "110105、19491231、002X", "110105|19491231|002X",
        "110105～19491231～002X", "110105:19491231:002X", "110105—19491231—002X", "110105_19491231_002X",
        "11010519491231002 X", "11010519491231002-X", "11010519491231002（X）", "11010519491231002(x)",
        "11010519491231002𝐗", "11010519491231002Ⓧ", "11010519491231002Χ", "11010519491231002χ",
    ],
    "bank_card": [
        "6222,0200,0000,0000,000", "6222，0200，0000，0000，000", "6222|0200|0000|0000|000", "(6222)020000000000000",
        "6222～0200～0000～0000～000", "6222、0200、0000、0000、000", "6222_0200_0000_0000_000",
    ],
}  # fmt: skip
WRITINGS = [
    *((kind, "".join(signs[int(sign)] if sign.isdigit() else sign for sign in number))
      for signs in DRAWN.values() for kind, number in NUMBERS.items()),
    *((kind, written) for kind, listed in APART.items() for written in listed),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "written"), WRITINGS)
def test_a_number_is_found_and_shown_masked_however_it_is_written(kind, written):
    found = scan_text(f"张小明，{TOLD[kind]}{written}。已核对")
    assert [(one.kind, one.masked) for one in found if one.found] == [(kind, MASKED[kind])]


def test_every_writing_is_masked_and_proven_gone():
    data = "\n".join(f"张小明，{TOLD[kind]}{written}。已核对" for kind, written in WRITINGS).encode()
    scan = scan_bytes(data, "a.txt")
    masked = mask_bytes(data, "a.txt", scan.findings)
    assert prove_bytes(masked.data, "a.txt", masked.findings).ok
    left = masked.data.decode()
    assert [written for _, written in WRITINGS if written in left] == []
    assert left.count(MASKED["mobile"]) == sum(kind == "mobile" for kind, _ in WRITINGS)
    assert not [one for one in scan_bytes(masked.data, "a.txt").findings if one.severity == "error"]


@pytest.mark.parametrize(("kind", "written"), WRITINGS)
def test_a_proof_sees_what_survives_in_any_writing(kind, written):
    findings = [one for one in scan_text(f"{TOLD[kind]}{NUMBERS[kind]}") if one.kind == kind]
    assert findings
    again = "".join(sign for sign in spelled(plain(written)).upper() if sign.isascii() and sign.isalnum())
    if NUMBERS[kind] in again and written.isascii():
        assert not prove_bytes(f"另见{written}。".encode(), "a.txt", findings).ok


@pytest.mark.parametrize(
    "written", ["(138)00138000", "（138）00138000", "【138】0013 8000", "+86(138)00138000", "①③⑧⓪⓪①③⑧⓪⓪⓪"]
)
def test_brackets_and_circles_tell_a_mobile_number_without_a_word_before_it(written):
    assert [one.masked for one in scan_text(f"张小明{written}") if one.found] == [MASKED["mobile"]]


@pytest.mark.parametrize("mark", ["①", "⑴", "⒈", "❶", "㈠", "1.", "（1）"])
def test_the_number_of_a_point_is_no_digit_of_what_it_numbers(mark):
    text = f"{mark}13800138000；{mark}{CITIZEN}；{mark}{CARD}"
    assert [one.masked for one in scan_text(text) if one.found] == list(MASKED.values())


def test_the_mark_of_a_footnote_is_no_digit_of_the_number_before_it():
    text = f"手机13800138000¹，身份证号{CITIZEN}②，卡号{CARD}⑶"
    assert [one.masked for one in scan_text(text) if one.found] == list(MASKED.values())


@pytest.mark.parametrize(
    "text",
    [
        "（138）20240105，（139）20240106。",
        "各村分别为135，2012，2013户。",
        "咨询电话：0594-2345678，2024年共受理135，2012，2013件。",
        "面积（平方米）：138,0013,8000；金额13,800,138,000元。",
        "身份证办理350128件，20190315件，1234件。",
        "①②③④⑤⑥⑦⑧⑨⑩⑪⑫",
        "第①③⑧⓪条。",
        "比例为138:0013:8000。",
        "账号由管理员分配：622、202、000、000、000、0000个。",
        "增长13800138000.05元。",
        "（一）13件；（三）8件；（八）00件。",
        "联系电话(0594)2345678，传真(0594)2345679。",
    ],
)
def test_what_is_set_apart_in_the_same_way_and_is_no_number_of_anybody_s_is_none(text):
    assert [(one.kind, one.masked) for one in scan_text(text) if one.found] == []
