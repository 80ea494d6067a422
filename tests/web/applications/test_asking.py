"""Applications come in by every way, each received on the day the law says."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection

from gongkai.web.applications.citizens import Citizen
from gongkai.web.applications.models import Applicant, Application
from gongkai.web.applications.services import asking, identities, numbers
from gongkai.web.audit.models import Entry
from gongkai.web.audit.services import Forbidden, Refused
from web.applications.conftest import MONDAY, RIVER, ZHOU


def test_what_is_handed_in_at_the_counter_is_received_that_day(receive):
    application = receive(MONDAY)
    assert (application.received_on, application.due_on, application.state) == (MONDAY, date(2025, 3, 31), "open")
    assert application.number == "柳河镇人民政府依申〔2025〕1号"


def test_an_online_application_waits_until_the_organ_confirms_too(county, officer):
    county.township.application_channels = ["online"]
    given = asking.apply(
        county.township, kind="natural_person", identity=ZHOU, wish=RIVER, by=Citizen(), today=date(2024, 10, 12)
    )
    assert (given.application.state, given.application.due_on) == ("waiting_confirmation", None)
    asking.confirm(given.application, on=date(2024, 10, 13), by=officer, today=date(2024, 10, 14))
    assert given.application.due_on == date(2024, 11, 8)


def test_an_organ_that_did_not_open_the_online_way_says_where_to_go(county):
    county.township.application_channels = []
    with pytest.raises(Refused, match="没有开通网上申请"):
        asking.apply(county.township, kind="natural_person", identity=ZHOU, wish=RIVER, by=Citizen(), today=MONDAY)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": ""}, "姓名"),
        ({"number": ""}, "身份证明"),
        ({"number": "110105194912310021"}, "最后一位应为 X"),
        ({"phone": ""}, "联系方式"),
    ],
)
def test_what_article_29_asks_of_the_applicant_is_asked_and_nothing_else(county, officer, change, sentence):
    with pytest.raises(Refused, match=sentence):
        asking.register(
            county.township, kind="natural_person", identity=replace(ZHOU, **change), wish=RIVER, channel="counter",
            arrived_on=MONDAY, by=officer, today=MONDAY,
        )  # fmt: skip
    assert not Application.objects.exists()


def test_an_application_too_short_to_search_for_is_sent_back_with_the_reason(county, officer):
    with pytest.raises(Refused, match="机关无法查找"):
        asking.register(
            county.township, kind="natural_person", identity=ZHOU, wish=asking.Wish("合同"), channel="counter",
            arrived_on=MONDAY, by=officer, today=MONDAY,
        )  # fmt: skip


def test_nothing_in_the_database_tells_who_asked(receive):
    receive()
    tables = [table for table in connection.introspection.table_names() if table.startswith(("applications", "audit"))]
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')
            stored = str(cursor.fetchall())
            assert not any(word in stored for word in (ZHOU.name, ZHOU.number, ZHOU.phone)), table


def test_every_look_at_an_identity_is_logged_and_only_the_officer_may_look(receive, officer, head):
    application = receive()
    assert identities.look(application, by=officer).name == ZHOU.name
    assert Entry.objects.filter(act="applications.identity_seen", actor=officer.audit_key).count() == 1
    with pytest.raises(Forbidden):
        identities.look(application, by=head)


def test_the_same_applicant_is_found_again_without_reading_anybody(receive):
    receive(MONDAY), receive(date(2025, 3, 4))
    assert Applicant.objects.values_list("digest").distinct().count() == 1


def test_an_erased_identity_is_gone_and_the_count_stays(receive, officer, head):
    application = receive()
    with pytest.raises(Refused, match="还没有办结"):
        identities.erase(application, by=head, on=MONDAY, ground="申请人要求")
    asking.withdraw(application, by=officer, today=date(2025, 3, 5))
    applicant = identities.erase(application, by=head, on=date(2025, 3, 6), ground="申请人要求")
    assert identities.opened(applicant) == identities.ERASED
    assert Application.objects.get().counted_outcome == "withdrawn"


def test_a_query_code_opens_its_own_receipt_only(receive):
    receipt, other = numbers.new_receipt(), numbers.new_receipt()
    code = numbers.new_query_code()
    digest = numbers.query_digest(receipt, code)
    assert numbers.query_fits(receipt, f" {code.lower()} ", digest)
    assert not numbers.query_fits(other, code, digest)


def test_a_citizen_acts_on_his_own_application_and_on_no_other(receive):
    mine, other = receive(), receive()
    citizen = Citizen(mine.receipt)
    asking.withdraw(mine, by=citizen, today=date(2025, 3, 4))
    with pytest.raises(Forbidden):
        asking.withdraw(other, by=citizen, today=date(2025, 3, 4))


@pytest.mark.parametrize(("name", "shown"), [("周晓棠", "周*棠"), ("李四", "李*"), ("买买提·吐尔逊", "买*****逊")])
def test_lists_show_names_masked(name, shown):
    assert identities.mask_name(name) == shown
