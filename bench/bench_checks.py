"""How long checking a report takes, its narrative read afresh each time: processor time, the best of several rounds.

    .venv/bin/python bench/bench_checks.py [FOLDER]

FOLDER holds real reports (default: $GONGKAI_REPORTS, else ../shared/reports); without it generated ones are checked.
"""

import os
import platform
import sys
import time
from dataclasses import replace
from pathlib import Path
from random import Random

from gongkai.report import Report, check, read
from gongkai.report.narrative import forget
from gongkai.report.series import check_series

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 15
SUFFIXES = (".txt", ".html")


def real(folder: Path) -> list[Report]:
    """The text and HTML reports of a folder."""
    return [read(file) for file in sorted(folder.iterdir()) if file.suffix in SUFFIXES] if folder.is_dir() else []


def generated() -> list[Report]:
    """Reports of invented organs."""
    sys.path.insert(0, str(ROOT / "tests"))
    from report.generating import consistent_report

    return [consistent_report(Random(seed)) for seed in range(50)]


def best(reports: list[Report]) -> float:
    """Seconds of processor time for one check of each report, in the best round."""
    rounds = []
    for _ in range(ROUNDS):
        begin = time.process_time()
        for report in reports:
            forget()
            check(replace(report))  # another one, or what the checks share would be kept
        rounds.append(time.process_time() - begin)
    return min(rounds)


def main() -> None:
    """Measure real reports where there are any, generated ones, and the comparison of many."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("GONGKAI_REPORTS", ROOT / "../shared/reports"))
    print(f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}")
    for name, reports in (("real", real(folder)), ("generated", generated())):
        if reports:
            letters = sum(len(text) for report in reports for _, text in report.narrative()) / len(reports)
            milliseconds = best(reports) / len(reports) * 1000
            print(f"{name}: {milliseconds:.2f} ms a report ({len(reports)} reports, {letters:.0f} characters each)")
    many = generated() * 40
    begin = time.process_time()
    check_series(many)
    print(f"series: {(time.process_time() - begin) / len(many) * 1000:.2f} ms a report ({len(many)} reports)")


if __name__ == "__main__":
    main()
