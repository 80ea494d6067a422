"""From a draft through the reviews and the gate to what the public reads."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai.web.accounts.handover import hand_over
from gongkai.web.accounts.models import Role
from gongkai.web.accounts.services import close, grant
from gongkai.web.audit.services import Forbidden, Machine, Refused
from gongkai.web.disclosure import obligations, reading
from gongkai.web.disclosure.channels import Later
from gongkai.web.disclosure.channels.inside import Portal
from gongkai.web.disclosure.errors import Blocked, Conflict, Incomplete
from gongkai.web.disclosure.models import (
    Autosave,
    Consultation,
    Delivery,
    File,
    Finding,
    Gate,
    Item,
    Publication,
    Review,
    Scan,
    Stage,
    State,
    Status,
)
from gongkai.web.disclosure.services import (
    attaching,
    delivering,
    drafting,
    gating,
    masking,
    planning,
    publishing,
    rendering,
    reviewing,
    scanning,
    withdrawing,
)  # fmt: skip
from gongkai.web.disclosure.todo import Publishing, waiting_for
from gongkai.web.files import services as files
from gongkai.web.files.models import StoredFile
from gongkai.web.files.shelves import shelf
from gongkai.web.messages import outbox
from gongkai.web.messages.models import Outgoing
from web.disclosure.conftest import NOW, SHEN, TODAY, Staff, workbook


def test_an_item_passes_every_review_and_the_gate_and_is_read_by_the_public(staff: Staff) -> None:
    publication = staff.published()
    assert reading.published().get() == publication
    assert publication.index_number.endswith("/2026-00001")
    assert publication.item.state == State.PUBLISHED
    assert reading.body_of(publication) == "<p>现将防汛工作安排公布如下。</p>"
    assert {file.role for file in reading.files_of(publication)} == {"body", "text", "metadata", "docx", "pdf"}
    assert Gate.objects.get().passed


def test_publishing_puts_the_delivery_to_the_portal_into_the_outbox_and_the_worker_delivers_it(staff: Staff) -> None:
    publication = staff.published()
    delivery = publication.deliveries.get()
    assert (delivery.channel.kind, delivery.state) == ("portal", Delivery.State.WAITING)
    outbox.pump()
    delivery.refresh_from_db()
    assert delivery.state == Delivery.State.DONE
    assert delivery.url.endswith(publication.get_absolute_url())


@pytest.mark.parametrize("missing", [Stage.SECRECY, Stage.FIRST, Stage.SECOND, Stage.THIRD])
def test_the_gate_stays_shut_when_a_review_is_missing_even_if_the_state_says_ready(
    staff: Staff, missing: Stage
) -> None:
    item = staff.ready()
    Review.objects.filter(item=item, stage=missing).delete()
    with pytest.raises(Blocked, match=missing.label):
        publishing.publish(item, by=staff.clerk, now=NOW)
    assert not Publication.objects.exists()
    assert not Gate.objects.get().passed


def test_nobody_reviews_what_he_wrote(staff: Staff) -> None:
    account = staff.county.account(Role.FIRST_REVIEWER, staff.organ, "both")
    from gongkai.web.accounts.services import grant

    grant(account, role=Role.CLERK, organ=staff.organ, by=Machine("tests"))
    account = type(account).objects.get(pk=account.pk)
    item = drafting.draft(
        staff.organ, by=account, title="通知", body="<p>正文。</p>", made_on=TODAY, clause="20-1", kind="notice"
    )
    item = reviewing.submit(item, by=account, today=TODAY)
    reviewing.approve(item, stage=Stage.SECRECY, version=item.version, by=staff.secrecy, today=TODAY)
    with pytest.raises(Refused, match="自己起草"):
        reviewing.approve(item, stage=Stage.FIRST, version=item.version, by=account, today=TODAY)


def test_a_reviewer_who_changes_the_text_has_written_it_and_later_reviews_are_void(staff: Staff) -> None:
    item = staff.submitted()
    item = reviewing.approve(item, stage=Stage.SECRECY, version=item.version, by=staff.secrecy, today=TODAY)
    item = reviewing.approve(item, stage=Stage.FIRST, version=item.version, by=staff.first, today=TODAY)
    item = drafting.save(item, base=item.version, by=staff.second, body="<p>改过的正文。</p>")
    reviewing.refresh(item, by=staff.second, today=TODAY)
    item.refresh_from_db()
    assert item.state == State.FIRST
    with pytest.raises(Refused, match="保密审查"):
        reviewing.approve(item, stage=Stage.FIRST, version=item.version, by=staff.first, today=TODAY)
    assert not reviewing.valid(item, rendering.current(item).digest)


def test_an_edit_in_review_that_was_never_made_into_a_rendition_cannot_be_approved(staff: Staff) -> None:
    item = staff.submitted()
    item = drafting.save(item, base=item.version, by=staff.second, body="<p>改过的正文。</p>")
    with pytest.raises(Refused, match="还没有生成发布件"):
        reviewing.approve(item, stage=Stage.SECRECY, version=item.version, by=staff.secrecy, today=TODAY)


def test_a_planted_number_is_found_masked_and_never_published(staff: Staff) -> None:
    item = staff.submitted(body=f"<p>沈玉兰，身份证号{SHEN}，已审核通过。</p>")
    finding = item.findings.get(kind="citizen_id")
    assert SHEN not in str(finding.__dict__)
    reviewing.approve(item, stage=Stage.SECRECY, version=item.version, by=staff.secrecy, today=TODAY)
    with pytest.raises(Refused, match="个人信息没有处理"):
        reviewing.approve(item, stage=Stage.FIRST, version=item.version, by=staff.first, today=TODAY)
    item = masking.accept(item, findings=item.findings.filter(status="open"), by=staff.first, today=TODAY)
    assert SHEN not in item.body
    assert "1101**********002X" in item.body
    item = staff.pass_all(item)
    publication = publishing.publish(item, by=staff.clerk, now=NOW)
    for file in publication.rendition.files.all():
        assert SHEN.encode() not in rendering.read(file)


def test_a_number_broken_by_markup_is_masked_too(staff: Staff) -> None:
    item = staff.submitted(body=f"<p>身份证号{SHEN[:6]}<strong>{SHEN[6:]}</strong>。</p>")
    item = masking.accept(item, findings=item.findings.filter(status="open"), by=staff.first, today=TODAY)
    assert not scanning.unsettled(item)
    assert SHEN[6:14] not in item.body


def test_a_column_of_numbers_is_dropped_from_the_body_by_one_click(staff: Staff) -> None:
    body = (
        "<table><thead><tr><th>村</th><th>户主</th><th>身份证号</th><th>金额</th></tr></thead><tbody>"
        f"<tr><td>河湾村</td><td>沈玉兰</td><td>{SHEN}</td><td>1740</td></tr>"
        "<tr><td>河湾村</td><td>陆广田</td><td>440524188001010014</td><td>3480</td></tr></tbody></table>"
    )
    item = staff.submitted(body=body)
    finding = item.findings.get(kind="citizen_id")
    assert (finding.count, finding.proposal) == (2, Finding.Proposal.COLUMN)
    item = masking.accept(item, findings=[finding], by=staff.first, today=TODAY)
    assert "身份证号" not in item.body
    assert SHEN not in item.body
    assert "3480" in item.body


def test_a_finding_is_overruled_only_by_a_named_person_with_a_reason(staff: Staff) -> None:
    item = staff.submitted(body="<p>联系人李红，手机13800138000。</p>")
    finding = item.findings.get(kind="mobile")
    with pytest.raises(Refused, match="写明理由"):
        masking.overrule(finding, reason="", by=staff.first)
    with pytest.raises(Forbidden, match="具名"):
        masking.overrule(finding, reason="本人书面同意公开", by=Machine("tests"))
    for left in item.findings.filter(status="open"):
        masking.overrule(left, reason="本人书面同意公开", by=staff.first)
    finding.refresh_from_db()
    assert (finding.status, finding.decided_by) == (Finding.Status.OVERRULED, staff.first)


def test_what_was_overruled_passes_the_gate_with_an_impact_assessment(staff: Staff) -> None:
    item = staff.submitted(body="<p>联系手机13800138000。</p>", impact="公布的是办公用手机，本人同意，影响很小。")
    for finding in item.findings.filter(status="open"):
        masking.overrule(finding, reason="本人书面同意公开", by=staff.first)
    assert publishing.publish(staff.pass_all(item), by=staff.clerk, now=NOW).status == Status.LIVE


def test_a_scanner_that_errs_blocks_the_first_review_and_the_gate(
    staff: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise ZeroDivisionError

    ready = staff.ready(title="先审过的一件")
    monkeypatch.setattr(scanning, "_scanned", broken)
    with pytest.raises(Blocked, match="没有查完"):
        publishing.publish(ready, by=staff.clerk, now=NOW)
    item = staff.submitted()
    assert Scan.objects.filter(item=item).get().outcome == Scan.Outcome.ERRED
    reviewing.approve(item, stage=Stage.SECRECY, version=item.version, by=staff.secrecy, today=TODAY)
    with pytest.raises(Refused, match="没有查完"):
        reviewing.approve(item, stage=Stage.FIRST, version=item.version, by=staff.first, today=TODAY)


@pytest.mark.parametrize("role", ["body", "metadata"])
def test_a_changed_byte_in_the_store_keeps_the_gate_shut_and_is_never_served(staff: Staff, role: str) -> None:
    item = staff.ready()
    File.objects.filter(rendition__item=item, role=role).update(text="<p>换过的</p>")
    with pytest.raises(Refused, match="与审核时的内容不一致"):
        publishing.publish(item, by=staff.clerk, now=NOW)
    assert not Publication.objects.exists()


def test_a_published_byte_that_is_changed_afterwards_is_not_served(staff: Staff) -> None:
    publication = staff.published()
    File.objects.filter(rendition=publication.rendition, role="body").update(text="<p>换过的</p>")
    with pytest.raises(Refused, match="不一致"):
        reading.body_of(publication)


def test_another_organ_that_has_not_agreed_keeps_the_gate_shut(staff: Staff) -> None:
    item = staff.ready()
    asked = Consultation.objects.create(item=item, organ_name="青禾县民政局", what="consult", asked_on=TODAY)
    with pytest.raises(Blocked, match="条例第十一条"):
        publishing.publish(item, by=staff.clerk, now=NOW)
    Consultation.objects.filter(pk=asked.pk).update(answer="agreed")
    assert publishing.publish(item, by=staff.clerk, now=NOW)


def test_withheld_information_is_kept_with_its_day_of_re_assessment_and_never_published(staff: Staff) -> None:
    item = staff.ready(openness="withheld", basis="16b", reason="请示件，属于过程性信息。", clause="")
    assert item.state == State.KEPT
    assert item.review_due == date(2027, 1, 22)
    with pytest.raises(Blocked, match="不能发布"):
        publishing.publish(item, by=staff.clerk, now=NOW)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ({"openness": "withheld", "reason": "不宜公开"}, "第十四、十五、十六条"),
        ({"openness": "on_request"}, "写明理由"),
        ({"clause": ""}, "条例第二十条"),
        ({"made_on": date(2026, 1, 23)}, "在今天之后"),
        ({"document_number": "柳政发[2026]第03号"}, "柳政发〔2026〕3号"),
        ({"kind": "publicity"}, "公示期"),
        ({"kind": "guide", "clause": "20-5"}, "联系电话"),
        ({"kind": "interpretation"}, "所解读的文件"),
        ({"kind": "regulations", "document_number": "柳政令〔2026〕1号"}, "规章制定权"),
        ({"joint": ["云岭乡人民政府"]}, "牵头机关"),
        ({"audience": "group"}, "哪些群众"),
    ],
)
def test_what_is_missing_is_said_before_submitting(staff: Staff, content: dict, told: str) -> None:
    with pytest.raises(Incomplete, match=told):
        staff.submitted(**content)


def test_two_people_who_edit_are_told_who_changed_what_and_nothing_is_lost(staff: Staff) -> None:
    item = staff.draft()
    drafting.save(item, base=1, by=staff.clerk, title="柳河镇2026年防汛抗旱工作安排")
    with pytest.raises(Conflict, match="改了标题") as told:
        drafting.save(item, base=1, by=staff.colleague, body="<p>我写的一段。</p>")
    assert told.value.who == staff.clerk.name
    kept = Autosave.objects.get(account=staff.colleague)
    assert kept.conflict
    assert kept.content["body"] == "<p>我写的一段。</p>"
    item.refresh_from_db()
    assert item.version == 2


def test_an_item_goes_out_by_itself_at_its_time_and_not_before(staff: Staff) -> None:
    item = staff.ready()
    publishing.schedule(item, at=NOW + timedelta(hours=2), by=staff.clerk)
    assert publishing.publish_due(NOW) == (0, [])
    with pytest.raises(Blocked, match="定时发布"):
        publishing.publish(item, by=staff.clerk, now=NOW)
    assert publishing.publish_due(NOW + timedelta(hours=2)) == (1, [])


def test_what_the_gate_refuses_at_its_time_waits_for_people_and_the_others_go_out(staff: Staff) -> None:
    bad, good = staff.ready(title="缺了审核的"), staff.ready(title="齐全的")
    for item in (bad, good):
        publishing.schedule(item, at=NOW, by=staff.clerk)
    Review.objects.filter(item=bad, stage=Stage.THIRD).delete()
    done, refused = publishing.publish_due(NOW)
    assert done == 1
    assert "三审" in refused[0]


def test_an_item_that_stumbles_at_its_time_stops_no_other_and_is_on_the_list_of_its_people(
    staff: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, good = staff.ready(title="读不出来的"), staff.ready(title="好好的")
    for item in (bad, good):
        publishing.schedule(item, at=NOW, by=staff.clerk)
    examine = gating.examine

    def stumble(item: Item, *told: Any, **more: Any) -> gating.Case:
        if item == bad:
            raise OSError("the disk is away")
        return examine(item, *told, **more)

    monkeypatch.setattr(gating, "examine", stumble)
    done, refused = publishing.publish_due(NOW)
    assert (done, refused) == (1, ["读不出来的：程序出错。"])
    tasks = [task for task in Publishing().tasks(staff.clerk, TODAY) if task.what == bad.title]
    assert [task.why for task in tasks] == ["定时发布没有完成，请手动发布；发布不了的，联系系统管理员"]


def test_an_attachment_that_was_destroyed_blocks_in_a_sentence(staff: Staff) -> None:
    item = staff.draft()
    attachment = attaching.attach(item, b"attached words", name="附表.txt", by=staff.clerk)
    item.refresh_from_db()
    item = staff.pass_all(reviewing.submit(item, by=staff.clerk, today=TODAY))
    shelf().remove(attachment.file)
    with pytest.raises(Blocked, match="不在存储里"):
        publishing.publish(item, by=staff.clerk, now=NOW)
    files.erase(StoredFile.objects.get(key=attachment.file), by=Machine("tests"), ground="保管期满")
    with pytest.raises(Refused, match="已于"):
        publishing.publish(item, by=staff.clerk, now=NOW)


def test_a_correction_does_not_go_out_at_the_hour_of_the_first_publication(staff: Staff) -> None:
    item = staff.ready()
    publishing.schedule(item, at=NOW, by=staff.clerk)
    publishing.publish_due(NOW)
    item = withdrawing.correct(item, reason="figures", by=staff.clerk)
    item = drafting.save(item, base=item.version, by=staff.clerk, body="<p>更正后的安排。</p>")
    item = staff.pass_all(reviewing.submit(item, by=staff.clerk, today=TODAY))
    assert publishing.publish_due(NOW + timedelta(days=1)) == (0, [])
    assert "现将" in reading.body_of(Publication.objects.get())


def test_a_notice_comes_down_when_its_period_is_over_and_its_address_stays(staff: Staff) -> None:
    publication = staff.published(kind="publicity", notice_from=date(2026, 1, 20), notice_to=date(2026, 1, 30))
    assert publication.item.state == State.NOTICE
    assert publishing.end_notices(date(2026, 1, 30)) == 0
    assert publishing.end_notices(date(2026, 1, 31)) == 1
    publication = reading.at_address(publication.key)
    assert publication.status == Status.OVER
    assert "公示期已满" in reading.notice_of(publication).words
    assert reading.files_of(publication) == []
    with pytest.raises(Refused):
        reading.body_of(publication)


def test_a_notice_comes_down_at_its_end_while_a_correction_of_it_is_being_written(staff: Staff) -> None:
    """Its list of names would else stay up for as long as somebody has the correction open."""
    publication = staff.published(kind="publicity", notice_from=date(2026, 1, 20), notice_to=date(2026, 1, 30))
    item = withdrawing.correct(publication.item, reason="figures", by=staff.clerk)
    assert publishing.end_notices(date(2026, 1, 31)) == 1
    assert publishing.end_notices(date(2026, 1, 31)) == 0
    assert not reading.published().exists()
    item.refresh_from_db()
    assert item.state == State.DRAFT
    item = withdrawing.cancel_correction(item, by=staff.clerk, today=date(2026, 1, 31))
    assert item.state == State.OVER


def test_a_notice_whose_period_is_over_does_not_go_up_for_good(staff: Staff) -> None:
    late = {"kind": "publicity", "notice_from": date(2026, 1, 10), "notice_to": date(2026, 1, 21)}
    with pytest.raises(Incomplete, match="已经结束"):
        staff.submitted(**late)
    item = staff.ready(**late | {"notice_to": TODAY})
    with pytest.raises(Blocked, match="已经结束"):
        publishing.publish(item, by=staff.clerk, now=NOW + timedelta(days=1))


def test_a_withdrawn_item_keeps_its_address_with_a_typed_reason(staff: Staff) -> None:
    publication = staff.published()
    withdrawing.withdraw(publication, reason="wrong", told="数据有误。", by=staff.clerk, today=TODAY)
    publication = reading.at_address(publication.key)
    assert not reading.published().exists()
    assert "数据有误" in reading.notice_of(publication).words
    assert publication.deliveries.filter(act="withdraw").count() == 1


def test_a_correction_is_served_only_after_it_passed_everything_again(staff: Staff) -> None:
    publication = staff.published()
    item = withdrawing.correct(publication.item, reason="figures", by=staff.clerk)
    item = drafting.save(item, base=item.version, by=staff.clerk, body="<p>更正后的安排。</p>")
    publication.refresh_from_db()
    assert "现将" in reading.body_of(publication)
    item = reviewing.submit(item, by=staff.clerk, today=TODAY)
    assert "现将" in reading.body_of(Publication.objects.get())
    publishing.publish(staff.pass_all(item), by=staff.clerk, now=NOW)
    assert "更正后" in reading.body_of(Publication.objects.get())
    assert Publication.objects.get().key == publication.key


def test_a_correction_given_up_leaves_what_is_served(staff: Staff) -> None:
    publication = staff.published()
    item = withdrawing.correct(publication.item, reason="text", by=staff.clerk)
    item = drafting.save(item, base=item.version, by=staff.clerk, title="写错的标题")
    item = withdrawing.cancel_correction(item, by=staff.clerk, today=TODAY)
    assert (item.state, item.title) == (State.PUBLISHED, "柳河镇2026年防汛工作安排")


def test_an_attachment_with_hidden_columns_is_made_afresh(staff: Staff) -> None:
    item = staff.draft()
    data = workbook(["村", "户主", "银行账号"], ["河湾村", "沈玉兰", "6222020000000000000"], hidden=("C",))
    attaching.attach(item, data, name="名册.xlsx", by=staff.clerk)
    item = reviewing.submit(item, by=staff.clerk, today=TODAY)
    hidden = [finding for finding in item.findings.all() if finding.hidden]
    assert hidden
    assert {finding.proposal for finding in hidden} == {Finding.Proposal.REBUILD}
    item = masking.accept(item, findings=hidden, by=staff.first, today=TODAY)
    sheet = next(sheet for sheet in rendering.core_of(item.revision) if sheet.role == "attachment")
    seen = scanning.look([sheet])
    assert not [found for found in seen.found["名册.xlsx"] if found.hidden]


def test_an_organ_may_do_with_one_review_but_not_without_the_secrecy_review(staff: Staff) -> None:
    step = planning.Step
    with pytest.raises(Refused, match="条例第十七条"):
        planning.set_plan(staff.organ, [step(Stage.FIRST, "负责人")], by=staff.head)
    planning.set_plan(staff.organ, [step(Stage.SECRECY, "保密"), step(Stage.FIRST, "负责人")], by=staff.head)
    item = staff.submitted()
    reviewing.approve(item, stage=Stage.SECRECY, version=item.version, by=staff.secrecy, today=TODAY)
    item = reviewing.approve(item, stage=Stage.FIRST, version=item.version, by=staff.first, today=TODAY)
    assert publishing.publish(item, by=staff.clerk, now=NOW)


def test_a_document_that_repeals_another_marks_it_when_it_goes_out(staff: Staff) -> None:
    old = staff.published(
        title="旧办法", kind="normative", document_number="柳政发〔2020〕1号", made_on=date(2020, 5, 1)
    )
    new = staff.draft(title="新办法", kind="normative", document_number="柳政发〔2026〕2号")
    drafting.bind(new, what="repeals", to=old.item, by=staff.clerk)
    new = staff.pass_all(reviewing.submit(new, by=staff.clerk, today=TODAY))
    publishing.publish(new, by=staff.clerk, now=NOW)
    old.refresh_from_db()
    assert old.validity == "repealed"
    assert reading.history_of(old)[0][1] == "由《新办法》废止"


def test_a_column_that_tells_of_disabilities_is_dropped_whatever_its_heading(staff: Staff) -> None:
    body = (
        "<table><thead><tr><th>村</th><th>户主</th><th>家庭情况</th><th>金额</th></tr></thead><tbody>"
        "<tr><td>河湾村</td><td>沈玉兰</td><td>肢体残疾二级</td><td>1740</td></tr></tbody></table>"
    )
    item = staff.submitted(body=body)
    finding = item.findings.get(kind="health")
    assert finding.proposal == Finding.Proposal.COLUMN
    item = masking.accept(item, findings=[finding], by=staff.first, today=TODAY)
    assert "家庭情况" not in item.body
    assert "1740" in item.body


def on_a_board(staff: Staff) -> tuple[Publication, Delivery]:
    """What is to be hung on the board of the township."""
    board = delivering.open_channel(staff.organ, kind="board", title="镇公示栏", by=Machine("tests"))
    item = staff.draft()
    drafting.send_to(item, channels=[board.pk], by=staff.clerk)
    item = reviewing.submit(item, by=staff.clerk, today=TODAY)
    publication = publishing.publish(staff.pass_all(item), by=staff.clerk, now=NOW)
    return publication, publication.deliveries.get(channel=board)


def board_tasks(staff: Staff) -> list[tuple[str, str]]:
    return [
        (task.what, task.act) for task in Publishing().tasks(staff.clerk, TODAY) if task.what.startswith("镇公示栏")
    ]


def test_a_withdrawal_is_not_asked_of_a_board_on_which_nobody_hung_the_notice(staff: Staff) -> None:
    publication, _ = on_a_board(staff)
    withdrawing.withdraw(publication, reason="privacy", by=staff.clerk, today=TODAY)
    assert not publication.deliveries.filter(state=Delivery.State.BY_HAND).exists()
    assert board_tasks(staff) == []


def test_a_notice_that_hangs_and_was_withdrawn_is_on_the_list_until_it_is_taken_down(staff: Staff) -> None:
    publication, delivery = on_a_board(staff)
    posting = delivering.put_up(delivery, on=TODAY, by=staff.clerk)
    withdrawing.withdraw(publication, reason="privacy", by=staff.clerk, today=TODAY)
    assert board_tasks(staff) == [(f"镇公示栏：{publication.title}", "登记撤下")]
    delivering.take_down(posting, on=TODAY, by=staff.clerk)
    assert board_tasks(staff) == []


def test_what_a_channel_refuses_to_serve_has_failed_and_can_be_sent_again(
    staff: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    delivery = staff.published().deliveries.get()
    with monkeypatch.context() as broken:
        broken.setattr(Portal, "deliver", refuse)
        outbox.pump()
    delivery.refresh_from_db()
    assert (delivery.state, delivery.error) == (Delivery.State.FAILED, "内容与审核时不一致。")
    delivering.retry(delivery, by=staff.clerk)
    outbox.pump()
    delivery.refresh_from_db()
    assert delivery.state == Delivery.State.DONE


def refuse(self: Portal, delivery: Delivery) -> None:
    raise Refused("内容与审核时不一致。")


def test_what_was_given_up_after_the_last_attempt_stands_among_the_failed(
    staff: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    delivery = staff.published().deliveries.get()

    def busy(self: Portal, delivery: Delivery) -> None:
        raise Later("对方正忙。")

    monkeypatch.setattr(Portal, "deliver", busy)
    for _ in range(len(outbox.BACKOFF) + 1):
        delivery.refresh_from_db()
        assert delivery.state == Delivery.State.WAITING
        Outgoing.objects.update(due_at=NOW)
        outbox.pump()
    delivery.refresh_from_db()
    assert (delivery.state, delivery.error) == (Delivery.State.FAILED, "对方正忙。")


def test_a_post_early_in_the_morning_counts_for_its_day_and_not_for_the_day_before(staff: Staff) -> None:
    delivery = staff.published().deliveries.get()
    Delivery.objects.update(state=Delivery.State.DONE, done_at=NOW.replace(hour=2))
    assert obligations.last_post(delivery.channel) == TODAY


def test_what_waits_for_a_reviewer_is_asked_in_as_many_questions_for_one_item_as_for_many(
    staff: Staff,
) -> None:
    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            list(waiting_for(staff.secrecy))
        return len(asked)

    staff.submitted()
    assert questions()  # his roles are asked for once
    for_one = questions()
    for number in range(3):
        staff.submitted(title=f"柳河镇通知之{number}")
    assert len(list(waiting_for(staff.secrecy))) == 4
    assert questions() == for_one


def test_what_takes_effect_on_another_document_stays_as_the_reviewers_read_it(staff: Staff) -> None:
    old, new = staff.published(title="柳河镇旧办法"), staff.draft(title="柳河镇新办法")
    told = drafting.bind(new, what="repeals", to=old.item, by=staff.clerk)
    reviewing.submit(new, by=staff.clerk, today=TODAY)
    for act in (
        lambda: drafting.bind(new, what="replaces", to=old.item, by=staff.clerk),
        lambda: drafting.unbind(told, by=staff.clerk),
    ):
        with pytest.raises(Refused, match="正在审核"):
            act()
    assert drafting.bind(new, what="interprets", to=old.item, by=staff.clerk)


def test_who_only_watches_an_organ_neither_repeals_nor_takes_down_what_it_published(staff: Staff) -> None:
    old, county = staff.published(title="柳河镇旧办法"), staff.county
    watching = county.account(Role.SUPERVISOR, county.office, "watching")
    grant(watching, role=Role.CLERK, organ=county.office, by=Machine("tests"))
    watching = type(watching).objects.get(pk=watching.pk)
    own = drafting.draft(county.office, by=watching, title="青禾县新办法", kind="notice", body="<p>新办法。</p>")
    for what in ("repeals", "amends", "replaces"):
        with pytest.raises(Forbidden):
            drafting.bind(own, what=what, to=old.item, by=watching)
    assert drafting.bind(own, what="clarifies", to=old.item, by=watching)


def test_who_alone_may_do_a_review_leaves_only_after_another_was_named(staff: Staff) -> None:
    steps = [planning.Step(stage, stage.label, (staff.first.pk,) if stage == Stage.FIRST else ()) for stage in Stage]
    planning.set_plan(staff.organ, steps, by=staff.head)
    with pytest.raises(Refused, match="审核分工里的指定 1 件"):
        close(staff.first, by=Machine("tests"))
    assert hand_over(staff.first, staff.colleague, by=Machine("tests")) == {"审核分工里的指定": 1}
    heir = type(staff.colleague).objects.get(pk=staff.colleague.pk)
    assert planning.may_review(heir, staff.organ, Stage.FIRST)
    assert not close(staff.first, by=Machine("tests")).is_active


@pytest.mark.parametrize("passed", [0, 1, 2])
def test_what_was_taken_back_and_sent_in_again_unchanged_waits_for_its_reviewers_again(
    staff: Staff, passed: int
) -> None:
    """The reviews of the same bytes still hold; without this it would be on nobody's list."""
    item = staff.submitted()
    people = [(Stage.SECRECY, staff.secrecy), (Stage.FIRST, staff.first), (Stage.SECOND, staff.second)]
    for stage, by in people[: passed + 1]:
        item = reviewing.approve(item, stage=stage, version=item.version, by=by, today=TODAY)
    item = reviewing.submit(reviewing.recall(item, by=staff.clerk), by=staff.clerk, today=TODAY)
    assert [(one.pk, stage) for one, stage in waiting_for(staff.first)] == [(item.pk, Stage.FIRST)]
    for stage, by in (*people[1:], (Stage.THIRD, staff.final)):
        assert stage in [waits for _, waits in waiting_for(by)]
        item = reviewing.approve(item, stage=stage, version=item.version, by=by, today=TODAY)
    assert item.state == State.READY


def test_scanning_the_same_bytes_again_throws_no_review_away_and_is_for_those_who_submit(staff: Staff) -> None:
    item = staff.ready()
    reviewing.rescan(item, by=staff.clerk, today=TODAY)
    item.refresh_from_db()
    assert item.state == State.READY
    auditor = staff.county.account(Role.AUDITOR, staff.county.government)
    with pytest.raises(Forbidden):
        reviewing.rescan(item, by=auditor, today=TODAY)
    draft = staff.draft(title="还在写的")
    with pytest.raises(Refused, match="提交审核时会自动扫描"):
        reviewing.rescan(draft, by=staff.clerk, today=TODAY)
