"""Sheets that people fill in: each can be taken away first, and comes back as it went."""

import io

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gongkai.web.disclosure import catalogue_sheet
from gongkai.web.disclosure.models import Item
from gongkai.web.disclosure.services import cataloguing
from web.disclosure.conftest import TODAY, Staff

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def taken_away(client: Client, address: str) -> bytes:
    """A workbook under that address, as a file with a name of its own."""
    answer = client.get(address)
    assert answer["Content-Type"] == XLSX
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    content = answer.content
    assert openpyxl.load_workbook(io.BytesIO(content)).sheetnames
    return content


def test_every_sheet_to_fill_in_is_a_file_with_a_name(staff: Staff, client: Client) -> None:
    client.force_login(staff.clerk, backend="gongkai.web.accounts.authentication.AccountBackend")
    for address in ("catalogue/export/", "words/?as=xlsx", "channels/elsewhere/import/?as=xlsx"):
        taken_away(client, f"/workbench/{address}")


def test_the_sample_of_a_list_of_items_comes_back_as_a_draft(staff: Staff, client: Client) -> None:
    client.force_login(staff.clerk, backend="gongkai.web.accounts.authentication.AccountBackend")
    sample = taken_away(client, "/workbench/items/upload/?as=xlsx")
    file = SimpleUploadedFile("信息清单样表.xlsx", sample)
    answer = client.post("/workbench/items/upload/", {"files": file, "sheet": "1"}, follow=True)
    item = Item.objects.get()
    assert (item.title, item.kind, item.body) == (
        "关于公布河道清淤工程招标结果的公告", "notice", "<p>现将招标结果公告如下。</p>",
    )  # fmt: skip
    assert "没有认出来" not in answer.content.decode()


def test_the_catalogue_that_is_taken_away_is_the_one_that_is_kept(staff: Staff, client: Client) -> None:
    client.force_login(staff.clerk, backend="gongkai.web.accounts.authentication.AccountBackend")
    added = cataloguing.adopt(staff.organ, by=staff.clerk, today=TODAY)
    content = taken_away(client, "/workbench/catalogue/export/")
    assert len(catalogue_sheet.read(content, "目录.xlsx").rows) == added
