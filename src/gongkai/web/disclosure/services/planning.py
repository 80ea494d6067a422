"""Who reviews in an organ: how many reviews, by which roles or named persons."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from gongkai.web.accounts.models import Account, Post, Role
from gongkai.web.audit.services import Actor, Refused, record
from gongkai.web.disclosure.models import ReviewPlan, Stage
from gongkai.web.organs.models import Kind, Organ


@dataclass(frozen=True, slots=True)
class Step:
    """One review of the plan; `accounts`, where given, narrows the role to named persons."""

    stage: Stage
    title: str
    accounts: tuple[int, ...] = ()


DEFAULT = (
    Step(Stage.SECRECY, "保密审查"),
    Step(Stage.FIRST, "经办科室"),
    Step(Stage.SECOND, "办公室负责人"),
    Step(Stage.THIRD, "分管领导"),
)
ROLES = {
    Stage.SECRECY: Role.SECRECY_REVIEWER, Stage.FIRST: Role.FIRST_REVIEWER,
    Stage.SECOND: Role.SECOND_REVIEWER, Stage.THIRD: Role.FINAL_REVIEWER,
}  # fmt: skip
ACTS = {stage: f"disclosure.review_{stage}" for stage in Stage}
ORDER = (Stage.FIRST, Stage.SECOND, Stage.THIRD)


def plan_of(organ: Organ) -> tuple[Step, ...]:
    """The plan of an organ; one that has none of its own has the default of all three reviews."""
    plan = ReviewPlan.objects.filter(organ=organ).first()
    if plan is None:
        return DEFAULT
    return tuple(Step(Stage(row["stage"]), row["title"], tuple(row.get("accounts", ()))) for row in plan.stages)


def reviews_of(organ: Organ) -> tuple[Step, ...]:
    """The reviews after the secrecy review, in their order."""
    return tuple(step for step in plan_of(organ) if step.stage != Stage.SECRECY)


def step_of(organ: Organ, stage: Stage) -> Step:
    """The step of that stage. Raises `Refused` if the organ has none."""
    for step in plan_of(organ):
        if step.stage == stage:
            return step
    raise Refused(f"{organ.name}没有设置{stage.label}。")


def may_review(account: Account, organ: Organ, stage: Stage) -> bool:
    """Whether the plan lets a person do this review, apart from whose draft it is."""
    if not account.can(ACTS[stage], organ):
        return False
    step = next((step for step in plan_of(organ) if step.stage == stage), None)
    return step is not None and (not step.accounts or account.pk in step.accounts)


def without_reviewer(organ: Organ) -> list[Stage]:
    """The reviews of the plan that nobody can do: what is submitted would wait there for ever."""
    places = [organ.pk, organ.parent_id] if organ.kind == Kind.VILLAGE else [organ.pk]
    posts = Post.objects.filter(organ__in=places, account__is_active=True, role__in=ROLES.values())
    held = list(posts.values_list("role", "account_id"))
    return [
        step.stage for step in plan_of(organ)
        if not any(role == ROLES[step.stage] and (not step.accounts or who in step.accounts) for role, who in held)
    ]  # fmt: skip


@transaction.atomic
def set_plan(organ: Organ, steps: Sequence[Step], *, by: Actor) -> ReviewPlan:
    """Set how an organ reviews. The secrecy review and the first review cannot be left out (条例第十七条)."""
    by.may("disclosure.plan", organ)
    stages = [step.stage for step in steps]
    if Stage.SECRECY not in stages or Stage.FIRST not in stages:
        raise Refused("保密审查和一审不能省去（条例第十七条：先审查、后公开）。")
    if len(set(stages)) != len(stages):
        raise Refused("同一个审核环节写了两次。")
    ordered = [stage for stage in ORDER if stage in stages]
    if ordered != list(ORDER[: len(ordered)]):
        raise Refused("审核环节要依次设置：有三审就要有二审。")
    rows: list[dict[str, Any]] = [
        {"stage": step.stage.value, "title": step.title, "accounts": list(step.accounts)}
        for stage in Stage for step in steps if step.stage == stage
    ]  # fmt: skip
    plan, _ = ReviewPlan.objects.update_or_create(organ=organ, defaults={"stages": rows})
    record("disclosure.planned", plan, by=by, stages=rows)
    return plan
