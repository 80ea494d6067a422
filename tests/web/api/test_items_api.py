"""What is published, for programs: design.md, "Interfaces that stay put"."""

import pytest
import schemathesis

from gongkai.web.disclosure.services import withdrawing
from gongkai.web.search import jobs
from gongkai.web.wsgi import application
from web.api.test_api import one_connection
from web.search.conftest import TODAY, own_index, quick_passwords, staff

__all__ = ["one_connection", "own_index", "quick_passwords", "staff"]
pytestmark = pytest.mark.django_db


def test_items_are_listed_searched_and_found_by_their_index_number(client, staff):
    first = staff.published(title="柳河镇低保资金发放情况", field="assistance", document_number="柳政发〔2026〕3号")
    staff.published(title="柳河镇防汛安排")
    jobs.pump()
    every = client.get("/api/v1/items/").json()
    assert (every["count"], every["next"], [row["title"] for row in every["results"]]) == (
        2, None, ["柳河镇防汛安排", "柳河镇低保资金发放情况"],
    )  # fmt: skip
    for asked in (
        "q=低保",
        "field=assistance",
        f"index_number={first.index_number}",
        "q=低保&organ=liuhe",
        "q=最低生活保障",
    ):
        found = client.get(f"/api/v1/items/?{asked}").json()
        assert [row["id"] for row in found["results"]] == [first.key], asked
    for asked in ("organ=civil-affairs", "organ=nobody", "q=低保&organ=nobody", "q=采砂", "q=低保 采砂", "page=99"):
        assert client.get(f"/api/v1/items/?{asked}").json()["results"] == [], asked


def test_one_item_tells_its_text_and_is_gone_once_withdrawn(client, staff):
    item = staff.published(title="柳河镇低保资金发放情况", body="<p>共发放80.6万元。</p>")
    address = f"/api/v1/items/{item.key}/"
    told = client.get(address).json()
    assert (told["html"], told["text"]) == ("<p>共发放80.6万元。</p>", "共发放80.6万元。")
    assert told["index_number"] == item.index_number
    assert told["url"].endswith(item.get_absolute_url())
    withdrawing.withdraw(item, reason="wrong", by=staff.head, today=TODAY)
    assert client.get(address).status_code == 404
    assert client.get("/api/v1/items/").json()["count"] == 0


def test_many_items_come_in_pages(client, staff, monkeypatch):
    from gongkai.web.api import items

    monkeypatch.setattr(items, "SIZE", 1)
    staff.published(title="甲事项安排")
    staff.published(title="乙事项安排")
    jobs.pump()
    for query in ("", "q=事项&"):
        first = client.get(f"/api/v1/items/?{query}page=1").json()
        second = client.get(first["next"]).json()
        assert first["count"] == second["count"] == 2
        assert second["next"] is None
        assert first["results"] != second["results"]


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
@pytest.mark.usefixtures("one_connection")
def test_what_is_told_of_real_items_is_what_the_description_of_the_api_says(staff):
    first = staff.published(title="柳河镇低保资金发放情况", document_number="柳政发〔2026〕3号")
    jobs.pump()
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    paths = {path: schema[path]["GET"] for path in schema if path.startswith("/api/v1/items/")}
    assert len(paths) == 2
    for path, operation in paths.items():
        known = {"path_parameters": {name: first.key for name in ("key", "id") if f"{{{name}}}" in path}}
        asked = {} if known["path_parameters"] else {"query": {"q": "低保", "organ": "liuhe"}}
        answer = operation.Case(**{one: two for one, two in known.items() if two}, **asked).call_and_validate()
        assert answer.status_code == 200
        assert first.index_number in answer.text
