"""更正申请、个人信息请求、身份证明图片、征求第三方意见和印章的例子"""

import io
from datetime import date, timedelta
from math import cos, pi, sin

from django.db import transaction
from PIL import Image, ImageDraw

from gongkai.law import national_calendar
from gongkai.web.accounts.models import Role
from gongkai.web.applications.citizens import Citizen
from gongkai.web.applications.models import Application, Party
from gongkai.web.applications.models.application import State
from gongkai.web.applications.services import (
    asking,
    confirming,
    correcting,
    handling,
    proving,
    redacting,
    sealing,
)
from gongkai.web.applications.services.identities import Identity
from gongkai.web.demo.applications import data
from gongkai.web.demo.world import World

CODE = "liuhe"
WHO = Identity("欧阳清", "11010519491231002X", "13800000000")


@transaction.atomic
def fill(world: World) -> None:
    """Examples of what is seldom: each once, in 柳河镇, most of them still open today."""
    organ, head = world.organ(CODE), world.person(CODE, Role.HEAD)
    sealing.put(organ, content=seal(), width=42, by=head, today=world.today - timedelta(days=400))
    _corrections(world)
    _data_requests(world)
    _third_party(world)
    _online(world)


def seal() -> bytes:
    """An invented seal: a ring and a star, no words."""
    picture, out = Image.new("RGB", (600, 600), "white"), io.BytesIO()
    pen, red = ImageDraw.Draw(picture), (190, 20, 20)
    pen.ellipse((12, 12, 588, 588), outline=red, width=18)
    pen.polygon([_point(turn) for turn in range(10)], fill=red)
    picture.save(out, "PNG")
    return out.getvalue()


def _point(turn: int) -> tuple[float, float]:
    reach, angle = (120 if turn % 2 == 0 else 46), pi / 5 * turn
    return 300 + reach * sin(angle), 300 - reach * cos(angle)


def _card() -> bytes:
    """An invented identity card."""
    picture, out = Image.new("RGB", (860, 540), "#eef3f8"), io.BytesIO()
    ImageDraw.Draw(picture).rectangle((600, 80, 800, 330), fill="#c8d2dc")
    picture.save(out, "PNG")
    return out.getvalue()


def _back(today: date, count: int) -> date:
    """So many working days ago."""
    calendar, day = national_calendar(), today
    while count:
        day -= timedelta(days=1)
        count -= calendar.is_working(day)
    return day


def _corrections(world: World) -> None:
    officer, organ = world.person(CODE, Role.CASE_OFFICER), world.organ(CODE)
    for ago, case in ((40, "done"), (4, "open")):
        day, told = _back(world.today, ago), data()["corrections"][case]
        request, _ = correcting.ask(
            organ, identity=WHO, about=told["about"], evidence=told["evidence"], received_on=day, by=officer, today=day
        )
        if case == "done":
            later = _back(world.today, 33)
            correcting.answer(request, **data()["corrections"]["answer"], corrected_on=later, by=officer, today=later)


def _data_requests(world: World) -> None:
    head = world.person(CODE, Role.HEAD)
    closed = Application.objects.filter(organ=world.organ(CODE), closed_on__isnull=False).order_by("-closed_on")[:2]
    for number, one in enumerate(closed):
        kind = ("see", "erase")[number]
        asked = confirming.ask_data(one, kind=kind, by=Citizen(one.receipt), today=world.today)
        if kind == "see":
            answer = data()["data_answer"]
            confirming.answer_data(asked, done=True, answer=answer, by=head, today=world.today)


def _third_party(world: World) -> None:
    """The first open case: its third party has answered piece by piece, its contract is made ready to be given out."""
    officer = world.person(CODE, Role.CASE_OFFICER)
    ours = Application.objects.filter(organ=world.organ(CODE), state=State.OPEN).order_by("received_on")
    one, asked, answered = ours[1], _back(world.today, 5), _back(world.today, 1)
    told = data()["third_party"]
    party = handling.consult(
        one, kind=Party.Kind.THIRD_PARTY, name=told["name"], on=asked, by=officer, today=world.today
    )
    handling.party_received(party, on=asked, by=officer, today=world.today)
    handling.party_answered(
        party, on=answered, position="partly", reason=told["reason"], items=told["items"], by=officer, today=world.today
    )
    file = redacting.take_in(one, content=told["contract"].encode(), name="施工合同.txt", by=officer, today=world.today)
    groups, *_ = redacting.look(one, file, by=officer)
    chosen = [group.key for group in groups if group.proposed]
    redacting.redact(one, file, chosen=chosen, words=told["words"], by=officer, today=world.today)
    proving.ask_picture(one, by=officer, today=world.today)
    proving.give_picture(one, content=_card(), name="身份证.png", by=Citizen(one.receipt), today=world.today)


def _online(world: World) -> None:
    """Two that came in today over the portal: one the applicant has confirmed, the other nobody yet."""
    organ = world.organ(CODE)
    for number, confirmed in enumerate((True, False)):
        wish = asking.Wish(data()["wishes"][number + 3].format(place=organ.short_name))
        one = asking.apply(
            organ, kind="natural_person", identity=WHO, wish=wish, by=Citizen(), today=world.today
        ).application
        if confirmed:
            confirming.confirm_own(one, by=Citizen(one.receipt), today=world.today)
