"""一事一申请: a letter that asks for several things becomes several applications, each with its number and its clock.

The organ may split it into the smallest reasonable units (国办函〔2020〕109号), each of which counts once.
"""

import re
from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import Q

from gongkai.paper.numerals import numeral
from gongkai.web.applications import clock
from gongkai.web.applications.models import Application
from gongkai.web.applications.models.application import State
from gongkai.web.applications.services import finding, numbers, relating
from gongkai.web.applications.services.stepping import changing, happen
from gongkai.web.applications.services.telling import tell_split
from gongkai.web.audit.services import Actor, Refused, record

MOST = 50
"""How many one letter may become at a time: our custom, against slips."""
SHORTEST = 4
OF_THE_WHOLE = ("arrived", "received", "correction_asked", "corrected")
"""What happened to the letter as a whole, and so holds for each of its parts."""
_COUNT = {numeral(number): number for number in range(1, MOST + 1)} | {str(n): n for n in range(1, MOST + 1)}
_NUMBER = r"([0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_ASKING = (
    r"您好|你好|我们|我|本人|想|现|特|请|贵[镇乡局县街道办]*|依法|向|申请|要求|希望|公开|提供|获取|了解|查询|知道|一下"
)
_NOTHING = r"以下|下列|如下|政府信息|信息|内容|材料|文件|几项|各项|[\s，,。：:；;、]"
_BEFORE, _AFTER = re.compile(rf"^(?:{_ASKING}|{_NOTHING})+"), re.compile(rf"(?:{_NOTHING})+$")
_MARK = re.compile(rf"(?:(?:^|(?<=[\n；;。：:，,]))\s*{_NUMBER}(?:、|[．.](?![0-9]))|[（(]{_NUMBER}[)）])\s*")


def proposed(content: str) -> list[str]:
    """The things that are asked for in numbered lines, each with what was said before all; else the whole as one."""
    marks = list(_MARK.finditer(content))
    counted = [_COUNT.get(mark[1] or mark[2]) for mark in marks]
    if len(marks) < 2 or counted != list(range(1, len(marks) + 1)):
        return [content]
    ends = [mark.start() for mark in marks[1:]] + [len(content)]
    told = _AFTER.sub("", _BEFORE.sub("", content[: marks[0].start()]))
    parts = (content[mark.end() : end].strip(" \n\r\t；;。，,、") for mark, end in zip(marks, ends, strict=True))
    return [told + part for part in parts]


def reason_against(application: Application) -> str:
    """Why the application cannot be split now; empty where it can."""
    if application.received_on is None:
        return "还没有确认收到，先确认收到，再拆分。"
    if application.state == State.WAITING_CORRECTION:
        return "正在等申请人补正，收到补正以后再拆分。"
    if not application.running:
        return "本件已经办结，不能再拆分。"
    if application.decisions.exists():
        return "已经起草了答复，不能再拆分；请在一份答复里分项答复。"
    done = application.events.filter(kind__in=clock.KINDS, struck_on=None).exclude(kind__in=OF_THE_WHOLE).first()
    if done is not None:
        return f"已经有“{done.get_kind_display()}”，是对整件办的，不能再拆分；请在一份答复里分项答复。"
    return ""


def together(application: Application) -> list[Application]:
    """The application and all that were split from the same letter, in their order; only itself where none was."""
    root = application.split_from_id or application.pk
    return list(Application.objects.filter(Q(pk=root) | Q(split_from=root)).select_related("organ").order_by("pk"))


@transaction.atomic
def split(
    application: Application, *, parts: Sequence[str], by: Actor, today: date, known_as: Sequence[str] = ()
) -> list[Application]:
    """Make one application of each part. The first stays with this one; the others, which are returned, get numbers of
    their own, the same days of arrival and receipt, and receipts made of the same one, for the same query code.
    """
    _check(parts)
    names = [*known_as, *[""] * len(parts)]
    with changing(application, "split", by=by, today=today) as locked:
        if against := reason_against(locked):
            raise Refused(against)
        root = Application.objects.select_for_update().get(pk=locked.split_from_id or locked.pk)
        made = [_part(locked, root, parts[place], names[place], by=by, today=today) for place in range(1, len(parts))]
        told = f"一事一申请：从本件拆出{'、'.join(one.number for one in made)}。申请人原来写的是：{locked.content}"
        happen(locked, "note", today, by=by, today=today, words=told)
        locked.content, locked.known_as = parts[0].strip(), names[0] or locked.known_as
        locked.likenesses.all().delete()
        relating.remember(locked)
        finding.remember(locked)
        record("applications.split", locked, by=by, ground="国办函〔2020〕109号", parts=len(parts))
        tell_split(locked, made)
    application.content, application.known_as = locked.content, locked.known_as
    return made


def _check(parts: Sequence[str]) -> None:
    if len(parts) < 2:
        raise Refused("拆分要写明至少两件，每件一行。")
    if len(parts) > MOST:
        raise Refused(f"一次最多拆成 {MOST} 件。")
    for place, part in enumerate(parts, start=1):
        if len(part.strip()) < SHORTEST:
            raise Refused(f"第 {place} 件太短，写明要的是什么信息（条例第二十九条）。")
        if part.strip() in (other.strip() for other in parts[: place - 1]):
            raise Refused(f"第 {place} 件与前面的重复。")


def _part(whole: Application, root: Application, content: str, known_as: str, *, by: Actor, today: date) -> Application:
    same = ("organ", "applicant", "applicant_kind", "channel", "obtaining", "medium", "help_needed", "officer")
    part = Application.objects.create(
        **{name: getattr(whole, name) for name in (*same, "arrived_on", "confirmed_by_applicant_on")},
        number=numbers.next_number(whole.organ, "依申", whole.arrived_on.year),
        receipt=f"{root.receipt}-{root.parts.count() + 2}",
        query_digest=root.query_digest,
        split_from=root,
        content=content.strip(),
        known_as=known_as,
    )
    relating.remember(part)
    finding.remember(part)
    record("applications.split_off", part, by=by, ground="国办函〔2020〕109号", whole=whole.number)
    for event in whole.events.filter(kind__in=OF_THE_WHOLE, struck_on=None).order_by("on", "pk"):
        facts = {name: getattr(event, name) for name in ("channel", "until", "words")}
        happen(part, event.kind, event.on, by=by, today=today, past=True, quiet=True, **facts)
    words = f"一事一申请：从{whole.number}拆出，收到日期和期限与它相同。"
    happen(part, "note", today, by=by, today=today, words=words)
    clock.recompute(part, today)
    part.save()
    return part
