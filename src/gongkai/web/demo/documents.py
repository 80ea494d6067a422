"""The normative documents of the county with their 解读, and what went to the archive."""

from datetime import date, timedelta

from gongkai.web.audit.services import Actor
from gongkai.web.demo.days import back, workday
from gongkai.web.demo.office import Office
from gongkai.web.demo.texts import body, data
from gongkai.web.disclosure.models import Publication
from gongkai.web.disclosure.services import drafting, keeping


def publish(office: Office) -> None:
    """Normative documents of the county, each with its 解读; the newest repeals the oldest and still lacks one."""
    known, today = data()["normative"], office.world.today
    made: list[Publication] = []
    for number, what in enumerate(known["whats"]):
        on = workday(date(today.year - 2, 2, 20) + timedelta(days=number * 150))
        if on > today - timedelta(days=20):
            on = back(today, 6)
        item = office.draft(
            on,
            kind="normative",
            title=known["title"].format(what=what),
            clause="20-1",
            body=body(*known["lines"]),
            document_number=f"青政规〔{on.year}〕{number + 1}号",
        )
        last = number == len(known["whats"]) - 1
        if last:
            drafting.bind(item, what="repeals", to=made[0].item, by=office.clerk)
        made.append(office.publish(item, on + timedelta(days=2)))
        if not last:
            told = office.draft(
                on, kind="interpretation", title=f"《{item.title}》解读", clause="20-1", body=body(*known["explained"])
            )
            drafting.bind(told, what="interprets", to=item, by=office.clerk)
            office.publish(told, on + timedelta(days=4))
    by: Actor = office.clerk
    given = [publication for publication in made[:3] if publication.status == "live"]
    keeping.hand_over(
        office.organ, receiver="青禾县档案馆", what="archive", on=today - timedelta(days=30), publications=given, by=by
    )
