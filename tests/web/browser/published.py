"""What the public sees of the items of 柳河镇: one live with a notice period, and one that was withdrawn."""

from django.utils.timezone import localdate

from gongkai.web.accounts.models import Role
from gongkai.web.disclosure import vocabulary
from gongkai.web.disclosure.models import Channel, Publication
from gongkai.web.disclosure.services import delivering, publishing, withdrawing
from web.browser import items
from web.browser.furnished import Furnished

NOTICE, DOCUMENT, GONE = "危房改造补助对象公示", "柳河镇农村宅基地审批管理办法", "柳河镇旧通知"


def _make(furnished: Furnished) -> None:
    items.nothing(furnished)
    if Publication.objects.filter(title=DOCUMENT).exists():
        return
    clerk = furnished.holder(Role.CLERK)
    document = items._write(
        furnished, title=DOCUMENT, kind="normative", clause="20-1", field="planning",
        document_number="柳政规〔2026〕1号",
        summary="规定农村村民申请、审批、使用、退出宅基地的条件和程序。",
        body="<h2>第一章　总则</h2><p>第一条　为了规范农村宅基地审批，制定本办法。</p>"
        "<table><thead><tr><th>类别</th><th>面积（平方米）</th></tr></thead><tbody><tr><td>建设用地</td><td>140</td></tr></tbody></table>",
    )  # fmt: skip
    publishing.publish(items._reviewed(furnished, document), by=clerk)
    gone = publishing.publish(items._reviewed(furnished, items._write(furnished, title=GONE)), by=clerk)
    withdrawing.withdraw(gone, reason="wrong", by=furnished.holder(Role.HEAD), today=localdate())


def nothing(furnished: Furnished) -> list[object]:
    """No argument, but something published."""
    _make(furnished)
    return []


def key(title: str = DOCUMENT, *more: object):
    """The address of an item."""

    def arguments(furnished: Furnished) -> list[object]:
        _make(furnished)
        return [Publication.objects.get(title=title).key, *more]

    return arguments


def organ(furnished: Furnished) -> list[object]:
    """The township's column."""
    _make(furnished)
    return [furnished.county.township.code]


def gazette(furnished: Furnished) -> list[object]:
    """A gazette with nothing waiting."""
    organ, head = furnished.county.township, furnished.holder(Role.HEAD)
    found = Channel.objects.filter(organ=organ, kind="gazette").first()
    return [(found or delivering.open_channel(organ, kind="gazette", title="柳河镇政府公报", by=head)).pk]


def guide(furnished: Furnished) -> list[object]:
    """A service guide."""
    if not Publication.objects.filter(kind="guide").exists():
        said = {
            "name": "临时救助",
            "place": "柳河镇便民服务中心 3 号窗口",
            "phone": "0000-6010001",
            "hours": "工作日 8:30–12:00",
        }
        codes = [one.code for one in vocabulary.kinds()["guide"].element]
        elements = {code: said.get(code, "见窗口公示。") for code in codes}
        item = items._write(furnished, kind="guide", title="临时救助办理指南", elements=elements)
        publishing.publish(items._reviewed(furnished, item), by=furnished.holder(Role.CLERK))
    return []
