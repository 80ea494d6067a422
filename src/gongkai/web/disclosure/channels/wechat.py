"""微信公众号: cover, draft, publishing, in steps that `Delivery.memory` keeps, so that a kill repeats none of them."""

import io
import re
from collections.abc import Iterable
from html import escape
from typing import Any

import nh3
import segno
from django.conf import settings as platform

from gongkai.web.disclosure import reading
from gongkai.web.disclosure.channels.base import ChannelKind, Later, Never, Proof, to_take_back
from gongkai.web.disclosure.channels.wechat_api import Gone, WeChat
from gongkai.web.disclosure.models import Delivery
from gongkai.web.sealing import unseal

TITLE, DIGEST, AUTHOR, CONTENT = 64, 120, 8, 20_000
"""Longest title, digest, author and text the platform takes, in characters."""
TAGS = {
    "p", "h2", "h3", "h4", "strong", "em", "u", "sub", "sup", "br", "ul", "ol", "li", "blockquote", "table", "tbody",
    "thead", "tr", "th", "td",
}  # fmt: skip
FAILED = {2: "原创校验没有通过", 3: "发布失败", 4: "平台审核没有通过", 5: "已被删除", 6: "已被平台封禁"}
POLL = 30


class WeChatAccount(ChannelKind):
    """微信公众号. `publish` in its settings says whether a draft is also published by itself."""

    code, title, for_groups = "wechat", "微信公众号", False
    settings = (("appid", "AppID"),)

    def deliver(self, delivery: Delivery) -> Proof:
        """One step after the other; each is kept before the next begins."""
        account = account_of(delivery)
        if delivery.act != Delivery.Act.PUBLISH:
            _take_back(account, delivery)
        if delivery.act == Delivery.Act.WITHDRAW:
            return Proof(message_id="已撤下")
        if not delivery.memory.get("cover"):
            _keep(delivery, cover=account.cover(cover(delivery)))
        if not delivery.memory.get("draft"):
            _keep(delivery, draft=account.draft(article(delivery)))
        if not delivery.channel.settings.get("publish"):
            return Proof(message_id=delivery.memory["draft"])
        if not delivery.memory.get("publish_id"):
            _submit(account, delivery)
        return _published(account, delivery)

    def find(self, delivery: Delivery) -> Proof | None:
        """After silence: is our mark among the drafts or the published? A draft found is where the work goes on."""
        if delivery.act == Delivery.Act.WITHDRAW:
            return None
        account = account_of(delivery)
        for number, found in account.articles():
            if found.get("content_source_url") == mark(delivery):
                return Proof(str(found.get("url", "")), number)
        if not delivery.memory.get("draft"):
            for number, found in account.drafts():
                if found.get("content_source_url") == mark(delivery):
                    _keep(delivery, draft=number)
        return None


def account_of(delivery: Delivery) -> WeChat:
    """The account of the channel. Without its secret nothing is sent; it waits where everybody sees it."""
    channel = delivery.channel
    if not channel.secret or not channel.settings.get("appid"):
        raise Later("公众号还没有填写 AppID 和 AppSecret。", after=3600)
    return WeChat(channel.pk, channel.settings["appid"], unseal(channel.secret).decode())


def mark(delivery: Delivery) -> str:
    """“阅读原文”: the permanent address, with the number of this delivery, by which it is known again."""
    return f"{platform.ADDRESS}{delivery.publication.get_absolute_url()}?from=wechat-{delivery.pk}"


def article(delivery: Delivery) -> dict[str, Any]:
    """The article as the platform takes it, from the rendition that passed the gate."""
    publication = delivery.publication
    body = nh3.clean(reading.body_of(publication), tags=TAGS, attributes={"td": {"rowspan", "colspan"}})
    if len(body) > CONTENT:
        body = f"<p>{escape(publication.summary or publication.title)}</p>"
    foot = f"<p>索引号 {escape(publication.index_number)}，全文和附件请点“阅读原文”。</p>"
    digest = publication.summary or re.sub(r"\s+", " ", reading.text_of(publication))
    return {
        "title": publication.title[:TITLE], "author": publication.organ.short_name[:AUTHOR], "digest": digest[:DIGEST],
        "content": body + foot, "content_source_url": mark(delivery), "thumb_media_id": delivery.memory["cover"],
        "need_open_comment": 0, "only_fans_can_comment": 0,
    }  # fmt: skip


def cover(delivery: Delivery) -> bytes:
    """A picture without people or claims: the code of the item's address."""
    out = io.BytesIO()
    address = f"{platform.ADDRESS}{delivery.publication.get_absolute_url()}"
    segno.make(address, error="m", micro=False).save(out, kind="png", scale=10, border=4)
    return out.getvalue()


def _submit(account: WeChat, delivery: Delivery) -> None:
    before = bool(delivery.memory.get("submitted"))
    _keep(delivery, submitted="1")
    try:
        number = account.submit(delivery.memory["draft"])
    except Gone as gone:
        if not before:
            raise Never("草稿已经被人删除，没有发布。") from gone
        raise Later("草稿已经交去发布，稍后核对。", after=POLL) from gone
    _keep(delivery, publish_id=number)


def _published(account: WeChat, delivery: Delivery) -> Proof:
    told = account.status(delivery.memory["publish_id"])
    state = int(told.get("publish_status", 1))
    if state == 1:
        raise Later("微信正在发布，稍后再查。", after=POLL)
    if state in FAILED:
        raise Never(f"微信没有发布：{FAILED[state]}。")
    items = told.get("article_detail", {}).get("item", ())
    return Proof(str(items[0]["article_url"]) if items else "", str(told.get("article_id", "")))


def _take_back(account: WeChat, delivery: Delivery) -> None:
    """Whatever earlier deliveries of this publication left there: drafts, and articles that somebody published."""
    earlier = list(to_take_back(delivery))
    marks = {mark(one) for one in earlier}
    for one in earlier:
        if one.memory.get("publish_id"):
            _drop_submitted(account, one)
        if one.memory.get("draft"):
            account.drop_draft(one.memory["draft"])
    for number in _bearing(marks, account.articles()):
        account.drop_article(number)
    if any(one.attempts for one in earlier):  # a draft whose number never reached us
        for number in _bearing(marks, account.drafts()):
            account.drop_draft(number)


def _bearing(marks: set[str], there: Iterable[tuple[str, dict[str, Any]]]) -> list[str]:
    return [number for number, found in there if found.get("content_source_url") in marks]


def _drop_submitted(account: WeChat, earlier: Delivery) -> None:
    """An article that the platform still checks will stand there soon: wait for it, then take it away."""
    told = account.status(earlier.memory["publish_id"])
    if int(told.get("publish_status", 1)) == 1:
        raise Later("微信还在处理先前的发布，处理完再撤下。", after=POLL)
    if told.get("article_id"):
        account.drop_article(str(told["article_id"]))


def _keep(delivery: Delivery, **steps: str) -> None:
    delivery.memory = delivery.memory | steps
    Delivery.objects.filter(pk=delivery.pk).update(memory=delivery.memory)
