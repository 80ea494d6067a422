"""What an applicant does besides applying: agents, pictures, the confirming link, contact, corrections of records."""

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from gongkai.web.accounts.models import Role
from gongkai.web.applications.clock import account
from gongkai.web.applications.models import Application, CorrectionRequest
from gongkai.web.applications.services import asking, handling, identities
from gongkai.web.applications.services.telling import confirming_address
from gongkai.web.messages.models import Outgoing
from gongkai.web.portal.progress import progress, steps
from web.applications.conftest import RIVER, ZHOU
from web.portal.test_applying import FILLED


@pytest.fixture
def picture() -> SimpleUploadedFile:
    """A photograph."""
    out = io.BytesIO()
    Image.new("RGB", (30, 20)).save(out, "JPEG")
    return SimpleUploadedFile("photo.jpg", out.getvalue(), "image/jpeg")


def test_an_agent_needs_his_authority_and_several_applicants_a_representative(citizen, picture):
    page = citizen.post("/apply/online/", FILLED | {"agent": "何鸣远", "others": "陈砚秋"}).content.decode()
    for words in ("填写代理人身份证号码", "上传授权委托书", "填写代表"):
        assert words in page
    told = {"agent": "何鸣远", "agent_number": "110105194912310038", "others": "陈砚秋\n", "representative": "周晓棠"}
    citizen.post("/apply/online/", FILLED | told | {"authority": picture})
    application = Application.objects.get()
    who = identities.opened(application.applicant)
    assert (who.agent, who.others, who.representative) == ("何鸣远", ("陈砚秋",), "周晓棠")
    assert application.events.get(kind="enclosed").proof.owner == application.applicant.owner


def test_a_wrong_picture_leaves_no_half_application(citizen, picture):
    wrong = SimpleUploadedFile("photo.jpg", b"not a picture", "image/jpeg")
    page = citizen.post("/apply/online/", FILLED | {"picture": wrong}).content.decode()
    assert "内容不是" in page
    assert not Application.objects.exists()
    citizen.post("/apply/online/", FILLED | {"picture": picture})
    assert Application.objects.get().picture.owner


def test_looking_at_the_link_confirms_nothing_and_the_button_does(citizen):
    citizen.post("/apply/online/", FILLED)
    application = Application.objects.get()
    assert Outgoing.objects.filter(channel="sms").count() == 1
    address = "/track/confirm/" + confirming_address(application).split("/track/confirm/", 1)[1]
    stranger = Client()
    assert "是我提交的" in stranger.get(address).content.decode()
    assert Application.objects.get().confirmed_by_applicant_on is None
    assert "您已经确认" in stranger.post(address).content.decode()
    assert Application.objects.get().confirmed_by_applicant_on
    assert stranger.get("/track/confirm/wrong:token/").status_code == 404
    assert stranger.get("/track/case/").url == "/track/"


def test_contact_and_own_data_are_asked_for_on_the_progress_page(citizen):
    citizen.post("/apply/online/", FILLED)
    page = citizen.get("/track/case/").content.decode()
    for name in ("contact", "picture", "data", "withdraw"):
        assert f"/track/case/{name}/" in page
    assert "没有填的，原来留的会删掉" in citizen.get("/track/case/contact/").content.decode()
    assert "不能恢复" in citizen.get("/track/case/withdraw/").content.decode()
    citizen.post("/track/case/contact/", {"phone": "13900139000", "email": "", "address": ""})
    citizen.post("/track/case/data/", {"kind": "see"})
    application = Application.objects.get()
    assert identities.opened(application.applicant).phone == "13900139000"
    assert application.data_requests.get().kind == "see"


def test_the_applicant_confirms_from_the_progress_page_too(citizen):
    citizen.post("/apply/online/", FILLED)
    application = Application.objects.get()
    place = "/" + confirming_address(application).partition("://")[2].partition("/")[2]
    page = citizen.get("/track/case/").content.decode()
    assert f'href="{place}"' in page
    assert "请您点“确认这是您的申请”" in page
    citizen.post(place)
    page = citizen.get("/track/case/").content.decode()
    assert place not in page
    assert "您已经确认，等机关确认。" in page


def test_a_correction_of_a_record_has_its_own_form_number_and_progress(citizen):
    told = {name: FILLED[name] for name in ("organ", "name", "number", "phone")}
    page = citizen.post("/apply/correct/", told | {"about": "低保名册姓名写错", "evidence": "户口簿"}).content.decode()
    request = CorrectionRequest.objects.get()
    assert request.receipt in page
    code = page.split("查询码 <b>", 1)[1][:8]
    stranger = Client()
    assert stranger.get("/track/correction/").url == "/track/"
    answer = stranger.post("/track/", {"receipt": request.receipt, "code": code})
    assert answer.url == "/track/correction/"
    assert "低保名册姓名写错" in stranger.get("/track/correction/").content.decode()
    assert stranger.post("/track/", {"receipt": request.receipt, "code": "WRONGXYZ"}).status_code == 200


def test_who_must_correct_is_told_his_own_day_and_not_that_of_a_consulted_third_party(county, db):
    by, today = county.account(Role.CASE_OFFICER, county.township, "officer"), date(2025, 3, 3)
    shared = {"by": by, "today": today}
    given = asking.register(
        county.township, kind="natural_person", identity=ZHOU, wish=RIVER, channel="counter", arrived_on=today, **shared
    )
    handling.consult(given.application, kind="third_party", name="恒远水利", on=today, **shared)
    handling.ask_correction(given.application, on=today, until=date(2025, 4, 11), defects="写明年份", **shared)
    assert "4月11日" in progress(given.application, today)["waiting"]
    late = progress(given.application, date(2025, 4, 14))
    assert ("请马上与机关联系" in late["waiting"], late["may_correct"]) == (True, False)


def test_the_applicant_reads_what_he_must_correct_where_he_corrects_it_and_never_who_is_consulted(county, client, db):
    by, today = county.account(Role.CASE_OFFICER, county.township, "officer"), date(2026, 11, 20)
    shared = {"by": by, "today": today}
    given = asking.register(
        county.township, kind="natural_person", identity=ZHOU, wish=RIVER, channel="counter", arrived_on=today, **shared
    )
    handling.consult(given.application, kind="third_party", name="恒远水利", on=today, **shared)
    told = list(steps(given.application, account(given.application, today)))
    assert [(what, when) for what, when, _ in told if what.startswith("征求")] == [
        ("征求第三方意见，不算", "11月23日至12月11日")
    ]
    client.post("/track/", {"receipt": given.application.receipt, "code": given.code})
    assert "恒远水利" not in client.get("/track/case/").content.decode()
    handling.ask_correction(given.application, on=today, until=date(2026, 12, 11), defects="写明年份。", **shared)
    page = client.get("/track/case/correction/").content.decode()
    assert "机关请您写明：写明年份。请在 12月11日（周五）以前（当天也可以）提交。" in page
