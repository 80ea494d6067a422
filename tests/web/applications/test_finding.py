"""Finding cases: exactly those whose text holds the words, whoever asked is found by what he told, a page is a page."""

from datetime import date

import pytest
from django.db.models import Q
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.web.applications.citizens import Citizen
from gongkai.web.applications.models import Application, KnownBy
from gongkai.web.applications.services import asking, confirming, finding, identities
from gongkai.web.applications.services.identities import Identity
from gongkai.web.search import registers
from gongkai.web.workbench.long_lists import LongPaginator
from web.applications.conftest import MONDAY, ZHOU

SIGNS = st.text(alphabet="柳河镇清淤𠮷2025ＡｂA 〔〕8号，", min_size=1, max_size=14)


def numbers(cases) -> set[str]:
    return {one.number for one in cases}


@settings(max_examples=200)
@given(text=SIGNS, query=SIGNS)
def test_the_index_never_misses_what_fits(text, query):
    if registers.fits(query, text):
        held = registers.tokens(text)
        for word, begins in registers._asked(query):
            assert any(one.startswith(word) for one in held) if begins else word in held


@settings(max_examples=25)
@given(texts=st.lists(SIGNS, min_size=1, max_size=5), query=SIGNS, most=st.integers(1, 6))
def test_what_is_found_is_what_a_look_at_every_text_finds(county, receive, texts, query, most):
    made = [receive(wish=asking.Wish(f"施工合同{text}")) for text in texts]
    organs = [county.township.pk]
    every = Application.objects.filter(organ__in=organs).order_by("-pk")
    fitting = [one for one in every if registers.fits(query, f"{one.number}\n{one.content}")]
    found = finding.found(organs, query.strip(), most=most).order_by("-pk")
    if query.strip() and not any(query.strip() in (one.number, one.receipt) for one in made):
        assert list(found) == fitting[:most]


@pytest.mark.parametrize("words", ["清淤工程", "淤工", "2025年", "ＨＥ", "合同", "同", "〔2025〕1号"])
def test_a_case_is_found_by_any_part_of_its_words_or_number(county, receive, words):
    one = receive(wish=asking.Wish("柳河镇2025年河道清淤工程合同", known_as="合字HE号"))
    assert list(finding.found([county.township.pk], words, most=9)) == [one]


@pytest.mark.parametrize("words", ["水库", "工程清淤", "清淤2024", "202", "，"])
def test_what_no_case_holds_finds_none(county, receive, words):
    receive()
    assert not finding.found([county.township.pk], words, most=9).exists()


def test_another_organs_case_and_another_years_are_not_found(county, receive):
    receive(date(2024, 3, 4))
    one = receive(MONDAY)
    assert not finding.found([county.neighbour.pk], "清淤", most=9).exists()
    assert list(finding.found([county.township.pk], "清淤", year=2025, most=9)) == [one]


def test_whoever_asked_is_found_by_name_number_and_telephone_until_he_is_erased(county, receive, officer, head):
    one = receive(identity=Identity(**{**vars(ZHOU), "agent": "顾青岚", "agent_number": "11010519800101103X"}))
    receive(identity=Identity("许槐", "110105198001011035", "13900139000"))
    for words in (ZHOU.name, ZHOU.number.lower(), "138 0013 8000", "顾青岚"):
        assert list(finding.found([county.township.pk], words, most=9)) == [one], words
    citizen = Citizen(one.receipt)
    confirming.change_contact(one, phone="13700137000", email="", address="", by=citizen, today=MONDAY)
    assert not finding.found([county.township.pk], ZHOU.phone, most=9).exists()
    assert finding.found([county.township.pk], "13700137000", most=9).exists()
    asking.withdraw(one, by=officer, today=MONDAY)
    identities.erase(one, by=head, on=MONDAY, ground="本人要求")
    assert not finding.found([county.township.pk], ZHOU.name, most=9).exists()
    assert not KnownBy.objects.filter(applicant=one.applicant).exists()


def test_the_words_can_be_kept_anew(county, receive):
    one = receive()
    registers.clear()
    assert not finding.found([county.township.pk], "清淤", most=9).exists()
    assert finding.rebuild() == 1
    assert list(finding.found([county.township.pk], "清淤", most=9)) == [one]


def test_pages_from_either_end_are_the_pages_of_the_whole_list(receive):
    for _ in range(11):
        receive()
    for order in (("next_on", "pk"), ("-pk",), ("-closed_on", "-pk")):
        cases = Application.objects.filter(~Q(pk=3)).order_by(*order)
        pages = LongPaginator(cases, 3)
        assert [one for number in pages.page_range for one in pages.page(number)] == list(cases)
        assert list(pages.get_page("99")) == list(cases)[(pages.num_pages - 1) * 3 :]


def test_the_register_narrows_by_year_and_keeps_it_in_its_tabs(receive, officer):
    old, new = receive(date(2024, 3, 4)), receive(MONDAY)
    desk = Client()
    desk.force_login(officer, backend="gongkai.web.accounts.authentication.AccountBackend")
    page = desk.get("/workbench/applications/", {"tab": "all", "year": "2024"}).content.decode()
    assert old.number in page
    assert new.number not in page
    assert "?tab=closed&amp;year=2024" in page
    assert desk.get("/workbench/applications/", {"tab": "all", "year": "99999²"}).status_code == 200


def test_a_list_opens_who_asked_as_the_case_does_and_nothing_of_the_erased(receive, officer, head):
    receive()
    two = receive()
    asking.withdraw(two, by=officer, today=MONDAY)
    identities.erase(two, by=head, on=MONDAY, ground="本人要求")
    applicants = [case.applicant for case in Application.objects.order_by("pk")]
    assert identities.opened_all(applicants) == {applicant.pk: identities.opened(applicant) for applicant in applicants}
    assert identities.opened_all([]) == {}
    assert identities.opened(applicants[0]).name == ZHOU.name
