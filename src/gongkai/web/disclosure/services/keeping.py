"""What goes with items: consultations before publishing, re-assessment, hand-over to archives, word lists.
条例第十一、十八、二十五条.
"""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from gongkai.web.audit.services import Actor, Refused, record
from gongkai.web.disclosure.models import (
    Consultation,
    HandOver,
    Item,
    Openness,
    Publication,
    Reassessment,
    State,
    Status,
    Word,
)  # fmt: skip
from gongkai.web.disclosure.services.drafting import account_of
from gongkai.web.disclosure.services.reviewing import next_reassessment
from gongkai.web.organs.models import Organ


@transaction.atomic
def consult(item: Item, *, organ_name: str, what: str, asked_on: date, by: Actor, told: str = "") -> Consultation:
    """Enter that another organ was asked, or its approval sought. Until it agrees the gate stays shut. 条例第十一条."""
    by.may("disclosure.consult", item)
    if not organ_name.strip():
        raise Refused("写明征求意见或者报批的机关。")
    asked = Consultation.objects.create(
        item=item, organ_name=organ_name.strip(), what=what, asked_on=asked_on, told=told
    )
    record("disclosure.consulted", item, by=by, organ_name=organ_name, what=what, asked_on=asked_on)
    return asked


@transaction.atomic
def answer(consultation: Consultation, *, answer: str, on: date, by: Actor, told: str = "") -> Consultation:
    """Enter what the other organ answered."""
    by.may("disclosure.consult", consultation.item)
    if on < consultation.asked_on:
        raise Refused(f"答复日期不能早于去函日期 {consultation.asked_on}。")
    consultation.answer, consultation.answered_on = answer, on
    consultation.told = told or consultation.told
    consultation.save()
    record("disclosure.consultation_answered", consultation.item, by=by, answer=answer, day=on)
    return consultation


@transaction.atomic
def reassess(item: Item, *, outcome: str, reason: str, by: Actor, today: date) -> Reassessment:
    """Look again at what is withheld: it stays so for another term, or is opened and goes through review.
    条例第十八条.
    """
    by.may("disclosure.reassess", item)
    item = Item.objects.select_for_update().get(pk=item.pk)
    if item.state != State.KEPT:
        raise Refused("只有不公开留存的信息才需要定期评估。")
    if not reason.strip():
        raise Refused("写明评估的理由。")
    opens = outcome == Reassessment.Outcome.OPENS
    following = None if opens else next_reassessment(today)
    assessed = Reassessment.objects.create(
        item=item,
        on=today,
        outcome=outcome,
        reason=reason,
        next_due=following,
        by=account_of(by),
        by_name=by.audit_name,
    )
    item.review_due = following
    if opens:
        item.state, item.openness, item.basis, item.formed_on = State.DRAFT, Openness.PROACTIVE, "", today
    item.save()
    if opens:
        from gongkai.web.disclosure.services import drafting

        drafting.revise(item, by=by, why="定期评估后转为主动公开（条例第十八条）")
    record("disclosure.reassessed", item, by=by, outcome=outcome, reason=reason)
    return assessed


@transaction.atomic
def hand_over(
    organ: Organ,
    *,
    receiver: str,
    what: str,
    on: date,
    publications: Iterable[Publication],
    by: Actor,
    receipt: str = "",
) -> HandOver:
    """Enter what was given to an archive, a library or a service hall. 条例第二十五条第二款."""
    by.may("disclosure.hand_over", organ)
    given = list(publications)
    if not given:
        raise Refused("选择要移送的信息。")
    if any(publication.organ_id != organ.pk or publication.status != Status.LIVE for publication in given):
        raise Refused("只能移送本机关已公开的信息。")
    handed = HandOver.objects.create(
        organ=organ, receiver=receiver, what=what, on=on, receipt=receipt, by_name=by.audit_name
    )
    handed.publications.set(given)
    record("disclosure.handed_over", handed, by=by, what=what, day=on, count=len(given))
    return handed


@transaction.atomic
def keep_words(organ: Organ, *, rows: Iterable[tuple[str, str, str, str]], by: Actor) -> int:
    """Put words (kind, wrong, right, note) on an organ's list; one that is there is changed. How many."""
    by.may("disclosure.words", organ)
    count = 0
    for what, wrong, right, note in rows:
        if max(len(wrong.strip()), len(right.strip())) > 60:
            raise Refused(f"“{wrong.strip()[:20]}……”太长，一个词最多 60 个字，请分成几个短的。")
        if wrong.strip() and what in Word.What.values:
            values = {"what": what, "right": right.strip(), "note": note.strip()[:200]}
            Word.objects.update_or_create(organ=organ, wrong=wrong.strip(), defaults=values)
            count += 1
    record("disclosure.words_kept", organ, by=by, words=count)
    return count


@transaction.atomic
def forget_word(word: Word, *, by: Actor) -> None:
    """Take a word off the list."""
    by.may("disclosure.words", word)
    record("disclosure.word_forgotten", word, by=by)
    word.delete()
