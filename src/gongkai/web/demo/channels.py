"""渠道：公众号和微博上发的、媒体采用的、公示栏上张贴撤下的、移送档案馆图书馆的"""

import io
import tomllib
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from django.db import transaction
from PIL import Image, ImageDraw

from gongkai.web.accounts.models import Role
from gongkai.web.demo.office import Office
from gongkai.web.demo.texts import body
from gongkai.web.demo.world import World
from gongkai.web.disclosure.models import Channel, Posting, Publication
from gongkai.web.disclosure.services import delivering, drafting, rendering, telling
from gongkai.web.files import services as stored

SINGLE = 60
"""Posts of so many days are entered one by one; those before as the sum of their month."""
NOTICE_DAYS = 10
PICKED_UP = 7
"""Of so many publications the media take up one."""
RELEASED = ("notice", "plan", "result", "statistics", "normative", "interpretation")
"""What the media take up."""


@cache
def data() -> dict[str, Any]:
    """channels.toml."""
    return tomllib.loads((files("gongkai.web.demo") / "channels.toml").read_text(encoding="utf-8"))


@transaction.atomic
def fill(world: World) -> None:
    """Everything that was carried further than the portal."""
    for account in data()["accounts"]:
        _posts(Office(world, account["organ"]), account)
    for code in ("qinghe", "liuhe", "civil-affairs"):
        _picked_up(Office(world, code))
    with rendering.on_opening():
        for notice in data()["notices"]:
            _hung_and_taken_down(Office(world, "liuhe"), notice)
    for code in ("qinghe", "liuhe"):
        _given(Office(world, code))


def _posts(office: Office, account: dict[str, Any]) -> None:
    """What was posted by hand on an account: the last weeks one by one, before that month by month."""
    organ, today, head = office.organ, office.world.today, office.world.person(office.code, Role.HEAD)
    channel = delivering.open_channel(organ, kind=account["kind"], title=account["title"], by=head)
    months: dict[date, int] = {}
    rows: list[dict[str, Any]] = []
    on, first = today - timedelta(days=account["last"]), date(today.year - 2, 1, 1)
    while on >= first:
        if (today - on).days <= SINGLE:
            rows.append(_post(channel, on, len(rows)))
        else:
            months[on.replace(day=1)] = months.get(on.replace(day=1), 0) + 1
        on -= timedelta(days=account["every"])
    rows += [_month(channel, month, count) for month, count in months.items()]
    delivering.enter_elsewhere(organ, rows=rows, by=office.clerk)


def _post(channel: Channel, on: date, number: int) -> dict[str, Any]:
    titles = data()["posts"]["titles"]
    url = f"https://{channel.kind}.example.org/{channel.pk}/{on:%Y%m%d}"
    return {"channel": channel, "kind": channel.kind, "on": on, "title": titles[number % len(titles)], "url": url,
            "count": 1}  # fmt: skip


def _month(channel: Channel, month: date, count: int) -> dict[str, Any]:
    title = data()["posts"]["monthly"].format(month=month.month)
    last = (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return {"channel": channel, "kind": channel.kind, "on": last, "title": title, "url": "", "count": count}


def _picked_up(office: Office) -> None:
    """The media took up some of what was published, within days."""
    released = Publication.objects.live().filter(organ=office.organ, kind__in=RELEASED).order_by("published_on", "pk")
    for number, publication in enumerate(released[::PICKED_UP]):
        media = data()["media"][number % len(data()["media"])]
        on = min(office.world.today, publication.published_on + timedelta(days=number % 3))
        url = f"https://media.example.org/{on:%Y%m%d}/{publication.pk}.html"
        title = media["title"].format(title=publication.title)
        delivering.enter_pick_up(publication, medium=media["medium"], on=on, title=title, url=url, by=office.clerk)


def _hung_and_taken_down(office: Office, notice: dict[str, Any]) -> None:
    """A notice hung on the boards of the villages as long as it had to, with a photo of both."""
    on = office.world.today - timedelta(days=notice["days"])
    until = on + timedelta(days=NOTICE_DAYS)
    boards = list(office.organ.channels.filter(kind="village").order_by("pk"))
    known = {"kind": "publicity", "field": notice["field"], "clause": notice["clause"]}
    title, text = notice["title"].format(year=on.year), body(*notice["lines"])
    item = office.draft(on, title=title, notice_from=on, notice_to=until, body=text, **known)
    drafting.send_to(item, channels=[board.pk for board in boards], by=office.clerk)
    item.refresh_from_db()
    publication = office.publish(item, on)
    for number, delivery in enumerate(publication.deliveries.filter(channel__in=boards).order_by("channel")):
        hung = {"who": "村文书", "by": office.clerk}
        posting = delivering.put_up(delivery, on=on + timedelta(days=number % 2), photo=_photo(office, 1), **hung)
        _taken_down(office, posting, until + timedelta(days=1))


def _taken_down(office: Office, posting: Posting, on: date) -> None:
    delivering.take_down(posting, on=on, who="村文书", photo=_photo(office, 0), by=office.clerk)


def _photo(office: Office, sheets: int) -> str:
    """A picture that stands for the photo of a board, with or without a sheet on it."""
    picture, out = Image.new("RGB", (480, 320), "#b9c4a8"), io.BytesIO()
    pen = ImageDraw.Draw(picture)
    pen.rectangle((60, 40, 420, 280), fill="#7d6a4f", outline="#4d4030", width=8)
    for _ in range(sheets):
        pen.rectangle((150, 70, 330, 250), fill="#fdfdf8")
        for line in range(6):
            pen.line((170, 100 + 22 * line, 310, 100 + 22 * line), fill="#888888", width=4)
    picture.save(out, "JPEG", quality=80)
    file = stored.store(out.getvalue(), name="公示栏.jpg", organ=office.organ, by=office.clerk)
    return str(file.key)


def _given(office: Office) -> None:
    """Archive and library have what was published in the years before this one; the archive confirmed it."""
    today, receivers = office.world.today, data()["receivers"]
    for year in (today.year - 2, today.year - 1):
        first, last, on = date(year, 1, 1), date(year, 12, 31), min(today, date(year + 1, 1, 10))
        for number, what in enumerate(("archive", "library"), start=1):
            given = telling.not_handed_over(office.organ, what).filter(published_on__range=(first, last))
            if last > on or not given.exists():
                continue
            receipt = receivers["receipt"].format(year=on.year, number=number) if what == "archive" else ""
            telling.hand_over_period(office.organ, receiver=receivers[what], what=what, on=on, first=first, last=last,
                                     receipt=receipt, by=office.clerk)  # fmt: skip
