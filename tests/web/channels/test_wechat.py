"""公众号: at least once, to the effect of once, whatever the platform does."""

import pytest

from gongkai.web.disclosure.channels import kinds
from gongkai.web.disclosure.channels.wechat import mark
from gongkai.web.disclosure.models import Delivery
from gongkai.web.disclosure.services import delivering, withdrawing
from gongkai.web.messages.models import Outgoing

from .conftest import TODAY, account, publish, pump, sent

pytestmark = pytest.mark.django_db


def test_an_item_becomes_a_draft_and_is_published(staff, wechat):
    channel = account(staff)
    publication = publish(staff, channel, title="柳河镇低保公示", body="<p>内容<a href='https://x.cn'>链接</a></p>")
    pump()
    delivery = sent(channel)
    assert delivery.state == Delivery.State.DONE
    assert delivery.url.startswith("https://mp.weixin.invalid/s/")
    (article,) = wechat.published.values()
    assert article["title"] == publication.title
    assert publication.index_number in article["content"]
    assert "<a" not in article["content"], "links to other places are not taken there"
    assert article["content_source_url"] == mark(delivery)


def test_an_account_may_keep_to_its_draft_box(staff, wechat):
    channel = account(staff, publish=False)
    publish(staff, channel)
    pump()
    assert list(wechat.drafts) == [sent(channel).message_id]
    assert not wechat.published


def test_a_token_that_expired_is_fetched_anew(staff, wechat):
    channel = account(staff)
    publish(staff, channel, title="第一件")
    pump()
    wechat.expire()
    publish(staff, channel, title="第二件")
    pump()
    assert len(wechat.published) == 2
    assert wechat.calls.count("/cgi-bin/stable_token") == 2


@pytest.mark.parametrize("step", ["material/add_material", "draft/add", "freepublish/submit", "freepublish/get"])
@pytest.mark.parametrize("how", ["silent", "busy", 45009, 45011, -1, 40001])
def test_whatever_fails_on_the_way_it_is_there_once_in_the_end(staff, wechat, step, how):
    channel = account(staff)
    wechat.behaviour[f"/cgi-bin/{step}"] = [how]
    publish(staff, channel)
    pump()
    pump(3)
    assert sent(channel).state == Delivery.State.DONE
    assert len(wechat.published) == 1
    assert not wechat.drafts


def test_while_the_platform_still_checks_it_is_asked_again(staff, wechat):
    channel = account(staff)
    wechat.audit = [1]
    publish(staff, channel)
    pump(2)
    delivery = sent(channel)
    assert delivery.state == Delivery.State.WAITING
    assert "正在发布" in delivery.error


@pytest.mark.parametrize(("audit", "told"), [(4, "平台审核没有通过"), (2, "原创校验没有通过")])
def test_what_the_platform_refuses_stands_in_the_queue_with_its_reason(staff, wechat, audit, told):
    channel = account(staff)
    wechat.audit = [audit]
    publish(staff, channel)
    pump(2)
    delivery = sent(channel)
    assert delivery.state == Delivery.State.FAILED
    assert told in delivery.error
    assert Outgoing.objects.get(key=f"delivery:{delivery.pk}").state == "refused"


WRONG = [({"appid": "wx9"}, "AppID 不对"), ({"secret": "x"}, "AppSecret 不对"), ({"secret": ""}, "还没有填写")]


@pytest.mark.parametrize(("wrong", "told"), WRONG)
def test_wrong_settings_wait_visibly_and_go_out_once_they_are_right(staff, wechat, wrong, told):
    channel = account(staff, **wrong)
    publish(staff, channel)
    pump()
    assert told in sent(channel).error
    delivering.change_channel(channel, by=staff.head, settings={"appid": "wx0000000000000001", "publish": True})
    delivering.set_secret(channel, secret="fake-app-secret", by=staff.head)
    pump()
    assert sent(channel).state == Delivery.State.DONE


def test_a_secret_is_sealed_and_stands_in_no_log(staff, wechat):
    channel = account(staff)
    channel.refresh_from_db()
    assert "fake-app-secret" not in channel.secret
    from gongkai.web.audit.models import Entry

    assert all("fake-app-secret" not in str(entry.__dict__) for entry in Entry.objects.all())


@pytest.mark.parametrize("published", [True, False])
def test_a_withdrawal_takes_it_away_there_too(staff, wechat, published):
    channel = account(staff, publish=published)
    publication = publish(staff, channel)
    pump()
    withdrawing.withdraw(publication, reason="wrong", by=staff.head, today=TODAY)
    pump()
    assert not wechat.published
    assert not wechat.drafts
    assert sent(channel).act == Delivery.Act.WITHDRAW
    assert sent(channel).state == Delivery.State.DONE


def test_a_draft_that_a_person_published_is_taken_away_as_well(staff, wechat):
    channel = account(staff, publish=False)
    publication = publish(staff, channel)
    pump()
    wechat.freepublish_submit({"media_id": sent(channel).message_id})
    withdrawing.withdraw(publication, reason="wrong", by=staff.head, today=TODAY)
    pump()
    assert not wechat.published


def test_it_is_one_of_the_registered_channels():
    assert {"wechat", "weibo"} <= set(kinds())
