"""Notifications, 今日待办, the digest, the calendar feed, and what happens every so often."""

import threading
from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar

from gongkai.web.accounts.models import Account, Role
from gongkai.web.audit.services import Forbidden
from gongkai.web.messages import feed, schedule, services, today, worker
from gongkai.web.messages.digest import send_digests
from gongkai.web.messages.models import Notification, Outgoing
from gongkai.web.messages.upkeep import clear_old
from web.conftest import TESTS

THURSDAY = date(2026, 1, 22)


@pytest.fixture
def clerk(county):
    account = county.account(Role.CLERK, county.township)
    Account.objects.filter(pk=account.pk).update(email="lin@example.org", phone="13800001111")
    return Account.objects.get(pk=account.pk)


def test_somebody_is_told_once_on_screen_and_by_mail_and_by_sms_only_if_wished(clerk):
    for _ in range(2):
        services.notify(clerk, "柳河依申〔2026〕2号还有 2 个工作日到期。", key="case:2:soon", url="/workbench/")
    assert list(Outgoing.objects.values_list("channel", flat=True)) == ["email"]
    services.set_wish(clerk, email=False, sms=True, digest=False, by=clerk)
    services.notify(clerk, "已逾期。", key="case:2:late")
    assert sorted(Outgoing.objects.values_list("channel", flat=True)) == ["email", "sms"]
    assert Notification.objects.filter(read_at=None).count() == 2
    assert services.mark_read(clerk) == 2


def test_nobody_sets_the_wishes_or_the_calendar_of_another(clerk, county):
    other = county.account(Role.CLERK, county.neighbour)
    with pytest.raises(Forbidden):
        services.set_wish(clerk, email=True, sms=True, digest=True, by=other)
    with pytest.raises(Forbidden):
        services.new_calendar_address(clerk, by=other)


def test_a_township_without_a_guide_has_a_task_that_names_what_is_missing(clerk):
    task = today.tasks_for(clerk, THURSDAY)[0]
    assert task.what == "补全机构信息并发布公开指南"
    assert "传真号码" in task.why
    assert task.due == THURSDAY


class Broken:
    """A source that fails."""

    name = "坏的"

    def tasks(self, account, today):
        raise ZeroDivisionError


BROKEN = Broken


GUIDES = "gongkai.web.messages.sources.Organs"


def test_a_source_that_fails_says_so_and_the_others_go_on(clerk, monkeypatch):
    monkeypatch.setattr(today, "SOURCES", (f"{__name__}.BROKEN", GUIDES))
    whats = [task.what for task in today.tasks_for(clerk, THURSDAY)]
    assert whats == ["补全机构信息并发布公开指南", "一部分待办读不出来（BROKEN）"]


def test_tasks_come_by_their_last_day_and_those_without_one_last(clerk, monkeypatch):
    class Three:
        name = "三件"

        def tasks(self, account, on):
            yield today.Task("丙", "", "", "")
            yield today.Task("乙", "", "", "", due=on + timedelta(days=2))
            yield today.Task("甲", "", "", "", due=on + timedelta(days=1))

    monkeypatch.setattr(today, "import_string", lambda dotted: Three)
    monkeypatch.setattr(today, "SOURCES", ("one",))
    assert [task.what for task in today.tasks_for(clerk, THURSDAY)] == ["甲", "乙", "丙"]


def test_every_source_is_importable_and_named():
    assert all(today.import_string(dotted)().name for dotted in today.SOURCES)


def test_the_digest_goes_on_working_days_once(clerk):
    assert send_digests(date(2026, 1, 24)) == 0, "a Saturday"
    assert send_digests(THURSDAY) == 1
    send_digests(THURSDAY)
    assert Outgoing.objects.count() == 1
    assert "补全机构信息" in Outgoing.objects.get().body


def test_the_digest_goes_on_a_saturday_that_is_a_working_day_and_not_on_a_holiday(clerk):
    assert send_digests(date(2026, 2, 14)) == 1, "调休: the Saturday before the Spring Festival of 2026"
    assert send_digests(date(2026, 2, 17)) == 0


def test_the_calendar_feed_opens_by_its_secret_only_and_shows_the_tasks(client, clerk, monkeypatch):
    monkeypatch.setattr(today, "SOURCES", (GUIDES,))
    address = services.new_calendar_address(clerk, by=clerk)
    path = "/" + address.split("/", 3)[3]
    answer = client.get(path)
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    assert [str(event["summary"]) for event in events] == ["补全机构信息并发布公开指南"]
    services.new_calendar_address(clerk, by=clerk)
    assert client.get(path).status_code == 404
    assert client.get("/calendar/.ics").status_code == 404


FIVE = (
    today.Task("甲", "条例第十条", "/workbench/", "办", due=THURSDAY - timedelta(days=30)),
    today.Task("乙", "", "/workbench/", "办", due=THURSDAY, key="yi"),
    today.Task("丙", "", "/workbench/", "办", due=THURSDAY + timedelta(days=7)),
    today.Task("丁", "", "", "办", due=THURSDAY + timedelta(days=8)),
    today.Task("戊", "", "", "办"),
)


class Five:
    """A source with a task of every urgency."""

    name = "五件"

    def tasks(self, account, on):
        return FIVE


@pytest.fixture
def five(monkeypatch):
    monkeypatch.setattr(today, "import_string", lambda dotted: Five)
    monkeypatch.setattr(today, "SOURCES", ("one",))


def test_the_digest_says_first_what_cannot_wait(clerk, five):
    send_digests(THURSDAY)
    sent = Outgoing.objects.get()
    assert sent.subject == "今日待办 5 件，1 件已经逾期、1 件今天到期（2026-01-22）"
    told = [line for line in sent.body.splitlines() if line.startswith(("【", "1."))]
    assert told == [
        "【已经逾期】1 件", "1. 2025年12月23日（周二）　甲", "【今天到期】1 件", "1. 1月22日（周四）　乙",
        "【一周以内】1 件", "1. 1月29日（周四）　丙", "【以后】1 件", "1. 1月30日（周五）　丁",
        "【没有期限，尽快】1 件", "1. 戊",
    ]  # fmt: skip
    assert "   条例第十条\n" in sent.body


def test_what_is_overdue_stands_on_today_in_the_calendar(clerk, five):
    events = Calendar.from_ical(feed.calendar_of(clerk, THURSDAY)).walk("VEVENT")
    shown = {str(event["summary"]): event["dtstart"].dt for event in events}
    assert shown == {"【逾期】甲": THURSDAY, "乙": THURSDAY, "丙": THURSDAY + timedelta(days=7),
                     "丁": THURSDAY + timedelta(days=8)}  # fmt: skip
    assert str(events[0]["description"]) == "最晚 2025-12-23，已经逾期。条例第十条"


def test_the_calendar_address_opens_in_the_calendar_of_the_device(client, clerk):
    client.force_login(clerk)
    page = client.post("/workbench/account/calendar/").content.decode()
    address = page.partition('value="http')[2].partition('"')[0].partition("://")[2]
    assert address.endswith(".ics")
    assert f'href="webcal://{address}"' in page


def test_a_daily_job_runs_once_a_day_from_its_hour_on(db, monkeypatch):
    ran = []
    monkeypatch.setattr(schedule, "import_string", lambda name: lambda: ran.append(name))
    monkeypatch.setattr(schedule, "EVERY", (schedule.Repeated("digest", timedelta(days=1), hour=8),))
    morning = timezone.make_aware(datetime(2026, 1, 22, 7, 59))
    for minutes in (0, 1, 30, 24 * 60, 24 * 60 + 1):
        schedule.run_due(morning + timedelta(minutes=minutes))
    assert ran == ["digest", "digest"]


def test_a_job_that_fails_does_not_stop_the_next(db, monkeypatch, caplog):
    ran = []
    jobs = {"bad": lambda: 1 / 0, "good": lambda: ran.append("good")}
    monkeypatch.setattr(schedule, "import_string", jobs.__getitem__)
    every = tuple(schedule.Repeated(name, timedelta(minutes=5)) for name in jobs)
    monkeypatch.setattr(schedule, "EVERY", every)
    assert schedule.run_due() == ["good"]


def test_every_repeated_job_exists_and_upkeep_keeps_what_is_young(clerk):
    assert all(callable(schedule.import_string(repeated.function)) for repeated in schedule.EVERY)
    services.notify(clerk, "一件事。", key="a")
    services.mark_read(clerk)
    clear_old()
    assert Notification.objects.count() == 1
    Notification.objects.update(read_at=timezone.now() - timedelta(days=91))
    clear_old()
    assert Notification.objects.count() == 0
    assert TESTS.audit_name == "系统"


def test_a_daily_job_that_failed_is_tried_again_the_same_day(db, monkeypatch, caplog):
    tries = []

    def job():
        tries.append("try")
        if len(tries) == 1:
            raise OSError("the disk is away")

    monkeypatch.setattr(schedule, "import_string", lambda name: job)
    monkeypatch.setattr(schedule, "EVERY", (schedule.Repeated("digest", timedelta(days=1), hour=8),))
    morning = timezone.make_aware(datetime(2026, 1, 22, 8, 0))
    for minutes in (0, 1, 2):
        schedule.run_due(morning + timedelta(minutes=minutes))
    assert len(tries) == 2


def test_a_broken_index_keeps_back_neither_messages_nor_what_has_its_hour(monkeypatch, caplog):
    stop, ran = threading.Event(), []

    def clock():
        ran.append("clock")
        stop.set()

    def broken():
        raise ValueError("the index is damaged")

    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    monkeypatch.setattr(worker.outbox, "pump", lambda: ran.append("outbox"))
    monkeypatch.setattr(worker, "import_string", lambda name: broken)
    monkeypatch.setattr(worker.schedule, "run_due", clock)
    worker.run_outbox(stop)
    assert ran == ["outbox", "clock"]


def test_a_long_notification_is_cut_to_what_its_column_holds(clerk):
    told = services.notify(clerk, "长" * 400, key="long")
    assert told.text == "长" * 299 + "…"
