"""Pictures, proofs, notices and what a person may ask of his own data: under his key, seen and told only lawfully."""

import io
import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.utils.timezone import localdate
from PIL import Image

from gongkai.web.accounts.models import Role
from gongkai.web.applications import dossier
from gongkai.web.applications.citizens import Citizen
from gongkai.web.applications.models import Application
from gongkai.web.applications.services import (
    answering,
    asking,
    confirming,
    contesting,
    correcting,
    identities,
    proving,
    relating,
)
from gongkai.web.applications.services.identities import Identity
from gongkai.web.applications.services.telling import confirming_address, receipt_of
from gongkai.web.audit.models import Entry
from gongkai.web.audit.services import Forbidden, Refused
from gongkai.web.files.models import StoredFile
from gongkai.web.files.vault import index_of
from gongkai.web.messages.models import Outgoing
from gongkai.web.organs.services import describe
from web.applications.conftest import MONDAY, RIVER, ZHOU
from web.conftest import TESTS, make_county


def picture() -> bytes:
    """A small picture."""
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def online(county):
    """An application of today from the portal."""
    describe(county.township, by=TESTS, application_channels=["online"])
    county.township.refresh_from_db()
    today = localdate()
    return asking.apply(
        county.township, kind="natural_person", identity=ZHOU, wish=RIVER, by=Citizen(), today=today
    ).application


def test_a_picture_is_asked_for_once_kept_under_the_applicants_key_and_every_look_is_logged(receive, officer, county):
    application = receive()
    proving.ask_picture(application, by=officer, today=MONDAY)
    with pytest.raises(Refused, match="只能要求一次"):
        proving.ask_picture(application, by=officer, today=MONDAY)
    citizen = Citizen(application.receipt)
    with pytest.raises(Refused, match="JPG"):
        proving.give_picture(application, content=b"x", name="a.exe", by=citizen, today=MONDAY)
    proving.give_picture(application, content=picture(), name="身份证.png", by=citizen, today=MONDAY)
    application = Application.objects.get(pk=application.pk)
    assert application.picture.owner == application.applicant.owner
    clerk = county.account(Role.CLERK, county.township)
    with pytest.raises(Forbidden):
        proving.open_file(application, application.picture.key, by=clerk)
    before = Entry.objects.filter(act="files.private_read").count()
    assert proving.open_file(application, application.picture.key, by=officer)[1] == picture()
    assert Entry.objects.filter(act="files.private_read").count() == before + 1


def test_a_picture_is_deleted_ninety_days_after_the_case_was_closed_and_not_before(receive, officer):
    application = receive()
    proving.give_picture(application, content=picture(), name="a.png", by=Citizen(application.receipt), today=MONDAY)
    asking.withdraw(application, by=officer, today=MONDAY)
    assert proving.erase_old_pictures(MONDAY + timedelta(days=90)) == 0
    assert proving.erase_old_pictures(MONDAY + timedelta(days=91)) == 1
    assert StoredFile.objects.get().erased_at
    assert Application.objects.get().picture is None


def test_the_applicant_confirms_by_his_link_and_the_organ_receives(online, officer):
    message = Outgoing.objects.get(channel="sms")
    assert ZHOU.phone not in message.to
    assert "清淤" not in message.body
    token = confirming_address(online).rstrip("/").rsplit("/", 1)[1]
    assert receipt_of(token) == online.receipt
    assert receipt_of(token[:-1]) == ""
    confirming.confirm_own(online, by=Citizen(online.receipt), today=localdate())
    online.refresh_from_db()
    assert (online.confirmed_by_applicant_on, online.received_on) == (localdate(), None)
    asking.confirm(online, on=localdate(), by=officer, today=localdate())
    assert online.received_on == localdate()
    assert Outgoing.objects.filter(channel="sms").count() == 2


def test_an_old_case_tells_nobody(receive):
    receive()
    assert not Outgoing.objects.exists()


def test_contact_changes_and_name_does_not(receive):
    application = receive()
    by = Citizen(application.receipt)
    confirming.change_contact(application, phone="13900139000", email="", address="", by=by, today=MONDAY)
    application = Application.objects.get(pk=application.pk)
    who = identities.opened(application.applicant)
    assert (who.name, who.phone) == (ZHOU.name, "13900139000")
    with pytest.raises(Refused, match="至少留一种"):
        confirming.change_contact(application, phone="", email="", address="", by=by, today=MONDAY)


def test_a_person_asks_for_his_data_to_be_erased_and_the_count_stays(receive, officer, head):
    application = receive()
    asked = confirming.ask_data(application, kind="erase", by=Citizen(application.receipt), today=MONDAY)
    with pytest.raises(Refused, match="还没有办结"):
        confirming.answer_data(asked, done=True, answer="已删除", by=head, today=MONDAY)
    asking.withdraw(application, by=officer, today=MONDAY)
    confirming.answer_data(asked, done=True, answer="已删除", by=head, today=MONDAY)
    application = Application.objects.get(pk=application.pk)
    assert application.applicant.erased_on == MONDAY
    assert application.counted_outcome == "withdrawn"
    assert application.applicant.digest != index_of(ZHOU.number)
    receive()
    assert relating.frequency(receive()).before == 1


def test_while_a_review_goes_on_the_papers_of_the_case_are_not_erased(receive, officer, head):
    application = receive()
    asking.withdraw(application, by=officer, today=MONDAY)
    facts = {"by": officer, "today": MONDAY}
    review = contesting.open_review(
        application.organ, application=application, block="reconsideration", body="青禾县人民政府", filed_on=MONDAY,
        **facts,
    )  # fmt: skip
    with pytest.raises(Refused, match="还没有结果"):
        identities.erase(application, by=head, on=MONDAY, ground="本人要求")
    contesting.conclude(review, disposal="upheld", on=MONDAY, **facts)
    assert identities.erase(application, by=head, on=MONDAY, ground="本人要求").erased_on == MONDAY


def test_the_dossier_is_one_pdf_with_contents_and_scans(receive, officer):
    application = receive()
    proving.prove(application, content=picture(), name="申请书.png", by=officer, today=MONDAY)
    pdf = dossier.dossier(application, by=officer, today=date(2025, 3, 4))
    import pdfplumber

    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        words = "".join(page.extract_text() for page in opened.pages).replace("\n", "")
        assert len(opened.pages) >= 3
    assert "卷宗目录" in words
    assert application.number in words
    assert ZHOU.name in words
    assert "申请书.png" in words


def locked_pdf() -> bytes:
    import pikepdf

    out = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        made.save(out, encryption=pikepdf.Encryption(user="secret", owner="secret"))
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content"), [("锁住的.pdf", locked_pdf()), ("坏的.pdf", b"%PDF-1.7\nbroken")], ids=("locked", "broken")
)
def test_a_paper_that_cannot_be_opened_is_listed_and_keeps_no_other_out_of_the_dossier(receive, officer, name, content):
    application = receive()
    proving.enclose(
        application, content=content, name=name, what="委托书", by=Citizen(application.receipt), today=MONDAY
    )
    import pdfplumber

    with pdfplumber.open(io.BytesIO(dossier.dossier(application, by=officer, today=MONDAY))) as opened:
        words = "".join(page.extract_text() for page in opened.pages).replace("\n", "")
    assert name in words
    assert "电子件另存" in words


PLANTED = Identity(
    name="欧阳蘅芜", number="11010519491231002X", phone="13912345678", email="hengwu@example.cn",
    address="青禾县柳河镇沿河路荻花巷8号", agent="端木听雪", agent_number="110105198001011035",
    others=("澹台望舒",),
)  # fmt: skip
"""Names and numbers that stand nowhere by chance."""


def private_words() -> list[str]:
    return [*(getattr(PLANTED, name) for name in ("name", "number", "phone", "email", "address", "agent")),
            PLANTED.agent_number, *PLANTED.others]  # fmt: skip


@pytest.fixture
def lived_through(transactional_db):
    """A person's case from the portal to an answer, a correction of his record and a request about his data."""
    county, today = make_county(), localdate()
    officer, head = (county.account(role, county.township, role) for role in (Role.CASE_OFFICER, Role.HEAD))
    describe(county.township, by=TESTS, application_channels=["online"], unit_head="林知夏", unit_phone="0000-6601234")
    county.township.refresh_from_db()
    facts = {"by": officer, "today": today}
    given = asking.apply(
        county.township, kind="natural_person", identity=PLANTED, wish=RIVER, by=Citizen(), today=today
    )
    one, me = given.application, Citizen(given.application.receipt)
    proving.give_picture(one, content=picture(), name=f"{PLANTED.name}.png", by=me, today=today)
    confirming.confirm_own(one, by=me, today=today)
    asking.confirm(one, on=today, **facts)
    confirming.change_contact(
        one, phone=PLANTED.phone, email=PLANTED.email, address=PLANTED.address, by=me, today=today
    )
    identities.look(one, by=officer)
    decision = answering.draft(one, outcome="granted", data={"given": "见附件"}, **facts)
    answering.approve(decision, by=head, today=today)
    answering.receive(one, answering.answer(decision, on=today, sending="email", **facts), by=me, today=today)
    correcting.ask(
        county.township, identity=PLANTED, about="低保名册中姓名写错", evidence="户口簿", received_on=today, **facts
    )
    confirming.ask_data(one, kind="see", by=me, today=today)
    dossier.dossier(one, by=officer, today=today)
    return one


def test_nothing_of_who_asked_can_be_read_in_any_table(lived_through):
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            rows = str(cursor.fetchall())
            assert [word for word in private_words() if word in rows] == [], table


def test_nothing_of_who_asked_can_be_read_in_a_copy_of_the_database_or_of_the_files(lived_through):
    if connection.vendor == "sqlite":
        name = connection.settings_dict["NAME"]
        copies = [path for ending in ("", "-wal", "-shm") if (path := Path(f"{name}{ending}")).exists()]
        assert any(path.stat().st_size for path in copies)
    else:
        copies = []
    if copies:
        assert any(RIVER.content.encode() in path.read_bytes() for path in copies), "what is asked for can be read"
    copies += [path for path in settings.DATA.rglob("*") if path.is_file() and "keys" not in path.name]
    for path in copies:
        content = path.read_bytes()
        for word in private_words():
            for spelled in (
                word.encode(),
                word.encode("utf-16-le"),
                word.encode("gb18030"),
                word.encode().hex().encode(),
            ):
                assert spelled not in content, (path, word)
            assert json.dumps(word)[1:-1].encode() not in content, (path, word)


def test_whoever_opens_a_letter_to_the_applicant_is_logged_on_the_screen_and_on_paper(receive, officer, head, client):
    application = receive()
    draft = answering.draft(
        application, outcome="refused_deliberative", data={"reason": "讨论稿。"}, by=officer, today=MONDAY
    )
    letter = application.letters.get(decision=draft)
    client.force_login(head)
    for address in ("", "print/txt/"):
        assert client.get(f"/workbench/applications/letters/{letter.pk}/{address}").status_code == 200
    looks = Entry.objects.filter(act="applications.identity_seen", actor=head.audit_key)
    assert looks.count() == 2
