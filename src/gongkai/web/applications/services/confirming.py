"""The applicant's side: he confirms that the application is his, changes how he is reached, asks for his own data."""

from dataclasses import replace
from datetime import date

from django.db import transaction

from gongkai.web.applications.models import Applicant, Application, DataRequest
from gongkai.web.applications.services import identities
from gongkai.web.applications.services.stepping import changing, happen
from gongkai.web.audit.services import Actor, Refused, record


@transaction.atomic
def confirm_own(application: Application, *, by: Actor, today: date) -> Application:
    """The applicant confirms; with the organ's confirming act it is received. 条例第三十一条第三项."""
    with changing(application, "confirm_own", by=by, today=today) as locked:
        if locked.confirmed_by_applicant_on or locked.received_on or locked.closed_on:
            return application
        locked.confirmed_by_applicant_on = today
        happen(locked, "applicant_confirmed", today, by=by, today=today)
    return application


@transaction.atomic
def change_contact(
    application: Application, *, phone: str, email: str, address: str, by: Actor, today: date
) -> Application:
    """The applicant's new telephone, e-mail or address; who he is cannot be changed."""
    with changing(application, "change_contact", by=by, today=today) as locked:
        if not any((phone, email, address)):
            raise Refused("至少留一种联系方式：电话、电子邮箱或者通信地址（条例第二十九条）。")
        applicant = Applicant.objects.select_for_update().get(pk=locked.applicant_id)
        who = replace(identities.opened(applicant), phone=phone, email=email, address=address)
        identities.seal(applicant, who)
        happen(locked, "contact_changed", today, by=by, today=today)
    return application


@transaction.atomic
def ask_data(application: Application, *, kind: str, by: Actor, today: date) -> DataRequest:
    """The applicant asks to see, or to have erased, what is held about him. 个人信息保护法第四十五条、第四十七条."""
    with changing(application, "ask_data", by=by, today=today) as locked:
        if locked.applicant.erased_on:
            raise Refused(f"本件的身份信息已于 {locked.applicant.erased_on} 清除。")
        asked, made = DataRequest.objects.get_or_create(
            application=locked, kind=kind, state=DataRequest.State.OPEN,
            defaults={"organ": locked.organ, "asked_on": today},
        )  # fmt: skip
        if not made:
            raise Refused(f"您已于 {asked.asked_on} 提出，机关正在办理。")
        record("applications.data_asked", asked, by=by, kind=kind, day=today)
    return asked


@transaction.atomic
def answer_data(asked: DataRequest, *, done: bool, answer: str, by: Actor, today: date) -> DataRequest:
    """Do what was asked, or say why not. An erasure destroys the applicant's key; the counted figures stay."""
    by.may("applications.answer_data", asked)
    asked = DataRequest.objects.select_for_update().select_related("application__organ").get(pk=asked.pk)
    if asked.state != DataRequest.State.OPEN:
        raise Refused(f"这项请求已于 {asked.answered_on} 办理。")
    if not answer.strip():
        raise Refused("写明怎样办理的；不能办理的，写明理由（个人信息保护法第五十条）。")
    if done and asked.kind == DataRequest.Kind.ERASE:
        identities.erase(asked.application, by=by, on=today, ground="本人要求删除（个人信息保护法第四十七条）")
    asked.state = DataRequest.State.DONE if done else DataRequest.State.REFUSED
    asked.answer, asked.answered_on = answer.strip(), today
    asked.save(update_fields=["state", "answer", "answered_on"])
    record("applications.data_answered", asked, by=by, done=done, day=today)
    return asked
