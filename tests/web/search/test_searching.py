"""The citizen finds it a second later, however he writes it; and what came down he does not find."""

import shutil

import pytest
from django.conf import settings
from django.db import connection

from gongkai.web.disclosure import reading
from gongkai.web.disclosure.models import Publication
from gongkai.web.disclosure.services import attaching, publishing, reviewing, withdrawing
from gongkai.web.search import counting, finding, jobs, words
from gongkai.web.search.engines import Wanted, engine
from gongkai.web.search.models import Pending

from .conftest import NOW, TODAY, word

pytestmark = pytest.mark.django_db
embedded = pytest.mark.skipif(connection.vendor == "postgresql", reason="the index in a folder")


def titles(query: str, **options) -> list[str]:
    return [hit.publication.title for hit in finding.find(query, **options).hits]


@pytest.fixture
def allowance(staff) -> Publication:
    found = staff.published(
        title="柳河镇2025年12月城乡低保资金发放情况", field="assistance", clause="21-8",
        body="<p>2025年12月，全镇共发放城乡低保资金80.6万元，保障1375户。</p>", document_number="柳政发〔2026〕3号",
    )  # fmt: skip
    jobs.pump()
    return found


@pytest.mark.parametrize(
    "query",
    ["低保", "低保 发放", "低保发放", "城乡低保资金发放情况", "最低生活保障", "柳政发〔2026〕3号", "柳政发[2026]3号",
     "2025年12月低保",
     "柳河镇低保怎么发放", "镇", "１３７５户", "柳河镇人民政府"],
)  # fmt: skip
def test_what_is_published_is_found_however_it_is_asked_for(allowance, query):
    assert titles(query) == [allowance.title]


def test_an_item_is_found_by_its_index_number_whole_or_in_part(allowance):
    assert titles(allowance.index_number) == [allowance.title]
    assert titles(allowance.index_number.rpartition("/")[2]) == [allowance.title]


@pytest.mark.parametrize("query", ["河道采砂", "低宝", "〔2026〕9号", "？", "😀"])
def test_what_no_item_holds_is_not_found(allowance, query):
    assert titles(query) == []


def test_a_slip_of_the_pen_is_asked_about(allowance):
    assert finding.did_you_mean(finding.find("低宝发放")) == "低保发放"
    assert finding.did_you_mean(finding.find("资金发方")) == "资金发放"
    assert finding.did_you_mean(finding.find("低保发放")) == ""


def test_a_withdrawn_item_is_gone_at_once_even_before_the_index_knows(allowance, staff):
    withdrawing.withdraw(allowance, reason="wrong", by=staff.head, today=TODAY)
    assert Pending.objects.count() == 1
    assert titles("低保") == []
    jobs.pump()
    assert engine().count(Wanted(words.parse("低保"))) == 0, "nor is it in the index any more"
    assert counting.total() == 0


def test_the_counts_follow_what_is_published(allowance, staff):
    assert counting.tallies("field") == {"assistance": 1}
    assert counting.tallies("clause", staff.organ.pk) == {"21-8": 1}
    jobs.rebuild()
    assert counting.tallies("field") == {"assistance": 1}
    assert counting.total() == 1


def test_the_words_of_an_attachment_are_found(staff):
    item = staff.draft(title="柳河镇公路养护计划")
    attaching.attach(item, word("乡道白鹭线拟于三月维修。"), name="附件一.docx", by=staff.clerk)
    reviewing.submit(item, by=staff.clerk, today=TODAY)
    publishing.publish(staff.pass_all(item), by=staff.clerk, now=NOW)
    jobs.pump()
    assert titles("白鹭线") == ["柳河镇公路养护计划"]


@embedded
def test_a_lost_index_is_built_anew_and_meanwhile_titles_are_still_found(allowance):
    shutil.rmtree(settings.SEARCH_INDEX)
    assert titles("低保") == [allowance.title]
    jobs.pump()
    assert engine().whole()
    assert titles("1375户") == [allowance.title]


@embedded
def test_a_half_written_index_is_no_index(allowance):
    (settings.SEARCH_INDEX / "current").write_text("other-00000000")
    assert not engine().whole()
    jobs.pump()
    assert titles("1375户") == [allowance.title]


def test_facets_count_and_narrow(allowance, staff):
    staff.published(title="柳河镇低保政策宣传方案", field="assistance", clause="21-8", kind="plan")
    jobs.pump()
    result = finding.find("低保")
    assert dict(result.facets["kind"]) == {"notice": 1, "plan": 1}
    assert dict(result.facets["field"]) == {"assistance": 2}
    narrowed = finding.find("低保", filters={"kind": ("plan",)})
    assert [hit.publication.kind for hit in narrowed.hits] == ["plan"]
    assert dict(narrowed.facets["kind"]) == {"notice": 1, "plan": 1}, "the other choices keep their counts"


def test_words_that_never_stand_together_are_found_apart_and_said_to_be(allowance):
    result = finding.find("低保 采砂 发放")
    assert result.loose
    assert [hit.publication for hit in result.hits] == [allowance]


def test_an_excerpt_begins_near_the_words(allowance):
    (hit,) = finding.find("1375户").hits
    assert "1375户" in hit.excerpt


def test_a_change_of_the_text_changes_what_is_found(allowance, staff):
    from gongkai.web.disclosure.services import drafting

    item = withdrawing.correct(allowance.item, reason="figures", by=staff.clerk)
    item = drafting.save(item, base=item.version, by=staff.clerk, body="<p>保障1376户。</p>")
    reviewing.submit(item, by=staff.clerk, today=TODAY)
    publishing.publish(staff.pass_all(item), by=staff.clerk, now=NOW)
    jobs.pump()
    assert titles("1375户") == []
    assert titles("1376户") == [allowance.title]


def test_a_few_named_by_key_are_fetched_by_key(db):
    """At a million publications the index of all that is live is a walk of half a second for every search."""
    plan = reading.among(pk__in=[1, 2]).explain()
    assert "published_" not in plan
