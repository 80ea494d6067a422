"""Screens, the gazette, and channels that do not carry what is meant for a few."""

import pytest

from gongkai.documents import read_bytes
from gongkai.web.audit.services import Refused
from gongkai.web.disclosure.services import delivering, gazette, withdrawing
from gongkai.web.files import services as files
from gongkai.web.files.models import StoredFile

from .conftest import TODAY, blog, publish, pump

pytestmark = pytest.mark.django_db


def test_a_screen_turns_through_what_was_sent_to_it_without_script(client, staff):
    screen = delivering.open_channel(staff.organ, kind="screen", title="大厅屏", by=staff.head)
    first = publish(staff, screen, title="第一件公示")
    publish(staff, screen, title="第二件公示")
    address = f"/screens/{screen.pk}/"
    assert "现在还没有" in client.get(address).content.decode(), "nothing was delivered yet"
    pump()
    pages = [client.get(f"{address}?at={at}").content.decode() for at in range(3)]
    assert "第二件公示" in pages[0]
    assert "第一件公示" in pages[1]
    assert 'http-equiv="refresh" content="20;url=?at=1"' in pages[0]
    assert "第二件公示" in pages[2], "and begins again"
    withdrawing.withdraw(first, reason="wrong", by=staff.head, today=TODAY)
    told = client.get(f"{address}items.json").json()
    assert [row["title"] for row in told["results"]] == ["第二件公示"]


def test_an_issue_of_the_gazette_is_a_draft_with_all_that_waited(staff):
    channel = delivering.open_channel(staff.organ, kind="gazette", title="柳河镇政府公报", by=staff.head)
    publish(staff, channel, title="柳河镇防汛办法", document_number="柳政发〔2026〕3号", body="<p>第一条　值守。</p>")
    pump()
    item = gazette.issue(channel, number="2026年第1期", on=TODAY, by=staff.clerk)
    attachment = item.attachments.get()
    data = files.read(StoredFile.objects.get(key=attachment.file))
    text = "".join(one.text for one in read_bytes(data, ".pdf").paragraphs())
    assert "柳河镇防汛办法（柳政发〔2026〕3号）" in text.replace("\n", "")
    assert "值守" in text
    assert item.state == "draft"
    assert not hasattr(item, "publication")
    with pytest.raises(Refused, match="没有等着编入"):
        gazette.issue(channel, number="2026年第2期", on=TODAY, by=staff.clerk)


def test_what_is_meant_for_a_group_goes_to_no_public_account(staff, weibo):
    channel = blog(staff)
    publish(staff, channel, audience="group", group="低保对象", impact="已经评估，只发给对象本人。")
    pump()
    assert not channel.deliveries.exists()
    assert not weibo.posts
