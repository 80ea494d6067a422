"""The public sees the organs as 条例第十二条 and 第二十条第二项 want them published."""

import base64
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from gongkai.web.files.services import store
from gongkai.web.organs import facts_services, guide
from gongkai.web.organs.models import Window
from gongkai.web.organs.services import describe, end
from gongkai.web.portal.navigation import NAVIGATION
from web.conftest import TESTS

PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
PLACES = ["/", "/search/", "/guide/", "/rules/", "/content/", "/reports/", "/apply/", "/organs/", "/accessibility/"]


@pytest.mark.parametrize("place", PLACES)
def test_an_empty_platform_has_all_its_pages(client, db, place):
    answer = client.get(place)
    assert answer.status_code == 200
    assert answer.content.decode().count("<h1") == 1


@pytest.mark.parametrize("name", ["政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开年报"])
def test_the_four_columns_bear_their_statutory_names_on_every_page(client, county, name):
    assert name in client.get("/").content.decode()
    assert f'aria-label="{name}"' in client.get("/organs/").content.decode()


def test_every_column_has_its_address():
    assert all(reverse(column.url) for column in NAVIGATION)


def test_an_organ_shows_its_duties_address_hours_telephone_and_heads(client, county):
    describe(
        county.township,
        by=TESTS,
        address="河堤路 18 号",
        office_hours="工作日 8:30–12:00",
        phone="（0000）660 1234",
        duties="管理本镇事务。",
    )
    facts_services.add("leader", county.township, by=TESTS, name="贺云樵", post="镇长", duties="主持全面工作")
    facts_services.add("leader", county.township, by=TESTS, name="孟怀远", post="前任镇长", until=date(2020, 1, 1))
    facts_services.add(
        "window", county.township, by=TESTS, purpose=Window.Purpose.READING, name="档案室", address="二楼", hours="上午"
    )
    page = client.get(county.township.get_absolute_url()).content.decode()
    for told in (
        "河堤路 18 号",
        "工作日 8:30–12:00",
        "（0000）660 1234",
        "管理本镇事务。",
        "贺云樵",
        "主持全面工作",
        "政府信息查阅点",
    ):
        assert told in page
    assert "孟怀远" not in page


def test_staff_who_are_not_published_stay_unseen(client, county):
    facts_services.add("staff", county.township, by=TESTS, name="不公开的人", post="科员", published=False)
    assert "不公开的人" not in client.get(county.township.get_absolute_url()).content.decode()


def test_an_ended_organ_keeps_its_page_and_names_who_took_over(client, county):
    end(county.neighbour, on=date(2026, 3, 1), ground="青政发〔2026〕3号", by=TESTS, into=county.township)
    page = client.get(county.neighbour.get_absolute_url()).content.decode()
    assert "终止" in page
    assert county.township.get_absolute_url() in page
    assert county.neighbour.short_name not in client.get("/organs/").content.decode()


def test_a_village_committee_is_no_organ_of_the_portal(client, county):
    assert client.get(county.village.get_absolute_url()).status_code == 404


def test_a_guide_is_seen_once_it_is_published(client, county, furnished_facts):
    address = f"{county.township.get_absolute_url()}guide/"
    assert "公开指南发布后会列在这里" in client.get(address).content.decode()
    guide.publish_guide(county.township, by=TESTS)
    assert "党政办公室" in client.get(address).content.decode()


def test_a_rule_that_is_not_published_is_not_found(client, county):
    rule = facts_services.add("policy", county.township, by=TESTS, title="内部规程", published=False)
    assert client.get(f"/rules/{rule.pk}/").status_code == 404
    assert "内部规程" not in client.get("/rules/").content.decode()


def test_search_finds_organs_and_says_where_else_to_look(client, county):
    assert "柳河镇" in client.get("/search/?q=柳河").content.decode()
    nothing = client.get("/search/?q=河道采砂").content.decode()
    assert "没有找到“河道采砂”" in nothing
    assert reverse("portal:apply") in nothing


def test_a_file_is_public_only_while_something_published_names_it(client, county):
    plan, other = (store(b"1F 101", name=name, organ=county.township, by=TESTS) for name in ("floor.txt", "other.txt"))
    describe(county.township, by=TESTS, floor_plan=plan.key)
    answer = client.get(f"/files/{plan.key}/")
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    assert client.get(f"/files/{other.key}/").status_code == 404


@pytest.mark.parametrize(
    ("since", "until", "shown"),
    [(None, None, True), (0, 1, True), (-9, 0, False), (-9, -1, False), (1, None, False)],
    ids=["always", "last day", "left today", "left", "not yet"],
)
def test_the_picture_of_a_leader_is_there_only_while_he_is_shown(client, county, since, until, shown):
    photo = store(PICTURE, name="贺云樵.png", organ=county.township, by=TESTS)
    term = {
        name: localdate() + timedelta(days=days)
        for name, days in (("since", since), ("until", until))
        if days is not None
    }
    facts_services.add("leader", county.township, by=TESTS, name="贺云樵", post="镇长", photo=photo.key, **term)
    page = client.get(county.township.get_absolute_url()).content.decode()
    answer = client.get(f"/files/{photo.key}/")
    assert (f"/files/{photo.key}/" in page) is shown
    assert answer.status_code == (200 if shown else 404)
    if shown:
        assert answer["Cache-Control"] == "public, max-age=300"


def test_pictures_that_no_page_shows_are_not_served(client, county):
    photo = store(PICTURE, name="a.png", organ=county.village, by=TESTS)
    person = facts_services.add("staff", county.township, by=TESTS, name="陈砚秋", post="科员", photo=photo.key)
    assert client.get(f"/files/{photo.key}/").status_code == 200
    facts_services.change("staff", person, by=TESTS, published=False)
    assert client.get(f"/files/{photo.key}/").status_code == 404
    facts_services.add("leader", county.village, by=TESTS, name="何其", post="村主任", photo=photo.key)
    assert client.get(f"/files/{photo.key}/").status_code == 404


def test_an_error_page_needs_no_database(client):
    answer = client.get("/no/such/page/")
    assert answer.status_code == 404
    assert "没有这个页面" in answer.content.decode()


def test_a_portal_page_asks_few_questions_of_the_database(client, county, django_assert_max_num_queries):
    with django_assert_max_num_queries(16):
        client.get(county.township.get_absolute_url())
    with django_assert_max_num_queries(8):
        client.get("/")


def test_the_county_may_put_its_emblem_and_number_on_every_page(client, county, settings, tmp_path):
    assert client.get("/emblem/").status_code == 404
    settings.EMBLEM, settings.SITE_NUMBER = tmp_path / "emblem.svg", "9900000001"
    settings.EMBLEM.write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8")
    page = client.get("/").content.decode()
    assert 'src="/emblem/"' in page
    assert "政府网站标识码 9900000001" in page
    assert client.get("/emblem/")["Content-Type"] == "image/svg+xml"


def test_the_head_of_a_page_is_read_again_after_a_few_seconds(client, county, settings, monkeypatch):
    from gongkai.web.organs.models import Organ
    from gongkai.web.portal import site

    for kept in (site.kept_groups, site.kept_site):  # put back afterwards
        monkeypatch.setattr(kept, "until", 0.0)
    settings.FRAME_SECONDS = 60
    assert "柳河镇" in client.get("/accessibility/").content.decode()
    Organ.objects.filter(pk=county.township.pk).update(short_name="新河镇")
    assert "新河镇" not in client.get("/accessibility/").content.decode()
    monkeypatch.setattr(site.kept_groups, "until", 0.0)
    assert "新河镇" in client.get("/accessibility/").content.decode()
