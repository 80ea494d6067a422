"""What may be done next on a case: each act with the day it leads to, or with the article that forbids it now.

One registry, in the order in which an officer thinks of them. A step asks the law, never a rule of its own.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from gongkai import law
from gongkai.law import parameter
from gongkai.law.lawful import try_act
from gongkai.web.applications import clock
from gongkai.web.applications.models import Application
from gongkai.web.applications.models.application import State
from gongkai.web.applications.services import splitting

Sketch = Callable[[date], law.Event]


@dataclass(frozen=True)
class Step:
    """A next act: its permission, its page, the states it belongs to, and the event that it would add."""

    key: str
    title: str
    button: str
    permission: str
    states: tuple[str, ...]
    event: Sketch | None = None
    tells: str = ""
    """How the resulting date is told; `{due}` is the due date after the act, `{now}` the one before."""
    after: str = ""
    """The event that must have happened for the step to make sense."""
    against: Callable[[Application], str] | None = None
    """Why it cannot be taken, beyond what the clock says."""


@dataclass(frozen=True)
class Offer:
    """A step as the screen shows it: the day it leads to, or why it cannot be taken."""

    step: Step
    due: date | None = None
    now: date | None = None
    refused: str = ""
    provisional: bool = False
    """Whether the day it leads to may still move, because a year's holidays are not known."""


def _longest_extension(today: date) -> law.Event:
    return law.Event("extended", today, days=int(parameter("deadlines/extension").on(today).value))


def _correction(today: date) -> law.Event:
    return law.Event("correction_asked", today, until=today + timedelta(days=14))


def _asked(kind: str) -> Sketch:
    return lambda today: law.Event(f"{kind}_asked", today, party="（拟征求）")


def _fee(today: date) -> law.Event:
    return law.Event("fee_sent", today, amount=Decimal(100))


def _plain(kind: str) -> Sketch:
    return lambda today: law.Event(kind, today)


WAITING = (State.WAITING_CORRECTION, State.WAITING_FEE)
STEPS: tuple[Step, ...] = (
    Step(
        "confirm",
        "确认收到",
        "确认收到",
        "confirm",
        (State.WAITING_CONFIRMATION,),
        _plain("received"),
        "最晚{due}答复",
    ),
    Step("decide", "作出答复", "起草答复书", "decide", (State.OPEN,), None, "最晚{now}寄出或送达"),
    Step("close", "不再处理", "确认不再处理", "close_lapsed", (State.LAPSED_UNCORRECTED, State.LAPSED_UNPAID)),
    Step(
        "correction",
        "补正通知",
        "起草补正告知书",
        "ask_correction",
        (State.OPEN,),
        _correction,
        "申请人补正后重新计算期限",
    ),
    Step(
        "corrected",
        "登记补正",
        "登记收到补正",
        "answer_correction",
        (State.WAITING_CORRECTION, State.LAPSED_UNCORRECTED),
        _plain("corrected"),
        "收到补正后，最晚{due}答复",
    ),
    Step(
        "third-party",
        "征求第三方意见",
        "发函",
        "consult",
        (State.OPEN,),
        _asked("third_party"),
        "征求期间不计；期满才回的，最晚{due}答复",
    ),
    Step(
        "joint-maker",
        "征求共同制作机关意见",
        "发函",
        "consult",
        (State.OPEN,),
        _asked("joint_maker"),
        "征求期间不计；期满未答复视为同意，最晚{due}答复",
    ),
    Step(
        "organ",
        "征求其他机关意见",
        "发函",
        "consult",
        (State.OPEN,),
        _asked("organ"),
        "征求期间不计，收到意见时重新算出期限",
    ),
    Step(
        "extend",
        "延长期限",
        "申请延长",
        "approve_extension",
        (State.OPEN,),
        _longest_extension,
        "最多延至{due}，须在{now}前由公开工作机构负责人同意并告知申请人",
    ),
    Step("fee", "收费通知", "起草收费通知书", "charge", (State.OPEN,), _fee, "缴费后重新计算期限"),
    Step("fee-received", "登记收到收费通知", "登记申请人收到", "charge", (State.WAITING_FEE,), _plain("fee_noticed")),
    Step(
        "paid",
        "登记缴费",
        "登记缴费",
        "charge",
        (State.WAITING_FEE, State.LAPSED_UNPAID),
        _plain("fee_paid"),
        "缴费后，最晚{due}答复",
    ),
    Step(
        "reasons",
        "要求说明理由",
        "起草说明理由告知书",
        "ask_reasons",
        (State.OPEN,),
        None,
        "期限照常计算，{now}前仍须答复",
    ),
    Step(
        "split",
        "一事一申请，拆分",
        "拆成几件",
        "split",
        (State.OPEN,),
        tells="一件写了几件事的，拆成几件分别答复；收到日期不变，每件都是{now}前答复",
        against=splitting.reason_against,
    ),
    Step("reasons-given", "登记说明的理由", "登记", "give_reasons", (State.OPEN,), after="reasons_asked"),
    Step("defer", "合理延迟", "确定延迟", "approve_extension", (State.OPEN,), after="reasons_given"),
    Step(
        "withdraw",
        "登记撤回",
        "登记撤回",
        "withdraw",
        (State.OPEN, State.WAITING_CONFIRMATION, *WAITING),
        _plain("withdrawn"),
    ),
    Step(
        "review",
        "登记复议、诉讼",
        "登记",
        "review",
        (State.ANSWERED, State.ARCHIVED, State.OPEN, State.LAPSED_UNCORRECTED, State.LAPSED_UNPAID),
    ),
    Step(
        "archive",
        "归档",
        "归档",
        "archive",
        (State.ANSWERED, State.WITHDRAWN, State.LAPSED_UNCORRECTED, State.LAPSED_UNPAID),
    ),
)


BEFORE_THE_END = frozenset({"close", "corrected", "paid"})
"""What a lapsed case is still open to until somebody confirms that it is no longer handled."""


def offers(application: Application, today: date) -> Iterator[Offer]:
    """The steps of the case's state in order, lawful or not; each unlawful one with its reason."""
    history = clock.history(application)
    region = application.organ.holiday_region or None
    now = law.account(history, region=region, as_of=today).due
    for step in STEPS:
        if application.state not in step.states:
            continue
        if step.after and not application.events.filter(kind=step.after, struck_on=None).exists():
            continue
        if step.key in (BEFORE_THE_END if application.closed_on else ("archive",)):
            continue
        against = step.against(application) if step.against else ""
        yield Offer(step, now=now, refused=against) if against else _offer(step, history, region, now, today)


def _offer(step: Step, history: list[law.Event], region: str | None, now: date | None, today: date) -> Offer:
    if step.event is None:
        return Offer(step, now=now)
    try:
        tried = try_act(history, step.event(today), region=region, as_of=today)
    except law.BadInput as error:
        return Offer(step, now=now, refused=str(error))
    if tried.reason is not None:
        return Offer(step, now=now, refused=f"{tried.reason.message}（{tried.reason.cites}）")
    after = tried.after
    return Offer(step, due=after.due if after else None, now=now, provisional=after is not None and after.provisional)
