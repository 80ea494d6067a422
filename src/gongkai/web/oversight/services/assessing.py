"""考核: open a scheme, take and give points with evidence, tell, hear appeals, close. Both scores are kept."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db import transaction

from gongkai.web.audit.services import Actor, Refused, record
from gongkai.web.organs.models import Organ
from gongkai.web.oversight.models import Appeal, Assessment, Deduction, Mark, Scheme
from gongkai.web.oversight.terms import indicators, limits, working_days_after

HUNDRED = Decimal(100)
CENT = Decimal("0.01")


@transaction.atomic
def draw_up(office: Organ, *, year: int, title: str, by: Actor) -> Scheme:
    """Begin the scheme of a year with the indicators of `scheme.toml`."""
    by.may("oversight.assess", office)
    if Scheme.objects.filter(organ=office, year=year).exists():
        raise Refused(f"{year}年的考核办法已经有了。")
    if not title.strip():
        raise Refused("写明考核办法的名称。")
    rows = [dict(row) for row in indicators()]
    scheme = Scheme.objects.create(organ=office, year=year, title=title.strip(), indicators=rows)
    record("oversight.scheme_drawn_up", scheme, by=by, year=year)
    return scheme


@transaction.atomic
def weigh(scheme: Scheme, *, points: Mapping[str, int], by: Actor) -> Scheme:
    """Set the points of the indicators; together they are a hundred."""
    scheme = _scheme(scheme, by, Scheme.State.DRAFT)
    total = sum(points.get(row["code"], row["points"]) for row in scheme.indicators)
    if total != HUNDRED:
        raise Refused(f"各项分值合计应为 100 分，现在是 {total} 分。")
    if any(value < 0 for value in points.values()):
        raise Refused("分值不能是负数。")
    for row in scheme.indicators:
        row["points"] = points.get(row["code"], row["points"])
    scheme.save(update_fields=["indicators"])
    record("oversight.scheme_weighed", scheme, by=by, after={"points": dict(points)})
    return scheme


def _scheme(scheme: Scheme, by: Actor, *states: str) -> Scheme:
    by.may("oversight.assess", scheme)
    scheme = Scheme.objects.select_for_update().select_related("organ").get(pk=scheme.pk)
    if scheme.state not in states:
        raise Refused(f"考核现在是“{scheme.get_state_display()}”，不能这样办。")
    return scheme


@transaction.atomic
def open_scheme(scheme: Scheme, organs: Sequence[Organ], *, by: Actor) -> list[Assessment]:
    """Begin scoring these organs; each starts with everything."""
    scheme = _scheme(scheme, by, Scheme.State.DRAFT)
    if not organs:
        raise Refused("选择要考核的机关。")
    made = []
    for organ in organs:
        by.may("oversight.assess", organ)
        one = Assessment.objects.create(scheme=scheme, organ=organ)
        Mark.objects.bulk_create([Mark(assessment=one, code=row["code"]) for row in scheme.indicators])
        made.append(one)
    scheme.state = Scheme.State.OPEN
    scheme.save(update_fields=["state"])
    for one in made:
        rescore(one)
    record("oversight.scheme_opened", scheme, by=by, organs=len(made))
    return made


def _assessment(assessment: Assessment, act: str, by: Actor, *states: str) -> Assessment:
    by.may(act, assessment)
    found = Assessment.objects.select_for_update().select_related("scheme", "organ").get(pk=assessment.pk)
    if found.scheme.state not in states:
        raise Refused(f"考核现在是“{found.scheme.get_state_display()}”，不能这样办。")
    return found


@transaction.atomic
def deduct(
    assessment: Assessment,
    *,
    code: str,
    points: Decimal,
    reason: str,
    evidence: str,
    by: Actor,
    kind: str = Deduction.Kind.DEDUCT,
    url: str = "",
    leak: bool = False,
    measured: bool = False,
) -> Deduction:
    """Take points from an indicator, add a bonus, or charge a penalty: never without reason and evidence."""
    assessment = _assessment(assessment, "oversight.assess", by, Scheme.State.OPEN)
    known = {row["code"]: Decimal(str(row["points"])) for row in assessment.scheme.indicators}
    if kind == Deduction.Kind.DEDUCT and code not in known:
        raise Refused("选择在哪一项指标里扣分。")
    if points <= 0:
        raise Refused("分值要大于 0。")
    if not reason.strip() or not evidence.strip():
        raise Refused("每一分都要写明原因和佐证。")
    if kind == Deduction.Kind.DEDUCT and points > known[code]:
        raise Refused(f"这一项一共 {known[code]} 分，不能扣 {points} 分。")
    made = Deduction.objects.create(
        assessment=assessment,
        kind=kind,
        code=code if kind == Deduction.Kind.DEDUCT else "",
        points=points,
        reason=reason.strip(),
        evidence=evidence.strip(),
        url=url,
        leak=leak,
        measured=measured,
        by_name=by.audit_name,
    )
    rescore(assessment)
    record("oversight.points_set", assessment, by=by, kind=kind, code=code, points=points, reason=reason)
    return made


@transaction.atomic
def drop_deduction(deduction: Deduction, *, by: Actor) -> None:
    """Take back what was entered by mistake, before the scores are told."""
    assessment = _assessment(deduction.assessment, "oversight.assess", by, Scheme.State.OPEN)
    record("oversight.points_dropped", assessment, by=by, before={"words": str(deduction)})
    deduction.delete()
    rescore(assessment)


@transaction.atomic
def set_occasion(assessment: Assessment, *, code: str, occasion: bool, why: str, by: Actor) -> Mark:
    """Say that an indicator had no occasion in the year: it counts neither for nor against."""
    assessment = _assessment(assessment, "oversight.assess", by, Scheme.State.OPEN)
    if not occasion and not why.strip():
        raise Refused("写明为什么没有这项工作，例如“全年没有收到申请”。")
    mark = assessment.marks.get(code=code)
    mark.occasion, mark.why = occasion, "" if occasion else why.strip()[:200]
    mark.save()
    rescore(assessment)
    record("oversight.occasion_set", assessment, by=by, code=code, occasion=occasion, why=mark.why)
    return mark


@transaction.atomic
def measure(assessment: Assessment, shares: Mapping[str, tuple[float | None, str, str]], *, by: Actor) -> int:
    """Take over what the platform measured: indicator → (share reached or None, words, address of the records).

    What was measured before is replaced; what a person entered stays. Gives how many indicators lose points.
    """
    assessment = _assessment(assessment, "oversight.assess", by, Scheme.State.OPEN)
    assessment.deductions.filter(measured=True).delete()
    lost = 0
    for row in assessment.scheme.indicators:
        if row["code"] not in shares:
            continue
        share, words, url = shares[row["code"]]
        Mark.objects.filter(assessment=assessment, code=row["code"]).update(
            occasion=share is not None, why="" if share is not None else words[:200]
        )
        points = _part(row["points"], share)
        if points:
            Deduction.objects.create(
                assessment=assessment,
                code=row["code"],
                points=points,
                reason=f"{row['title']}：{words}"[:300],
                evidence="系统按登记簿测得",
                url=url,
                measured=True,
                by_name=by.audit_name,
            )
            lost += 1
    rescore(assessment)
    record("oversight.measured", assessment, by=by, lost=lost)
    return lost


def _part(points: Any, share: float | None) -> Decimal:
    if share is None:
        return Decimal(0)
    lost = Decimal(str(points)) * (1 - Decimal(str(round(share, 4))))
    return max(Decimal(0), lost).quantize(CENT, ROUND_HALF_UP)


def earned(assessment: Assessment) -> list[dict[str, Any]]:
    """Each indicator with its points, what was taken, what is left; `None` where there was no occasion."""
    marks = {mark.code: mark for mark in assessment.marks.all()}
    taken: dict[str, list[Deduction]] = {}
    for one in assessment.deductions.all():
        if one.kind == Deduction.Kind.DEDUCT:
            taken.setdefault(one.code, []).append(one)
    rows = []
    for row in assessment.scheme.indicators:
        mark, points = marks.get(row["code"]), Decimal(str(row["points"]))
        lost = min(points, sum((one.points for one in taken.get(row["code"], []) if not one.restored), Decimal(0)))
        occasion = mark is None or mark.occasion
        rows.append(
            {
                **row,
                "points": points,
                "left": points - lost if occasion else None,
                "why": mark.why if mark else "",
                "taken": taken.get(row["code"], []),
                "occasion": occasion,
            }
        )
    return rows


def total(assessment: Assessment) -> Decimal:
    """What it comes to: earned of what was possible, to a hundred; bonus within its limit; penalties off."""
    rows = [row for row in earned(assessment) if row["occasion"]]
    possible = sum((row["points"] for row in rows), Decimal(0))
    basis = sum((row["left"] for row in rows), Decimal(0)) * HUNDRED / possible if possible else HUNDRED
    extra = {Deduction.Kind.BONUS: Decimal(0), Deduction.Kind.PENALTY: Decimal(0)}
    for one in assessment.deductions.all():
        if one.kind in extra and not one.restored:
            extra[Deduction.Kind(one.kind)] += one.points
    bonus = min(extra[Deduction.Kind.BONUS], Decimal(limits()["bonus"]["most"]))
    return max(Decimal(0), basis + bonus - extra[Deduction.Kind.PENALTY]).quantize(CENT, ROUND_HALF_UP)


def rescore(assessment: Assessment) -> Assessment:
    """Write score, grade and leaks anew; a leak bars from the best grade."""
    assessment = Assessment.objects.select_related("scheme").get(pk=assessment.pk)
    assessment.score = total(assessment)
    assessment.leaks = assessment.deductions.filter(leak=True, restored=False).count()
    grades = [row for row in limits()["grades"] if assessment.score >= row["least"]]
    if assessment.leaks and grades and grades[0]["least"] == limits()["grades"][0]["least"]:
        grades = grades[1:]
    assessment.grade = grades[0]["title"] if grades else ""
    assessment.save(update_fields=["score", "leaks", "grade"])
    return assessment


@transaction.atomic
def tell(scheme: Scheme, *, by: Actor, today: date) -> Scheme:
    """Give every organ its score with the evidence; from now it may appeal."""
    scheme = _scheme(scheme, by, Scheme.State.OPEN)
    days = limits()["appeal"]["working_days"]
    scheme.state, scheme.appeal_until = Scheme.State.TOLD, working_days_after(scheme.organ, today, days)
    scheme.save(update_fields=["state", "appeal_until"])
    for one in scheme.assessments.all():
        Assessment.objects.filter(pk=one.pk).update(first_score=one.score)
    record("oversight.scores_told", scheme, by=by, appeal_until=scheme.appeal_until)
    return scheme


@transaction.atomic
def appeal(deduction: Deduction, *, words: str, by: Actor, today: date) -> Appeal:
    """The organ appeals against one deduction, within the days it has."""
    assessment = _assessment(deduction.assessment, "oversight.appeal", by, Scheme.State.TOLD)
    until = assessment.scheme.appeal_until
    if until and today > until:
        raise Refused(f"申诉期到 {until} 为止，已经过了。")
    if Appeal.objects.filter(deduction=deduction).exists():
        raise Refused("这一处已经申诉过了。")
    if not words.strip():
        raise Refused("写明申诉的理由和佐证。")
    made = Appeal.objects.create(deduction=deduction, words=words.strip(), on=today, by_name=by.audit_name)
    record("oversight.appealed", assessment, by=by, reason=deduction.reason, words=words)
    return made


@transaction.atomic
def decide(one: Appeal, *, upheld: bool, answer: str, by: Actor, today: date) -> Appeal:
    """Uphold an appeal (the points come back, the first score stays on record) or turn it down, with the reason."""
    assessment = _assessment(one.deduction.assessment, "oversight.assess", by, Scheme.State.TOLD)
    one = Appeal.objects.select_related("deduction").get(pk=one.pk)  # as it is now that nobody else decides
    if one.answered_on:
        raise Refused(f"这件申诉已于 {one.answered_on} 处理。")
    if not answer.strip():
        raise Refused("写明处理的理由。")
    one.upheld, one.answer, one.answered_on = upheld, answer.strip(), today
    one.save()
    Deduction.objects.filter(pk=one.deduction_id).update(restored=upheld)
    rescore(assessment)
    record("oversight.appeal_decided", assessment, by=by, upheld=upheld, answer=answer)
    return one


@transaction.atomic
def close(scheme: Scheme, *, by: Actor) -> Scheme:
    """Close the books: nothing changes any more, and the annual report may quote it."""
    scheme = _scheme(scheme, by, Scheme.State.TOLD)
    if Appeal.objects.filter(deduction__assessment__scheme=scheme, answered_on=None).exists():
        raise Refused("还有没处理的申诉，处理完再定稿。")
    scheme.state = Scheme.State.CLOSED
    scheme.save(update_fields=["state"])
    record("oversight.scheme_closed", scheme, by=by)
    return scheme
