"""Every pattern is drawn in every state, by one partial, with classes that the theme knows."""

import re
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import lucide
import pytest
from django import forms as django_forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import engines
from django.template.loader import render_to_string

from gongkai.web import patterns
from gongkai.web.patterns import charts, examples, forms, icons, reading
from gongkai.web.patterns.values import Badge, Both, Due, Link, Share

FOLDER = Path(patterns.__file__).parent
WEB = FOLDER.parent
THEME = (FOLDER / "static" / "theme.css").read_text(encoding="utf-8")
TEMPLATES = sorted(path for path in WEB.rglob("templates/**/*.html"))
CLASSES = re.compile(r'class="([^"]*)"')
TAGS = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
NEW_CSS = ("color-mix(", ":has(", "light-dark(", "oklch(", "@container", "@layer", ":is(", ":where(", "@import", "url(")


def drawn(source: str, **context: object) -> str:
    return engines["django"].from_string(source).render(context)


@pytest.fixture(scope="module")
def everything() -> str:
    shown = ("words", "work", "lists", "beside", "figures", "forms", "paper")
    context = examples.everything() | {"mark": (95, "全县平均")}
    return "".join(render_to_string(f"workbench/patterns/{name}.html", context) for name in shown)


def test_the_page_of_patterns_draws_every_pattern(everything):
    named = (
        "due bad", "due warn", "due off", "tasks two", "days", "acts", "timeline small", "summary two", "docs line",
        "facet",
        "chips", "field wrong", "errors", "confirm", "steps small", "finding bad", "hit bad", "grid", "tabs", "panel",
        "notice",
        "table stack", "facts", "meter", "strip", "chart", "heat", "empty", "doc", "pager", "legend",
    )  # fmt: skip
    missing = [name for name in named if f'class="{name}' not in everything]
    assert missing == []


@pytest.mark.parametrize(
    "kind", ["counted", "ahead", "out", "rest", "end", "todo", "now", "done", "zero", "sum", "sel"]
)
def test_every_state_is_shown(everything, kind):
    assert re.search(rf'class="[^"]*\b{kind}\b', everything)


def test_every_class_in_a_template_is_a_class_of_the_theme():
    known = set(re.findall(r"\.([a-z][a-z0-9-]*)", THEME))
    strange = {}
    for path in TEMPLATES:
        for classes in CLASSES.findall(path.read_text(encoding="utf-8")):
            words = set(re.sub(r"[a-z0-9-]*\x00[a-z0-9-]*", " ", TAGS.sub("\x00", classes)).split())
            if unknown := words - known:
                strange[path.name] = unknown
    assert strange == {}


def test_no_template_is_longer_than_sixty_lines():
    lengths = {path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in TEMPLATES}
    assert [name for name, length in lengths.items() if length >= 60] == []


def test_no_template_brings_style_colour_or_script_of_its_own():
    wrong = []
    for path in TEMPLATES:
        text = path.read_text(encoding="utf-8")
        if "style=" in text.replace('style="flex:{{ share.count }}"', "") or re.search(r"\son[a-z]+=", text):
            wrong.append(path.name)
        if re.search(r"<script(?![^>]*(src=|application/ld\+json))", text) or re.search(
            r"https?://", text.replace("http://www.w3.org", "")
        ):
            wrong.append(path.name)
    assert wrong == []


def test_the_theme_stays_small_and_speaks_to_old_browsers():
    assert len(THEME.splitlines()) < 400
    assert [word for word in NEW_CSS if word in THEME] == []


@pytest.mark.parametrize(
    ("left", "kind", "says"),
    [
        (-7, "bad", "逾期 7 个工作日"), (0, "bad", "就在今天"), (1, "bad", "还有 1 个工作日"),
        (2, "warn", "还有 2 个工作日"),
        (5, "warn", "还有 5 个工作日"), (6, "", "还有 6 个工作日"), (None, "off", "没有期限"),
    ],
)  # fmt: skip
def test_a_deadline_says_its_days_and_takes_the_colour_of_its_urgency(left, kind, says):
    due = Due(date(2026, 2, 9), left)
    assert (due.kind, due.says) == (kind, says)


def test_where_the_colours_change_is_a_setting(settings):
    settings.DUE_THRESHOLDS = (3, 10)
    assert [Due(date(2026, 2, 9), left).kind for left in (3, 4, 10, 11)] == ["bad", "warn", "warn", ""]


def test_what_people_typed_never_becomes_markup():
    evil = "<script>x</script>"
    html = drawn("{{ a }}{{ b }}{{ c }}", a=Link(evil, "#"), b=Badge(evil), c=Both((evil, Badge("好"))))
    assert "<script>" not in html
    assert '<span class="badge">好</span>' in html


def test_an_icon_is_for_the_eye_only_and_an_unknown_one_is_an_error():
    assert icons.svg("printer").startswith('<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">')
    with pytest.raises(lucide.IconDoesNotExist):
        icons.svg("no-such-icon")


def test_the_icon_of_a_page_stands_in_the_page_and_breaks_no_quotes():
    address = icons.seal()
    drawing = unquote(address.removeprefix("data:image/svg+xml,"))
    assert not set(address) & set('"<>#&')
    assert drawing == icons.SEAL.read_text(encoding="utf-8").strip().replace('"', "'")


def test_every_form_refuses_a_file_over_the_limit_before_it_is_read(settings):
    class Scan(forms.Form):
        file = django_forms.FileField(label="扫描件")

    settings.FILE_LIMIT = 10
    fits, not_fits = (Scan({}, {"file": SimpleUploadedFile("证明.pdf", b"1" * size)}) for size in (10, 11))
    assert fits.is_valid()
    assert not_fits.errors["file"] == ["“证明.pdf”超过 0 MB，没有接收。请压缩图片或分成几个文件。"]


def test_the_error_summary_uses_the_words_of_the_fields_and_leads_to_them():
    html = drawn("{% errors form %}{{ form }}", form=examples.ExampleForm({"level": "county"}))
    assert "有 2 处需要修改" in html
    assert '<a href="#id_name">填写机关名称</a>' in html
    assert html.count("填写机关名称") == 2
    assert 'id="id_name"' in html
    assert 'aria-invalid="true"' in html


def test_a_chart_never_divides_by_nothing():
    assert charts.lying((Share("柳河镇", 0),), 0).bars[0].width == 0
    assert charts.standing(()).bars == []


def test_a_long_name_stands_above_its_bar_and_never_on_it():
    short, long = charts.lying((Share("柳河镇", 3),), 3), charts.lying((Share("不予公开：三类内部事务信息", 3),), 3)
    assert short.bars[0].x >= charts.LABEL
    assert long.names[0][1] < long.bars[0].y
    assert long.bars[0].width > short.bars[0].width


@pytest.mark.parametrize("cookies", [{}, {"size": "huge"}, {"contrast": '"><script>'}])
def test_only_known_reading_preferences_reach_the_page(cookies):
    assert reading.attributes(cookies) == ""
