"""The year in figures, hand-over of a leaver's drafts, and what the archive was given."""

from datetime import date

import pytest

from gongkai.web.accounts import handover
from gongkai.web.audit.services import Refused
from gongkai.web.disclosure.figures import counted, figures
from gongkai.web.disclosure.models import Channel
from gongkai.web.disclosure.services import delivering, keeping, validating
from gongkai.web.messages import outbox
from web.disclosure.conftest import TODAY, Staff


def numbers(staff: Staff, year: int = 2026) -> dict[str, int]:
    """Every figure of a year that is not zero."""
    return {name: count for name, records in figures([staff.organ], year).items() if (count := counted(records))}


def test_every_figure_is_the_records_behind_it(staff: Staff) -> None:
    old = staff.published(
        title="旧办法", kind="normative", document_number="柳政规〔2024〕1号", made_on=date(2024, 3, 1)
    )
    staff.published(title="新办法", kind="normative", document_number="柳政规〔2026〕1号")
    validating.change_validity(old, to="repealed", since=date(2026, 1, 10), by=staff.clerk, told="清理")
    outbox.pump()
    found = numbers(staff)
    assert (found["normative/made"], found["normative/repealed"], found["normative/in_force"]) == (1, 1, 1)
    assert found["items"] == 2
    assert found["fields/disaster-relief"] == 2
    assert counted(figures([staff.organ], 2024)["normative/in_force"]) == 1


def test_posts_made_elsewhere_count_with_their_number_and_pick_ups_by_media_too(staff: Staff) -> None:
    account = Channel.objects.create(organ=staff.organ, kind="wechat", title="柳河发布")
    rows = [{"channel": account, "kind": "wechat", "on": date(2026, 1, 31), "count": 12}]
    delivering.enter_elsewhere(staff.organ, rows=rows, by=staff.clerk)
    delivering.enter_pick_up(staff.published(), medium="青禾日报", on=TODAY, by=staff.clerk)
    found = numbers(staff)
    assert (found["elsewhere/wechat"], found["pick_ups"]) == (12, 1)


def test_only_what_is_public_is_handed_to_an_archive(staff: Staff) -> None:
    publication = staff.published()
    given = {"receiver": "青禾县档案馆", "what": "archive", "on": TODAY, "by": staff.clerk}
    keeping.hand_over(staff.organ, publications=[publication], **given)
    assert numbers(staff)["hand_overs"] == 1
    type(publication).objects.filter(pk=publication.pk).update(status="withdrawn")
    publication.refresh_from_db()
    with pytest.raises(Refused, match="已公开"):
        keeping.hand_over(staff.organ, publications=[publication], **given)


def test_a_leaver_s_drafts_go_to_a_colleague_and_the_revisions_keep_their_author(staff: Staff) -> None:
    item = staff.draft()
    assert handover.open_work(staff.clerk)["信息草稿"] == 1
    work = next(work for work in handover.works() if work.name == "信息草稿")
    assert work.give(staff.clerk, staff.colleague) == 1
    item.refresh_from_db()
    assert (item.made_by, item.revision.by) == (staff.colleague, staff.clerk)


def test_a_repeal_entered_by_mistake_and_put_right_counts_as_none(staff: Staff) -> None:
    """Table 二 counts what stands; the mistake stays in the history of the document."""
    known = {"kind": "normative", "clause": "20-1", "made_on": date(2026, 1, 5), "document_number": "柳政规〔2026〕9号"}
    document = staff.published(title="柳河镇柴草堆放管理办法", **known)
    for to in ("repealed", "in_force"):
        validating.change_validity(document, to=to, since=date(2026, 1, 10), by=staff.clerk, told="登记")
    found = {name: counted(rows) for name, rows in figures([staff.organ], 2026).items()}
    assert (found["normative/repealed"], found["normative/in_force"]) == (0, 1)
    validating.change_validity(document, to="expired", since=date(2026, 12, 31), by=staff.clerk, told="期满")
    found = {name: counted(rows) for name, rows in figures([staff.organ], 2026).items()}
    assert (found["normative/repealed"], found["normative/in_force"]) == (1, 0)
