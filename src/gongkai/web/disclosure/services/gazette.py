"""政府公报: what was sent to a gazette is collected into an issue, a PDF with its contents; the issue is an item of its
own, reviewed and published like any other.
"""

from dataclasses import replace
from datetime import date
from html import escape

from django.db import transaction
from django.db.models import QuerySet

from gongkai import paper
from gongkai.web.audit.services import Actor, Refused, record
from gongkai.web.disclosure import reading
from gongkai.web.disclosure.channels.inside import UNCOLLECTED
from gongkai.web.disclosure.gazette_paper import bound
from gongkai.web.disclosure.models import Channel, Delivery, Item, Publication, Status
from gongkai.web.disclosure.paper import page_of
from gongkai.web.disclosure.services import attaching, drafting


def waiting(channel: Channel) -> QuerySet[Delivery]:
    """What was sent to this gazette, is still published, and stands in no issue yet; the oldest first."""
    sent = Delivery.objects.filter(channel=channel, state=Delivery.State.DONE, message_id=UNCOLLECTED)
    return sent.filter(publication__status=Status.LIVE).select_related("publication__organ").order_by("pk")


@transaction.atomic
def issue(channel: Channel, *, number: str, on: date, by: Actor) -> Item:
    """Collect what waits into an issue: the draft of an item with the PDF attached. Nothing is published by this."""
    by.may("disclosure.deliver", channel)
    channel = Channel.objects.select_for_update().select_related("organ").get(pk=channel.pk)
    if channel.kind != "gazette":
        raise Refused("只有政府公报可以编成一期。")
    rows = list(waiting(channel))
    if not rows:
        raise Refused("没有等着编入公报的信息。发布时选了公报的，会在这里等着。")
    publications = list(dict.fromkeys(row.publication for row in rows))
    title = f"{channel.title}{number}"
    contents = "".join(f"<li>{escape(_line(one))}</li>" for one in publications)
    item = drafting.draft(
        channel.organ, by=by, title=title, kind="other", made_on=on, clause="20-1",
        summary=f"收入文件 {len(publications)} 件。", body=f"<h2>目录</h2><ol>{contents}</ol>",
    )  # fmt: skip
    data = bound(title, channel.organ.name, [(_line(one), page(one)) for one in publications])
    attaching.attach(item, data, name=f"{title}.pdf", by=by, told="全文")
    Delivery.objects.filter(pk__in=[row.pk for row in rows]).update(message_id=f"编入{number}"[:200])
    record("disclosure.gazette_collected", item, by=by, number=number, items=len(publications))
    return item


def _line(publication: Publication) -> str:
    number = f"（{publication.document_number}）" if publication.document_number else ""
    return f"{publication.title}{number}"


def page(publication: Publication) -> paper.Page:
    """One document of an issue, as it is served."""
    content = dict(publication.rendition.revision.content)
    content["body"] = reading.body_of(publication)
    return replace(page_of(content, publication.organ.name), page_numbers=False)
