"""The screens of publication: every page answers, acts go through the services, a stranger sees nothing."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from gongkai.web.accounts.models import Role
from gongkai.web.audit.services import Machine
from gongkai.web.disclosure.models import Autosave, Item, Publication
from gongkai.web.disclosure.services import cataloguing, delivering, drafting, reviewing
from gongkai.web.organs.services import end
from gongkai.web.workbench.channels.queue import PostingForm
from web.disclosure.conftest import SHEN, Staff, word


def at(account) -> Client:
    """A window in which this person has logged in."""
    client = Client()
    client.force_login(account, backend="gongkai.web.accounts.authentication.AccountBackend")
    return client


@pytest.fixture
def today() -> date:
    return timezone.localdate()


CONTENT = {
    "title": "柳河镇防汛工作安排", "body": "<p>正文。</p>", "kind": "notice", "openness": "proactive", "clause":
    "20-12",
    "audience": "everyone", "field": "disaster-relief",
}  # fmt: skip


def test_a_clerk_writes_saves_and_submits(staff: Staff, today: date) -> None:
    clerk = at(staff.clerk)
    answer = clerk.post("/workbench/items/new/", {**CONTENT, "made_on": str(today)})
    item = Item.objects.get()
    assert answer.url == item.get_absolute_url()
    answer = clerk.post(
        f"/workbench/items/{item.pk}/edit/", {**CONTENT, "made_on": str(today), "base": 1, "title": "改题"}
    )
    item.refresh_from_db()
    assert (answer.status_code, item.version, item.title) == (302, 2, "改题")
    clerk.post(f"/workbench/items/{item.pk}/submit/")
    item.refresh_from_db()
    assert item.state == "first"


def test_a_person_who_saves_on_an_old_revision_is_told_and_finds_his_words_again(staff: Staff, today: date) -> None:
    item = staff.draft()
    drafting.save(item, base=1, by=staff.colleague, title="同事改的题")
    clerk = at(staff.clerk)
    answer = clerk.post(
        f"/workbench/items/{item.pk}/edit/", {**CONTENT, "made_on": str(today), "base": 1, "body": "<p>我的话</p>"}
    )
    told = answer.content.decode()
    assert "您写的没有丢" in told
    assert f'value="{CONTENT["title"]}"' in told, "as it was typed, letter by letter"
    assert "[&#x27;" not in told
    assert f"/workbench/items/{item.pk}/versions/?old=1&amp;new=2" in told
    assert "我的话" in clerk.get(f"/workbench/items/{item.pk}/edit/").content.decode()


def test_what_is_typed_is_kept_without_becoming_a_revision(staff: Staff) -> None:
    item = staff.draft()
    answer = at(staff.clerk).post(f"/workbench/items/{item.pk}/autosave/", {"title": "半句", "base": 1})
    assert "已自动保存" in answer.content.decode()
    assert Autosave.objects.get().content["title"] == "半句"
    item.refresh_from_db()
    assert item.version == 1


def test_a_word_file_becomes_a_draft_that_is_shown_for_comparison(staff: Staff) -> None:
    file = SimpleUploadedFile("通知.docx", word("关于防汛的通知", "各村：", table=[["村", "人"], ["河湾村", "3"]]))
    answer = at(staff.clerk).post("/workbench/items/upload/", {"files": file})
    item = Item.objects.get()
    assert answer.url == f"/workbench/items/{item.pk}/edit/"
    assert "<td>河湾村</td>" in item.body


def test_the_page_marks_a_finding_beside_the_text_and_one_click_masks_it(staff: Staff) -> None:
    item = staff.submitted(body=f"<p>沈玉兰身份证号{SHEN}。</p>")
    reviewer = at(staff.first)
    page = reviewer.get(item.get_absolute_url()).content.decode()
    assert f'<a class="hit bad" href="#f1">{SHEN}<sup>1</sup></a>' in page
    finding = item.findings.get(kind="citizen_id")
    reviewer.post(f"/workbench/items/{item.pk}/mask/", {"finding": finding.pk, "how": finding.proposal})
    item.refresh_from_db()
    assert SHEN not in item.body
    assert SHEN not in reviewer.get(item.get_absolute_url()).content.decode()


def test_four_people_review_on_their_pages_and_the_clerk_publishes(staff: Staff) -> None:
    item = staff.submitted()
    for account, stage in (
        (staff.secrecy, "secrecy"),
        (staff.first, "first"),
        (staff.second, "second"),
        (staff.final, "third"),
    ):
        window = at(account)
        assert item.title in window.get("/workbench/reviews/").content.decode()
        item.refresh_from_db()
        window.post(f"/workbench/items/{item.pk}/review/{stage}/", {"act": "pass", "version": item.version})
    at(staff.clerk).post(f"/workbench/items/{item.pk}/publish/")
    assert Publication.objects.get().item == item


def test_a_return_reaches_the_author_with_its_reasons_by_place(staff: Staff) -> None:
    item = staff.submitted()
    at(staff.first).post(
        f"/workbench/items/{item.pk}/review/first/",
        {
            "act": "return",
            "version": item.version,
            "comment": "日期不对",
            "place": ["第 1 段"],
            "place_reason": ["应为1月"],
        },
    )
    page = at(staff.clerk).get(item.get_absolute_url()).content.decode()
    assert "日期不对" in page
    assert "应为1月" in page
    assert staff.clerk.notifications.exists()


def test_items_of_another_organ_are_not_found(staff: Staff) -> None:
    item = staff.draft()
    stranger = at(staff.county.account(Role.CLERK, staff.county.neighbour, "stranger"))
    for path in ("", "edit/", "versions/"):
        assert stranger.get(f"/workbench/items/{item.pk}/{path}").status_code == 404
    assert item.title not in stranger.get("/workbench/items/?tab=all").content.decode()


def test_every_page_of_publication_answers(staff: Staff, today: date) -> None:
    cataloguing.adopt(staff.organ, by=staff.clerk, today=today)
    line = staff.organ.catalogue.first()
    board = delivering.open_channel(staff.organ, kind="village", title="河湾村公示栏", by=staff.head)
    publication = staff.published(kind="publicity", notice_from=date(2026, 1, 20), notice_to=date(2099, 1, 30))
    item = publication.item
    drafting.send_to(withdraw_ready(staff), channels=[board.pk], by=staff.clerk)
    clerk, head = at(staff.clerk), at(staff.head)
    pages = [
        "items/", "items/?tab=all&q=防汛&kind=notice&order=title", "items/new/", f"items/new/?catalogue={line.pk}",
        "items/new/?kind=guide", f"items/new/?interprets={item.pk}", "items/upload/", f"items/{item.pk}/",
        f"items/{item.pk}/versions/", f"items/{item.pk}/withdraw/", f"items/{item.pk}/correct/",
        f"items/{item.pk}/consult/",
        f"items/{item.pk}/validity/", f"items/{item.pk}/bind/", f"items/{item.pk}/notice/?board={board.pk}",
        "catalogue/",
        "catalogue/?field=assistance&only=1", "catalogue/statutory/", "catalogue/reassessments/", "catalogue/add/",
        f"catalogue/{line.pk}/", "catalogue/import/", "catalogue/editions/", "registers/normative/",
        "registers/regulations/",
        "interpretations/", "words/", "channels/", "channels/?tab=all", "channels/elsewhere/", "items/export/",
        "catalogue/export/",
    ]  # fmt: skip
    for page in pages:
        assert clerk.get(f"/workbench/{page}").status_code == 200, page
    for page in ("review-plan/", "channels/add/"):
        assert head.get(f"/workbench/{page}").status_code == 200, page
    for size in ("A4", "A3"):
        answer = clerk.get(f"/workbench/items/{item.pk}/notice/?size={size}")
        assert b"".join(answer.streaming_content).startswith(b"%PDF")
        assert f"-{size}.pdf" in answer["Content-Disposition"]


def withdraw_ready(staff: Staff) -> Item:
    """Another draft."""
    return staff.draft(title="另一份通知")


def test_the_plan_form_keeps_what_it_shows(staff: Staff) -> None:
    head = at(staff.head)
    data = {
        "title_secrecy": "保密员",
        "title_first": "经办科室",
        "title_second": "",
        "title_third": "",
        "use_second": "on",
    }
    assert head.post("/workbench/review-plan/", {**data, "who_first": [staff.first.pk]}).status_code == 302
    item = staff.submitted()
    reviewing.approve(item, stage="secrecy", version=item.version, by=staff.secrecy, today=date(2026, 1, 22))
    page = at(staff.first).get(item.get_absolute_url()).content.decode()
    assert "二审" in page
    assert "三审　" not in page


def test_a_file_over_the_limit_is_told_and_the_files_beside_it_become_drafts(staff: Staff, settings) -> None:
    settings.FILE_LIMIT = 2000
    names = (("一.txt", "通知一"), ("二.txt", "甲" * 3000), ("三.txt", "通知三"))
    files = [SimpleUploadedFile(name, words.encode()) for name, words in names]
    page = at(staff.clerk).post("/workbench/items/upload/", {"files": files}).content.decode()
    assert Item.objects.count() == 2
    assert "“二.txt”超过" in page


def test_a_notice_sends_to_the_village_committee_only_on_the_board_of_a_village(staff: Staff) -> None:
    board, village = (
        delivering.open_channel(staff.organ, kind=kind, title=title, by=staff.head)
        for kind, title in (("board", "镇公示栏"), ("village", "河湾村公示栏"))
    )
    publication = staff.published(kind="publicity", notice_from=date(2026, 1, 20), notice_to=date(2099, 1, 30))
    address = f"/workbench/items/{publication.item_id}/notice/?board="
    pages = [at(staff.clerk).get(f"{address}{channel.pk}").content.decode() for channel in (board, village)]
    assert "公示期内向柳河镇" in pages[0]
    assert "公示期内找村委会，或者向柳河镇" in pages[1]


def test_who_works_in_an_organ_that_ended_is_told_why_he_drafts_nothing(staff: Staff) -> None:
    neighbour = staff.county.neighbour
    clerk = staff.county.account(Role.CLERK, neighbour, "of-the-ended")
    end(neighbour, on=date(2026, 1, 22), ground="川政函〔2026〕3号", into=staff.organ, by=Machine("tests"))
    answer = at(clerk).get("/workbench/items/new/")
    assert answer.status_code == 403
    assert "已经撤销或者并入其他机关" in answer.content.decode()


def test_a_review_that_nobody_can_do_is_told_on_the_page_of_the_item(staff: Staff) -> None:
    item = staff.submitted()
    assert "还没有人能办" not in at(staff.clerk).get(item.get_absolute_url()).content.decode()
    staff.second.posts.all().delete()
    page = at(staff.clerk).get(item.get_absolute_url()).content.decode()
    assert "二审：还没有人能办，请系统管理员在“人员与分工”里给人角色" in page


def test_what_is_repealed_from_a_coming_day_is_not_shown_as_repealed_today(staff: Staff, today: date) -> None:
    document = staff.published(
        kind="normative", document_number="柳政规〔2020〕9号", clause="20-1", made_on=date(2020, 3, 2)
    )
    address = f"/workbench/items/{document.item_id}/validity/"
    data = {"to": "repealed", "since": str(today + timedelta(days=1)), "told": "自明日起废止"}
    assert "还没有到" in at(staff.clerk).post(address, data).content.decode()
    document.refresh_from_db()
    assert document.validity == "in_force"
    at(staff.clerk).post(address, data | {"since": str(today)})
    document.refresh_from_db()
    assert document.validity == "repealed"


def test_a_notice_is_entered_when_it_hangs_and_not_before(today: date) -> None:
    for day, told in ((today, False), (today + timedelta(days=1), True)):
        form = PostingForm({"day": day, "who": "村文书"}, {})
        assert bool(form.errors.get("day")) is told
