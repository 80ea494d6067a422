"""A case to look at: received, consulted, with a drafted answer and a sent letter, in 柳河镇."""

from datetime import timedelta

from django.utils.timezone import localdate

from gongkai.web.accounts.models import Role
from gongkai.web.applications.models import Application, Letter, Party, Review
from gongkai.web.applications.services import answering, asking, contesting, handling
from gongkai.web.applications.services.identities import Identity
from web.browser.furnished import Furnished
from web.conftest import TESTS


def case(furnished: Furnished) -> Application:
    """The case; made when it is first asked for."""
    return Application.objects.first() or _make(furnished)


def _make(furnished: Furnished) -> Application:
    officer, today = furnished.holder(Role.CASE_OFFICER), localdate()
    begun = today - timedelta(days=3)
    application = asking.register(
        furnished.county.township, kind="natural_person", channel="counter", arrived_on=begun, by=officer, today=begun,
        identity=Identity("周晓棠", "11010519491231002X", "13800138000"), wish=asking.Wish("河道清淤工程的施工合同"),
    ).application  # fmt: skip
    handling.consult(application, kind=Party.Kind.THIRD_PARTY, name="恒远水利", on=today, by=officer, today=today)
    handling.search(
        application, on=today, places="水利站", words="清淤", people="林知夏", result="找到3份", found=True, by=officer,
        today=today,
    )  # fmt: skip
    answering.draft(
        application, outcome="granted", data={"given": "合同3页，随本答复书提供。"}, by=officer, today=today
    )
    contesting.open_review(
        furnished.county.township, application=application, block=Review.Block.RECONSIDERATION, body="青禾县人民政府",
        filed_on=today, by=TESTS, today=today,
    )  # fmt: skip
    return application


def nothing(furnished: Furnished) -> list[object]:
    """No argument, but a case in the list."""
    case(furnished)
    return []


def key(furnished: Furnished) -> list[object]:
    """The case's key."""
    return [case(furnished).pk]


def step(name: str):
    """The page of a step of the case."""
    return lambda furnished: [case(furnished).pk, name]


def letter(furnished: Furnished) -> list[object]:
    """The letter of the drafted answer."""
    case(furnished)
    return [Letter.objects.first().pk]


def review(furnished: Furnished) -> list[object]:
    """The reconsideration of the case."""
    case(furnished)
    return [Review.objects.first().pk]
