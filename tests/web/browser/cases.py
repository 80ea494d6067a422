"""A case to look at: received, consulted, with a drafted answer and a sent letter, in 柳河镇."""

import io
from datetime import timedelta

from django.utils.timezone import localdate
from PIL import Image, ImageDraw

from gongkai.web.accounts.models import Role
from gongkai.web.applications.citizens import Citizen
from gongkai.web.applications.models import Application, CorrectionRequest, DataRequest, Letter, Party, Review
from gongkai.web.applications.services import (
    answering,
    asking,
    confirming,
    contesting,
    correcting,
    handling,
    redacting,
    sealing,
)
from gongkai.web.applications.services.identities import Identity
from gongkai.web.applications.services.telling import CONFIRMING
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


def token(furnished: Furnished) -> list[object]:
    """The words of a link by which an applicant confirms."""
    return [CONFIRMING.sign(case(furnished).receipt)]


def corrected(furnished: Furnished) -> list[object]:
    """A request to correct a record, in the list."""
    if not CorrectionRequest.objects.exists():
        officer, today = furnished.holder(Role.CASE_OFFICER), localdate()
        correcting.ask(
            furnished.county.township, identity=Identity("周晓棠", "11010519491231002X", "13800138000"),
            about="低保名册中姓名写错", evidence="户口簿", received_on=today, by=officer, today=today,
        )  # fmt: skip
    return []


def correction(furnished: Furnished) -> list[object]:
    """The request's key."""
    corrected(furnished)
    return [CorrectionRequest.objects.first().pk]


def asked(furnished: Furnished) -> list[object]:
    """A person's request about his data, in the list."""
    if not DataRequest.objects.exists():
        one = case(furnished)
        confirming.ask_data(one, kind="see", by=Citizen(one.receipt), today=localdate())
    return []


def data_request(furnished: Furnished) -> list[object]:
    """That request's key."""
    asked(furnished)
    return [DataRequest.objects.first().pk]


def redaction(furnished: Furnished) -> list[object]:
    """A case and a file of it in which personal data was found."""
    application, officer = case(furnished), furnished.holder(Role.CASE_OFFICER)
    content = "经办人身份证号码：11010519491231002X，电话：13800138000".encode()
    facts = {"by": officer, "today": localdate()}
    return [application.pk, redacting.take_in(application, content=content, name="合同.txt", **facts).key]


def seal(furnished: Furnished) -> list[object]:
    """The organ's seal."""
    picture, out = Image.new("RGB", (300, 300), "white"), io.BytesIO()
    ImageDraw.Draw(picture).ellipse((10, 10, 290, 290), outline=(190, 20, 20), width=12)
    picture.save(out, "PNG")
    if sealing.in_use(furnished.county.township) is None:
        head, facts = furnished.holder(Role.HEAD), {"content": out.getvalue(), "width": 42}
        sealing.put(furnished.county.township, by=head, today=localdate(), **facts)
    return []
