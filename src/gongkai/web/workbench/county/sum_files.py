"""The sums as files: xlsx and json of the sum, csv also of every organ, a line a figure."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Sequence

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse

from gongkai.report.model import Report, to_json
from gongkai.report.writing.tables import printed
from gongkai.web.annual_reports import summing
from gongkai.web.annual_reports.cells import places, shown
from gongkai.web.annual_reports.models import Cell
from gongkai.web.organs.models import Organ
from gongkai.web.workbench.access import needs
from gongkai.web.workbench.county import sheets
from gongkai.web.workbench.county.sums import frame

MOST = 200
"""A sheet has a column for each of so many organs at most; of more it has the sum, and csv has every organ."""


@needs("annual_reports.compare")
def export(request: HttpRequest, ending: str) -> HttpResponse | StreamingHttpResponse:
    """The sum and its children: xlsx, csv or json; csv with `?each=1` has every figure of every organ."""
    context = frame(request, "sums")
    organs, year = context["organs"], context["year"]
    if ending == "csv" and request.GET.get("each"):
        return streamed(each(organs, year), f"{year}年各机关.csv")
    value = summing.report_of(organs, year, title=f"{year}年汇总")
    makers: dict[str, Callable[[], HttpResponse]] = {
        "json": lambda: sheets.answered(as_json(value), f"{year}年汇总.json", "application/json"),
        "csv": lambda: as_csv(value, year),
        "xlsx": lambda: sheets.answered(matrix(organs, year, value), f"{year}年汇总.xlsx"),
    }
    if ending not in makers:
        raise Http404
    return makers[ending]()


def as_json(value: Report) -> bytes:
    """The sum as `gongkai.annual-report/1`."""
    return json.dumps(to_json(value), ensure_ascii=False, indent=2, default=str).encode()


def as_csv(value: Report, year: int) -> HttpResponse:
    """The sum, a line a cell."""
    rows = [(path, value.layout.label(path), printed(figure)) for path, figure in value.cells.items()]
    content = "".join(lines([("单元格", "项目", f"{year}年合计"), *rows]))
    return sheets.answered(content.encode(), f"{year}年汇总.csv", "text/csv; charset=utf-8")


def each(organs: summing.Chosen, year: int) -> Iterator[Sequence[object]]:
    """Every figure that is not nought, a line each, organ by organ."""
    yield "机关", "短代码", "单元格", "项目", "数值"
    paths = {key: path for path, key in places().items()}
    layout = summing.report_of(Organ.objects.none(), year).layout
    labels = {path: layout.label(path) for path in layout.paths()}
    rows = organs.within(Cell.objects.filter(year=year)).order_by("organ_id", "place_id")
    for name, code, place, value in rows.values_list("organ__name", "organ__short_code", "place", "value").iterator():
        path = paths[place]
        yield name, code, path, labels.get(path, path), printed(shown(path, value))


class _Echo:
    """What a csv writer writes is handed back."""

    def write(self, line: str) -> str:
        """The line."""
        return line


def lines(rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Rows as the lines of a csv file that Excel opens as it is."""
    writer = csv.writer(_Echo())
    yield "\ufeff"
    for row in rows:
        yield writer.writerow(row)


def streamed(rows: Iterable[Sequence[object]], name: str) -> StreamingHttpResponse:
    """A csv that goes out while it is read."""
    answer = StreamingHttpResponse(lines(rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = sheets.disposition(name)
    return answer


def matrix(organs: summing.Chosen, year: int, value: Report) -> bytes:
    """A row a cell, the sum first, then a column an organ where they are few enough."""
    named = _named(organs, year)
    held = _held(named, year)
    head = ["项目", "合计", *(organ.short_name for organ in named)]
    rows: list[list[object]] = [
        [value.layout.label(path), float(value.cells[path] or 0),
         *(float(held.get((organ.pk, path), 0)) for organ in named)]
        for path in value.layout.paths()
    ]  # fmt: skip
    if not named:
        rows.append([f"机关超过 {MOST} 个，这里只列合计；各机关的数请导出 CSV（逐个机关）。"])
    return sheets.workbook(f"{year}年汇总", head, rows)


def _named(organs: summing.Chosen, year: int) -> list[Organ]:
    out = organs.within(
        Organ.objects.filter(annual_reports__year=year, annual_reports__published_on__isnull=False), "pk"
    )
    found = list(out.order_by("order", "pk")[: MOST + 1])
    return found if len(found) <= MOST else []


def _held(named: list[Organ], year: int) -> dict[tuple[int, str], float]:
    paths = {key: path for path, key in places().items()}
    rows = Cell.objects.filter(year=year, organ__in=named).values_list("organ", "place", "value")
    return {(organ, paths[place]): float(shown(paths[place], value) or 0) for organ, place, value in rows}
