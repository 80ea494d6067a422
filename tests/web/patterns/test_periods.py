"""Periods of the law in the words of screens come out of `law/data`; none is typed into a template or a form."""

import ast
import re
from datetime import date
from pathlib import Path

import pytest
from django.template import Context, Template

import gongkai.web
from gongkai.law import BadInput, national, period
from gongkai.web.patterns.periods import worded

WEB = Path(gongkai.web.__file__).parent
INVENTED = ("demo/", "patterns/examples.py", "templates/workbench/patterns/", "migrations/")
"""Made-up data: the demo county and the page that shows every pattern."""
PERIOD = re.compile(
    r"(?<![\d月.])(?<!近 )\d+ ?(?:个?工作日|个月|日内|日以?前|天内|天后)|(?<![\d年])\d+ ?月 ?\d+ ?日以?前"
)
SPOKEN = {"工作日": "个工作日", "月": "个月"}


def files_of(ending):
    found = (path for path in sorted(WEB.rglob(f"*.{ending}")) if "__pycache__" not in path.parts)
    return [path for path in found if not any(one in path.as_posix() for one in INVENTED)]


def words_of(path):
    """What a screen could show: a template without its comments, the strings of a module without its docstrings."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        return [(n, re.sub(r"\{#.*?#\}", "", line)) for n, line in enumerate(text.splitlines(), start=1)]
    tree = ast.parse(text)
    loose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    strings = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in loose]
    return [(node.lineno, node.value) for node in strings if isinstance(node.value, str)]


@pytest.mark.parametrize("ending", ["html", "py"])
def test_no_screen_types_a_period_of_the_law(ending):
    typed = [
        f"{path.relative_to(WEB)}:{number}: {found[0]}"
        for path in files_of(ending)
        for number, words in words_of(path)
        if (found := PERIOD.search(words))
    ]
    assert typed == []


def test_the_net_catches_what_it_should():
    for words in ("20 个工作日内答复", "15工作日", "60 日内申请复议", "6 个月", "1 月 31 日前公布", "90 天后删除"):
        assert PERIOD.search(words), words
    for words in ("2026年1月22日前", "第20条", "12月27日", "近 12 个月", "{% period %}"):
        assert not PERIOD.search(words), words
    assert len(files_of("html")) > 100
    assert len(files_of("py")) > 200


def test_a_template_says_what_is_in_force_today():
    told = Template('{% period "deadlines/reply" %}').render(Context())
    assert told == f"{national()['deadlines/reply'].values[-1].value} 个工作日"


def test_the_argument_of_a_tag_takes_its_periods_from_a_filter():
    told = Template('{% badge "{reports/department}前公布"|worded %}').render(Context())
    assert "1 月 31 日前公布" in told


def test_a_form_fills_its_words_when_they_are_shown():
    assert str(worded("{remedies/reconsideration}内申请复议，{remedies/suit}内起诉")) == "60 日内申请复议，6 个月内起诉"


@pytest.mark.parametrize(("on", "words"), [(date(2019, 5, 14), "15 个工作日"), (date(2019, 5, 15), "20 个工作日")])
def test_a_period_is_that_of_its_day(on, words):
    assert period("deadlines/reply", on) == words


@pytest.mark.parametrize("name", ["deadlines/none", "deadlines/other_organ", "deadlines/fee_charging"])
def test_what_is_no_period_is_refused_in_a_sentence(name):
    with pytest.raises(BadInput):
        period(name, date(2026, 1, 5))
