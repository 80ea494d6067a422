"""One tag a pattern. Tags take plain values (`gongkai.web.patterns.values`) and never a query."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from gongkai.web.patterns import charts, icons, periods, values
from gongkai.web.patterns import reading as reading_preferences

register = template.Library()

# Patterns that take one value, or a list of them, under the pattern's own name.
PLAIN = ("due", "tasks", "days", "acts", "timeline", "steps", "facets", "confirm")


def plain(name: str) -> None:
    """A tag that hands its one argument, and its options, to the partial of the same name."""

    @register.inclusion_tag(f"patterns/{name}.html", name=name)
    def tag(value: Any, **options: Any) -> dict[str, Any]:
        return {"value": value, **options}


for pattern in PLAIN:
    plain(pattern)


@register.simple_tag
def icon(name: str, kind: str = "") -> SafeString:
    """`{% icon "printer" %}`: an outline from lucide; the words stand beside it."""
    return icons.svg(name, kind)


@register.simple_tag
def seal() -> SafeString:
    """`{% seal %}`: the icon of every page, in the page itself, so that no browser asks for it."""
    return icons.seal()


@register.simple_tag(takes_context=True)
def html_attributes(context: template.Context) -> SafeString:
    """The reading preferences on `html`; none where there is no request (an error page)."""
    request = context.get("request")
    return reading_preferences.attributes(request.COOKIES if request else {})


@register.inclusion_tag("patterns/reading.html", takes_context=True)
def reading(context: template.Context) -> dict[str, Any]:
    """The reading controls: 字号 and 高对比; a form that needs no script."""
    request = context.get("request")
    chosen = reading_preferences.chosen(request.COOKIES if request else {})
    return {"next": request.get_full_path() if request else "/", **chosen}


@register.simple_tag
def badge(words: str, kind: str = "") -> SafeString:
    """`{% badge "公示中" "info" %}`: a state in words."""
    return values.Badge(words, kind).__html__()


@register.simple_tag
def hit(number: int, words: str, to: str, kind: str = "bad", chosen: bool = False) -> SafeString:
    """A place in a text that a finding speaks of; carries the finding's number and leads to it."""
    classes = " ".join(filter(None, ("hit", "bad" if kind == "bad" else "", "on" if chosen else "")))
    mark = format_html('<sup class="{}">{}</sup>', "" if kind == "bad" else "w", number)
    return format_html('<a class="{}" href="#{}">{}{}</a>', classes, to, words, mark)


@register.simple_tag
def period(name: str) -> str:
    """A period of the law as it is in force today: number and unit."""
    return periods.period(name)


@register.filter
def worded(words: str) -> str:
    """A sentence with periods of the law in its holes, for the argument of another tag."""
    return str(periods.worded(words))


@register.filter
def said(day: Any, weekday: bool = False) -> str:
    """`{{ day|said }}`: 2月9日; with `|said:True` 2月9日（周一）."""
    return values.said(day, weekday) if day else ""


@register.filter
def parts(words: str) -> list[str]:
    """`{{ "起止|依据"|parts }}`: a short list written in a template."""
    return words.split("|")


@register.inclusion_tag("patterns/finding.html")
def finding(value: values.Finding) -> dict[str, Any]:
    """A finding beside the text it speaks of."""
    return {"value": value}


@register.inclusion_tag("patterns/summary.html")
def summary(rows: Iterable[values.Row], two: bool = False, small: bool = True) -> dict[str, Any]:
    """Terms and what they are; rows without a value are left out unless the value is zero."""
    return {"rows": [row for row in rows if row.value not in (None, "")], "two": two, "small": small}


@register.inclusion_tag("patterns/docs.html")
def docs(rows: Sequence[values.Doc], line: bool = False, flush: bool = False, years: bool = False) -> dict[str, Any]:
    """A list of documents, one line each (`line=True`, with the year too if `years`) or with excerpt and details."""
    return {"rows": rows, "line": line, "flush": flush, "years": years}


@register.inclusion_tag("patterns/chips.html")
def chips(options: Sequence[values.Option], label: str = "", remove: bool = False) -> dict[str, Any]:
    """Short choices; with `remove=True` chosen filters, each of which can be taken away."""
    return {"options": options, "label": label, "remove": remove}


@register.inclusion_tag("patterns/errors.html")
def errors(form: BaseForm | None, title: str = "", formset: Any = None) -> dict[str, Any]:
    """The error summary: first thing of the page, takes the focus, leads to each field in its own words."""
    forms = [form] if form is not None else []
    forms += list(formset) if formset is not None else []
    found: list[tuple[str, str]] = []
    for one in forms:
        for name, messages in one.errors.items():
            target = one[name].id_for_label or f"id_{one[name].html_name}" if name in one.fields else ""
            found += [(target, message) for message in messages]
    return {"found": found, "title": title}


@register.inclusion_tag("patterns/tabs.html")
def tabs(options: Sequence[values.Tab], label: str = "", bare: bool = False) -> dict[str, Any]:
    """Parts of one page or object, as links."""
    return {"options": options, "label": label, "bare": bare}


@register.inclusion_tag("patterns/table.html")
def table(caption: str, head: Sequence[str], rows: Sequence[Sequence[Any]], stack: bool = True) -> dict[str, Any]:
    """A table of plain cells; the first is the heading of its row. `stack` turns rows into blocks on phones."""
    return {
        "caption": caption,
        "head": head,
        "rows": [(row[0], list(zip(head[1:], row[1:], strict=True))) for row in rows],
        "stack": stack,
    }


@register.inclusion_tag("patterns/facts.html")
def facts(rows: Sequence[values.Fact]) -> dict[str, Any]:
    """A few figures that a page is about."""
    return {"rows": rows}


@register.inclusion_tag("patterns/meter.html")
def meter(share: float, kind: str = "") -> dict[str, Any]:
    """A share of one as a bar, 0 to 1; the words stand beside it."""
    return {"width": round(100 * max(0.0, min(1.0, share))), "kind": kind}


@register.inclusion_tag("patterns/strip.html")
def strip(shares: Sequence[values.Share], label: str) -> dict[str, Any]:
    """Where a number of organs stand, each part as wide as its count."""
    return {"shares": shares, "label": label}


@register.inclusion_tag("patterns/chart.html")
def bars(shares: Sequence[values.Share], label: str, most: float = 0, mark: Any = None) -> dict[str, Any]:
    """Bars one below the other; `mark` is (value, words) of a dashed line."""
    most = most or max((share.count for share in shares), default=0)
    return {"chart": charts.lying(shares, most, mark), "label": label}


@register.inclusion_tag("patterns/chart.html")
def columns(groups: Sequence[tuple[str, Sequence[values.Share]]], label: str) -> dict[str, Any]:
    """Columns side by side, in groups."""
    return {"chart": charts.standing(groups), "label": label, "standing": True}


@register.inclusion_tag("patterns/heat.html")
def heat(caption: str, head: Sequence[str], rows: Sequence[values.HeatRow], name: str = "") -> dict[str, Any]:
    """Organs by duties; with a `name` each organ can be chosen for a common act."""
    return {"caption": caption, "head": head, "rows": rows, "name": name}


@register.inclusion_tag("patterns/grid.html")
def grid(caption: str, head: Sequence[Sequence[values.Cell]], rows: Sequence[Sequence[values.Cell]]) -> dict[str, Any]:
    """A national table as printed, with merged headings; a cell with a name is an input."""
    return {"caption": caption, "head": head, "rows": rows}


@register.inclusion_tag("patterns/empty.html")
def empty(words: str, picture: str = "circle-check", small: bool = True) -> dict[str, Any]:
    """What would stand here and when."""
    return {"words": words, "picture": picture, "small": small}


@register.inclusion_tag("patterns/legend.html")
def legend(*keys: str) -> dict[str, Any]:
    """`{% legend "ok 达到要求" "warn 要留意" %}`: what the grounds of a heat map or ledger mean."""
    return {"keys": [key.split(" ", 1) for key in keys]}


@register.inclusion_tag("patterns/pager.html")
def pager(page: Page[Any], query: str = "") -> dict[str, Any]:
    """The pages of a long list; `query` is what the links keep (`q=…&organ=…`)."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return {"page": page, "numbers": numbers, "query": f"{query}&" if query else ""}


@register.simple_block_tag
def panel(content: str, title: str = "", **options: Any) -> str:
    """A group with a heading. Options: aside, link and url, badge, kind, id, body=False (a list to the edges), tone."""
    return render_to_string("patterns/panel.html", {"content": content, "title": title, "body": True, **options})


@register.simple_block_tag
def notice(content: str, kind: str = "") -> str:
    """One thing told."""
    return render_to_string("patterns/notice.html", {"content": content, "kind": kind})


@register.simple_block_tag
def doc(content: str) -> str:
    """An official text as it is read on a screen."""
    return render_to_string("patterns/doc.html", {"content": content})


@register.simple_block_tag
def sheet(content: str, board: bool = False) -> str:
    """Real paper, A4; with `board=True` for a wall."""
    return render_to_string("patterns/sheet.html", {"content": content, "board": board})
