"""What leaves: at least once, with a key, with patience, in quiet hours not at all; and never twice if it can
be found out."""

import signal
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from gongkai.web.accounts.models import Role
from gongkai.web.audit.services import Forbidden, Refused
from gongkai.web.files import vault
from gongkai.web.messages import outbox
from gongkai.web.messages.channels import channels
from gongkai.web.messages.channels.sms import Sms
from gongkai.web.messages.models import Outgoing, State
from web.conftest import TESTS
from web.messages.fake_sms import KEY, SECRET, Gateway
from web.processes import start

PHONE = "13800001111"


@pytest.fixture
def gateway(settings, db):
    made = Gateway()
    settings.SMS, settings.QUIET_HOURS = "aliyun", ("00:00", "00:00")
    settings.SMS_GATEWAY = {
        "endpoint": made.address,
        "key": KEY,
        "secret": SECRET,
        "sign": "青禾县政府",
        "template": "SMS_1",
    }
    yield made
    made.close()


def sms(key="k1", to=PHONE, **more):
    return outbox.send("sms", key=key, to=to, body="您的申请已收到，最晚2月9日（周一）答复。", **more)


def later(seconds=0):
    """Let the waiting be over."""
    past = timezone.now() - timedelta(seconds=1)
    Outgoing.objects.update(due_at=past)
    Outgoing.objects.exclude(leased_until=None).update(leased_until=past)


def only():
    return Outgoing.objects.get()


def test_a_message_goes_out_once_with_its_receipt(gateway):
    sms()
    assert outbox.pump() == 1
    assert outbox.pump() == 0
    assert (only().state, only().receipt) == (State.SENT, "1^0")
    assert gateway.accepted[0]["OutId"] == "k1"


def test_the_same_key_is_one_message(gateway):
    assert sms() == sms()
    outbox.pump()
    sms()
    outbox.pump()
    assert len(gateway.accepted) == 1


def test_a_wrong_number_is_refused_for_good_with_the_reason(gateway):
    sms(to="123")
    outbox.pump()
    assert only().state == State.REFUSED
    assert "手机号码不对" in only().error


@pytest.mark.parametrize(("behaviour", "least"), [("limited", 3600), ("throttled", 60), ("broken", 60), ("silent", 60)])
def test_limits_faults_and_silence_wait_and_then_it_goes_out(gateway, behaviour, least):
    gateway.behaviour = behaviour
    sms()
    outbox.pump()
    assert only().state == State.WAITING
    assert only().due_at > timezone.now() + timedelta(seconds=least - 5)
    assert outbox.pump() == 0
    gateway.behaviour = "ok"
    later()
    outbox.pump()
    assert only().state == State.SENT


def test_a_wrong_secret_is_told_and_tried_again(gateway, settings):
    settings.SMS_GATEWAY = settings.SMS_GATEWAY | {"secret": "wrong"}
    sms()
    outbox.pump()
    assert "SignatureDoesNotMatch" in only().error


def test_an_unreachable_gateway_waits(gateway, settings):
    settings.SMS_GATEWAY = settings.SMS_GATEWAY | {"endpoint": "http://127.0.0.1:9"}
    sms()
    outbox.pump()
    assert "连不上" in only().error
    assert not only().unanswered


def test_what_was_accepted_before_the_line_broke_is_not_sent_twice(gateway):
    gateway.behaviour = "accepts and breaks"
    sms()
    outbox.pump()
    assert only().unanswered
    gateway.behaviour = "ok"
    later()
    outbox.pump()
    assert only().state == State.SENT
    assert len(gateway.accepted) == 1


def test_after_eight_failures_it_is_given_up_shown_and_can_be_tried_again(gateway, county):
    gateway.behaviour = "broken"
    sms(organ=county.township)
    for _ in range(8):
        later()
        outbox.pump()
    assert only().state == State.GIVEN_UP
    clerk, administrator = (
        county.account(Role.CLERK, county.township),
        county.account(Role.ADMINISTRATOR, county.government),
    )
    with pytest.raises(Forbidden):
        outbox.retry(only(), by=clerk)
    gateway.behaviour = "ok"
    outbox.retry(only(), by=administrator)
    outbox.pump()
    assert only().state == State.SENT
    with pytest.raises(Refused):
        outbox.retry(only(), by=administrator)


@pytest.mark.parametrize(
    ("clock", "quiet"),
    [("20:59", False), ("21:00", True), ("23:59", True), ("00:00", True), ("07:59", True), ("08:00", False)],
)
def test_quiet_hours_over_midnight(settings, clock, quiet):
    settings.QUIET_HOURS = ("21:00", "08:00")
    hour, minute = map(int, clock.split(":"))
    local = datetime(2026, 1, 22, hour, minute, tzinfo=UTC) - timedelta(hours=8)
    assert outbox.is_quiet(local) is quiet


def test_in_quiet_hours_mail_goes_and_sms_wait(gateway, settings):
    settings.QUIET_HOURS, settings.EMAIL_HOST = ("00:00", "23:59"), "mail.example.org"
    sms()
    outbox.send("email", key="m1", to="lin@example.org", subject="今日待办", body="一件")
    outbox.pump()
    assert {message.channel: message.state for message in Outgoing.objects.all()} == {"sms": "waiting", "email": "sent"}
    assert mail.outbox[0].extra_headers["Message-ID"] == "<m1@gongkai>"


def test_a_channel_that_is_not_set_up_keeps_its_messages_waiting(db):
    sms()
    assert outbox.pump() == 0
    assert only().attempts == 0


def test_a_persons_address_is_encrypted_in_the_outbox_and_dies_with_his_key(gateway):
    sms(owner="applications.applicant:3")
    assert PHONE not in only().to
    outbox.pump()
    assert gateway.accepted[0]["PhoneNumbers"] == PHONE
    sms(key="k2", owner="applications.applicant:3")
    vault.erase_key("applications.applicant:3")
    outbox.pump()
    assert Outgoing.objects.get(key="k2").state == State.CANCELLED


def test_a_channel_that_fails_in_an_unknown_way_does_not_stop_the_others(gateway, monkeypatch, caplog):
    monkeypatch.setattr(Sms, "_ask", lambda self, *_, **__: 1 / 0)
    sms()
    sms(key="k2")
    assert outbox.pump() == 2
    assert all(message.state == State.WAITING and message.unanswered for message in Outgoing.objects.all())


def test_every_channel_is_registered_under_its_code():
    assert all(channel.code == code for code, channel in channels().items())


WORKER = """
from django.conf import settings
address, hang = sys.argv[1], sys.argv[2]
settings.SMS, settings.QUIET_HOURS = "aliyun", ("00:00", "00:00")
settings.SMS_GATEWAY = {"endpoint": address, "key": "LTAI-fake", "secret": "fake-secret", "sign": "s", "template": "t"}
from gongkai.web.messages import outbox
if hang == "before":
    outbox._deliver = lambda message: (print("hanging", flush=True), __import__("time").sleep(60))
elif hang == "after":
    outbox._settle = lambda *_, **__: (print("hanging", flush=True), __import__("time").sleep(60))
outbox.pump()
"""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("hang", ["before", "after"])
def test_a_worker_killed_before_or_after_sending_loses_nothing_and_doubles_nothing(gateway, hang):
    sms()
    worker = start(WORKER, gateway.address, hang)
    assert worker.stdout.readline() == "hanging\n", worker.stderr.read()
    worker.send_signal(signal.SIGKILL)
    worker.communicate()
    assert outbox.pump() == 0, "the lease still runs"
    later()
    outbox.pump()
    assert only().state == State.SENT
    assert len(gateway.accepted) == 1


def test_the_worker_may_do_what_it_does_and_says_that_it_is_the_worker():
    assert outbox.WORKER.audit_key == "machine:worker"
    assert TESTS.may("anything.at_all", None) is None
