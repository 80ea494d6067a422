"""A million applications of one organ: the register page, a search, table 三 and the page of figures, in seconds.

    .venv/bin/python bench/bench_applications.py [how many]

The rows are written by the database itself; the running ones have their events, so that their clocks are computed.
"""

import os
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.web.settings")
os.environ["GONGKAI_DATA"] = tempfile.mkdtemp(prefix="gongkai-bench-")
os.environ.pop("GONGKAI_DATABASE_URL", None)
sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
HOW_MANY = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
RUNNING = 2000

ROWS = """
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %(count)d)
INSERT INTO applications_application (organ_id, number, receipt, query_digest, applicant_id, applicant_kind, channel,
  content, known_as, obtaining, medium, help_needed, topic, state, arrived_on, received_on, due_on, base_due_on,
  next_on, provisional, closed_on, outcome, counted_on, counted_outcome, in_time, rating_words, version, created_at)
SELECT %(organ)d, '基准依申〔' || i || '〕', 'R' || i, '', 1 + i %% 1000,
  CASE WHEN i %% 5 = 0 THEN 'business' ELSE 'natural_person' END, 'counter',
  '青禾县' || (i %% 977) || '号地块 ' || (2010 + i %% 15) || ' 年征收补偿安置方案和'
    || '补偿款发放明细第 ' || i || ' 件',
  '', 'mail', 'paper', '', '', CASE WHEN running THEN 'open' ELSE 'archived' END, day, day,
  CASE WHEN running THEN '%(due)s' ELSE date(day, '+28 days') END, date(day, '+28 days'),
  CASE WHEN running THEN '%(due)s' END, 0, CASE WHEN NOT running THEN date(day, '+20 days') END,
  CASE WHEN running THEN '' ELSE answer END, CASE WHEN NOT running THEN date(day, '+20 days') END,
  CASE WHEN running THEN '' ELSE answer END, CASE WHEN NOT running THEN 1 END, '', 1, '2026-01-01'
FROM (SELECT i, i > %(count)d - %(running)d AS running,
  CASE WHEN i > %(count)d - %(running)d THEN '%(today)s'
       ELSE date('%(first)s', '+' || (i * 2400 / %(count)d) || ' days') END AS day,
  CASE i %% 4 WHEN 0 THEN 'granted' WHEN 1 THEN 'not_existing' WHEN 2 THEN 'partly_granted'
       ELSE 'refused_internal_affairs' END AS answer FROM n)
"""
EVENTS = """
INSERT INTO applications_event (application_id, kind, "on", party, channel, words, by_name, at, struck_reason)
SELECT id, kind, arrived_on, '', 'counter', '', '基准', '2026-01-01', ''
FROM applications_application, (SELECT 'arrived' AS kind UNION ALL SELECT 'received')
WHERE state = 'open' ORDER BY id, kind
"""


def furnish():
    """The organ, its officer, a thousand applicants and the rows."""
    from django.core.management import call_command
    from django.db import connection, transaction

    from gongkai.web.accounts.models import Role
    from gongkai.web.applications.services import identities
    from gongkai.web.applications.services.identities import Identity
    from web.conftest import make_county

    call_command("migrate", verbosity=0)
    county = make_county()
    officer = county.account(Role.CASE_OFFICER, county.township)
    with transaction.atomic():
        for number in range(1000):
            identities.keep(county.township, "natural_person", Identity(f"周晓{number}", f"基准{number:08}"))
    today = date.today() - timedelta(days=7)
    facts = {"count": HOW_MANY, "running": RUNNING, "organ": county.township.pk, "today": today.isoformat()}
    facts["due"] = (today + timedelta(days=28)).isoformat()
    facts["first"] = (today - timedelta(days=2450)).isoformat()
    with connection.cursor() as cursor:
        cursor.execute(ROWS % facts)
        cursor.execute(EVENTS)
    return county, officer


def timed(words, call):
    """The best of three, and the worst: the first one finds nothing in memory."""
    taken = []
    for _ in range(3):
        begun = time.perf_counter()
        answer = call()
        taken.append(time.perf_counter() - begun)
    print(f"{words:<44} {min(taken):6.2f} s best, {max(taken):6.2f} s worst of three")
    return answer


def main() -> None:
    """Build, then ask."""
    import django

    django.setup()
    from django.conf import settings
    from django.test import Client

    settings.ALLOWED_HOSTS.append("testserver")
    begun = time.perf_counter()
    county, officer = furnish()
    print(f"{HOW_MANY:,} applications in {time.perf_counter() - begun:.0f} s, load {os.getloadavg()[0]:.1f}")
    from gongkai.web.applications.figures import Period, table_four, table_three

    client = Client()
    client.force_login(officer, backend="gongkai.web.accounts.authentication.AccountBackend")

    def page(address):
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        return answer

    home = "/workbench/applications/"
    timed("register page, running", lambda: page(home))
    timed("register page, all", lambda: page(f"{home}?tab=all"))
    timed("search: a word that many hold", lambda: page(f"{home}?tab=all&q=补偿款"))
    timed("search: a word that one holds", lambda: page(f"{home}?tab=all&q=第 777 件"))
    timed("search: a word that none holds", lambda: page(f"{home}?tab=all&q=水库移民"))
    timed("search: an identity number", lambda: page(f"{home}?tab=all&q=基准00000123"))
    period = Period.year(date.today().year)
    figures = timed("table 三", lambda: table_three([county.township.pk], period))
    timed("table 四", lambda: table_four([county.township.pk], period))
    timed("the page of figures", lambda: page(f"{home}figures/"))
    assert figures["applications/total/total"] > 0


if __name__ == "__main__":
    main()
