"""Screens, the gazette, and channels that do not carry what is meant for a few."""

import io

import pikepdf
import pytest

from gongkai import paper
from gongkai.documents import read_bytes
from gongkai.web.audit.services import Refused
from gongkai.web.disclosure import reading
from gongkai.web.disclosure.gazette_paper import bound
from gongkai.web.disclosure.services import delivering, gazette, publishing, reviewing, withdrawing
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
    document = read_bytes(data, ".pdf")
    contents = ["".join(cell.text.split()) for table in document.tables() for row in table.grid() for cell in row]
    assert "柳河镇防汛办法（柳政发〔2026〕3号）" in contents
    text = "".join(one.text for one in document.paragraphs())
    assert "值守" in text
    assert item.state == "draft"
    assert not hasattr(item, "publication")
    with pytest.raises(Refused, match="没有等着编入"):
        gazette.issue(channel, number="2026年第2期", on=TODAY, by=staff.clerk)


def test_the_contents_of_an_issue_name_the_page_that_each_document_begins_on():
    long = paper.Page(title="长文件", blocks=tuple(paper.paragraph("值守。" * 60) for _ in range(30)), kind="plain")
    short = paper.Page(title="短文件", blocks=(paper.paragraph("第一条。"),), kind="plain")
    data = bound("县政府公报2026年第1期", "青禾县人民政府", [("长文件", long), ("短文件", short), ("又一件", short)])
    with pikepdf.open(io.BytesIO(data)) as file, file.open_outline() as outline:
        pages = {str(one.title): file.pages.index(one.destination[0]) + 1 for one in outline.root}
        count = len(file.pages)
    assert list(pages) == ["目录", "长文件", "短文件", "又一件"]
    assert pages["短文件"] > 3, "the long one takes more than a page"
    assert (pages["又一件"], count) == (pages["短文件"] + 1, pages["短文件"] + 1)
    rows = [[cell.text for cell in row] for table in read_bytes(data, ".pdf").tables() for row in table.grid()]
    assert [["长文件", "2"], ["短文件", str(pages["短文件"])], ["又一件", str(count)]] == rows[1:4]


def test_what_is_meant_for_a_group_goes_to_no_public_account(staff, weibo):
    channel = blog(staff)
    publish(staff, channel, audience="group", group="低保对象", impact="已经评估，只发给对象本人。")
    pump()
    assert not channel.deliveries.exists()
    assert not weibo.posts


def test_an_issue_of_the_gazette_goes_through_every_review_and_the_gate_as_it_is(staff):
    channel = delivering.open_channel(staff.organ, kind="gazette", title="柳河镇政府公报", by=staff.head)
    for number in (3, 4):
        publish(staff, channel, title=f"柳河镇防汛办法之{number}", document_number=f"柳政发〔2026〕{number}号")
    pump()
    item = gazette.issue(channel, number="2026年第1期", on=TODAY, by=staff.clerk)
    issue = publishing.publish(staff.pass_all(reviewing.submit(item, by=staff.clerk, today=TODAY)), by=staff.clerk)
    assert [file.name for file in reading.attachments_of(issue)] == ["柳河镇政府公报2026年第1期.pdf"]
