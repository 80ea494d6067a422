"""The 公开指南: art 12's elements, from the facts, out of date when they change."""

import pytest

from gongkai.web.accounts.models import Role
from gongkai.web.audit.services import Forbidden, Refused
from gongkai.web.organs import facts_services as facts
from gongkai.web.organs import guide
from gongkai.web.organs.facts import Window
from gongkai.web.organs.services import describe
from web.conftest import TESTS

FACTS = {
    "postcode": "529911", "unit_name": "柳河镇党政办公室", "unit_address": "柳河镇柳河街88号",
    "unit_hours": "周一至周五 8:30—18:00",
    "unit_phone": "0000-6010001", "unit_fax": "0000-6010002", "unit_email": "open@liuhe.example.org",
    "application_channels": ["person", "post", "online"], "complaint_phone": "0000-6000012",
    "reconsideration_organ": "青禾县人民政府", "court": "青禾县人民法院",
}  # fmt: skip


@pytest.fixture
def town(county):
    return describe(county.township, by=TESTS, **FACTS)


@pytest.mark.parametrize("field", FACTS)
def test_a_guide_without_one_element_is_not_published_and_the_element_is_named(town, field):
    described = describe(town, by=TESTS, **{field: [] if field == "application_channels" else ""})
    label = next(element.label for element in guide.elements() if field in element.fields)
    with pytest.raises(Refused, match=label.split("（")[0]):
        guide.publish_guide(described, by=TESTS)


def test_every_fact_of_the_guide_stands_in_its_text(town):
    published = guide.publish_guide(town, by=TESTS)
    text = "\n".join(paragraph for section in published.sections for paragraph in section["paragraphs"])
    for field, value in FACTS.items():
        assert field == "application_channels" or value in text
    assert "邮寄提交" in text
    assert "传真提交" not in text, "a channel that is not open is not offered"
    assert "{" not in text
    assert all(section["cites"] for section in published.sections)


def test_a_changed_fact_and_a_new_window_make_the_guide_out_of_date_and_a_new_version_current(town):
    guide.publish_guide(town, by=TESTS)
    assert guide.state_of(town).current
    town = describe(town, by=TESTS, unit_phone="0000-6010099")
    state = guide.state_of(town)
    assert not state.current
    assert state.due > town.changed_at.date()
    assert "改过" in state.why
    guide.publish_guide(town, by=TESTS)
    assert guide.state_of(town).current
    facts.add("window", town, by=TESTS, purpose=Window.Purpose.READING, name="查阅点", address="x", hours="y")
    assert not guide.state_of(town).current
    assert town.guides.count() == 2, "the version before stays"


def test_what_does_not_stand_in_the_guide_does_not_age_it(town):
    guide.publish_guide(town, by=TESTS)
    assert guide.state_of(describe(town, by=TESTS, duties="另一种说法")).current


def test_an_organs_own_words_are_kept_in_the_next_version(town):
    guide.publish_guide(town, by=TESTS, additions={"access": "镇便民服务中心有自助查询机。"})
    again = guide.publish_guide(town, by=TESTS)
    access = next(section for section in again.sections if section["code"] == "access")
    assert access["paragraphs"][-1] == "镇便民服务中心有自助查询机。"
    with pytest.raises(Refused, match="没有这些部分"):
        guide.publish_guide(town, by=TESTS, additions={"nothing": "x"})


def test_a_reviewer_publishes_no_guide(county, town):
    with pytest.raises(Forbidden):
        guide.publish_guide(town, by=county.account(Role.FIRST_REVIEWER, county.township))


def test_every_element_is_a_field_of_the_organ_and_has_its_article(town):
    for element in guide.elements():
        assert element.cites
        assert all(hasattr(town, field) for field in element.fields)
