"""整改: 发现 → 通知（限期）→ 反馈措施 → 报完成 → 复查（销号或退回）→ 回头看; overdue → 通报 → 提级."""

from datetime import date
from typing import Any

from django.db import transaction

from gongkai.web.applications.services.numbers import next_number
from gongkai.web.audit.services import Actor, Refused, record
from gongkai.web.messages.services import notify
from gongkai.web.organs.models import Organ
from gongkai.web.oversight.models import Inspection, Order, Step
from gongkai.web.oversight.models.mending import ORGAN_ACTS, State
from gongkai.web.oversight.services.registers import recipients
from gongkai.web.oversight.terms import limits, months_after, working_days_after


def _locked(order: Order, act: str, states: tuple[str, ...], by: Actor) -> Order:
    by.may(act, order)
    found = Order.objects.select_for_update().select_related("organ", "office").get(pk=order.pk)
    if found.state not in states:
        raise Refused(f"{found.number}现在是“{found.get_state_display()}”，不能这样办。请刷新后再看。")
    return found


def _step(order: Order, act: str, on: date, words: str, by: Actor) -> Order:
    order.save()
    Step.objects.create(order=order, on=on, act=act, words=words.strip(), by_name=by.audit_name)
    return order


def _said(words: str, what: str) -> str:
    if not words.strip():
        raise Refused(f"写明{what}。")
    return words.strip()


def _tell(order: Order, words: str, key: str) -> None:
    for person in recipients(order.organ):
        notify(person, words[:300], key=f"order:{order.pk}:{key}", url=f"/workbench/orders/{order.pk}/", urgent=True)


@transaction.atomic
def find(
    organ: Organ, *, office: Organ, problem: str, by: Actor, today: date, evidence: str = "", source: str = "",
    inspection: Inspection | None = None,
) -> Order:  # fmt: skip
    """Enter a problem of an organ. 条例第四十七条第一款: 督促整改."""
    by.may("oversight.inspect", organ)
    order = Order(
        organ=organ, office=office, inspection=inspection, source=source or (inspection.title if inspection else ""),
        number=next_number(office, "整改", today.year), problem=_said(problem, "发现了什么问题"),
        evidence=evidence.strip(), found_on=today,
    )  # fmt: skip
    _step(order, "发现问题", today, order.problem, by)
    record("oversight.order_found", order, by=by, ground="条例第四十七条", problem=order.problem)
    return order


@transaction.atomic
def issue(order: Order, *, by: Actor, today: date, limit_on: date | None = None) -> Order:
    """Send the 整改通知 with its limit; without one given, that of `limits.toml`."""
    order = _locked(order, "oversight.inspect", (State.FOUND,), by)
    limit = limit_on or working_days_after(order.organ, today, limits()["order"]["limit_working_days"])
    if limit <= today:
        raise Refused("整改时限要在今天以后。")
    order.state, order.limit_on = State.NOTIFIED, limit
    _step(order, "发出整改通知", today, f"{limit} 前完成整改", by)
    _tell(order, f"收到整改通知 {order.number}：{order.problem[:60]}。{limit} 前完成。", "issued")
    record("oversight.order_issued", order, by=by, limit_on=limit)
    return order


@transaction.atomic
def reply(order: Order, *, measures: str, by: Actor, today: date) -> Order:
    """The organ says what it will do."""
    order = _locked(order, "oversight.rectify", (State.NOTIFIED, State.RETURNED), by)
    order.state, order.measures = State.REPLIED, _said(measures, "怎样整改、谁来办、哪天完成")
    _step(order, "反馈整改措施", today, measures, by)
    record("oversight.order_replied", order, by=by, measures=order.measures)
    return order


@transaction.atomic
def finish(order: Order, *, result: str, by: Actor, today: date) -> Order:
    """The organ reports that it is done, with what shows it."""
    order = _locked(order, "oversight.rectify", ORGAN_ACTS, by)
    order.state, order.result, order.done_on = State.DONE, _said(result, "做了什么、佐证在哪里"), today
    _step(order, "报告整改完成", today, result, by)
    record("oversight.order_done", order, by=by, result=order.result)
    return order


@transaction.atomic
def verify(order: Order, *, by: Actor, today: date, words: str = "") -> Order:
    """Looked at and found mended; a day to look again is set."""
    order = _locked(order, "oversight.inspect", (State.DONE,), by)
    again = months_after(today, limits()["order"]["again_months"])
    order.state, order.verified_on, order.again_on = State.VERIFIED, today, again
    _step(order, "复查通过，销号", today, f"{words} {again} 回头看".strip(), by)
    record("oversight.order_verified", order, by=by, again_on=again)
    return order


@transaction.atomic
def send_back(order: Order, *, reason: str, by: Actor, today: date, limit_on: date | None = None) -> Order:
    """Looked at and found not mended; a new limit runs."""
    order = _locked(order, "oversight.inspect", (State.DONE,), by)
    limit = limit_on or working_days_after(order.organ, today, limits()["order"]["limit_working_days"])
    order.state, order.limit_on, order.done_on = State.RETURNED, limit, None
    _step(order, "复查退回", today, f"{_said(reason, '哪里没有改好')} {limit} 前改完", by)
    _tell(order, f"整改 {order.number} 复查退回：{reason[:80]}。{limit} 前改完。", f"returned:{today}")
    record("oversight.order_returned", order, by=by, reason=reason, limit_on=limit)
    return order


@transaction.atomic
def look_again(order: Order, *, recurred: bool, by: Actor, today: date, words: str = "") -> Order:
    """回头看: it stayed mended, or it came back (which counts double in the assessment) and is ordered anew."""
    order = _locked(order, "oversight.inspect", (State.VERIFIED,), by)
    if order.again_on is None:
        raise Refused(f"{order.number}已经回头看过了。")
    order.again_on = None
    if not recurred:
        _step(order, "回头看：没有反弹", today, words, by)
        record("oversight.order_looked_again", order, by=by, recurred=False)
        return order
    order.recurred += 1
    order.state, order.done_on, order.verified_on = State.RETURNED, None, None
    order.limit_on = working_days_after(order.organ, today, limits()["order"]["limit_working_days"])
    _step(order, "回头看：问题反弹", today, f"{_said(words, '反弹的情况')} {order.limit_on} 前改完", by)
    _tell(order, f"整改 {order.number} 回头看发现反弹：{words[:80]}。{order.limit_on} 前改完。", f"again:{today}")
    record("oversight.order_looked_again", order, by=by, recurred=True)
    return order


def overdue(order: Order, today: date) -> bool:
    """Whether the organ has let its limit pass."""
    return order.waits_for_organ and order.limit_on is not None and order.limit_on < today


@transaction.atomic
def criticise(order: Order, *, by: Actor, today: date) -> Order:
    """通报批评 for an order that is overdue. 条例第四十七条第一款."""
    order = _locked(order, "oversight.inspect", ORGAN_ACTS, by)
    if not overdue(order, today):
        raise Refused("还没有逾期，不能通报。")
    if order.criticised_on:
        raise Refused(f"已于 {order.criticised_on} 通报。")
    order.criticised_on = today
    _step(order, "逾期通报", today, f"应于 {order.limit_on} 前完成", by)
    _tell(order, f"整改 {order.number} 逾期，已予通报。", "criticised")
    record("oversight.order_criticised", order, by=by, ground="条例第四十七条")
    return order


@transaction.atomic
def escalate(order: Order, *, words: str, by: Actor, today: date) -> Order:
    """提级: propose to the organ above that persons be held to account; only after a 通报 has not helped."""
    order = _locked(order, "oversight.inspect", ORGAN_ACTS, by)
    if order.criticised_on is None or order.criticised_on >= today:
        raise Refused("先通报，通报以后仍不改的才提级（条例第四十七条、第五十三条）。")
    if order.escalated_on:
        raise Refused(f"已于 {order.escalated_on} 提级。")
    order.escalated_on = today
    _step(order, "提级，建议追究责任", today, _said(words, "建议怎样处理"), by)
    record("oversight.order_escalated", order, by=by, ground="条例第四十七条、第五十三条", words=words)
    return order


ACTS: dict[str, Any] = {
    "issue": issue, "reply": reply, "finish": finish, "verify": verify, "return": send_back, "again": look_again,
    "criticise": criticise, "escalate": escalate,
}  # fmt: skip
"""What may be done to an order, by the name its page uses."""


def open_acts(order: Order, today: date) -> list[str]:
    """The acts that its state allows today, whoever may do them."""
    late = overdue(order, today)
    found = {
        State.FOUND: ["issue"], State.NOTIFIED: ["reply", "finish"], State.REPLIED: ["finish"],
        State.RETURNED: ["reply", "finish"], State.DONE: ["verify", "return"],
        State.VERIFIED: ["again"] if order.again_on else [],
    }[State(order.state)]  # fmt: skip
    if late and not order.criticised_on:
        found = [*found, "criticise"]
    if order.waits_for_organ and order.criticised_on and order.criticised_on < today and not order.escalated_on:
        found = [*found, "escalate"]
    return found
