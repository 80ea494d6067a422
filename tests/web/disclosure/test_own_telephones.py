"""The telephones that the organ itself publishes are nobody's private data; any other stops an item."""

import pytest

from gongkai.web.disclosure.errors import Blocked
from gongkai.web.disclosure.models import Finding, Scan
from gongkai.web.disclosure.services import publishing, scanning
from gongkai.web.disclosure.services.rendering import Sheet
from web.disclosure.conftest import NOW, Staff, workbook

OWN = {
    "phone": "0594-2345678",
    "fax": "0594-2345670",
    "unit_phone": "0594-2345679、13800138000",
    "unit_fax": "0594-2345671",
    "complaint_phone": "0594-2345672转801",
}
ROSTER = [["姓名", "职务", "电话"], ["陈若溪", "主任", "0594-2345678"], ["林远", "干部", "2345679"]]


@pytest.fixture
def telephones(staff: Staff) -> Staff:
    """柳河镇 with the telephones it publishes, one of its window and one of its hotline among them."""
    for name, value in OWN.items():
        setattr(staff.organ, name, value)
    staff.organ.save()
    staff.organ.windows.create(
        purpose="service", name="便民服务中心", address="柳河街88号", hours="工作日", phone="2345680"
    )
    staff.organ.hotlines.create(name="防汛值班", number="139 0013 9000")
    return staff


def body(*numbers: str) -> str:
    return "".join(f"<p>联系人陈若溪，联系电话{number}。</p>" for number in numbers)


def test_every_telephone_of_its_own_passes_in_every_writing(telephones: Staff) -> None:
    item = telephones.submitted(
        body=body("138-0013-8000", "（138）00138000", "１３９００１３９０００", "+86 139 0013 9000")
    )
    assert item.scans.get().outcome == Scan.Outcome.CLEAN
    publication = publishing.publish(telephones.pass_all(item), by=telephones.clerk, now=NOW)
    assert {file.role for file in publication.rendition.files.all()} >= {"docx", "pdf"}


def test_a_telephone_of_somebody_s_own_is_found_beside_those_of_the_organ(telephones: Staff) -> None:
    item = telephones.submitted(body=body("13800138000", "13700137000"))
    finding = Finding.objects.get(item=item)
    assert (finding.kind, finding.masked, finding.count) == ("mobile", "137****7000", 1)
    with pytest.raises(Blocked):
        publishing.publish(item, by=telephones.clerk, now=NOW)


def test_another_organ_s_telephone_is_not_its_own(telephones: Staff) -> None:
    telephones.county.neighbour.phone = "13600136000"
    telephones.county.neighbour.save()
    item = telephones.submitted(body=body("13600136000"))
    assert Finding.objects.get(item=item).kind == "mobile"


def test_a_list_of_its_offices_is_no_roster_of_private_telephones(telephones: Staff) -> None:
    item = telephones.draft()
    table = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in ROSTER)
    sheets = [
        Sheet("body", "正文.html", "text/html", f"<table>{table}</table>".encode()),
        Sheet("attachment", "通讯录.xlsx", "", workbook(*ROSTER)),
    ]
    assert any(scanning.look(sheets).found.values())
    assert not any(scanning.look(sheets, published=item.organ.telephones()).found.values())
