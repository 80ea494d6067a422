"""Two officers on one case at once: one act is done, the other is told; nothing is written twice or lost."""

import pytest

from gongkai.web.accounts.models import Role
from gongkai.web.applications.models import Application
from gongkai.web.audit.models import Entry
from gongkai.web.audit.verify import verify
from web.applications.conftest import RIVER, ZHOU
from web.conftest import make_county
from web.processes import start

EXTEND = """
from datetime import date
from gongkai.web.accounts.models import Account
from gongkai.web.applications.models import Application
from gongkai.web.applications.services import handling
from gongkai.web.applications.services.stepping import unchanged
from gongkai.web.audit.services import Refused
case, person, version = (int(one) for one in sys.argv[1:4])
application, by = Application.objects.select_related("organ").get(pk=case), Account.objects.get(pk=person)
print("ready", flush=True)
day = date(2025, 3, 5)
try:
    with transaction.atomic():
        unchanged(application, version)
        handling.note(application, kind="note", on=day, words=f"备注{person}", by=by, today=day)
        handling.ask_correction(application, on=day, until=date(2025, 3, 20), defects="写明年份", by=by, today=day)
    print("done", flush=True)
except Refused as refused:
    print("refused", refused, flush=True)
"""


@pytest.fixture
def case(transactional_db):
    """A received case, and four officers of its organ."""
    from datetime import date

    from gongkai.web.applications.services import asking

    county, day = make_county(), date(2025, 3, 3)
    officers = [county.account(Role.CASE_OFFICER, county.township, f"officer{number}") for number in range(4)]
    application = asking.register(
        county.township, kind="natural_person", identity=ZHOU, wish=RIVER, channel="counter", arrived_on=day,
        by=officers[0], today=day,
    ).application  # fmt: skip
    return Application.objects.get(pk=application.pk), officers


@pytest.mark.postgresql
def test_of_four_officers_at_once_one_acts_and_three_are_told_by_whom(case):
    application, officers = case
    running = [start(EXTEND, application.pk, one.pk, application.version) for one in officers]
    told = []
    for one in running:
        out, errors = one.communicate(timeout=240)
        assert one.returncode == 0, errors
        told.append(out)
    assert sum("done" in out for out in told) == 1
    assert sum("刚刚记录了“发出补正告知”" in out for out in told) == 3
    assert application.events.filter(kind="correction_asked").count() == 1
    assert application.events.filter(kind="note").count() == 1
    assert Entry.objects.filter(act="applications.correction_asked").count() == 1
    assert Application.objects.get(pk=application.pk).state == "waiting_correction"
    assert verify().breaks == []
