"""What the registers tell the annual report of an organ's year: training, assessment, evaluation, accountability.

A register without entries says nothing (`None`, a visible gap) until somebody makes a 零报告, which says nought.
"""

from typing import Any

from django.db.models import Count, QuerySet, Sum

from gongkai.web.organs.models import Organ
from gongkai.web.oversight.models import Accountability, Assessment, Evaluation, NilReturn, Scheme, Training


def _nil(organ: Organ, year: int, register: str) -> bool:
    return NilReturn.objects.filter(organ=organ, year=year, register=register).exists()


def _counted(rows: "QuerySet[Any]", organ: Organ, year: int, register: str) -> tuple[int | None, int | None]:
    found = rows.filter(organ=organ, on__year=year).aggregate(n=Count("pk"), people=Sum("people"))
    if not found["n"]:
        return (0, 0) if _nil(organ, year, register) else (None, None)
    return found["n"], found["people"] or 0


def year_of(organ: Organ, year: int) -> dict[str, int | str | None]:
    """Key → figure or words: `training/sessions`, `training/people`, `assessment/result`, `evaluation/result`,
    `accountability/cases`, `accountability/people`."""
    sessions, trained = _counted(Training.objects.order_by(), organ, year, "training")
    cases, people = _counted(Accountability.objects.order_by(), organ, year, "accountability")
    return {
        "training/sessions": sessions, "training/people": trained, "accountability/cases": cases,
        "accountability/people": people, "assessment/result": assessed(organ, year),
        "evaluation/result": evaluated(organ, year),
    }  # fmt: skip


def assessed(organ: Organ, year: int) -> str | None:
    """The organ's own score; of who assesses others, how they came out; only of closed books."""
    own = Assessment.objects.filter(organ=organ, scheme__year=year, scheme__state=Scheme.State.CLOSED).first()
    if own:
        return f"{own.score.normalize():f}分，等次为{own.grade}"
    office = Organ.objects.filter(parent=organ, kind="office").values("pk")
    rows = Assessment.objects.filter(
        scheme__organ__in=[organ.pk, *office.values_list("pk", flat=True)], scheme__year=year,
        scheme__state=Scheme.State.CLOSED,
    ).order_by()  # fmt: skip
    counted = dict(rows.values_list("grade").annotate(Count("pk")))
    if not counted:
        return None
    told = "、".join(f"{grade}{count}个" for grade, count in counted.items())
    return f"考核{sum(counted.values())}个机关，{told}"


def evaluated(organ: Organ, year: int) -> str | None:
    """The newest evaluation of the year in words."""
    found = Evaluation.objects.filter(organ=organ, on__year=year).first()
    if found is None:
        return "本年没有组织社会评议" if _nil(organ, year, "evaluation") else None
    return f"以{found.get_method_display()}方式组织，{found.respondents}人参加，满意率{found.satisfied.normalize():f}%"
