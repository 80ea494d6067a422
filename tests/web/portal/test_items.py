"""What the public finds on the portal: item pages, lists, search, files and data; all of it from the rendition."""

import csv
import io
import json
from xml.etree import ElementTree

import pytest

from gongkai.web.disclosure import reading, vocabulary
from gongkai.web.disclosure.models import Publication
from gongkai.web.disclosure.services import attaching, drafting, publishing, rendering, reviewing, withdrawing
from gongkai.web.portal import guides
from gongkai.web.portal import published as shown
from gongkai.web.search import jobs
from web.search.conftest import NOW, TODAY, own_index, quick_passwords, staff, word

__all__ = ["own_index", "quick_passwords", "staff"]
pytestmark = pytest.mark.django_db


def text(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def rules(staff):
    """A normative document with an attachment, and its interpretation."""
    item = staff.draft(
        title="柳河镇农村宅基地审批管理办法", kind="normative", clause="20-1", field="planning",
        summary="规定条件和程序。", document_number="柳政规〔2026〕1号",
        body="<h2>第一章　总则</h2><p>第一条　规范宅基地审批。</p>",
    )  # fmt: skip
    attaching.attach(item, word("宅基地申请表"), name="附件1申请表.docx", by=staff.clerk)
    reviewing.submit(item, by=staff.clerk, today=TODAY)
    document = publishing.publish(staff.pass_all(item), by=staff.clerk, now=NOW)
    told = staff.draft(title="一图读懂宅基地审批", kind="interpretation", field="planning")
    drafting.bind(told, what="interprets", to=document.item, by=staff.clerk)
    reviewing.submit(told, by=staff.clerk, today=TODAY)
    publishing.publish(staff.pass_all(told), by=staff.clerk, now=NOW)
    jobs.pump()
    return document


def test_the_item_page_tells_metadata_text_attachments_and_ties(client, rules):
    page = text(client.get(rules.get_absolute_url()))
    for told in (
        rules.title, rules.index_number, "柳政规〔2026〕1号", "现行有效", "第一条　规范宅基地审批", "附件1申请表.docx",
        "Word",        "一图读懂宅基地审批", "公开发布", "<svg", "主动公开",
    ):  # fmt: skip
        assert told in page
    told = page.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    assert json.loads(told)["identifier"] == rules.index_number


def test_the_interpretation_leads_to_its_document(client, rules):
    other = shown.all_published().get(kind="interpretation")
    assert rules.get_absolute_url() in text(client.get(other.get_absolute_url()))


@pytest.mark.parametrize(("ending", "begins"), [("docx", b"PK"), ("pdf", b"%PDF"), ("html", b"<!doctype html>")])
def test_an_item_is_downloaded_as_word_pdf_and_html(client, rules, ending, begins):
    answer = client.get(f"{rules.get_absolute_url()}download/{ending}/")
    assert answer.content.startswith(begins)
    assert "attachment" in answer["Content-Disposition"]


@pytest.mark.parametrize("ending", ["exe", "body", "attachment", "xlsx"])
def test_a_download_in_a_form_that_there_is_not_is_not_found(client, rules, ending):
    assert client.get(f"{rules.get_absolute_url()}download/{ending}/").status_code == 404


def test_an_attachment_is_handed_out_as_it_was_reviewed(client, rules):
    file = rules.rendition.files.get(role="attachment")
    answer = client.get(f"{rules.get_absolute_url()}files/{file.pk}/")
    assert answer["ETag"] == f'"{file.sha256}"'
    assert client.get(f"{rules.get_absolute_url()}files/{file.pk + 999}/").status_code == 404


def test_lists_show_it_by_clause_field_branch_organ_and_all(client, rules, staff):
    for place in (
        "/content/20-1/",
        "/content/normative/",
        "/fields/planning/",
        "/items/",
        f"/organs/{staff.organ.code}/items/",
    ):
        assert rules.title in text(client.get(place)), place
    assert rules.title not in text(client.get("/content/20-7/"))
    assert client.get("/content/99-9/").status_code == client.get("/fields/none/").status_code == 404


def test_the_tree_shows_what_is_empty_and_says_so(client, rules):
    page = text(client.get("/content/"))
    assert "条例第二十一条（乡镇）" in page
    assert "还没有" in page
    assert "1 条" in page
    assert "还没有公开这一类信息" in text(client.get("/content/20-7/"))


def test_long_lists_are_turned_without_losing_or_repeating_anything(client, rules, staff, monkeypatch):
    monkeypatch.setattr(shown, "PAGE", 1)
    first = client.get("/items/")
    turning = first.context["turning"]
    second = client.get(f"/items/{turning.earlier}")
    assert first.context["turning"].rows + second.context["turning"].rows == list(
        shown.all_published().order_by("-published_on", "-pk")
    )
    assert second.context["turning"].earlier == ""
    assert client.get("/items/?before=x").status_code == 404


def test_the_home_page_counts_and_lists(client, rules):
    page = text(client.get("/"))
    assert rules.title in page
    assert '行政规范性文件 <span class="n">1</span>' in page


def test_search_marks_narrows_and_offers_a_way_on(client, rules, staff):
    page = text(client.get("/search/?q=宅基地"))
    assert "<mark>宅基地</mark>" in page
    assert "找到 <strong>2</strong> 条" in page
    narrowed = text(client.get(f"/search/?q=宅基地&organ={staff.organ.code}&kind=normative"))
    assert "找到 <strong>1</strong> 条" in narrowed
    assert "，取消" in narrowed


def test_nothing_found_says_where_else_to_look_and_takes_the_words_along(client, rules, staff):
    page = text(client.get(f"/search/?q=宅鸡地审批&organ={staff.county.bureau.code}"))
    assert "没有找到“宅鸡地审批”" in page
    assert "在全县各机关里找" not in page, "there is none there either"
    assert "宅基地审批" in page
    assert "/apply/online/?content=" in page
    apply = text(client.get("/apply/online/?content=河道采砂许可"))
    assert "河道采砂许可" in apply


@pytest.mark.parametrize(
    "query", ["?q=%00", "?q=" + "宅" * 300, "?page=abc", "?page=99999999", "?q=地&organ=zz&year=x&sort=?",
     "?q=<script>", "?q=()[]*"],
)  # fmt: skip
def test_search_answers_whatever_is_asked(client, rules, query):
    answer = client.get(f"/search/{query}")
    assert answer.status_code == 200
    assert "<script>" not in text(answer).replace('<script src="', "")


def test_what_may_answer_an_application_is_suggested(client, rules):
    assert rules.title in text(client.get("/apply/suggest/?content=宅基地审批办法"))
    partial = text(client.get("/apply/suggest/?content=宅基地审批", headers={"HX-Request": "true"}))
    assert rules.title in partial
    assert "<html" not in partial


def test_feed_sitemap_and_data_tell_it(client, rules, staff):
    feed = ElementTree.fromstring(client.get(f"/feed/?organ={staff.organ.code}").content)
    titles = [
        entry.findtext("{http://www.w3.org/2005/Atom}title")
        for entry in feed.iter("{http://www.w3.org/2005/Atom}entry")
    ]
    assert rules.title in titles
    assert rules.title in text(client.get("/feed/rss/"))
    assert client.get("/feed/?organ=none").status_code == 404
    assert "sitemap-0.xml" in text(client.get("/sitemap.xml"))
    assert rules.get_absolute_url() in text(client.get("/sitemap-0.xml"))
    rows = list(csv.DictReader(io.StringIO(client.get("/data/items.csv").getvalue().decode("utf-8-sig"))))
    assert rules.title in [row["标题"] for row in rows]
    assert len(json.loads(client.get("/data/items.json?q=宅基地").getvalue())) == 2
    assert "Sitemap:" in text(client.get("/robots.txt"))


def test_a_withdrawn_item_leaves_a_notice_at_its_address_and_nothing_else(client, rules, staff):
    file = rules.rendition.files.get(role="attachment")
    withdrawing.withdraw(rules, reason="privacy", told="", by=staff.head, today=TODAY)
    answer = client.get(rules.get_absolute_url())
    assert answer.status_code == 410
    page = text(answer)
    assert "内容因涉及个人信息" in page
    assert rules.index_number in page
    assert rules.title not in page, "the title may be what was wrong"
    for place in (f"files/{file.pk}/", "download/docx/", "download/pdf/", "download/html/"):
        assert client.get(rules.get_absolute_url() + place).status_code == 404


def test_open_data_goes_through_everything_batch_by_batch(client, rules, staff, monkeypatch):
    from gongkai.web.portal import feeds

    for number in range(4):  # of one day, so that the number alone tells them apart
        staff.published(title=f"防汛值班安排之{number}")
    monkeypatch.setattr(feeds, "BATCH", 2)
    rows = json.loads(client.get("/data/items.json").getvalue())
    told = [row["index_number"] for row in rows]
    assert len(told) == len(set(told)) == Publication.objects.live().filter(audience="everyone").count() >= 5


def test_service_guides_are_gathered_in_one_booklet_by_field_and_by_organ(client, staff, county):
    elements = {one.code: f"{one.title}在此" for one in vocabulary.kinds()["guide"].element}
    staff.published(title="临时救助办理指南", kind="guide", field="assistance", clause="20-11", elements=elements)
    staff.published(title="柳河镇普通通知")
    every = text(client.get("/content/guides/"))
    assert "临时救助办理指南" in every
    assert "柳河镇普通通知" not in every
    booklet = text(client.get(f"/content/guides/?organ={staff.organ.code}"))
    assert all(told in booklet for told in elements.values())
    assert "还没有办事指南" in text(client.get(f"/content/guides/?organ={county.bureau.code}"))
    assert client.get("/content/guides/?organ=none").status_code == 404
    assert "/content/guides/" in text(client.get("/"))


def test_a_booklet_that_does_not_hold_every_guide_says_how_many_stand_elsewhere(client, staff, monkeypatch):
    elements = {one.code: "有" for one in vocabulary.kinds()["guide"].element}
    for number in range(3):
        staff.published(title=f"柳河镇办事指南之{number}", kind="guide", elements=elements)
    assert "请到" not in text(client.get("/content/guides/"))
    monkeypatch.setattr(guides, "MANY", 1)
    page = text(client.get("/content/guides/"))
    assert "这里是最近公开的 1 份，另外 2 份" in page
    assert page.count("柳河镇办事指南之") == 1


@pytest.mark.parametrize("indexed", [False, True])
@pytest.mark.parametrize("year", ["²", "99999999999999999999", "x", "二〇二六", "%00"])
def test_a_year_that_is_none_finds_nothing_and_breaks_nothing(client, staff, indexed, year):
    staff.published()
    if indexed:
        jobs.pump()
    answer = client.get(f"/search/?q=防汛&year={year}&field=%00")
    assert answer.status_code == 200


@pytest.mark.parametrize("address", ["/reports/compare/?year=²", "/reports/?year=²", "/organs/liuhe/items/?field=%00"])
def test_an_address_that_somebody_bent_shows_a_page(client, staff, address):
    assert client.get(address).status_code == 200


def test_two_readers_who_open_a_download_first_both_get_it(staff, monkeypatch):
    publication = staff.published()
    publication.rendition.files.filter(role="docx").delete()
    make = rendering.derived_of

    def while_another_is_quicker(revision, ending):
        sheet = make(revision, ending)
        rendering.put(publication.rendition, sheet)
        return sheet

    monkeypatch.setattr(rendering, "derived_of", while_another_is_quicker)
    assert reading.derived(publication, "docx") == publication.rendition.files.get(role="docx")
