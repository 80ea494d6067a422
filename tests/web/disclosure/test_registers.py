"""What others did with what was published, as registers: posts elsewhere, pick-ups by the media, hand-overs."""

import io
from datetime import date, timedelta

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from gongkai.web.audit.services import Refused
from gongkai.web.disclosure.models import Channel, ElsewherePost, HandOver, PickUp, Publication
from gongkai.web.disclosure.services import keeping, telling
from web.disclosure.conftest import TODAY, Staff
from web.disclosure.test_screens import at

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def sheet(*rows: tuple[object, ...]) -> bytes:
    """A spreadsheet of posts."""
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in (("发布渠道", "发布时间", "条数（条）", "标题", "链接"), *rows):
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def cells(answer) -> list[tuple[object, ...]]:
    """The rows of a spreadsheet that a page answered with."""
    book = openpyxl.load_workbook(io.BytesIO(answer.getvalue() if answer.streaming else answer.content))
    return list(book.active.iter_rows(values_only=True))


@pytest.fixture
def account(staff: Staff) -> Channel:
    return Channel.objects.create(organ=staff.organ, kind="wechat", title="柳河发布")


def take(staff: Staff, *rows: tuple[object, ...]) -> telling.Taken:
    return telling.import_elsewhere(staff.organ, data=sheet(*rows), name="补录.xlsx", by=staff.clerk, today=TODAY)


def test_a_sheet_of_posts_is_taken_in_and_what_is_not_understood_is_told_by_line(staff: Staff, account) -> None:
    taken = take(staff, ("柳河发布", date(2026, 1, 5), 3, "雨季提示", "https://example.cn/1"),
                 ("微博", "2025年11月", 12), ("抖音", "2026-01-06", 1), ("微博", "2026-13-01", 1),
                 ("微博", "2026-01-30", 1), ("微博", "2026-01-02", "若干"), (None, None, None))  # fmt: skip
    assert (taken.rows, taken.posts) == (2, 15)
    assert [one[:5] for one in taken.doubts] == ["第 4 行", "第 5 行", "第 6 行", "第 7 行"]
    assert "抖音" in taken.doubts[0]
    assert set(ElsewherePost.objects.values_list("kind", "on", "channel")) == {
        ("wechat", date(2026, 1, 5), account.pk), ("weibo", date(2025, 11, 30), None),
    }  # fmt: skip


def test_the_same_sheet_taken_in_twice_counts_once(staff: Staff, account) -> None:
    row = ("柳河发布", "2026-01-05", 3, "雨季提示", "")
    take(staff, row)
    again = take(staff, row)
    assert again.rows == 0
    assert "已经登记过" in again.doubts[0]
    assert ElsewherePost.objects.count() == 1


@pytest.mark.parametrize(("data", "told"), [(b"PK\x03\x04broken", "读不出来"), (None, "没有认出表头")])
def test_a_file_that_is_no_such_sheet_is_refused_in_one_sentence(staff: Staff, data, told) -> None:
    if data is None:
        book, out = openpyxl.Workbook(), io.BytesIO()
        book.active.append(("姓名", "电话"))
        book.save(out)
        data = out.getvalue()
    with pytest.raises(Refused, match=told):
        telling.import_elsewhere(staff.organ, data=data, name="名单.xlsx", by=staff.clerk, today=TODAY)


def test_a_clerk_enters_imports_exports_and_takes_back_posts_made_elsewhere(staff: Staff, account) -> None:
    clerk, day = at(staff.clerk), timezone.localdate()
    address = "/workbench/channels/elsewhere/"
    clerk.post(f"{address}add/", {"channel": account.pk, "day": str(day), "count": 2, "title": "防火提示", "url": ""})
    file = SimpleUploadedFile("补录.xlsx", sheet(("柳河发布", day, 5, "防汛提示", "")), XLSX)
    assert "补录 1 行，共 5 条" in clerk.post(f"{address}import/", {"file": file}).content.decode()
    assert "共 7 条" in clerk.get(address).content.decode()
    assert [row[3] for row in cells(clerk.get(f"{address}?as=xlsx"))] == ["条数", 5, 2]
    clerk.post(f"{address}{ElsewherePost.objects.get(count=2).pk}/remove/")
    assert list(ElsewherePost.objects.values_list("count", flat=True)) == [5]


def test_the_sample_sheet_is_one_that_can_be_taken_in(staff: Staff) -> None:
    sample = at(staff.clerk).get("/workbench/channels/elsewhere/import/?as=xlsx").content
    day = timezone.localdate()
    taken = telling.import_elsewhere(staff.organ, data=sample, name="补录样表.xlsx", by=staff.clerk, today=day)
    assert (taken.rows, taken.posts, taken.doubts) == (1, 12, [])


def test_a_pick_up_is_entered_by_index_number_address_or_title(staff: Staff) -> None:
    publication, clerk = staff.published(), at(staff.clerk)
    for what in (publication.index_number, f"https://gk.example.cn/items/{publication.key}/", "防汛工作"):
        answer = clerk.post(
            "/workbench/channels/pick-ups/add/", {"what": what, "medium": "青禾日报", "day": "2026-01-23"}
        )
        assert answer.status_code == 302, what
    assert set(PickUp.objects.values_list("publication", flat=True)) == {publication.pk}
    assert "青禾日报 3 次" in clerk.get("/workbench/channels/pick-ups/").content.decode()
    refused = clerk.post("/workbench/channels/pick-ups/add/", {"what": "没有这份", "medium": "甲", "day": "2026-01-23"})
    assert "没有找到这份已公开的信息" in refused.content.decode()


def test_a_hand_over_takes_what_the_archive_does_not_have_yet(staff: Staff) -> None:
    old, clerk = staff.published(), at(staff.clerk)
    form = {
        "what": "archive",
        "receiver": "青禾县档案馆",
        "first": "2026-01-01",
        "last": "2026-01-31",
        "on": "2026-02-02",
    }
    answer = clerk.post("/workbench/channels/hand-overs/add/", form)
    handed = HandOver.objects.get()
    assert answer.url == f"/workbench/channels/hand-overs/{handed.pk}/"
    assert list(handed.publications.all()) == [old]
    again = clerk.post("/workbench/channels/hand-overs/add/", form).content.decode()
    assert "都已经移送过" in again
    assert telling.not_handed_over(staff.organ, "library").get() == old
    assert cells(clerk.get(f"{answer.url}?as=xlsx"))[1][1:3] == (old.index_number, old.title)
    clerk.post(answer.url, {"receipt": "档收〔2026〕3号"})
    handed.refresh_from_db()
    assert handed.receipt == "档收〔2026〕3号"
    assert "档收〔2026〕3号" in clerk.get("/workbench/channels/hand-overs/").content.decode()


def test_what_is_meant_for_a_group_or_is_withdrawn_is_not_handed_over(staff: Staff) -> None:
    publication = staff.published()
    Publication.objects.filter(pk=publication.pk).update(audience="group")
    assert not telling.not_handed_over(staff.organ, "archive").exists()
    Publication.objects.filter(pk=publication.pk).update(audience="everyone", status="withdrawn")
    assert not telling.not_handed_over(staff.organ, "archive").exists()


def test_a_neighbour_sees_and_changes_nothing_of_these_registers(staff: Staff, county) -> None:
    from gongkai.web.accounts.models import Role

    other = at(county.account(Role.CLERK, county.neighbour))
    handed = keeping.hand_over(staff.organ, receiver="青禾县档案馆", what="archive", on=TODAY + timedelta(days=1),
                               publications=[staff.published()], by=staff.clerk)  # fmt: skip
    post = ElsewherePost.objects.create(organ=staff.organ, kind="weibo", on=TODAY, title="只在柳河")
    assert other.get(f"/workbench/channels/hand-overs/{handed.pk}/").status_code == 404
    assert other.post(f"/workbench/channels/elsewhere/{post.pk}/remove/").status_code == 404
    assert "只在柳河" not in other.get("/workbench/channels/elsewhere/").content.decode()
