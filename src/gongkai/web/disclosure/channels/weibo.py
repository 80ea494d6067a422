"""微博: a short text with the permanent address, over the open platform (statuses/share)."""

import re
from typing import Any

from django.conf import settings as platform

from gongkai.web.disclosure import reading
from gongkai.web.disclosure.channels.answers import ask
from gongkai.web.disclosure.channels.base import ChannelKind, Later, Never, Proof, to_take_back
from gongkai.web.disclosure.models import Delivery
from gongkai.web.sealing import unseal

WHOSE = "微博开放平台"
LONGEST = 140
"""Characters of a post; the platform counts two letters or digits as one, we count each."""
WAIT = {10001: 300, 10009: 300, 10011: 300, 10022: 3600, 10023: 3600, 10024: 3600, 20016: 3600}
"""System error, too many tasks, job expired, limits of address, user, interface, posts of the hour: seconds to wait."""
SIGN_IN = {21314, 21315, 21316, 21317, 21319, 21327, 21332, 21301}
"""The authorisation was used up, has expired or was taken back: a person must give it anew."""
TWICE = {20017, 20019}
"""The same or nearly the same text stands there already."""
NOT_THERE = {20101}


class Weibo(ChannelKind):
    """政务微博. Its secret is the access token that the account's owner gave."""

    code, title, for_groups = "weibo", "政务微博", False

    def deliver(self, delivery: Delivery) -> Proof:
        """Post, post anew, or take away."""
        if delivery.act != Delivery.Act.PUBLISH:
            _take_back(delivery)
        if delivery.act == Delivery.Act.WITHDRAW:
            return Proof(message_id="已撤下")
        try:
            return _proof(_call(delivery, "POST", "statuses/share", status=text(delivery)))
        except Twice as twice:
            found = self.find(delivery)
            if found is None:
                raise Never("微博认为与已发的内容重复，没有发布。") from twice
            return found

    def find(self, delivery: Delivery) -> Proof | None:
        """Our mark among the account's newest posts."""
        if delivery.act == Delivery.Act.WITHDRAW:
            return None
        return next((_proof(post) for post in _newest(delivery) if _bears(post, mark(delivery))), None)


class Twice(Exception):
    """The platform says that it has this text already."""


def mark(delivery: Delivery) -> str:
    """The permanent address with the number of this delivery."""
    return f"{platform.ADDRESS}{delivery.publication.get_absolute_url()}?from=weibo-{delivery.pk}"


def text(delivery: Delivery) -> str:
    """Title, as much of the summary as fits, and the address, which the platform demands."""
    publication, address = delivery.publication, mark(delivery)
    summary = publication.summary or " ".join(reading.text_of(publication).split())
    room = LONGEST - len(address) - 1
    head = f"【{publication.title}】"
    head = head if len(head) <= room else f"【{publication.title[: room - 3]}…】"
    left = room - len(head)
    return f"{head}{summary if len(summary) <= left else summary[: max(0, left - 1)] + '…' * (left > 0)} {address}"


def _take_back(delivery: Delivery) -> None:
    """Every post that we know of, and, of attempts whose outcome we do not know, what stands there with their mark."""
    unsure = []
    for one in to_take_back(delivery):
        if one.message_id.isdigit():
            _destroy(delivery, one.message_id)
        elif one.attempts:
            unsure.append(mark(one))
    for post in _newest(delivery) if unsure else ():
        if any(_bears(post, wanted) for wanted in unsure):
            _destroy(delivery, _proof(post).message_id)


def _destroy(delivery: Delivery, number: str) -> None:
    _call(delivery, "POST", "statuses/destroy", id=number)


def _newest(delivery: Delivery) -> list[dict[str, Any]]:
    answer = _call(delivery, "GET", "statuses/user_timeline", count="50", trim_user="1")
    return list(answer.get("statuses", ()))


def _bears(post: dict[str, Any], wanted: str) -> bool:
    """Whether a post holds this mark, and not a longer one that begins alike."""
    said = f"{post.get('text', '')} {post.get('url_long', '')} "
    return re.search(rf"{re.escape(wanted)}(?!\d)", said) is not None


def _proof(post: dict[str, Any]) -> Proof:
    number = str(post.get("idstr") or post.get("id") or "")
    user = post.get("user") or {}
    owner = str(user.get("idstr") or user.get("id") or "")
    return Proof(f"https://weibo.com/{owner}/{post.get('mid', number)}" if owner else "", number)


def _call(delivery: Delivery, method: str, path: str, **fields: str) -> dict[str, Any]:
    if not delivery.channel.secret:
        raise Later("微博还没有授权。", after=3600)
    told = fields | {"access_token": unseal(delivery.channel.secret).decode()}
    where = "params" if method == "GET" else "data"
    answer = ask(method, f"{platform.WEIBO}/2/{path}.json", whose=WHOSE, **{where: told})
    code = int(answer.get("error_code", 0))
    if code == 0 or (code in NOT_THERE and path == "statuses/destroy"):
        return answer
    if code in WAIT:
        raise Later(f"微博要求稍后再试（{code}）。", after=WAIT[code])
    if code in SIGN_IN:
        raise Later(f"微博的授权已经失效（{code}），请渠道管理员重新授权。", after=3600)
    if code in TWICE:
        raise Twice
    raise Never(f"微博没有接受：{str(answer.get('error', ''))[:120]}（{code}）。")
