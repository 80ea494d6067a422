"""Identifiers are read forgivingly, verified strictly and written in one form."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.identifiers import (
    CitizenNumber,
    CreditCode,
    DocumentNumber,
    IndexNumber,
    Malformed,
    citizen_check_digit,
    compact,
    document_number_defects,
    organisation_check_digit,
    passes_luhn,
)

BIRTHDAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2030, 12, 31))
REGIONS = st.sampled_from(["110105", "330102", "650204", "710000", "810000", "830000", "911124"])


@given(region=REGIONS, born=BIRTHDAYS, sequence=st.integers(0, 999))
def test_a_number_with_its_check_digit_is_read_back_whole(region, born, sequence):
    body = f"{region}{born:%Y%m%d}{sequence:03d}"
    number = CitizenNumber.parse(body + citizen_check_digit(body))
    assert (number.region, number.born, number.full) == (region, born, number.number)
    assert number.sex == ("male" if sequence % 2 else "female")


@given(born=BIRTHDAYS, sequence=st.integers(0, 999), place=st.integers(0, 17), digit=st.sampled_from("0123456789"))
def test_any_single_wrong_digit_is_noticed(born, sequence, place, digit):
    body = f"110105{born:%Y%m%d}{sequence:03d}"
    right = body + citizen_check_digit(body)
    wrong = right[:place] + digit + right[place + 1 :]
    if wrong != right:
        with pytest.raises(Malformed):
            CitizenNumber.parse(wrong)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("1101051949123100", "shape"),
        ("X1010519491231002X", "shape"),
        ("01010519491231002X", "shape"),
        ("99", "shape"),
        ("190105194912310024", "region"),
        ("110105194913310021", "date"),
        ("110105190002290021", "date"),
        ("110105179912310021", "date"),
        ("110105194912310021", "check"),
    ],
)
def test_what_is_wrong_with_a_citizen_number_is_named(text, part):
    with pytest.raises(Malformed) as raised:
        CitizenNumber.parse(text)
    assert raised.value.part == part
    assert str(raised.value).endswith("。")


def test_nobody_is_born_after_the_day_of_asking():
    number = "440524188001010014"
    assert CitizenNumber.parse(number, on=date(1880, 1, 1)).holder == "citizen"
    with pytest.raises(Malformed) as raised:
        CitizenNumber.parse(number, on=date(1879, 12, 31))
    assert raised.value.part == "date"


@pytest.mark.parametrize(
    "written", ["11010519491231002x", "１１０１０５１９４９１２３１００２Ｘ", "110105 19491231 002×"]
)
def test_a_number_typed_anyhow_is_the_same_number(written):
    assert CitizenNumber.parse(written).number == "11010519491231002X"


@pytest.mark.parametrize(
    ("region", "holder"), [("110105", "citizen"), ("820000", "hong_kong_macao_taiwan"), ("911124", "foreigner")]
)
def test_permits_of_the_same_shape_are_told_apart(region, holder):
    body = f"{region}19900101001"
    assert CitizenNumber.parse(body + citizen_check_digit(body)).holder == holder


@pytest.mark.parametrize(("day", "age"), [(date(2024, 2, 28), 23), (date(2024, 2, 29), 24), (date(2025, 2, 28), 24)])
def test_age_turns_on_the_birthday(day, age):
    body = "11010520000229001"
    assert CitizenNumber.parse(body + citizen_check_digit(body)).age(day) == age


@pytest.mark.parametrize(
    "code",
    ["91350100M000100Y43", "11441700007280420Y", "12620600MB0523338C", "11341702486344515H", "91110000600037341L"],
)
def test_known_credit_codes_hold(code):
    parsed = CreditCode.parse(code.lower())
    assert parsed.code == code
    assert parsed.organisation[-1] == organisation_check_digit(parsed.organisation)
    assert parsed.is_organ == code.startswith("11")
    assert parsed.region == code[2:8]


def test_the_code_of_a_rural_collective_may_begin_with_a_letter():
    body = "N2430581MF1234567"
    from stdnum.cn import uscc

    assert CreditCode.parse(body + uscc.calc_check_digit(body)).region == "430581"


@pytest.mark.parametrize(("code", "part"), [("91350100M000100Y4I", "shape"), ("91350100M000100Y44", "check")])
def test_what_is_wrong_with_a_credit_code_is_named(code, part):
    with pytest.raises(Malformed) as raised:
        CreditCode.parse(code)
    assert raised.value.part == part


@pytest.mark.parametrize(
    ("number", "holds"),
    [
        ("4111111111111111", True),
        ("6222 0200-0000 0000 000", True),
        ("6222020000000000006", False),
        ("411111111111", False),
        ("十三位", False),
        ("", False),
    ],
)
def test_luhn_is_asked_of_card_numbers_only(number, holds):
    assert passes_luhn(number) is holds


@pytest.mark.parametrize(
    "written",
    [
        "青政发〔2024〕3号",
        "青政发[2024]3号",
        "青政发【2024】03号",
        "青政发（2024）第3号",
        "青政发 〔２０２４〕 ３ 号",
        "青政发〔24〕3",
    ],
)
def test_a_document_number_has_one_proper_form(written):
    number = DocumentNumber.parse(written)
    assert (str(number), number.short) == ("青政发〔2024〕3号", "〔2024〕3号")
    assert bool(document_number_defects(written)) == (written != "青政发〔2024〕3号")


def test_years_of_two_digits_belong_to_the_century_of_paper():
    assert DocumentNumber.parse("青政发〔98〕3号").year == 1998


@pytest.mark.parametrize("written", ["青政发2024-3号", "〔2024〕3号", "青政发〔2024〕号", "青政发〔2024〕0号", ""])
def test_what_is_no_document_number_is_refused(written):
    with pytest.raises(Malformed, match="文号应写成"):
        DocumentNumber.parse(written)


@pytest.mark.parametrize(
    "written", ["11441700007280420Y/2021-00050", "11341702486344515H/202110-00013", "007280420/2009-00001"]
)
def test_an_index_number_is_read_and_written_alike(written):
    assert str(IndexNumber.parse(written)) == written


@pytest.mark.parametrize("written", ["11441700007280420X/2021-00050", "11441700007280420Y/202113-00050", "2021-00050"])
def test_an_index_number_with_a_wrong_part_is_refused(written):
    with pytest.raises(Malformed):
        IndexNumber.parse(written)


def test_compacting_leaves_words_alone():
    assert compact("青禾 县") == "青禾县"
