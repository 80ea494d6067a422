"""Items to look at: one published with a notice period, one in review with findings, one kept, in 柳河镇."""

from datetime import timedelta

from django.utils.timezone import localdate

from gongkai.web.accounts.models import Role
from gongkai.web.disclosure.models import Channel, Delivery, HandOver, Item
from gongkai.web.disclosure.services import cataloguing, delivering, drafting, keeping, planning, publishing, reviewing
from web.browser.furnished import Furnished

ROSTER = (
    "<p>现将发放情况公示如下。</p><table><thead><tr><th>村</th><th>户主</th><th>身份证号</th></tr></thead><tbody>"
    "<tr><td>河湾村</td><td>沈玉兰</td><td>11010519491231002X</td></tr></tbody></table><p>联系手机13800138000。</p>"
)


def _write(furnished: Furnished, **content: object) -> Item:
    known = {
        "made_on": localdate(),
        "clause": "20-11",
        "field": "assistance",
        "body": "<p>正文。</p>",
        "kind": "notice",
    }
    return drafting.draft(furnished.county.township, by=furnished.holder(Role.CLERK), **(known | content))


def _reviewed(furnished: Furnished, item: Item) -> Item:
    today = localdate()
    reviewing.submit(item, by=furnished.holder(Role.CLERK), today=today)
    for step in planning.plan_of(item.organ):
        item.refresh_from_db()
        by = furnished.holder(planning.ROLES[step.stage])
        reviewing.approve(item, stage=step.stage, version=item.version, by=by, today=today)
    item.refresh_from_db()
    return item


def _make(furnished: Furnished) -> None:
    clerk, today = furnished.holder(Role.CLERK), localdate()
    cataloguing.adopt(furnished.county.township, by=clerk, today=today)
    board = delivering.open_channel(
        furnished.county.township, kind="village", title="河湾村公示栏", by=furnished.holder(Role.HEAD)
    )
    notice = _write(furnished, kind="publicity", title="危房改造补助对象公示", notice_from=today,
                    notice_to=today + timedelta(days=7))  # fmt: skip
    drafting.send_to(notice, channels=[board.pk], by=clerk)
    publication = publishing.publish(_reviewed(furnished, notice), by=clerk)
    hung = publication.deliveries.get(channel=board)
    delivering.put_up(hung, on=today, by=clerk)
    _make_board_waiting(furnished, board)
    keeping.consult(publication.item, organ_name="青禾县民政局", what="consult", asked_on=today, by=clerk)
    roster = _write(furnished, kind="publicity", title="低保资金发放公示", audience="group", group="本村", body=ROSTER,
                    notice_from=today, notice_to=today + timedelta(days=7))  # fmt: skip
    reviewing.submit(roster, by=clerk, today=today)
    kept = _write(furnished, title="灌溉项目的请示", openness="withheld", basis="16b", clause="",
                  reason="请示报告，属于过程性信息。")  # fmt: skip
    _reviewed(furnished, kept)


def _make_board_waiting(furnished: Furnished, board: Channel) -> None:
    item = _write(furnished, title="村道养护安排")
    drafting.send_to(item, channels=[board.pk], by=furnished.holder(Role.CLERK))
    publishing.publish(_reviewed(furnished, item), by=furnished.holder(Role.CLERK))


def item(furnished: Furnished, title: str) -> Item:
    """The item of that title; all are made when one is first asked for."""
    if not Item.objects.filter(title="低保资金发放公示").exists():
        _make(furnished)
    return Item.objects.get(title=title)


def key(title: str = "低保资金发放公示"):
    """The key of an item."""
    return lambda furnished: [item(furnished, title).pk]


def nothing(furnished: Furnished) -> list[object]:
    """No argument, but items in the list."""
    key()(furnished)
    return []


def line(furnished: Furnished) -> list[object]:
    """A line of the catalogue."""
    return [item(furnished, "低保资金发放公示").organ.catalogue.first().pk]


def consultation(furnished: Furnished) -> list[object]:
    """A consultation that waits for its answer."""
    asked = item(furnished, "危房改造补助对象公示").consultations.get()
    return [asked.item_id, asked.pk]


def waiting(furnished: Furnished) -> list[object]:
    """A notice that waits to be put up."""
    key()(furnished)
    return [Delivery.objects.filter(state="by_hand").first().pk]


def hanging(furnished: Furnished) -> list[object]:
    """A notice that hangs."""
    return [item(furnished, "危房改造补助对象公示").publication.deliveries.get(posting__isnull=False).posting.pk]


def registered(furnished: Furnished) -> list[object]:
    """A post made elsewhere, a pick-up by the media, and a hand-over to the archive."""
    handed_over(furnished)
    return []


def handed_over(furnished: Furnished) -> list[object]:
    """A hand-over to the archive."""
    known = HandOver.objects.first()
    if known is None:
        publication, clerk = item(furnished, "危房改造补助对象公示").publication, furnished.holder(Role.CLERK)
        organ = furnished.county.township
        row = {"kind": "wechat", "on": localdate(), "count": 3, "title": "雨季安全提示", "url": "https://example.cn/1"}
        delivering.enter_elsewhere(organ, rows=[row], by=clerk)
        delivering.enter_pick_up(publication, medium="青禾日报", on=localdate(), by=clerk, title="危房改造名单公示")
        known = keeping.hand_over(organ, receiver="青禾县档案馆", what="archive", on=localdate(),
                                  publications=[publication], by=clerk)  # fmt: skip
    return [known.pk]
