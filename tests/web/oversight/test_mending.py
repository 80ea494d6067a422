"""整改: every state and who may leave it."""

from datetime import date, timedelta

import pytest

from gongkai.web.audit.services import Forbidden, Refused
from gongkai.web.messages.models import Notification
from gongkai.web.messages.today import tasks_for
from gongkai.web.oversight.models import Order
from gongkai.web.oversight.models.mending import State
from gongkai.web.oversight.services import mending
from web.oversight.conftest import TODAY


@pytest.fixture
def order(people) -> Order:
    """A problem of 柳河镇 that was sent out."""
    found = mending.find(
        people.county.township,
        office=people.county.office,
        problem="公开指南电话打不通",
        by=people.supervisor,
        today=TODAY,
    )
    return mending.issue(found, by=people.supervisor, today=TODAY)


def test_an_order_goes_from_found_to_verified_and_is_looked_at_again(order, people):
    assert (order.state, order.limit_on) == (State.NOTIFIED, date(2026, 3, 30))
    assert Notification.objects.filter(account=people.clerk, text__contains="整改通知").exists()
    mending.reply(order, measures="今天改", by=people.clerk, today=TODAY)
    mending.finish(order, result="已改，见截图", by=people.clerk, today=TODAY)
    done = mending.verify(order, by=people.supervisor, today=date(2026, 3, 18))
    assert (done.state, done.again_on) == (State.VERIFIED, date(2026, 5, 18))
    again = mending.look_again(order, recurred=True, words="又打不通", by=people.supervisor, today=date(2026, 5, 18))
    assert (again.state, again.recurred, again.again_on) == (State.RETURNED, 1, None)
    assert [step.act for step in order.steps.all()] == [
        "发现问题",
        "发出整改通知",
        "反馈整改措施",
        "报告整改完成",
        "复查通过，销号",
        "回头看：问题反弹",
    ]


def test_what_is_not_mended_goes_back_with_a_new_limit(order, people):
    mending.finish(order, result="改了", by=people.clerk, today=TODAY)
    back = mending.send_back(order, reason="仍打不通", by=people.supervisor, today=date(2026, 3, 20))
    assert (back.state, back.limit_on, back.done_on) == (State.RETURNED, date(2026, 4, 3), None)


def test_only_an_overdue_order_is_criticised_and_only_then_escalated(order, people):
    last, after = date(2026, 3, 30), date(2026, 3, 31)
    with pytest.raises(Refused, match="还没有逾期"):
        mending.criticise(order, by=people.supervisor, today=last)
    with pytest.raises(Refused, match="先通报"):
        mending.escalate(order, words="约谈", by=people.supervisor, today=after)
    mending.criticise(order, by=people.supervisor, today=after)
    with pytest.raises(Refused, match="先通报"):
        mending.escalate(order, words="约谈", by=people.supervisor, today=after)
    assert mending.escalate(order, words="约谈", by=people.supervisor, today=after + timedelta(days=1)).escalated_on


def test_each_side_does_only_its_own_acts(order, people):
    with pytest.raises(Forbidden):
        mending.finish(order, result="改了", by=people.supervisor, today=TODAY)
    with pytest.raises(Forbidden):
        mending.reply(order, measures="改", by=people.stranger, today=TODAY)
    with pytest.raises(Forbidden):
        mending.verify(order, by=people.clerk, today=TODAY)


@pytest.mark.parametrize("state", State)
def test_an_act_outside_its_state_is_refused_and_changes_nothing(order, people, state):
    Order.objects.filter(pk=order.pk).update(state=state, again_on=TODAY, limit_on=date(2026, 3, 30))
    order.refresh_from_db()
    words = {
        "reply": {"measures": "改"},
        "finish": {"result": "改"},
        "return": {"reason": "没改"},
        "again": {"recurred": False},
        "escalate": {"words": "约谈"},
    }
    allowed = mending.open_acts(order, TODAY)
    for name, act in mending.ACTS.items():
        if name in allowed:
            continue
        by = people.clerk if name in ("reply", "finish") else people.supervisor
        with pytest.raises(Refused):
            act(order, by=by, today=TODAY, **words.get(name, {}))
    order.refresh_from_db()
    assert order.state == state


def test_the_order_stands_on_the_desk_of_whose_turn_it_is(order, people):
    assert any(task.key == f"order:{order.pk}" for task in tasks_for(people.clerk, TODAY))
    assert not any(task.key.startswith("verify") for task in tasks_for(people.supervisor, TODAY))
    mending.finish(order, result="改了", by=people.clerk, today=TODAY)
    assert not any(task.key == f"order:{order.pk}" for task in tasks_for(people.clerk, TODAY))
    assert any(task.key == f"verify:{order.pk}" for task in tasks_for(people.supervisor, TODAY))
    assert not any("order" in task.key for task in tasks_for(people.stranger, TODAY))
