"""A withdrawal while a worker is just posting: what is withdrawn ends withdrawn there too, whoever was first."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from gongkai.web.audit.services import Refused
from gongkai.web.disclosure.channels import weibo as client
from gongkai.web.disclosure.channels.wechat_api import WeChat
from gongkai.web.disclosure.models import Delivery, Publication
from gongkai.web.disclosure.services import delivering, drafting, publishing, reviewing, withdrawing
from gongkai.web.messages import outbox
from gongkai.web.messages.models import Outgoing
from web.conftest import make_county
from web.disclosure.conftest import people

from .conftest import NOW, TODAY, account, blog, publish, pump, sent

WHO = {"reason": "wrong", "today": TODAY}


def just_before(monkeypatch: pytest.MonkeyPatch, where: Any, name: str, wanted: str, act: Callable[[], Any]) -> None:
    """Do `act` once, when a worker is past every question and on its way to the other side."""
    real, left = getattr(where, name), [act]

    def call(self: Any, *given: Any, **more: Any) -> Any:
        if wanted in (*given, more.get("path")) and left:
            left.pop()()
        return real(self, *given, **more)

    monkeypatch.setattr(where, name, call)


def withdrawn_meanwhile(publication: Publication, staff: Any) -> Callable[[], None]:
    """Another person withdraws, and another worker is at once done with that."""

    def act() -> None:
        withdrawing.withdraw(publication, by=staff.head, **WHO)
        outbox.pump()

    return act


@pytest.mark.django_db
@pytest.mark.parametrize("how", ["answered", "silent", "busy", 20016, 20021])
def test_a_post_that_succeeds_after_the_withdrawal_is_taken_down(staff, weibo, monkeypatch, how):
    publication = publish(staff, blog(staff))
    weibo.behaviour["/2/statuses/share.json"] = [how]
    meanwhile = withdrawn_meanwhile(publication, staff)
    just_before(monkeypatch, client, "_call", "statuses/share", meanwhile)
    pump(4)
    assert not weibo.posts
    assert weibo.calls.count("/2/statuses/share.json") == 1, "what was called off is not tried again"
    assert not Outgoing.objects.filter(state="waiting").exists()


@pytest.mark.django_db
def test_the_ledger_says_that_it_went_and_that_it_was_taken_down(staff, weibo, monkeypatch):
    channel = blog(staff)
    publication = publish(staff, channel)
    just_before(monkeypatch, client, "_call", "statuses/share", withdrawn_meanwhile(publication, staff))
    pump(2)
    acts = Delivery.objects.filter(channel=channel).order_by("pk").values_list("act", "state")
    assert list(acts) == [("publish", "done"), ("withdraw", "done"), ("withdraw", "done")]


@pytest.mark.django_db
@pytest.mark.parametrize("step", ["material/add_material", "draft/add", "freepublish/submit", "freepublish/get"])
@pytest.mark.parametrize("how", ["answered", "silent", 45011])
def test_an_article_on_its_way_is_taken_back_at_every_step(staff, wechat, monkeypatch, step, how):
    publication = publish(staff, account(staff))
    wechat.behaviour[f"/cgi-bin/{step}"] = [how]
    just_before(monkeypatch, WeChat, "call", step, withdrawn_meanwhile(publication, staff))
    pump(4)
    assert not wechat.published
    assert not wechat.drafts


@pytest.mark.django_db
def test_an_article_the_platform_still_checks_is_taken_away_once_it_stands(staff, wechat):
    publication = publish(staff, account(staff))
    wechat.audit = [1]
    pump()
    withdrawing.withdraw(publication, by=staff.head, **WHO)
    pump()
    assert sent(Delivery.objects.latest("pk").channel).state == Delivery.State.WAITING
    wechat.pass_audit()
    pump()
    assert not wechat.published


@pytest.mark.django_db
def test_a_correction_overtakes_a_post_and_only_the_new_one_stands(staff, weibo, monkeypatch):
    channel = blog(staff)
    publication = publish(staff, channel, title="柳河镇旧的安排")

    def corrected() -> None:
        item = withdrawing.correct(publication.item, reason="text", by=staff.clerk)
        item = drafting.save(item, base=item.version, by=staff.clerk, title="柳河镇新的安排")
        reviewing.submit(item, by=staff.clerk, today=TODAY)
        publishing.publish(staff.pass_all(item), by=staff.clerk, now=NOW)
        outbox.pump()

    just_before(monkeypatch, client, "_call", "statuses/share", corrected)
    pump(3)
    (post,) = weibo.posts.values()
    assert "新的安排" in post["text"]


@pytest.mark.django_db
def test_what_failed_before_a_withdrawal_is_not_sent_again(staff, weibo):
    channel = blog(staff)
    publication = publish(staff, channel)
    weibo.behaviour["/2/statuses/share.json"] = [20021]
    pump()
    failed = Delivery.objects.get(channel=channel)
    withdrawing.withdraw(publication, by=staff.head, **WHO)
    with pytest.raises(Refused, match="不再需要"):
        delivering.retry(failed, by=staff.head)
    pump(2)
    assert not weibo.posts


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_two_workers_and_a_withdrawal_on_connections_of_their_own(weibo, monkeypatch):
    staff = people(make_county())
    publication = publish(staff, blog(staff))

    def beside() -> None:
        def act() -> None:
            withdrawn_meanwhile(publication, staff)()
            connection.close()

        other = threading.Thread(target=act)
        other.start()
        other.join()

    just_before(monkeypatch, client, "_call", "statuses/share", beside)
    pump(3)
    assert not weibo.posts
