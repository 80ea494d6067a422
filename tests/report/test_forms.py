"""Both national forms have the rows, columns and sizes that the notices print."""

import pytest

from gongkai.report.forms import cell_kind, form_for, forms

SIZES = {
    "2019": {"proactive": 22, "applications": 161, "reviews": 15},
    "2021": {"proactive": 10, "applications": 175, "reviews": 15},
}


@pytest.mark.parametrize("name", SIZES)
def test_a_form_has_as_many_cells_as_the_notice_prints(name):
    paths = forms()[name].paths()
    assert {table: sum(path.startswith(table) for path in paths) for table in SIZES[name]} == SIZES[name]
    assert len(set(paths)) == len(paths)


@pytest.mark.parametrize(("name", "leaves"), [("2019", 19), ("2021", 21)])
def test_the_results_of_table_three_are_its_leaves(name, leaves):
    assert len(forms()[name].results()) == leaves


@pytest.mark.parametrize(("year", "name"), [(2019, "2019"), (2020, "2019"), (2021, "2021"), (2026, "2021")])
def test_the_report_year_chooses_the_form(year, name):
    assert form_for(year).form == name


def test_only_changes_are_signed_and_only_sums_of_money_have_decimals():
    kinds = {path: cell_kind(path) for form in forms().values() for path in form.paths()}
    assert {path.split("/")[2] for path, kind in kinds.items() if kind == "signed"} == {"change"}
    assert {path for path, kind in kinds.items() if kind == "money"} == {
        "proactive/charges/amount",
        "proactive/procurement/amount",
    }


def test_a_cell_is_called_by_the_words_of_the_form():
    assert form_for(2022).label("applications/refused_third_party/total") == "（三）不予公开·4.保护第三方合法权益·总计"
