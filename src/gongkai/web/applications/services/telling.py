"""What the applicant is told of, by SMS and e-mail; never what the application is about, and only under his key."""

from collections.abc import Sequence

from django.conf import settings
from django.core import signing
from django.utils.timezone import localdate

from gongkai.web.applications.models import Application, Event
from gongkai.web.applications.services import identities
from gongkai.web.messages.services import send

TOLD = {
    "arrived": "已经到达{organ}",
    "received": "已确认收到，最晚答复日期请见进度页",
    "correction_asked": "需要您补正，请在 {until} 前补正",
    "third_party_asked": "正在征求第三方意见，所需时间不计入答复期限",
    "joint_maker_asked": "正在征求共同制作机关意见，所需时间不计入答复期限",
    "extended": "答复期限延长 {days} 个工作日",
    "deferred": "需要延迟到 {until} 前答复",
    "fee_sent": "有一份收费通知，请按进度页写明的办法缴纳 {amount} 元",
    "fee_paid": "已收到缴费，重新计算答复期限",
    "reasons_asked": "请在 {until} 前说明理由",
    "picture_asked": "请上传身份证明图片，以便核对身份",
    "answered": "已经答复，请查看",
    "lapsed": "因逾期未补正或者未缴费，不再处理",
    "ordered_redo": "将重新答复",
}
"""Event → its words."""
HANDED_OVER = ("counter", "registered_mail", "oral")
"""What comes so is received at once; one message says it."""
STALE = 7
"""Days after which an event is no news: paper of an old year that is entered later tells nobody."""
CONFIRMING = signing.Signer(salt="gongkai.applications.confirm")


def tell(event: Event) -> None:
    """Put the notices of an event into the outbox, in the transaction of the event."""
    application = event.application
    if event.kind not in TOLD or (localdate() - event.on).days > STALE or application.applicant.erased_on:
        return
    if event.kind == "arrived" and event.channel in HANDED_OVER:
        return
    facts = {name: getattr(event, name) for name in ("until", "days", "amount")}
    said = TOLD[event.kind].format(organ=application.organ.short_name, **facts)
    words = f"您的政府信息公开申请（{application.number}）{said}。"
    if event.kind == "arrived" and application.received_on is None and application.channel == "online":
        words += f"请打开 {confirming_address(application)} 确认，确认后开始计算答复期限。"
    else:
        words += f"查询：{settings.ADDRESS}/track/"
    _send(application, words, str(event.pk))


def tell_split(application: Application, parts: Sequence[Application]) -> None:
    """One letter became several applications: say so once, with their numbers."""
    if application.applicant.erased_on:
        return
    named = "、".join(one.number for one in (application, *parts))
    words = f"您的政府信息公开申请写了 {len(parts) + 1} 件事，分成 {len(parts) + 1} 件分别答复：{named}。收到日期不变，"
    words += f"用原来的回执编号和查询码都能查到：{settings.ADDRESS}/track/"
    _send(application, words, f"split:{parts[0].pk}")


def _send(application: Application, words: str, key: str) -> None:
    who = identities.opened(application.applicant)
    shared = {"organ": application.organ, "owner": application.applicant.owner, "body": words}
    shared["about"] = f"applications.application:{application.pk}"
    if _mobile(who.phone):
        send("sms", key=f"applicant:{key}:sms", to=who.phone, **shared)
    if who.email:
        send("email", key=f"applicant:{key}:email", to=who.email, subject="政府信息公开申请进度", **shared)


def _mobile(phone: str) -> bool:
    digits = phone.replace(" ", "").replace("-", "")
    return len(digits) == 11 and digits.startswith("1") and digits.isdigit()


def confirming_address(application: Application) -> str:
    """The link by which an applicant confirms; it opens nothing else."""
    return f"{settings.ADDRESS}/track/confirm/{confirming_token(application)}/"


def confirming_token(application: Application) -> str:
    """The receipt, signed by us."""
    return CONFIRMING.sign(application.receipt)


def receipt_of(token: str) -> str:
    """The receipt number that a link confirms; empty where it was not made by us."""
    try:
        return CONFIRMING.unsign(token)
    except signing.BadSignature:
        return ""
