"""Bringing an old year's register in from a spreadsheet: every row alone, wrong ones told, a rehearsal first."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction

from gongkai.documents import Unreadable
from gongkai.documents.headed import day, read_headed
from gongkai.law import outcomes
from gongkai.web.applications import clock
from gongkai.web.applications.models import Application
from gongkai.web.applications.models.application import ApplicantKind, Channel
from gongkai.web.applications.services import finding, identities, numbers, relating
from gongkai.web.applications.services.asking import close
from gongkai.web.applications.services.identities import Identity
from gongkai.web.applications.services.stepping import happen
from gongkai.web.audit.services import Actor, Refused, record
from gongkai.web.organs.models import Organ

COLUMNS: Mapping[str, str] = {
    "number": "登记编号", "kind": "申请人类别", "name": "姓名或者名称", "paper": "证件号码", "phone": "电话",
    "channel": "收到方式", "arrived_on": "到达日期", "received_on": "收到日期", "content": "申请内容",
    "outcome": "答复类型", "closed_on": "办结日期", "asked_on": "补正告知日期", "until": "补正期限",
    "corrected_on": "收到补正日期", "consulted_on": "征求第三方意见日期", "opinion_on": "收到第三方意见日期",
    "extended_on": "延期告知日期", "days": "延长工作日", "fee_on": "收费通知日期", "amount": "收费金额",
}  # fmt: skip
NOTES: Mapping[str, str] = {
    "number": "原来的登记编号，同一个机关不能重复", "kind": f"可以是：{'、'.join(ApplicantKind.labels)}",
    "name": "自然人的姓名，或者单位的名称", "paper": "身份证号码或者统一社会信用代码，加密保存",
    "phone": "联系电话", "arrived_on": "写成 2024-03-05",
    "channel": f"可以是：{'、'.join(Channel.labels)}；不填按当面提交",
    "received_on": "收到申请之日（条例第三十一条），写成 2024-03-05", "content": "照申请书原文",
    "outcome": f"已经办结的填，和办结日期一起填；可以是：{'、'.join(one.name for one in outcomes())}",
    "closed_on": "作出答复、申请人撤回之日",
    "asked_on": "要求过补正的填", "until": "要求补正的，填申请人最晚哪天补正", "fee_on": "发过收费通知的填",
    "corrected_on": "申请人补正了的填，答复期限从这天重新起算",
    "consulted_on": "征求过第三方意见的填，这段时间不计入期限",
    "opinion_on": "第三方答复了的填", "extended_on": "延长过答复期限的填，否则会算成逾期", "days": "延长了几个工作日",
    "amount": "通知收取多少，元",
}  # fmt: skip
"""What to write in each column, for whoever fills the sheet in."""
REQUIRED = ("number", "kind", "name", "arrived_on", "received_on", "content")
DATES = (
    "arrived_on", "received_on", "closed_on", "asked_on", "until", "corrected_on", "consulted_on", "opinion_on",
    "extended_on", "fee_on",
)  # fmt: skip
NUMBERS = {"days": (100, "整数"), "amount": (1_000_000_000, "金额")}
"""Column → less than how many, and what it is."""
ROW_LIMIT = 3000
NUMBER_LENGTH = 60
THIRD_PARTY = "第三方"
"""An old register seldom says who."""
Row = dict[str, Any]


@dataclass
class Outcome:
    """How many applications came in, and each row that could not, with the reason; `rehearsed`: nothing was kept."""

    made: int = 0
    rehearsed: bool = False
    errors: list[tuple[int, str]] = field(default_factory=list)


@transaction.atomic
def take_in(content: bytes, *, organ: Organ, by: Actor, today: date, rehearse: bool) -> Outcome:
    """Enter the rows of an xlsx as applications with their events; a rehearsal undoes all of it again."""
    by.may("applications.import", organ)
    outcome = Outcome(rehearsed=rehearse)
    for number, line in _rows(content):
        try:
            with transaction.atomic():
                _enter(_read(line), organ, by, today)
                outcome.made += 1
        except Refused as error:
            outcome.errors.append((number, str(error)))
        except IntegrityError:
            outcome.errors.append((number, f"登记编号“{line.get('number')}”已经有了，不能再导入一次。"))
    record("applications.imported", organ, by=by, made=outcome.made, errors=len(outcome.errors))
    if rehearse:
        transaction.set_rollback(True)
    return outcome


def _rows(content: bytes) -> list[tuple[int, Mapping[str, str]]]:
    headings = {name: (label,) for name, label in COLUMNS.items()}
    try:
        headed = read_headed(content, "导入的表格", headings, needed=REQUIRED, most=ROW_LIMIT)
    except Unreadable as error:
        raise Refused(str(error)) from error
    return [(row.number, row.told) for row in headed.rows]


def _read(line: Mapping[str, str]) -> Row:
    """A row with its dates and choices understood."""
    row = {name: _date(name, line.get(name, "")) for name in DATES}
    row |= {name: line.get(name, "") for name in COLUMNS if name not in DATES}
    if missing := [COLUMNS[name] for name in REQUIRED if not row[name]]:
        raise Refused(f"缺少：{'、'.join(missing)}。")
    if len(row["number"]) > NUMBER_LENGTH:
        raise Refused(f"登记编号太长，最多 {NUMBER_LENGTH} 个字。")
    row |= {name: _figure(name, row[name]) for name in NUMBERS}
    row["kind"] = _choice("kind", row["kind"], {label: value for value, label in ApplicantKind.choices})
    row["channel"] = _choice("channel", row["channel"] or "当面提交", {label: code for code, label in Channel.choices})
    if row["outcome"]:
        row["outcome"] = _choice("outcome", row["outcome"], {one.name: one.code for one in outcomes()})
    if bool(row["outcome"]) != bool(row["closed_on"]):
        raise Refused("“答复类型”和“办结日期”要么都填，要么都不填（还没有办结）。")
    return row


def _date(name: str, words: str) -> date | None:
    if words and day(words) is None:
        raise Refused(f"{COLUMNS[name]}“{words}”不是日期，请写成 2024-03-05。")
    return day(words)


def _figure(name: str, words: str) -> int | Decimal | None:
    """A number of a row, with nothing but digits and a point; None where there is none."""
    most, what = NUMBERS[name]
    if not words:
        return None
    if not re.fullmatch(r"[0-9]+(\.[0-9]{1,2})?", words) or (value := Decimal(words)) >= most:
        raise Refused(f"{COLUMNS[name]}“{words}”不是{what}，请只写数字。")
    if what == "整数" and value != int(value):
        raise Refused(f"{COLUMNS[name]}“{words}”不是整数。")
    return int(value) if what == "整数" else value


def _choice(name: str, words: str, choices: Mapping[str, str]) -> str:
    if words in choices:
        return choices[words]
    if words in choices.values():
        return words
    raise Refused(f"{COLUMNS[name]}“{words}”不认识，可以是：{'、'.join(choices)}。")


def _enter(row: Row, organ: Organ, by: Actor, today: date) -> None:
    paper = "居民身份证" if row["kind"] == ApplicantKind.NATURAL_PERSON else "统一社会信用代码"
    identity = Identity(row["name"], row["paper"], row["phone"], paper=paper)
    receipt = numbers.new_receipt()
    application = Application.objects.create(
        organ=organ, number=row["number"], receipt=receipt,
        query_digest=numbers.query_digest(receipt, numbers.new_query_code()), content=row["content"],
        applicant=identities.keep(organ, row["kind"], identity), applicant_kind=row["kind"], channel=row["channel"],
        arrived_on=row["arrived_on"],
    )  # fmt: skip
    numbers.given_before(organ, "依申", application.number)
    relating.remember(application)
    finding.remember(application)
    record("applications.registered", application, by=by, ground="导入旧台账", channel=row["channel"])
    for kind, on, facts in _events(row):
        happen(application, kind, on, by=by, today=today, past=True, **facts)
    clock.recompute(application, today)
    if row["closed_on"]:
        _close(application, row, by, today)
    application.save()


def _events(row: Row) -> list[tuple[str, date, Row]]:
    events: list[tuple[str, date, Row]] = [("arrived", row["arrived_on"], {"channel": row["channel"]})]
    events.append(("received", row["received_on"], {"channel": row["channel"]}))
    if row["asked_on"]:
        events.append(("correction_asked", row["asked_on"], {"until": row["until"] or _lacks("until")}))
    if row["corrected_on"]:
        events.append(("corrected", row["corrected_on"], {}))
    for name, kind in (("consulted_on", "third_party_asked"), ("opinion_on", "third_party_answered")):
        if row[name]:
            events.append((kind, row[name], {"party": THIRD_PARTY}))
    if row["extended_on"]:
        events.append(("extended", row["extended_on"], {"days": row["days"] or _lacks("days")}))
    if row["fee_on"]:
        events.append(("fee_sent", row["fee_on"], {"amount": row["amount"] or _lacks("amount")}))
        events.append(("fee_noticed", row["fee_on"], {"amount": row["amount"]}))
    return events


def _lacks(name: str) -> None:
    raise Refused(f"缺少：{COLUMNS[name]}。")


def _close(application: Application, row: Row, by: Actor, today: date) -> None:
    outcome, on = row["outcome"], row["closed_on"]
    if on < row["received_on"]:
        raise Refused(f"办结日期 {on} 早于收到日期 {row['received_on']}。")
    if outcome.startswith("lapsed"):
        if application.state != outcome:
            raise Refused("按“逾期不补正”“逾期不缴费”办结的，要填补正告知日期和补正期限，或者收费通知日期和金额。")
        happen(application, "lapsed", on, by=by, today=today)
    else:
        happen(application, "withdrawn" if outcome == "withdrawn" else "answered", on, by=by, today=today)
        clock.recompute(application, today)
    close(application, outcome, on)
