"""No sequence of service calls publishes anything that lacks one of its reviews or its gate."""

import contextlib
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.web.audit.services import Forbidden, Refused
from gongkai.web.disclosure.models import Gate, Item, Publication, Review, Stage
from gongkai.web.disclosure.services import (
    drafting,
    keeping,
    masking,
    planning,
    publishing,
    rendering,
    reviewing,
    withdrawing,
)  # fmt: skip
from web.disclosure.conftest import NOW, SHEN, TODAY, Staff

BODIES = ("<p>正文甲。</p>", "<p>正文乙。</p>", f"<p>沈玉兰身份证号{SHEN}。</p>", "<p>联系手机13800138000。</p>")
PEOPLE = ("clerk", "colleague", "head", "secrecy", "first", "second", "final")
Act = Callable[[Staff, Item, Any, str], object]

ACTS: dict[str, Act] = {
    "save": lambda s, i, by, x: drafting.save(i, base=i.version, by=by, body=BODIES[len(x) % 4]),
    "submit": lambda s, i, by, x: reviewing.submit(i, by=by, today=TODAY),
    "refresh": lambda s, i, by, x: reviewing.refresh(i, by=by, today=TODAY),
    "recall": lambda s, i, by, x: reviewing.recall(i, by=by),
    "secrecy": lambda s, i, by, x: reviewing.approve(i, stage=Stage.SECRECY, version=i.version, by=by, today=TODAY),
    "first": lambda s, i, by, x: reviewing.approve(i, stage=Stage.FIRST, version=i.version, by=by, today=TODAY),
    "second": lambda s, i, by, x: reviewing.approve(i, stage=Stage.SECOND, version=i.version, by=by, today=TODAY),
    "third": lambda s, i, by, x: reviewing.approve(i, stage=Stage.THIRD, version=i.version, by=by, today=TODAY),
    "return": lambda s, i, by, x: reviewing.send_back(i, stage=Stage.FIRST, version=i.version, reason="改", by=by),
    "refer": lambda s, i, by, x: reviewing.refer(i, version=i.version, reason="报保密局", by=by),
    "mask": lambda s, i, by, x: masking.accept(i, findings=i.findings.filter(status="open"), by=by, today=TODAY),
    "overrule": lambda s, i, by, x: [
        masking.overrule(one, reason="本人书面同意公开", by=by) for one in i.findings.filter(status="open")
    ],
    "consult": lambda s, i, by, x: keeping.consult(i, organ_name="青禾县民政局", what="consult", asked_on=TODAY, by=by),
    "answer": lambda s, i, by, x: [
        keeping.answer(one, answer="agreed", on=TODAY, by=by) for one in i.consultations.all()
    ],
    "publish": lambda s, i, by, x: publishing.publish(i, by=by, now=NOW),
    "schedule": lambda s, i, by, x: publishing.schedule(i, at=NOW + timedelta(hours=len(x) - 3), by=by),
    "timer": lambda s, i, by, x: publishing.publish_due(NOW),
    "correct": lambda s, i, by, x: withdrawing.correct(i, reason="text", by=by),
    "cancel": lambda s, i, by, x: withdrawing.cancel_correction(i, by=by, today=TODAY),
    "withdraw": lambda s, i, by, x: withdrawing.withdraw(
        Publication.objects.get(item=i), reason="wrong", by=by, today=TODAY
    ),
    "drop": lambda s, i, by, x: drafting.drop(i, by=by, why="不要了"),
}  # fmt: skip
FITTING = {
    "save": "clerk", "submit": "clerk", "refresh": "clerk", "recall": "clerk", "secrecy": "secrecy", "first": "first",
    "second": "second", "third": "final", "return": "first", "refer": "secrecy", "mask": "first", "overrule": "first",
    "consult": "clerk", "answer": "clerk", "publish": "clerk", "schedule": "clerk", "timer": "clerk", "correct":
    "clerk",
    "cancel": "clerk", "withdraw": "clerk", "drop": "clerk",
}  # fmt: skip
FORWARD = ("submit", "overrule", "secrecy", "first", "second", "third", "publish")
OTHER = st.tuples(
    st.sampled_from(sorted(ACTS)), st.sampled_from((None, *PEOPLE)), st.sampled_from(("", "x", "xx", "xxx", "xxxx"))
)
step = st.tuples(st.lists(OTHER, max_size=2), st.booleans())


def interleaved(disturbances: list[tuple[list, bool]]) -> list:
    """The way forward, again and again, with other acts put in and steps left out."""
    sequence = []
    for place, (others, left_out) in enumerate(disturbances):
        sequence += others
        if not (left_out and place % 5 == 0):
            sequence.append((FORWARD[place % len(FORWARD)], None, "xxx"))
    return sequence


steps = st.lists(step, min_size=7, max_size=16).map(interleaved)


def what_is_served_was_reviewed(item: Item) -> None:
    """The property, said without any of the code it is about: rows of reviews, and bytes."""
    for publication in Publication.objects.filter(item=item):
        rendition = publication.rendition
        assert Gate.objects.filter(rendition=rendition, digest=rendition.digest, passed=True).exists()
        writers = set(item.revisions.filter(authored=True).values_list("by_id", flat=True))
        for stage in Stage:
            passed = Review.objects.filter(item=item, stage=stage, verdict="passed", digest=rendition.digest)
            assert passed.exists(), f"{stage} is missing"
            assert passed.exclude(by_id__in=writers).exists() or item.version > rendition.revision.number
        for file in rendition.files.all():
            data = rendering.read(file)
            if SHEN.encode() in data:
                assert item.findings.filter(kind="citizen_id", status="overruled").exists() or _left(item)


def _left(item: Item) -> bool:
    """Whether somebody once decided, with his name, to leave the number."""
    return item.findings.exclude(decided_by=None).filter(kind="citizen_id", reason="本人书面同意公开").exists()


def walk(staff: Staff, sequence: list[tuple[str, str | None, str]]) -> int:
    """Carry a sequence out; what is refused is refused. How often something was published."""
    item = staff.draft(impact="影响很小，有保护措施。")
    for act, who, extra in sequence:
        item.refresh_from_db()
        by = getattr(staff, who or FITTING[act])
        with contextlib.suppress(Refused, Forbidden, Publication.DoesNotExist):
            ACTS[act](staff, item, by, extra)
        what_is_served_was_reviewed(Item.objects.get(pk=item.pk))
    return Publication.objects.filter(item=item).count()


@pytest.fixture
def plain_renditions() -> Any:
    """Word and PDF on opening only: the property is about reviews."""
    with rendering.on_opening():
        yield


@settings(
    max_examples=40, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip
@given(sequence=steps)
def test_no_sequence_of_acts_publishes_what_lacks_a_review_or_the_gate(
    staff: Staff, plain_renditions: None, sequence: list
) -> None:
    walk(staff, sequence)


@pytest.mark.slow
@settings(
    max_examples=1500, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip
@given(sequence=steps)
def test_no_sequence_of_acts_publishes_what_lacks_a_review_or_the_gate_at_length(
    staff: Staff, plain_renditions: None, sequence: list
) -> None:
    walk(staff, sequence)


def test_the_walk_reaches_publication_so_that_the_property_says_something(staff: Staff, plain_renditions: None) -> None:
    forward = ["submit", "secrecy", "first", "second", "third", "publish", "correct", "save", "submit", "mask"]
    forward += ["secrecy", "first", "second", "third", "publish"]
    assert walk(staff, [(act, None, "xx") for act in forward]) == 1
    assert Gate.objects.filter(passed=True).count() == 2


def test_an_act_by_anybody_else_is_refused_for_every_review(staff: Staff) -> None:
    item = staff.submitted()
    for stage, act in planning.ACTS.items():
        for name in PEOPLE:
            if not getattr(staff, name).can(act, staff.organ):
                with pytest.raises(Forbidden):
                    reviewing.approve(item, stage=stage, version=item.version, by=getattr(staff, name), today=TODAY)
    assert not Review.objects.exists()
