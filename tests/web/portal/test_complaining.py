"""投诉举报 on the portal: hand in, keep the receipt, follow, withdraw."""

from gongkai.web.oversight.models import Complaint

ASKED = {
    "organ": "liuhe",
    "kind": "not_published",
    "content": "去年的低保名单一直没有公示",
    "name": "周晓棠",
    "phone": "13800138000",
}


def test_a_complaint_is_handed_in_followed_and_withdrawn(client, county):
    receipt = client.post("/complaints/", ASKED, follow=True).content.decode()
    complaint = Complaint.objects.get()
    assert complaint.receipt in receipt
    code = receipt.split("查询码 <b>")[1].split("</b>")[0]
    client.session.flush()
    client.cookies.clear()
    assert client.get("/complaints/case/").status_code == 302
    page = client.post("/complaints/track/", {"receipt": complaint.receipt, "code": code}, follow=True).content.decode()
    assert "待受理" in page
    assert "周晓棠" not in page
    client.post("/complaints/case/withdraw/")
    assert Complaint.objects.get().state == "withdrawn"


def test_a_wrong_code_and_a_wrong_number_get_the_same_answer(client, county):
    client.post("/complaints/", ASKED)
    receipt = Complaint.objects.get().receipt
    one = client.post("/complaints/track/", {"receipt": receipt, "code": "AAAAAAAA"}).content.decode()
    other = client.post("/complaints/track/", {"receipt": "AAAA-AAAA-AA", "code": "AAAAAAAA"}).content.decode()
    assert "没有查到" in one
    assert "没有查到" in other


def test_a_program_that_fills_the_trap_hands_in_nothing(client, county):
    client.post("/complaints/", ASKED | {"website": "x"})
    assert not Complaint.objects.exists()
