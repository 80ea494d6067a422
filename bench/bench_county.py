"""The county that adds up, at the size of a nation: 40 000 organs × 5 years, each view once warm, on either database.

GONGKAI_DATABASE_URL=postgresql://… .venv/bin/python bench/bench_county.py [ORGANS] [YEARS]

Makes a database of its own in a temporary folder (SQLite), or fills the empty one that is named.
"""

import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

LAST = 2025


def main() -> None:
    """Fill, then time each view."""
    organs, years = (int(word) for word in (*sys.argv[1:], *("40000", "5")[len(sys.argv) - 1 :]))
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as folder:
        os.environ.setdefault("GONGKAI_DATA", folder)
        os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.web.settings"
        Path(os.environ["GONGKAI_DATA"]).mkdir(exist_ok=True)
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connection

        call_command("migrate", verbosity=0)
        print(
            f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, {connection.vendor}, "
            f"Python {platform.python_version()}"
        )
        started = time.perf_counter()
        cells = fill(organs, years)
        print(
            f"{organs} organs × {years} years, {cells:,} figures that are not nought, "
            f"made in {time.perf_counter() - started:.0f} s"
        )
        views(years)


PATHS = [
    f"applications/{row}/{column}"
    for row in ("new", "carried_in", "total", "carried_out", "granted", "partly_granted", "not_held", "other")
    for column in ("natural_person", "business", "total")
] + ["proactive/licensing/decisions", "proactive/penalties/decisions", "reviews/reconsideration/total"]
"""What a township has figures for: twenty-seven cells."""


def fill(organs: int, years: int) -> int:
    """Organs in counties of fifty, published reports, and the narrow table, written by the database itself."""
    from datetime import date

    from django.db import connection

    from gongkai.web.annual_reports.cells import places
    from gongkai.web.annual_reports.models import AnnualReport, Broken
    from gongkai.web.organs.models import Organ

    root = Organ.objects.create(name="全国", short_name="全国", short_code="root", kind="government", level="province")
    made = [
        Organ(name=f"第{n}机关", short_name=f"机关{n}", short_code=f"o{n}", kind="township", level="township",
              path=f"{root.path}c{n // 50}/{n}/", watch_path=f"{root.path}c{n // 50}/{n}/")
        for n in range(organs)
    ]  # fmt: skip
    Organ.objects.bulk_create(made, batch_size=500)
    keys = list(Organ.objects.exclude(pk=root.pk).order_by("pk").values_list("pk", flat=True))
    known, count = places(), 0
    wanted = ",".join(str(known[path]) for path in PATHS)
    for year in range(LAST - years + 1, LAST + 1):
        out = {"year": year, "title": "年报", "due_on": date(year + 1, 1, 31), "state": "published"}
        out["published_on"] = date(year + 1, 1, 20)
        AnnualReport.objects.bulk_create([AnnualReport(organ_id=key, **out) for key in keys], batch_size=2000)
        Broken.objects.bulk_create([Broken(organ_id=key, year=year, code="balance-total", difference=1)
                                    for key in keys[::997]])  # fmt: skip
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO annual_reports_cell (organ_id, year, place_id, value) "
                f"SELECT o.id, {year}, p.id, 1 + (o.id * 31 + p.id * 17 + {year}) % 39 "
                f"FROM organs_organ o CROSS JOIN annual_reports_cellplace p "
                f"WHERE p.id IN ({wanted}) AND o.id <> {root.pk}"
            )
            count += cursor.rowcount
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return count


def views(years: int) -> None:
    """Each as its page calls it: for everybody, and for one county."""
    from gongkai.web.annual_reports import summing
    from gongkai.web.organs.models import Organ

    one = Organ.objects.filter(path__startswith=f"{Organ.objects.get(short_code='root').path}c7/")
    span = range(LAST - years + 1, LAST + 1)
    for words, organs in (("all", Organ.objects.filter(kind="township")), ("a county of 50", one)):
        timed(f"{words}: the sum of every cell", lambda organs=organs: summing.totals(organs, LAST))
        timed(
            f"{words}: children of a cell",
            lambda organs=organs: summing.children(organs, LAST, "applications/new/total"),
        )
        timed(f"{words}: broken identities", lambda organs=organs: summing.breaks(organs, LAST, {}))
        timed(f"{words}: who breaks one", lambda organs=organs: summing.breakers(organs, LAST, "balance-total"))
        timed(f"{words}: {years} years of flows", lambda organs=organs: summing.by_year(organs, span))
        timed(f"{words}: chains between two years", lambda organs=organs: summing.gaps(organs, LAST))
        timed(f"{words}: outliers", lambda organs=organs: summing.outliers(organs, LAST))


def timed(words: str, work: Callable[[], object]) -> None:
    """Once to warm, then the best of three."""
    work()
    took, used = [], []
    for _ in range(3):
        started, begun = time.perf_counter(), time.process_time()
        work()
        took.append(time.perf_counter() - started)
        used.append(time.process_time() - begun)
    late = "" if min(took) <= 1 else "   over a second"
    print(f"{words:42}{min(took) * 1000:10,.0f} ms{min(used) * 1000:10,.0f} ms of this process{late}", flush=True)


if __name__ == "__main__":
    main()
