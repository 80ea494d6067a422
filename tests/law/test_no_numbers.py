"""No number, date or citation of the law stands in code: they are in `law/data`."""

import ast
from pathlib import Path

import pytest

import gongkai.law
from gongkai.law import national

ROOM = Path(gongkai.law.__file__).parent
MODULES = sorted(ROOM.glob("*.py"))
PLAIN = {0, 1, 2}  # nobody's law


def numbers(value):
    if isinstance(value, bool):
        return set()
    if isinstance(value, int):
        return {value}
    if isinstance(value, dict):
        return set().union(*map(numbers, value.values()))
    return set().union(*map(numbers, value)) if isinstance(value, list) else set()


LAW = set().union(*(numbers(value.value) for one in national().named.values() for value in one.values)) - PLAIN


def literals(tree):
    """The constants of a module that are not docstrings."""
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    loose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in docs | loose]


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.stem)
def test_a_module_holds_no_number_of_the_law(module):
    found = literals(ast.parse(module.read_text(encoding="utf-8")))
    assert [(node.lineno, node.value) for node in found if type(node.value) is int and node.value in LAW] == []


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.stem)
def test_a_module_holds_no_date_of_the_law(module):
    calls = [node for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    days = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "date"]
    assert [call.lineno for call in days if call.args and isinstance(call.args[0], ast.Constant)] == []


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.stem)
def test_a_module_cites_nothing_outside_its_docstrings(module):
    words = [node for node in literals(ast.parse(module.read_text(encoding="utf-8"))) if isinstance(node.value, str)]
    cited = [
        node
        for node in words
        if "条例》" in node.value or ("第" in node.value and "条" in node.value) or "109号" in node.value
    ]
    assert [(node.lineno, node.value) for node in cited] == []


def test_the_net_catches_what_it_should():
    assert {20, 15, 7, 60, 6, 100, 31} <= LAW
    assert len(MODULES) > 10
