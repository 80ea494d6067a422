"""The client of 微信公众平台: access token, materials, drafts (draft/*), publishing (freepublish/*)."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.cache import cache

from gongkai.web.disclosure.channels.answers import ask
from gongkai.web.messages.channels.base import Later, Never

WHOSE = "微信公众平台"
STALE = {40001, 40014, 42001}
"""The access token is wrong or has expired: fetch another and try once more."""
WAIT = {-1: 60, 45009: 6 * 3600, 45011: 60, 50002: 3600}
"""System busy; quota of the day; quota of the minute; account limited: seconds to wait."""
SETTINGS = {
    40013: "AppID 不对", 40125: "AppSecret 不对", 40164: "服务器地址不在白名单里",
    48001: "这个公众号没有发布接口的权限",
    61004: "服务器地址不在白名单里", 41004: "没有填写 AppSecret", 41002: "没有填写 AppID",
}  # fmt: skip
"""Somebody has to put the settings right; the delivery waits, visible in the queue."""
GONE = {40007, 53600}
"""No such material, draft or article."""
PAGE = 20


class WeChat:
    """One account of the platform."""

    def __init__(self, number: int, appid: str, secret: str) -> None:
        self.key, self.appid, self.secret = f"wechat-token:{number}:{appid}", appid, secret

    def token(self, *, fresh: bool = False) -> str:
        """The stable access token; kept for a little less than it is good for."""
        kept = cache.get(self.key)
        if kept and not fresh:
            return str(kept)
        told = {"grant_type": "client_credential", "appid": self.appid, "secret": self.secret, "force_refresh": fresh}
        answer = _checked(ask("POST", f"{settings.WECHAT}/cgi-bin/stable_token", whose=WHOSE, json=told))
        made = str(answer["access_token"])
        cache.set(self.key, made, max(60, int(answer.get("expires_in", 7200)) - 300))
        return made

    def call(self, path: str, **options: Any) -> dict[str, Any]:
        """One call; with another token if this one has expired meanwhile."""
        query = options.pop("query", {})
        for fresh in (False, True):
            query = {**query, "access_token": self.token(fresh=fresh)}
            answer = ask("POST", f"{settings.WECHAT}/cgi-bin/{path}", whose=WHOSE, params=query, **options)
            if int(answer.get("errcode", 0)) not in STALE:
                return _checked(answer)
        raise Later("微信公众平台两次都不接受访问凭据，稍后再试。", after=600)

    def cover(self, png: bytes) -> str:
        """Upload the picture that stands for an article; its permanent number."""
        files = {"media": ("cover.png", png, "image/png")}
        return str(self.call("material/add_material", query={"type": "image"}, files=files)["media_id"])

    def draft(self, article: dict[str, Any]) -> str:
        """Put an article into the draft box; the draft's number."""
        return str(self.call("draft/add", json={"articles": [article]})["media_id"])

    def submit(self, draft: str) -> str:
        """Publish a draft; the number to ask after it. `KeyError`: there is no such draft any more."""
        return str(self.call("freepublish/submit", json={"media_id": draft})["publish_id"])

    def status(self, number: str) -> dict[str, Any]:
        """How far publishing has come."""
        return self.call("freepublish/get", json={"publish_id": number})

    def drafts(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Number and article of the newest drafts."""
        yield from self._listed("draft/batchget", "media_id")

    def articles(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Number and article of the newest published ones."""
        yield from self._listed("freepublish/batchget", "article_id")

    def _listed(self, path: str, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
        answer = self.call(path, json={"offset": 0, "count": PAGE, "no_content": 0})
        for item in answer.get("item", ()):
            for article in item.get("content", {}).get("news_item", ()):
                yield str(item[name]), article

    def drop_draft(self, draft: str) -> None:
        """Take a draft away; one that is gone is as good."""
        self._drop("draft/delete", {"media_id": draft})

    def drop_article(self, article: str) -> None:
        """Take a published article away; one that is gone is as good."""
        self._drop("freepublish/delete", {"article_id": article, "index": 0})

    def _drop(self, path: str, told: dict[str, Any]) -> None:
        try:
            self.call(path, json=told)
        except Gone:
            return


class Gone(Never):
    """What was asked for is not there any more."""


def _checked(answer: dict[str, Any]) -> dict[str, Any]:
    code = int(answer.get("errcode", 0))
    if code == 0:
        return answer
    if code in WAIT:
        raise Later(f"微信公众平台要求稍后再试（{code}）。", after=WAIT[code])
    if code in SETTINGS:
        raise Later(f"{SETTINGS[code]}（{code}），请渠道管理员核对设置。", after=3600)
    if code in GONE:
        raise Gone(f"微信公众平台上已经没有这一篇（{code}）。")
    if code in STALE:
        raise Later(f"微信公众平台不接受访问凭据（{code}）。", after=600)
    raise Never(f"微信公众平台没有接受：{str(answer.get('errmsg', ''))[:120]}（{code}）。")
