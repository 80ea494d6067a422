"""Local platforms, and a channel of 柳河镇 on each."""

from typing import Any

import pytest
from django.core.cache import cache

from gongkai.web.disclosure.models import Channel, Delivery, Publication
from gongkai.web.disclosure.services import delivering, drafting, publishing
from gongkai.web.messages import outbox
from gongkai.web.messages.models import Outgoing
from web.channels import fake_wechat, fake_weibo
from web.search.conftest import NOW, TODAY, Staff, own_index, quick_passwords, staff

__all__ = ["NOW", "TODAY", "own_index", "quick_passwords", "staff"]


@pytest.fixture
def wechat(settings: Any):
    """微信."""
    cache.clear()
    made = fake_wechat.FakeWeChat()
    settings.WECHAT = made.address
    yield made
    made.stop()


@pytest.fixture
def weibo(settings: Any):
    """微博."""
    made = fake_weibo.FakeWeibo()
    settings.WEIBO = made.address
    yield made
    made.stop()


def account(staff: Staff, **more: Any) -> Channel:
    """柳河镇's 公众号."""
    values = {"appid": fake_wechat.APPID, "secret": fake_wechat.SECRET, "publish": True} | more
    return delivering.open_channel(staff.organ, kind="wechat", title="柳河发布", by=staff.head, **values)


def blog(staff: Staff) -> Channel:
    """柳河镇's 微博."""
    return delivering.open_channel(staff.organ, kind="weibo", title="柳河微博", by=staff.head, secret=fake_weibo.TOKEN)


def publish(staff: Staff, channel: Channel, **content: Any) -> Publication:
    """Publish an item to a channel; nothing is delivered yet."""
    item = drafting.send_to(staff.draft(**content), channels=[channel.pk], by=staff.clerk)
    from gongkai.web.disclosure.services import reviewing

    reviewing.submit(item, by=staff.clerk, today=TODAY)
    return publishing.publish(staff.pass_all(item), by=staff.clerk, now=NOW)


def pump(times: int = 1) -> None:
    """Let the worker run, as if the waiting time had passed."""
    for _ in range(times):
        Outgoing.objects.filter(state="waiting").update(due_at=NOW)
        outbox.pump()


def sent(channel: Channel) -> Delivery:
    """The newest delivery of a channel."""
    return Delivery.objects.filter(channel=channel).order_by("-pk")[0]
