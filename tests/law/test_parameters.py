"""Numbers of the law are data in order, or they are refused with file and line."""

from datetime import date

import pytest

from gongkai.law import BadData, BadInput, account, national, parameter
from gongkai.law.datafiles import DATA, read_tables
from gongkai.law.parameters import FILES, load
from law.telling import event


@pytest.mark.parametrize("name", sorted(national().named))
def test_every_parameter_has_its_words_and_every_value_its_source(name):
    one = parameter(name)
    assert one.summary
    for value in one.values:
        assert "《" in value.cites or "〔" in value.cites or value.tag or value.note
        assert value.source.startswith(name.split("/")[0])
        for day in filter(None, (value.since, value.until)):
            assert one.on(day) == value


@pytest.mark.parametrize(
    ("name", "tag"),
    [("fees/by_application", "recalled"), ("deadlines/correction_period", "convention"), ("fees/by_page", "")],
)
def test_the_tag_stands_in_the_note(name, tag):
    assert parameter(name).values[-1].tag == tag


def test_before_its_first_day_a_parameter_has_no_value():
    with pytest.raises(BadInput, match="2008-04-30 时没有"):
        parameter("deadlines/reply").on(date(2008, 4, 30))
    with pytest.raises(BadInput, match="deadlines/repply"):
        parameter("deadlines/repply")


def province(tmp_path, text, file="deadlines.toml"):
    (tmp_path / file).write_text(text, encoding="utf-8")
    return national().laid_under(tmp_path)


LOCAL = """[reply]
values = [
  { since = 2020-01-01, until = 2021-12-31, value = 15, cites = "《青禾省办法》第八条" },
]
"""


@pytest.mark.parametrize(
    ("day", "value"),
    [("2008-05-01", 15), ("2019-12-31", 20), ("2020-01-01", 15), ("2021-12-31", 15), ("2022-01-01", 20)],
)
def test_a_province_is_laid_over_for_its_own_days(tmp_path, day, value):
    assert province(tmp_path, LOCAL)["deadlines/reply"].on(date.fromisoformat(day)).value == value


def test_the_clock_goes_by_the_province(tmp_path):
    laid = province(tmp_path, LOCAL)
    found = account([event("received 2021-03-01")], parameters=laid)
    assert (found.due, found.days[-1].cites) == (date(2021, 3, 22), "《青禾省办法》第八条")


def test_a_province_may_be_without_end_or_cover_a_change(tmp_path):
    laid = province(tmp_path, LOCAL.replace("2020-01-01, until = 2021-12-31", "2019-01-01"))["deadlines/reply"]
    assert [(value.since.isoformat(), value.until and value.until.isoformat()) for value in laid.values] == [
        ("2008-05-01", "2018-12-31"),
        ("2019-01-01", None),
    ]


def test_a_value_that_has_ended_says_so(tmp_path):
    folder = copied(tmp_path)
    text = '[reply]\nsummary = "x"\nvalues = [{ since = 2008-05-01, until = 2009-01-01, value = 1, cites = "x" }]\n'
    (folder / "deadlines.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match="2009-01-02"):
        load(folder)["deadlines/reply"].on(date(2009, 1, 2))


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("[reply]", "[answer]", r"deadlines\.toml:1：没有名为 answer 的参数"),
        (', cites = "《青禾省办法》第八条"', "", r"deadlines\.toml:3：.*缺少依据"),
        ("《青禾省办法》第八条", "《政府信息公开条例》第三十三条第二款", r"deadlines\.toml:3：.*自己的依据"),
        ("value = 15", "worth = 15", r"deadlines\.toml:3：不认识的键 worth"),
        ("value = 15", "unlimited = false", "要么写 value"),
        ("value = 15", "value = 15, unlimited = true", "要么写 value"),
        ("since = 2020-01-01", 'since = "2020"', "应为日期"),
        ("2021-12-31", "2019-12-31", "until 早于 since"),
        ("},", '},\n  { since = 2021-06-01, value = 10, cites = "《青禾省办法》" },', r"deadlines\.toml:4：.*重叠"),
    ],
)
def test_a_province_out_of_order_is_refused_with_file_and_line(tmp_path, old, new, sentence):
    with pytest.raises(BadData, match=sentence):
        province(tmp_path, LOCAL.replace(old, new))


def test_an_unknown_file_of_a_province_is_refused(tmp_path):
    with pytest.raises(BadData, match=r"holidays\.toml:1"):
        province(tmp_path, LOCAL, "holidays.toml")


def copied(tmp_path):
    for stem in FILES:
        (tmp_path / f"{stem}.toml").write_text((DATA / f"{stem}.toml").read_text(encoding="utf-8"), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[reply]\nvalues = []", "没有 values|缺少说明"),
        ('[reply]\nsummary = "x"\nvalues = []', "没有 values"),
        ('[reply]\nsummary = "x"', "没有 values"),
        (
            '[reply]\nsummary = "x"\nvalues = [\n { since = 2008-05-01, until = 2009-01-01, value = 1, cites = "x" },\n'
            ' { since = 2009-01-03, value = 1, cites = "x" },\n]',
            r"deadlines\.toml:5：.*有一段没有规定",
        ),
        (
            '[reply]\nsummary = "x"\nvalues = [\n { since = 2008-05-01, value = 1, cites = "x" },\n'
            ' { since = 2008-05-01, value = 1, cites = "x" },\n]',
            r"deadlines\.toml:5：.*重叠",
        ),
        ("reply = 3", "应为一个表"),
        ("reply", "读不出来"),
    ],
)
def test_national_data_out_of_order_is_refused(tmp_path, text, sentence):
    (copied(tmp_path) / "deadlines.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BadData, match=sentence):
        load(tmp_path)


def test_a_table_knows_its_lines(tmp_path):
    (tmp_path / "x.toml").write_text("# x\n[a]\nb = 1\n", encoding="utf-8")
    table = next(read_tables(tmp_path / "x.toml"))
    assert (table.where(), table.where(3)) == ("x.toml:2", "x.toml:2")
