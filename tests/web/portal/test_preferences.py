"""字号 and 高对比 without a script: a form, two cookies, back to the same page."""

import pytest


def test_a_reader_enlarges_the_letters_and_comes_back_to_his_page(client, county):
    answer = client.post("/preferences/", {"size": "larger", "next": "/organs/"})
    assert (answer.status_code, answer.url) == (302, "/organs/")
    page = client.get("/organs/").content.decode()
    assert '<html lang="zh-CN" data-size="larger">' in page


def test_high_contrast_can_be_taken_back(client, county):
    client.post("/preferences/", {"contrast": "high", "next": "/"})
    assert 'data-contrast="high"' in client.get("/").content.decode()
    client.post("/preferences/", {"contrast": "off", "next": "/"})
    assert "data-contrast" not in client.get("/").content.decode()


@pytest.mark.parametrize("elsewhere", ["https://evil.invalid/", "//evil.invalid/", "javascript:alert(1)", ""])
def test_it_never_leads_to_another_site(client, elsewhere):
    assert client.post("/preferences/", {"size": "large", "next": elsewhere}).url == "/"


@pytest.mark.parametrize("value", ["huge", '"><script>', ""])
def test_unknown_values_are_not_kept(client, county, value):
    client.post("/preferences/", {"size": value, "next": "/"})
    assert "data-size" not in client.get("/").content.decode()


def test_looking_changes_nothing(client):
    assert client.get("/preferences/").status_code == 405
