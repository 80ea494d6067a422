"""SMS through 阿里云短信服务 (dysmsapi 2017-05-25), signed as its RPC protocol wants it."""

import base64
import hashlib
import hmac
import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import httpx
from django.conf import settings
from django.utils import timezone

from gongkai.web.messages.channels.base import Later, Never, Unanswered
from gongkai.web.messages.models import Outgoing

WAIT = {"isv.BUSINESS_LIMIT_CONTROL": 3600, "isv.DAY_LIMIT_CONTROL": 6 * 3600, "Throttling.User": 60, "Throttling": 60}
"""Its codes for “too many”: seconds to wait."""
REFUSED = {
    "isv.MOBILE_NUMBER_ILLEGAL": "手机号码不对",
    "isv.MOBILE_COUNT_OVER_LIMIT": "手机号码不对",
    "isv.SMS_CONTENT_ILLEGAL": "短信内容含有不允许的词",
    "isv.PARAM_LENGTH_LIMIT": "短信内容太长",
    "isv.BLACK_KEY_CONTROL_LIMIT": "短信内容含有不允许的词",
    "isv.OUT_OF_SERVICE": "对方号码停机",
    "MobileNumberBlacklist": "对方退订了短信",
}


def percent(text: str) -> str:
    """Percent-encoding as the protocol wants it (RFC 3986)."""
    return quote(text, safe="-_.~")


def sign(method: str, parameters: Mapping[str, str], secret: str) -> str:
    """The protocol's signature: HMAC-SHA1 over the sorted, encoded parameters."""
    query = "&".join(f"{percent(name)}={percent(parameters[name])}" for name in sorted(parameters))
    told = f"{method}&{percent('/')}&{percent(query)}"
    return base64.b64encode(hmac.new(f"{secret}&".encode(), told.encode(), hashlib.sha1).digest()).decode()


class Sms:
    """One message, one number. It has no idempotency of its own: after silence its log is asked for our `OutId`."""

    code, name, quiet = "sms", "短信", True
    timeout = 10.0

    def ready(self) -> bool:
        """Whether a gateway is chosen and has its keys."""
        return settings.SMS == "aliyun" and bool(settings.SMS_GATEWAY["key"] and settings.SMS_GATEWAY["secret"])

    def send(self, message: Outgoing) -> str:
        """Hand over; its `BizId` is the receipt."""
        answer = self._ask(
            "SendSms",
            PhoneNumbers=message.to,
            SignName=settings.SMS_GATEWAY["sign"],
            TemplateCode=settings.SMS_GATEWAY["template"],
            TemplateParam=json.dumps({"text": message.body}, ensure_ascii=False),
            OutId=message.key,
        )
        return str(answer["BizId"])

    def find(self, message: Outgoing) -> str | None:
        """Look through the day's log of this number for our `OutId`."""
        days = {timezone.localdate(message.made_at), timezone.localdate()}
        for day in sorted(days):
            answer = self._ask(
                "QuerySendDetails", PhoneNumber=message.to, SendDate=f"{day:%Y%m%d}", PageSize="50", CurrentPage="1"
            )
            for sent in answer.get("SmsSendDetailDTOs", {}).get("SmsSendDetailDTO", ()):
                if sent.get("OutId") == message.key:
                    return f"OutId:{message.key}"
        return None

    def _ask(self, action: str, **parameters: str) -> dict[str, Any]:
        gateway = settings.SMS_GATEWAY
        signed = parameters | {
            "Action": action, "Version": "2017-05-25", "RegionId": "cn-hangzhou", "Format": "JSON",
            "AccessKeyId": gateway["key"], "SignatureMethod": "HMAC-SHA1", "SignatureVersion": "1.0",
            "SignatureNonce": uuid4().hex, "Timestamp": f"{timezone.now():%Y-%m-%dT%H:%M:%SZ}",
        }  # fmt: skip
        signed["Signature"] = sign("POST", signed, gateway["secret"])
        try:
            response = httpx.post(gateway["endpoint"], data=signed, timeout=self.timeout)
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            raise Later("连不上短信网关。") from error
        except httpx.HTTPError as error:
            raise Unanswered("短信网关没有回音。") from error
        return _understood(response)


def _understood(response: httpx.Response) -> dict[str, Any]:
    try:
        answer: dict[str, Any] = response.json()
    except ValueError as error:
        if response.status_code >= 500:
            raise Unanswered(f"短信网关出错（{response.status_code}）。") from error
        raise Later(f"短信网关的回答看不懂（{response.status_code}）。") from error
    code = str(answer.get("Code", ""))
    if code == "OK":
        return answer
    if code in REFUSED:
        raise Never(f"{REFUSED[code]}（{code}）。")
    if code in WAIT:
        raise Later(f"短信网关限制发送频率（{code}）。", after=WAIT[code])
    if response.status_code == 429:
        pause = re.sub(r"\D", "", response.headers.get("Retry-After", "")) or "60"
        raise Later("短信网关限制发送频率。", after=int(pause))
    raise Later(f"短信网关没有接受：{str(answer.get('Message', ''))[:100]}（{code}）。")
