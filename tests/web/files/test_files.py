"""What is stored, what is refused, and what erasing does."""

import io
import os
import time
import zipfile
from datetime import timedelta

import pytest
from django.conf import settings as configured
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from gongkai.web.accounts.models import Role
from gongkai.web.audit.models import Entry
from gongkai.web.audit.services import Forbidden, Refused
from gongkai.web.files import services, vault
from gongkai.web.files.kinds import accepted, kinds
from gongkai.web.files.models import OwnerKey, StoredFile
from gongkai.web.files.shelves import Bucket, Disk, Missing, shelf
from web.conftest import TESTS

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n"
OWNER = "applications.applicant:7"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(configured, "DATA", tmp_path)
    return tmp_path


def zipped(**members):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as container:
        for name, content in members.items():
            container.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return made.getvalue()


def picture(kind="PNG", size=(8, 8)):
    made = io.BytesIO()
    Image.new("RGB", size).save(made, kind)
    return made.getvalue()


DOCX = zipped(word__document_dot_xml="<w/>")
XLSX = zipped(xl__workbook_dot_xml="<x/>")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("预算.pdf", PDF), ("通知.docx", DOCX), ("名单.XLSX", XLSX), ("照片.png", picture()),
        ("照片.jpg", picture("JPEG")), ("说明.txt", "公开".encode("gb18030")), ("表.csv", "一,二".encode()),
        ("旧文.doc", bytes.fromhex("d0cf11e0a1b11ae1") + b"x"),
    ],
)  # fmt: skip
def test_what_offices_use_is_stored_and_comes_back_as_it_was(county, name, content):
    file = services.store(content, name=name, organ=county.township, by=TESTS)
    assert services.read(file) == content
    assert file.kind == kinds()[name.rsplit(".")[-1].lower()].code
    assert f".{name.rsplit('.')[-1].lower()}" in accepted()


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("图.svg", b"<svg onload='x'/>", "不是能接收的类型"),
        ("页.html", b"<html>", "不是能接收的类型"),
        ("程序.exe", b"MZ", "不是能接收的类型"),
        ("没有扩展名", b"x", "不是能接收的类型"),
        ("假.pdf", b"<html><script>", "内容不是PDF"),
        ("假.docx", XLSX, "内容不是Word"),
        ("假.png", PDF, "内容不是PNG"),
        ("脚本.txt", b"  <SVG onload=x>", "内容不是纯文本"),
        ("二进制.csv", b"a\0b", "内容不是CSV"),
        ("空.pdf", b"", "空文件"),
        ("断.png", picture()[:40], "不是完整的图片"),
        ("../../etc/passwd.txt", b"x", "不能有路径"),
        ("..\\x.txt", b"x", "不能有路径"),
        ("报\u202efdp.txt", b"x", "看不见的字符"),
        ("长" * 201 + ".txt", b"x", "太长"),
    ],
)
def test_what_is_dangerous_or_not_what_it_says_is_refused_in_one_sentence(county, name, content, why):
    with pytest.raises(Refused, match=why) as refused:
        services.store(content, name=name, organ=county.township, by=TESTS)
    assert str(refused.value).endswith("。")
    assert not StoredFile.objects.exists()


def test_a_zip_bomb_is_refused_without_unpacking_it(county):
    bomb = zipped(word__document_dot_xml="<w/>", bomb=b"0" * (64 * 1024 * 1024))
    with pytest.raises(Refused, match="大得不正常"):
        services.store(bomb, name="通知.docx", organ=county.township, by=TESTS)


class Endless(io.RawIOBase):
    """A stream of two gigabytes that must not be read to its end."""

    given = 0

    def read(self, size=-1):
        assert 0 <= size <= configured.FILE_LIMIT + 1, "read without a limit"
        self.given += size
        return b"0" * size


def test_two_gigabytes_are_refused_after_the_limit_was_read(county, settings):
    settings.FILE_LIMIT = 1024
    endless = Endless()
    with pytest.raises(Refused, match="超过"):
        services.store(endless, name="大.txt", organ=county.township, by=TESTS)
    assert endless.given == 1025


def test_the_files_of_one_case_have_a_limit_together(county, settings):
    settings.CASE_LIMIT = 2 * len(PDF)
    for _ in range(2):
        services.store(PDF, name="一.pdf", organ=county.township, by=TESTS, case="case:1")
    with pytest.raises(Refused, match="合计超过"):
        services.store(PDF, name="三.pdf", organ=county.township, by=TESTS, case="case:1")
    services.store(PDF, name="别处.pdf", organ=county.township, by=TESTS, case="case:2")


def test_only_who_may_store_stores(county):
    reviewer = county.account(Role.FIRST_REVIEWER, county.township)
    with pytest.raises(Forbidden):
        services.store(PDF, name="一.pdf", organ=county.township, by=reviewer)


def test_a_persons_file_is_unreadable_on_the_shelf_and_its_reading_is_logged(county, folder):
    file = services.store(b"id number 990101", name="证.txt", organ=county.township, by=TESTS, owner=OWNER)
    assert b"990101" not in shelf().get(file.key)
    assert services.read_private(file, by=TESTS, act="files.store", why="核对身份") == b"id number 990101"
    assert Entry.objects.get(act="files.private_read").facts["why"] == "核对身份"
    assert "证.txt" not in str(list(Entry.objects.values("facts", "subject_name")))
    with pytest.raises(RuntimeError):
        services.read(file)


def test_an_erased_person_cannot_be_read_again_even_from_old_bytes(county, django_capture_on_commit_callbacks):
    file = services.store(b"secret", name="证.txt", organ=county.township, by=TESTS, owner=OWNER)
    text, kept = vault.encrypt_text(OWNER, "许槐"), shelf().get(file.key)
    with django_capture_on_commit_callbacks(execute=True):
        assert services.erase_owner(OWNER, organ=county.township, by=TESTS, ground="个人信息保护法第四十七条") == 1
    with pytest.raises(Missing):
        shelf().get(file.key)
    shelf().put(file.key, [kept])
    for read in (lambda: vault.decrypt_text(OWNER, text), lambda: vault.decrypt_bytes(OWNER, kept)):
        with pytest.raises(Refused, match="销毁"):
            read()
    with pytest.raises(Refused, match="销毁"):
        vault.encrypt_text(OWNER, "又来")
    assert OwnerKey.objects.get().sealed == ""


def test_one_erased_file_says_so(county, django_capture_on_commit_callbacks):
    file = services.store(PDF, name="一.pdf", organ=county.township, by=TESTS)
    with django_capture_on_commit_callbacks(execute=True):
        services.erase(file, by=TESTS, ground="误传")
    with pytest.raises((Missing, Refused)):
        services.read(StoredFile.objects.get())


def test_changed_bytes_are_noticed(county):
    file = services.store(PDF, name="一.pdf", organ=county.township, by=TESTS)
    shelf().put(file.key, [PDF + b" "])
    with pytest.raises(vault.Damaged):
        services.read(file)


@pytest.mark.django_db
@settings(max_examples=25)
@given(content=st.binary(max_size=300), cut=st.integers(0, 400), chunk=st.integers(1, 40))
def test_encrypted_bytes_come_back_whole_or_not_at_all(content, cut, chunk, monkeypatch):
    monkeypatch.setattr(vault, "CHUNK", chunk)
    stored = b"".join(vault.encrypt_bytes(OWNER, content))
    assert vault.decrypt_bytes(OWNER, stored) == content
    if cut < len(stored):
        with pytest.raises(vault.Damaged):
            vault.decrypt_bytes(OWNER, stored[:cut])
        changed = bytearray(stored)
        changed[cut] ^= 1
        with pytest.raises(vault.Damaged):
            vault.decrypt_bytes(OWNER, bytes(changed))


@pytest.mark.django_db
def test_equal_values_are_found_without_being_read_and_one_persons_key_opens_no_others():
    assert vault.index_of("52992119900101001x") == vault.index_of(" 52992119900101001X ")
    assert vault.encrypt_text(OWNER, "许槐") != vault.encrypt_text(OWNER, "许槐")
    vault.key_for("applications.applicant:8")
    with pytest.raises(vault.Damaged):
        vault.decrypt_text("applications.applicant:8", vault.encrypt_text(OWNER, "许槐"))


class Store:
    """A bucket in memory that speaks the few calls of boto3 we use."""

    class exceptions:  # noqa: N801 boto3 spells it so
        class NoSuchKey(Exception):
            pass

    def __init__(self):
        self.objects, self.times = {}, {}

    def put_object(self, **call):
        self.objects[call["Bucket"], call["Key"]] = call["Body"]
        self.times[call["Key"]] = timezone.now()

    def get_object(self, **call):
        try:
            return {"Body": io.BytesIO(self.objects[call["Bucket"], call["Key"]])}
        except KeyError:
            raise self.exceptions.NoSuchKey from None

    def delete_object(self, **call):
        self.objects.pop((call["Bucket"], call["Key"]), None)

    def get_paginator(self, operation):
        assert operation == "list_objects_v2"
        return self

    def paginate(self, **call):
        names = [
            {"Key": key, "LastModified": self.times[key]} for bucket, key in self.objects if bucket == call["Bucket"]
        ]
        return [{"Contents": names[:1]}, {"Contents": names[1:]}, {}]


@pytest.mark.parametrize("made", ["disk", "bucket"])
def test_both_shelves_keep_find_list_and_forget(tmp_path, made):
    where = Disk(tmp_path) if made == "disk" else Bucket(Store(), "gongkai")
    for key in ("aa11", "bb22"):
        where.put(key, [key.encode(), b"!"])
    where.put("aa11", [b"again"])
    assert (where.get("aa11"), where.get("bb22")) == (b"again", b"bb22!")
    assert sorted(where.keys()) == ["aa11", "bb22"]
    where.remove("aa11")
    where.remove("aa11")
    with pytest.raises(Missing):
        where.get("aa11")


def test_a_shelf_takes_no_path_for_a_key(tmp_path):
    with pytest.raises(ValueError, match="letters"):
        Disk(tmp_path).put("../x", [b""])


def test_bytes_of_a_failed_transaction_are_swept_after_a_day(county, folder):
    kept = services.store(PDF, name="一.pdf", organ=county.township, by=TESTS)
    for key in ("old1", "new1"):
        shelf().put(key, [b"x"])
    os.utime(folder / "files" / "ol" / "d1" / "old1", (time.time() - 90_000,) * 2)
    assert services.sweep() == 1
    assert set(shelf().keys()) == {kept.key, "new1"}


def test_what_was_just_put_into_a_bucket_is_not_swept_before_its_transaction_can_end(county, monkeypatch):
    store = Store()
    monkeypatch.setattr(services, "shelf", lambda: Bucket(store, "gongkai"))
    for key in ("old1", "new1"):
        services.shelf().put(key, [b"x"])
    store.times["old1"] -= timedelta(days=2)
    assert services.sweep() == 1
    assert set(services.shelf().keys()) == {"new1"}
