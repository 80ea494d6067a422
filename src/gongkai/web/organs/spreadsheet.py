"""Organs as a spreadsheet: export, and import with an account of every row."""

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import xlsxwriter
from django.db import transaction

from gongkai.documents import Unreadable
from gongkai.documents.headed import read_headed
from gongkai.identifiers import CreditCode, Malformed
from gongkai.web.audit.services import Actor, Forbidden, Refused, record
from gongkai.web.organs.models import Kind, Level, Organ
from gongkai.web.organs.services import describe, found

PLACE: Mapping[str, str] = {
    "short_code": "短代码", "name": "全称", "short_name": "简称", "kind": "类别", "level": "层级",
    "parent": "上级短代码",
    "supervisor": "主管部门短代码",
}  # fmt: skip
FACTS: Mapping[str, str] = {
    name: str(Organ._meta.get_field(name).verbose_name)
    for name in (
        "credit_code", "document_prefix", "address", "postcode", "office_hours", "phone", "fax", "email",
        "website", "duties",
        "unit_name", "unit_head", "unit_address", "unit_hours", "unit_phone", "unit_fax", "unit_email",
        "complaint_phone",
        "reconsideration_organ", "court", "makes_regulations", "holiday_region", "order",
    )
}  # fmt: skip
COLUMNS = {**PLACE, **FACTS}
REQUIRED = ("short_code", "name", "kind", "level")
ROW_LIMIT = 5000


@dataclass
class Outcome:
    """What an import did: how many organs it made and changed, and each row it could not take, with the reason."""

    made: int = 0
    changed: int = 0
    same: int = 0
    errors: list[tuple[int, str]] = field(default_factory=list)


def export(organs: Any) -> bytes:
    """The organs as xlsx, in the columns that `import_organs` reads."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        sheet = book.add_worksheet("机关")
        head = book.add_format({"bold": True, "bg_color": "#f4f6f9", "border": 1, "text_wrap": True})
        sheet.freeze_panes(1, 2)
        sheet.set_column(0, len(COLUMNS) - 1, 18)
        for column, label in enumerate(COLUMNS.values()):
            sheet.write_string(0, column, label, head)
        for row, organ in enumerate(organs.select_related("parent", "supervisor"), start=1):
            for column, name in enumerate(COLUMNS):
                sheet.write_string(row, column, _shown(organ, name))
    return buffer.getvalue()


def _shown(organ: Organ, name: str) -> str:
    value = getattr(organ, name)
    if isinstance(value, Organ):
        return value.short_code
    if name in {"kind", "level"}:
        return str(getattr(organ, f"get_{name}_display")())
    if isinstance(value, bool):
        return "是" if value else "否"
    return "" if value is None else str(value)


@transaction.atomic
def import_organs(content: bytes, *, under: Organ, by: Actor, on: date) -> Outcome:
    """Make and change organs by the rows of an xlsx. A row that is wrong is left out and told; the others go
    on. Organs are known
    by their short code; parents may stand in any order; an empty cell changes nothing."""
    by.may("organs.import", under)
    outcome = Outcome()
    waiting = _rows(content, outcome)
    while waiting:
        later = []
        for number, row in waiting:
            if _parent_to_come(row, waiting):
                later.append((number, row))
            else:
                _take(number, row, outcome, under=under, by=by, on=on)
        if len(later) == len(waiting):
            outcome.errors += [(number, "上级短代码互相循环，请改正。") for number, _ in later]
            break
        waiting = later
    outcome.errors.sort()
    facts = {"made": outcome.made, "changed": outcome.changed, "errors": len(outcome.errors)}
    record("organs.imported", under, by=by, **facts)
    return outcome


def _rows(content: bytes, outcome: Outcome) -> list[tuple[int, dict[str, str]]]:
    headings = {name: (label,) for name, label in COLUMNS.items()}
    try:
        headed = read_headed(content, "导入的表格", headings, needed=REQUIRED, most=ROW_LIMIT)
    except Unreadable as error:
        raise Refused(str(error)) from error
    if headed.strange:
        outcome.errors.append((1, f"不认识这些列，没有导入：{'、'.join(headed.strange)}。"))
    return [(row.number, {name: words for name, words in row.told.items() if words}) for row in headed.rows]


def _parent_to_come(row: dict[str, str], waiting: list[tuple[int, dict[str, str]]]) -> bool:
    """Whether an organ this row hangs on stands in a row still waiting and does not exist yet."""
    wanted = {row.get("parent"), row.get("supervisor")} - {None, row.get("short_code")}
    coming = {other.get("short_code") for _, other in waiting} & wanted
    return bool(coming) and Organ.objects.filter(short_code__in=coming).count() < len(coming)


def _take(number: int, row: dict[str, str], outcome: Outcome, *, under: Organ, by: Actor, on: date) -> None:
    try:
        with transaction.atomic():
            done = _enter(row, under=under, by=by, on=on)
    except (Refused, Forbidden) as error:
        outcome.errors.append((number, str(error)))
    else:
        setattr(outcome, done, getattr(outcome, done) + 1)


def _enter(row: dict[str, str], *, under: Organ, by: Actor, on: date) -> str:
    """Make or change one organ; says which."""
    if missing := [COLUMNS[name] for name in REQUIRED if not row.get(name)]:
        raise Refused(f"缺少：{'、'.join(missing)}。")
    facts = {name: _value(name, row[name]) for name in FACTS if name in row}
    organ = Organ.objects.filter(short_code=row["short_code"]).first()
    if organ is not None:
        if organ.name != row["name"]:
            raise Refused(f"短代码 {row['short_code']} 现在是“{organ.name}”；更名请用“更名”办理，以便保留沿革。")
        if other := [f"{PLACE[name]}“{_shown(organ, name)}”" for name in PLACE if _differs(organ, name, row)]:
            raise Refused(
                f"{organ.name}现在是{'、'.join(other)}，与表里不同；请在机关页面用“更名”“调整隶属”办理，这里不改。"
            )
        changed = any(getattr(organ, name) != value for name, value in facts.items())
        describe(organ, by=by, **facts)
        return "changed" if changed else "same"
    found(
        name=row["name"], short_name=row.get("short_name") or row["name"][:50], short_code=row["short_code"],
        kind=Kind(_choice(Kind, "类别", row["kind"])), level=Level(_choice(Level, "层级", row["level"])),
        parent=_organ("上级", row.get("parent")) or under, supervisor=_organ("主管部门",
        row.get("supervisor")), by=by, on=on,
        **facts,
    )  # fmt: skip
    return "made"


def _differs(organ: Organ, name: str, row: dict[str, str]) -> bool:
    """Whether the row says something else of a name or place than stands; an empty cell says nothing."""
    if not row.get(name):
        return False
    if name in {"kind", "level"}:
        choices = Kind if name == "kind" else Level
        return _choice(choices, PLACE[name], row[name]) != getattr(organ, name)
    return row[name] != _shown(organ, name)


def _value(name: str, text: str) -> Any:
    if name == "credit_code":
        try:
            return CreditCode.parse(text).code
        except Malformed as error:
            raise Refused(str(error)) from error
    if name == "makes_regulations":
        if text not in {"是", "否"}:
            raise Refused(f"“有规章制定权”应为 是 或 否，现在写的是“{text}”。")
        return text == "是"
    if name == "order":
        if not text.isdecimal():
            raise Refused(f"“排序”应为整数，现在写的是“{text}”。")
        return int(text)
    return text


def _choice(choices: Any, label: str, text: str) -> str:
    found_ = {shown: value for value, shown in choices.choices} | {value: value for value in choices.values}
    if text not in found_:
        raise Refused(f"“{label}”应为 {'、'.join(choices.labels)} 之一，现在写的是“{text}”。")
    return str(found_[text])


def _organ(label: str, code: str | None) -> Organ | None:
    if not code:
        return None
    organ = Organ.objects.filter(short_code=code).first()
    if organ is None:
        raise Refused(f"{label}短代码 {code} 没有对应的机关。")
    return organ
