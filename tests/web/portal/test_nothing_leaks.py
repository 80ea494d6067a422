"""One test walks every route for every visibility state: what is not published is nowhere. design.md, idea 7."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from gongkai.web.disclosure.models import Channel, Item, Openness, Publication
from gongkai.web.disclosure.services import drafting, publishing, reviewing, withdrawing
from gongkai.web.messages import outbox
from gongkai.web.search import finding, jobs
from web.search.conftest import NOW, TODAY, own_index, quick_passwords, staff, word

__all__ = ["own_index", "quick_passwords", "staff"]
pytestmark = pytest.mark.django_db
SECRET = "绿珍珠"
"""A word that stands in the title and in the text of the item and nowhere else."""
FILE = "蓝宝石"
"""A word in its attachment."""


def write(staff: Any, **content: Any) -> Item:
    from gongkai.web.disclosure.services import attaching

    values = {"title": f"柳河镇{SECRET}安排", "body": f"<p>{SECRET}的内容。</p>", "summary": SECRET, "keywords": SECRET}
    item = staff.draft(**(values | content))
    attaching.attach(item, word(FILE), name=f"{SECRET}.docx", by=staff.clerk)
    screen, _ = Channel.objects.get_or_create(organ=staff.organ, kind="screen", defaults={"title": "大厅屏"})
    return drafting.send_to(item, channels=[screen.pk], by=staff.clerk)


def ready(staff: Any, **content: Any) -> Item:
    return staff.pass_all(reviewing.submit(write(staff, **content), by=staff.clerk, today=TODAY))


def draft(staff: Any) -> None:
    write(staff)


def in_review(staff: Any) -> None:
    reviewing.submit(write(staff), by=staff.clerk, today=TODAY)


def returned(staff: Any) -> None:
    item = reviewing.submit(write(staff), by=staff.clerk, today=TODAY)
    reviewing.send_back(item, stage="secrecy", version=item.version, by=staff.secrecy, reason="改")


def all_reviews_passed(staff: Any) -> None:
    ready(staff)


def scheduled(staff: Any) -> None:
    publishing.schedule(ready(staff), at=NOW + timedelta(days=3), by=staff.clerk)


def dropped(staff: Any) -> None:
    drafting.drop(write(staff), by=staff.clerk, why="不用了")


def withheld(staff: Any) -> None:
    write(staff, openness=Openness.WITHHELD, basis="14-1", reason="定密")


def withdrawn(staff: Any) -> None:
    published = publishing.publish(ready(staff), by=staff.clerk, now=NOW)
    jobs.pump()
    outbox.pump()
    withdrawing.withdraw(published, reason="privacy", by=staff.head, today=TODAY)


def withdrawn_before_the_index_knew(staff: Any) -> None:
    withdrawn(staff)


def correction_in_review(staff: Any) -> None:
    """The secret stands only in the correction; what is served does not have it."""
    published = staff.published(title="柳河镇普通安排")
    jobs.pump()
    item = withdrawing.correct(published.item, reason="text", by=staff.clerk)
    item = drafting.save(item, base=item.version, by=staff.clerk, title=f"柳河镇{SECRET}安排", body=f"<p>{SECRET}</p>")
    reviewing.submit(item, by=staff.clerk, today=TODAY)


def ended_notice(staff: Any) -> None:
    item = ready(staff, kind="publicity", title="柳河镇普通公示", summary="普通", keywords="",
                 notice_from=TODAY, notice_to=TODAY,
                 notice_contact="民政办")  # fmt: skip
    publishing.publish(item, by=staff.clerk, now=NOW)
    jobs.pump()
    publishing.end_notices(TODAY + timedelta(days=1))


STATES: tuple[Callable[[Any], None], ...] = (
    draft, in_review, returned, all_reviews_passed, scheduled, dropped, withheld, withdrawn,
    withdrawn_before_the_index_knew, correction_in_review, ended_notice,
)  # fmt: skip


def public_routes(patterns: Any = None, prefix: str = "") -> Iterator[str]:
    """Every address a stranger can ask for, as it is written in the address tables."""
    for entry in patterns if patterns is not None else get_resolver().url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            if not route.startswith("workbench"):
                yield from public_routes(entry.url_patterns, route)
        elif isinstance(entry, URLPattern):
            yield route


def addresses(staff: Any) -> Iterator[str]:
    """Every route with every argument that could lead to the item."""
    keys = [*Publication.objects.values_list("key", flat=True), *map(str, Item.objects.values_list("pk", flat=True))]
    from gongkai.web.disclosure.models import File
    from gongkai.web.files.models import StoredFile

    files = [str(pk) for pk in File.objects.values_list("pk", flat=True)] or ["1"]
    stored = list(StoredFile.objects.values_list("key", flat=True))
    screens = [str(pk) for pk in Channel.objects.values_list("pk", flat=True)]
    fillings = {
        "<slug:key>": [*keys, *stored], "<int:number>": [*files, *screens, "0"],
        "<slug:ending>": ["docx", "pdf", "html"],
        "{id}": keys, "{code}": [staff.organ.code], "<slug:code>": [staff.organ.code, "20-12", "emergencies"],
        "<str:code>": ["disaster-relief"], "<int:year>": ["2026"], "<int:key>": ["1"], "<slug:name>": ["withdraw"],
        "<str:token>": ["x"],
    }  # fmt: skip
    for route in public_routes():
        found = ["/" + route.replace("^", "").replace("$", "")]
        for mark, values in fillings.items():
            kept = [one for one in found if mark not in one]
            found = kept + [one.replace(mark, value) for one in found if mark in one for value in values]
        yield from found
    numbers = Item.objects.values_list("index_number", flat=True)
    yield from (
        f"/search/?q={SECRET}", f"/search/?q={FILE}", f"/search/?q={SECRET}&organ={staff.organ.code}",
        f"/search/?q={SECRET[:2]}",
        f"/api/v1/items/?q={SECRET}", f"/api/v1/items/?q={FILE}", f"/api/v1/items/?organ={staff.organ.code}",
        f"/apply/suggest/?content={SECRET}", f"/data/items.csv?q={SECRET}", f"/data/items.json?q={FILE}",
        f"/feed/?organ={staff.organ.code}", f"/organs/{staff.organ.code}/items/?field=disaster-relief",
        *(f"/api/v1/items/?index_number={number}" for number in numbers if number),
    )  # fmt: skip


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_what_is_not_published_is_nowhere(client, staff, state):
    state(staff)
    if state is not withdrawn_before_the_index_knew:
        jobs.pump()
    outbox.pump()
    assert Publication.objects.live().filter(title__contains=SECRET).count() == 0
    asked, live = 0, Publication.objects.live().exists()
    for address in addresses(staff):
        answer = client.get(address)
        told = answer.getvalue() if answer.streaming else answer.content
        echoed = told.decode("utf-8", "replace").replace(f'value="{SECRET}"', "")
        if "?q=" in address or "content=" in address:  # the page repeats what was asked, and no more
            assert "安排" not in echoed
            assert "……" not in echoed
            continue
        assert SECRET not in echoed, address
        assert FILE not in echoed, address
        if address.startswith("/track/case/files/"):  # an applicant's own: a stranger is led to the entrance
            assert (answer.status_code, answer.url) == (302, "/track/"), address
        elif not live and ("/download/" in address or "/files/" in address):
            assert answer.status_code in (404, 410), address
        asked += 1
    assert asked > 60
    assert not finding.find(SECRET).hits
    assert not finding.find(FILE).hits


def test_a_published_item_is_found_by_the_same_walk(client, staff):
    """The walk would see it: else the test above could not fail."""
    publishing.publish(ready(staff), by=staff.clerk, now=NOW)
    jobs.pump()
    outbox.pump()
    seen = set()
    for address in addresses(staff):
        answer = client.get(address)
        told = answer.getvalue() if answer.streaming else answer.content
        if SECRET in told.decode("utf-8", "replace").replace(f'value="{SECRET}"', ""):
            seen.add(address.partition("?")[0].split("/")[1])
    assert {"items", "search", "api", "feed", "data", "organs", "content", "fields", "", "screens"} <= seen
