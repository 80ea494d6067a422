"""In force, amended, repealed: the history of a document's validity. 国办公开办函〔2021〕33号."""

from datetime import date

from django.db import transaction

from gongkai.web.audit.services import Actor, Refused, record
from gongkai.web.disclosure.models import Link, Publication, Status, Validity, ValidityChange
from gongkai.web.disclosure.services.drafting import account_of

EFFECTS = {Link.What.REPEALS: Validity.REPEALED, Link.What.AMENDS: Validity.AMENDED}


@transaction.atomic
def change_validity(
    publication: Publication,
    *,
    to: Validity,
    since: date,
    by: Actor,
    told: str = "",
    document: Publication | None = None,
    today: date | None = None,
) -> ValidityChange:
    """Enter that a document is in force, amended, repealed or expired since a day, by another document if there is
    one. A day after `today` is refused: the portal would say at once what is not yet so.
    """
    by.may("disclosure.validate", publication)
    if today is not None and since > today:
        raise Refused(f"{since} 还没有到，门户上现在仍应显示原来的有效性；请到那天再登记。")
    return _change(publication, to, since, by, told, document)


def _change(
    publication: Publication, to: Validity, since: date, by: Actor, told: str, document: Publication | None
) -> ValidityChange:
    publication = Publication.objects.select_for_update().get(pk=publication.pk)
    if publication.made_on and since < publication.made_on:
        raise Refused(f"有效性变化的日期不能早于成文日期 {publication.made_on}。")
    if document is not None and document.pk == publication.pk:
        raise Refused("一份文件不能废止或者修改它自己。")
    change = ValidityChange.objects.create(
        publication=publication, validity=to, since=since, by_document=document, told=told, by=account_of(by)
    )
    before = publication.validity
    publication.validity = publication.validity_changes.first().validity
    publication.save(update_fields=["validity"])
    record(
        "disclosure.validity_changed",
        publication,
        by=by,
        before={"validity": before},
        after={"validity": to},
        since=since,
    )
    return change


def follow_links(publication: Publication, *, by: Actor, today: date) -> None:
    """When a document goes out, what it repeals or amends is marked, and what it replaces gives way. In the same
    transaction.
    """
    for link in publication.item.links.select_related("to"):
        target = Publication.objects.filter(item=link.to).first()
        if target is None:
            continue
        effect = EFFECTS.get(Link.What(link.what))
        known = target.validity_changes.filter(by_document=publication, validity=effect).exists()
        if effect and not known:
            since = max(publication.made_on or today, target.made_on or today)
            _change(target, effect, since, by, f"由《{publication.title}》{link.get_what_display()}", publication)
        elif link.what == Link.What.REPLACES and target.status == Status.LIVE:
            give_way(target, publication, by=by, today=today)


def give_way(former: Publication, successor: Publication, *, by: Actor, today: date) -> None:
    """What is replaced comes down; its address stays and leads to the new one."""
    from gongkai.web.disclosure.services import withdrawing

    former.successor = successor
    former.save(update_fields=["successor"])
    withdrawing.take_down(former, reason="replaced", told=f"新内容：《{successor.title}》", by=by, today=today)
