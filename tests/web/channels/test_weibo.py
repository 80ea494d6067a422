"""微博: one post for one delivery, taken away when the item is."""

import pytest

from gongkai.web.disclosure.models import Delivery
from gongkai.web.disclosure.services import withdrawing

from .conftest import TODAY, blog, publish, pump, sent

pytestmark = pytest.mark.django_db


def test_a_post_holds_title_summary_and_address_within_the_limit(staff, weibo):
    channel = blog(staff)
    publication = publish(staff, channel, title="柳河镇" + "防汛" * 60, summary="安排" * 200)
    pump()
    (post,) = weibo.posts.values()
    assert len(post["text"]) <= 140
    assert publication.get_absolute_url() in post["text"]
    assert sent(channel).url == f"https://weibo.com/77/{post['idstr']}"


@pytest.mark.parametrize("how", ["silent", "busy", 10023, 20016])
def test_a_broken_line_or_a_limit_makes_no_second_post(staff, weibo, how):
    channel = blog(staff)
    weibo.behaviour["/2/statuses/share.json"] = [how]
    publish(staff, channel)
    pump(2)
    assert len(weibo.posts) == 1
    assert sent(channel).state == Delivery.State.DONE


def test_a_lost_authorisation_waits_and_says_so(staff, weibo):
    channel = blog(staff)
    weibo.token = "other"
    publish(staff, channel)
    pump()
    assert "重新授权" in sent(channel).error
    weibo.token = "2.00fake"
    pump()
    assert sent(channel).state == Delivery.State.DONE


def test_what_it_does_not_take_is_failed_with_the_reason(staff, weibo):
    channel = blog(staff)
    weibo.behaviour["/2/statuses/share.json"] = [20021]
    publish(staff, channel)
    pump(2)
    assert sent(channel).state == Delivery.State.FAILED
    assert "20021" in sent(channel).error


def test_a_withdrawal_takes_the_post_away(staff, weibo):
    channel = blog(staff)
    publication = publish(staff, channel)
    pump()
    withdrawing.withdraw(publication, reason="wrong", by=staff.head, today=TODAY)
    pump()
    assert not weibo.posts
