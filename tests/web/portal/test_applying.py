"""A citizen applies and follows his application, without script and without an account."""

from django.test import Client

from gongkai.web.applications.models import Application, FoundInstead

FILLED = {
    "organ": "liuhe", "content": "柳河镇2025年河道清淤工程的施工合同", "kind": "natural_person", "name": "周晓棠",
    "number": "11010519491231002X", "phone": "13800138000", "way": "online",
}  # fmt: skip


def test_an_application_ends_with_a_number_and_a_code_that_open_it_again(citizen):
    citizen.post("/apply/online/", FILLED)
    page = citizen.get("/apply/receipt/").content.decode()
    application = Application.objects.get()
    assert application.receipt in page
    code = citizen.session["receipt"]["code"]
    assert code in page
    stranger = Client()
    assert stranger.get("/track/case/").url == "/track/"
    stranger.post("/track/", {"receipt": application.receipt.replace("-", " "), "code": code.lower()})
    assert application.number in stranger.get("/track/case/").content.decode()


def test_what_is_missing_is_named_with_the_way_out_and_nothing_typed_is_lost(citizen):
    page = citizen.post("/apply/online/", FILLED | {"phone": "", "way": "mail"}).content.decode()
    assert "填写联系电话" in page
    assert "填写通信地址：您选了邮寄" in page
    assert FILLED["content"] in page
    assert not Application.objects.exists()


def test_a_wrong_number_and_a_wrong_code_get_the_same_answer(citizen):
    citizen.post("/apply/online/", FILLED)
    receipt = Application.objects.get().receipt
    stranger = Client()
    answers = {
        stranger.post("/track/", {"receipt": number, "code": "ABCDEFGH"}).content.decode().count("没有查到")
        for number in (receipt, "2222-2222-22")
    }
    assert answers == {1}


def test_guessing_is_stopped_and_says_when_to_come_back(citizen):
    pages = [citizen.post("/track/", {"receipt": "2222-2222-22", "code": "A"}).content.decode() for _ in range(13)]
    assert "查询得太频繁" in pages[-1]
    assert "10 分钟以后" in pages[-1]
    assert "查询得太频繁" not in pages[0]


def test_a_program_that_fills_the_trap_enters_nothing(citizen):
    citizen.post("/apply/online/", FILLED | {"website": "http://spam"})
    assert not Application.objects.exists()


def test_the_applicant_withdraws_on_the_progress_page(citizen):
    citizen.post("/apply/online/", FILLED)
    citizen.post("/track/case/withdraw/", {"words": "已经找到"})
    assert Application.objects.get().state == "withdrawn"
    assert "评价这次办理" in citizen.get("/track/case/").content.decode()


def test_saying_that_something_unpublished_is_enough_counts_nothing_and_leads_back(citizen):
    for key in ("", "x", "999", "1 OR 1=1", "²"):
        assert citizen.post("/apply/found/", {"publication": key}).url == "/apply/online/"
    assert citizen.get("/apply/found/").status_code == 405
    assert not FoundInstead.objects.exists()
