"""What goes out: files of which the officer chose what to mask, with the answer, under the seal; and nobody else's."""

import io
from datetime import timedelta

import pikepdf
import pytest
from docx import Document
from PIL import Image, ImageDraw

from gongkai.web.accounts.models import Role
from gongkai.web.applications.citizens import Citizen
from gongkai.web.applications.models import Application, Letter, Seal
from gongkai.web.applications.services import answering, enclosing, proving, redacting, sealing, writing
from gongkai.web.audit.models import Entry
from gongkai.web.audit.services import Forbidden, Refused
from gongkai.web.files.shelves import shelf
from web.applications.conftest import MONDAY, ZHOU

TEXT = (
    f"中标人：青禾恒远水利工程有限公司\n经办人身份证号码：{ZHOU.number}\n联系电话：13800138000\n投标单价：每米三百元\n"
)


def contract(text: str = TEXT) -> bytes:
    """A contract as a Word file."""
    document, out = Document(), io.BytesIO()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(out)
    return out.getvalue()


def words(content: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs)


def stamp() -> bytes:
    """A red ring on white paper."""
    picture, out = Image.new("RGB", (300, 300), "white"), io.BytesIO()
    ImageDraw.Draw(picture).ellipse((10, 10, 290, 290), outline=(190, 20, 20), width=12)
    picture.save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def begun(receive, officer):
    """A case, and its contract that was put in to be given out in part."""
    application = receive()
    file = redacting.take_in(application, content=contract(), name="施工合同.docx", by=officer, today=MONDAY)
    return application, file


def keys(application, file, officer, *kinds: str) -> list[str]:
    groups, *_ = redacting.look(application, file, by=officer)
    return [group.key for group in groups if not kinds or group.title in kinds]


def test_what_the_law_masks_is_proposed_and_shown_only_masked(begun, officer):
    groups, *_ = redacting.look(*begun, by=officer)
    assert len([group for group in groups if group.proposed]) == 2
    assert ZHOU.number not in str(groups)


def test_what_is_chosen_and_added_is_masked_and_what_is_left_has_a_reason(begun, officer):
    application, file = begun
    chosen = [group.key for group in redacting.look(application, file, by=officer)[0] if "1101" in group.shown]
    facts = {"by": officer, "today": MONDAY}
    with pytest.raises(Refused, match="保留个人信息要写明理由"):
        redacting.redact(application, file, chosen=chosen, **facts)
    made = redacting.redact(
        application, file, chosen=chosen, why_left="是申请人本人的电话", words={"每米三百元": "商业秘密"}, **facts
    )
    shown = words(proving.open_file(application, made.file.key, by=officer)[1])
    assert ZHOU.number not in shown
    assert "每米三百元" not in shown
    assert "13800138000" in shown
    assert "恒远" in shown
    event = application.events.get(kind="note")
    assert "是申请人本人的电话" in event.words
    assert "商业秘密" in event.words
    assert "每米三百元" not in event.words
    assert Entry.objects.filter(act="applications.redacted").count() == 1


def test_a_picture_goes_out_only_after_the_officer_said_that_he_looked_at_it(receive, officer, client):
    application, document, out = receive(), Document(), io.BytesIO()
    document.add_paragraph("合同正文，双方签名如下。")
    document.add_picture(io.BytesIO(stamp()))
    document.save(out)
    facts = {"by": officer, "today": MONDAY}
    file = redacting.take_in(application, content=out.getvalue(), name="合同.docx", **facts)
    ((place),) = redacting.look(application, file, by=officer).pictures
    with pytest.raises(Refused, match=r"有 1 处图片.*不能按区域涂黑"):
        redacting.redact(application, file, chosen=[], **facts)
    client.force_login(officer, backend="gongkai.web.accounts.authentication.AccountBackend")
    address = f"/workbench/applications/{application.pk}/redact/{file.key}/"
    page = client.get(address).content.decode()
    assert place in page
    assert "图片都看过了" in page
    assert client.post(address, {"words": ""}).status_code == 200
    assert not application.events.filter(kind="note").exists()
    assert client.post(address, {"words": "", "pictures_seen": "on"}).status_code == 302
    assert "1 处图片已人工看过" in application.events.get(kind="note").words


@pytest.mark.parametrize(
    ("added", "told"),
    [({"没有这几个字": "商业秘密"}, "文件里没有"), ({"每米三百元": ""}, "要写明理由")],
)
def test_a_word_that_is_not_there_or_has_no_reason_is_refused(begun, officer, added, told):
    application, file = begun
    chosen = keys(application, file, officer)
    with pytest.raises(Refused, match=told):
        redacting.redact(application, file, chosen=chosen, words=added, by=officer, today=MONDAY)


def test_a_file_of_another_case_is_not_there(begun, receive, officer):
    other = receive()
    with pytest.raises(Refused, match="没有这个文件"):
        redacting.look(other, begun[1], by=officer)


def answered(application, officer, head, **more) -> Letter:
    """An answer with files, sent."""
    decision = answering.draft(application, outcome="granted", data={"given": "见附件"}, by=officer, today=MONDAY)
    enclosing.enclose(decision.letters.get(), by=officer, **more)
    answering.approve(decision, by=head, today=MONDAY)
    return answering.answer(decision, on=MONDAY, sending="online", by=officer, today=MONDAY)


def test_the_applicant_opens_the_files_of_his_answer_once_it_has_left_and_nobody_elses(begun, officer, head, receive):
    application, file = begun
    chosen = keys(application, file, officer)
    made = redacting.redact(application, file, chosen=chosen, by=officer, today=MONDAY, why_left="没有保留")
    mine = Citizen(application.receipt)
    with pytest.raises(Refused, match="没有这个文件"):
        enclosing.open_own(application, made.file.key, by=mine)
    letter = answered(application, officer, head, files=[made.file.key, file.key])
    assert [enclosing.shown_name(one) for one in letter.files.all()] == ["施工合同.docx"], "never the original"
    assert ZHOU.number not in words(enclosing.open_own(application, made.file.key, by=mine)[1])
    with pytest.raises(Forbidden):
        enclosing.open_own(application, made.file.key, by=Citizen(receive().receipt))
    with pytest.raises(Refused, match="没有这个文件"):
        enclosing.open_own(application, file.key, by=mine)
    with pytest.raises(Refused, match="不能再加附件"):
        enclosing.enclose(letter, uploads=[("a.txt", b"x")], by=officer)


def test_whoever_approves_is_told_of_personal_data_in_an_enclosed_file(receive, officer):
    decision = answering.draft(receive(), outcome="granted", data={"given": "见附件"}, by=officer, today=MONDAY)
    letter = enclosing.enclose(decision.letters.get(), uploads=[("名册.docx", contract())], by=officer)
    assert "《名册.docx》里有个人信息" in letter.file_notes[0]
    assert ZHOU.number not in str(letter.file_notes)


def test_the_organ_s_own_telephones_are_not_among_what_is_masked(receive, officer, county):
    county.township.unit_phone = "0594-2345678、138 0013 8000"
    county.township.save()
    application = receive()
    file = redacting.take_in(application, content=contract(), name="施工合同.docx", by=officer, today=MONDAY)
    groups, *_ = redacting.look(application, file, by=officer)
    assert [group.shown[:4] for group in groups if group.proposed] == [ZHOU.number[:4]]
    decision = answering.draft(application, outcome="granted", data={"given": "见附件"}, by=officer, today=MONDAY)
    answer = decision.letters.get()
    own = enclosing.enclose(answer, uploads=[("通知.docx", contract("咨询电话：13800138000"))], by=officer)
    assert own.file_notes == []
    other = enclosing.enclose(answer, uploads=[("名单.docx", contract("咨询电话：13900139000"))], by=officer)
    assert "《名单.docx》里有个人信息 1 处" in other.file_notes[0]


def test_the_seal_is_kept_encrypted_by_the_head_only_and_pressed_on_what_leaves(receive, officer, head, county):
    with pytest.raises(Forbidden):
        sealing.put(county.township, content=stamp(), width=42, by=officer, today=MONDAY)
    seal = sealing.put(county.township, content=stamp(), width=42, by=head, today=MONDAY)
    assert not shelf().get(seal.file.key).startswith(b"\x89PNG")
    letter = answered(receive(), officer, head)
    assert letter.seal == seal
    assert Entry.objects.filter(act="files.private_read").count() == 0
    from gongkai.paper import to_bytes

    with pikepdf.open(io.BytesIO(to_bytes(writing.page_of(letter), "pdf"))) as printed:
        assert len(printed.pages[-1].get_images()) == 1
    assert Entry.objects.filter(act="files.private_read").count() == 1
    assert b"<wp:anchor" in _document(to_bytes(writing.page_of(letter), "docx"))


def _document(docx: bytes) -> bytes:
    from zipfile import ZipFile

    with ZipFile(io.BytesIO(docx)) as parts:
        return parts.read("word/document.xml")


def test_a_new_seal_ends_the_old_one_and_letters_that_bear_it_keep_it(receive, officer, head, county):
    old = sealing.put(county.township, content=stamp(), width=42, by=head, today=MONDAY)
    letter = answered(receive(), officer, head)
    new = sealing.put(county.township, content=stamp(), width=45, by=head, today=MONDAY + timedelta(days=1))
    assert sealing.in_use(county.township) == new
    assert sealing.picture(letter)[1] == old.width
    sealing.end(county.township, by=head, today=MONDAY)
    assert sealing.picture(answered(receive(), officer, head)) == (b"", 0)
    assert Seal.objects.count() == 2


def test_a_draft_nobody_approved_bears_no_seal(receive, officer, head, county):
    sealing.put(county.township, content=stamp(), width=42, by=head, today=MONDAY)
    decision = answering.draft(receive(), outcome="granted", data={"given": "见附件"}, by=officer, today=MONDAY)
    letter = decision.letters.get()
    assert sealing.picture(letter) == (b"", 0)
    answering.approve(decision, by=head, today=MONDAY)
    assert sealing.picture(Letter.objects.get(pk=letter.pk))[0].startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("content", "width", "told"), [(b"x", 42, "PNG 或者 JPG"), (stamp(), 5, "毫米"), (None, 42, "空白")]
)
def test_what_is_no_seal_is_refused(county, head, content, width, told):
    if content is None:
        out = io.BytesIO()
        Image.new("RGB", (40, 40), "white").save(out, "PNG")
        content = out.getvalue()
    with pytest.raises(Refused, match=told):
        sealing.put(county.township, content=content, width=width, by=head, today=MONDAY)


def test_only_the_case_officer_makes_files_to_give_out(begun, county):
    clerk = county.account(Role.CLERK, county.township)
    with pytest.raises(Forbidden):
        redacting.look(*begun, by=clerk)
    assert Application.objects.count() == 1
