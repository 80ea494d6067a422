"""七步: the questions of the law in their order, one at a time, to the answer or to what must be done first."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from gongkai.law import BadInput, decide
from gongkai.law.guide import Decision, questions
from gongkai.web.patterns.values import Link, Row
from gongkai.web.workbench.access import needs
from gongkai.web.workbench.applications.case import find

STEP_OF = {
    "correction_asked": "correction", "third_party_asked": "third-party", "joint_maker_asked": "joint-maker",
    "organ_asked": "organ", "fee_sent": "fee", "extended": "extend", "reasons_asked": "reasons",
}  # fmt: skip
"""Event of the law → the step that does it."""


def answers_of(request: HttpRequest) -> dict[str, str]:
    """The answers that the address carries, in the order of the questions."""
    return {key: request.GET[key] for key in questions() if request.GET.get(key)}


@needs("applications.decide")
def guide(request: HttpRequest, key: int) -> HttpResponse:
    """One question, or where the answers lead. Going back is a link that leaves the later answers out."""
    application, answers = find(request, key), answers_of(request)
    try:
        decision = decide(answers)
    except BadInput:
        answers, decision = {}, decide({})
    context = {"application": application, "decision": decision, "answers": answers.items()}
    context |= {"path": _path(decision, answers), "records": list(decision.records.values())}
    context["back"] = Link(application.number, reverse("workbench:application", args=[key]))
    context["go"] = _go(key, decision, answers)
    return render(request, "workbench/applications/guide.html", context)


def _path(decision: Decision, answers: Mapping[str, str]) -> list[Row]:
    """The questions answered so far, each a way back to itself."""
    rows, before = [], {}
    for question, answer in decision.path:
        rows.append(Row(f"{question.step}：{question.ask}", Link(answer.label, f"?{urlencode(before)}")))
        before[question.key] = answers[question.key]
    return rows


def _go(key: int, decision: Decision, answers: Mapping[str, str]) -> Link | None:
    """The button at the end."""
    if decision.outcome is not None:
        lapsing = {"lapsed_uncorrected": "close", "lapsed_unpaid": "close", "withdrawn": "withdraw"}
        if step := lapsing.get(decision.outcome.code):
            return Link("去登记", reverse("workbench:application-step", args=[key, step]))
        url = reverse("workbench:application-answer", args=[key, decision.outcome.code])
        return Link(f"写答复书：{decision.outcome.name}", f"{url}?{urlencode(answers)}")
    if step := STEP_OF.get(decision.act):
        return Link("先办这一步", reverse("workbench:application-step", args=[key, step]))
    return None
