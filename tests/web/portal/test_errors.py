"""When something goes wrong the page says what, and what to do; without a database and without a request if need be."""

import pytest
from django.template.loader import render_to_string
from django.test import Client


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("400", "读不懂"),
        ("403", "有权限的工作人员"),
        ("404", "抄错"),
        ("500", "不是您的操作有误"),
        ("403_csrf", "表单过一段时间就会失效"),
    ],
)
def test_each_says_what_to_do_without_any_context(page, told):
    html = render_to_string(f"{page}.html")
    assert told in html
    assert html.count("<h1>") == 1
    assert "回到首页" in html


def test_a_form_that_lay_too_long_is_explained(db):
    answer = Client(enforce_csrf_checks=True).post("/workbench/log-in/", {"login": "x", "password": "y"})
    assert answer.status_code == 403
    assert "这一页放得太久了" in answer.content.decode()


def test_a_wrong_host_is_refused_in_chinese(client, db):
    answer = client.get("/", headers={"host": "evil.invalid"})
    assert answer.status_code == 400
    assert "读不懂" in answer.content.decode()


def test_a_failure_inside_shows_no_detail(db, monkeypatch):
    from gongkai.web.portal import home

    def broken() -> int:
        raise RuntimeError("秘密的细节")

    monkeypatch.setattr(home, "FIGURES", [("坏的", broken)])
    answer = Client(raise_request_exception=False).get("/")
    assert answer.status_code == 500
    assert "系统出了问题" in answer.content.decode()
    assert "秘密的细节" not in answer.content.decode()


@pytest.mark.parametrize("place", ["/", "/organs/", "/workbench/log-in/", "/no/such/page/"])
def test_every_answer_forbids_scripts_and_frames_from_elsewhere(client, db, place):
    policy = client.get(place)["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "style-src-attr 'unsafe-inline'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe-eval" not in policy
    assert "script-src" not in policy
