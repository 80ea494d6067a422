"""A local 微信公众平台: stable_token, material, draft and freepublish as their documentation says, errors included."""

from typing import Any

from web.channels.fake_platform import Platform

APPID, SECRET = "wx0000000000000001", "fake-app-secret"
ERRORS = {
    40001: "invalid credential", 40007: "invalid media_id", 40013: "invalid appid", 40125: "invalid appsecret",
    42001: "access_token expired", 45009: "reach max api daily quota limit", 45011: "api minute-quota reach limit",
    48001: "api unauthorized", 53600: "Article ID 无效", -1: "system error", 45003: "title size out of limit",
    40164: "invalid ip", 45166: "invalid content",
}  # fmt: skip


class FakeWeChat(Platform):
    """`audit`: what publishing comes to (0 done, 1 still going, 4 refused)."""

    def __init__(self) -> None:
        super().__init__()
        self.tokens: set[str] = set()
        self.materials: dict[str, bytes] = {}
        self.drafts: dict[str, dict[str, Any]] = {}
        self.publishing: dict[str, str] = {}
        self.published: dict[str, dict[str, Any]] = {}
        self.checking: dict[str, dict[str, Any]] = {}
        self.audit = [0]
        self.made = 0

    def number(self, kind: str) -> str:
        self.made += 1
        return f"{kind}-{self.made}"

    def failing(self, code: int) -> dict[str, Any]:
        return {"errcode": code, "errmsg": f"{ERRORS[code]} rid: 00-00"}

    def expire(self) -> None:
        """All access tokens given so far stop working."""
        self.tokens.clear()

    def answer(self, path: str, query: dict[str, str], fields: dict[str, Any]) -> dict[str, Any]:
        if path == "/cgi-bin/stable_token":
            return self.token(fields)
        if query.get("access_token") not in self.tokens:
            return self.failing(42001)
        name = path.removeprefix("/cgi-bin/").replace("/", "_")
        return getattr(self, name)(fields)

    def token(self, fields: dict[str, Any]) -> dict[str, Any]:
        if fields["appid"] != APPID:
            return self.failing(40013)
        if fields["secret"] != SECRET:
            return self.failing(40125)
        if not self.tokens or fields["force_refresh"]:
            self.tokens = {self.number("token")}
        return {"access_token": next(iter(self.tokens)), "expires_in": 7200}

    def material_add_material(self, fields: dict[str, Any]) -> dict[str, Any]:
        assert fields["media"].startswith(b"\x89PNG")
        number = self.number("material")
        self.materials[number] = fields["media"]
        return {"media_id": number, "url": f"https://mmbiz.invalid/{number}"}

    def draft_add(self, fields: dict[str, Any]) -> dict[str, Any]:
        (article,) = fields["articles"]
        if article["thumb_media_id"] not in self.materials:
            return self.failing(40007)
        if len(article["title"]) > 64 or len(article["digest"]) > 120:
            return self.failing(45003)
        if len(article["content"]) > 20_400 or "<script" in article["content"]:
            return self.failing(45166)
        number = self.number("draft")
        self.drafts[number] = article
        return {"media_id": number}

    def draft_delete(self, fields: dict[str, Any]) -> dict[str, Any]:
        if self.drafts.pop(fields["media_id"], None) is None:
            return self.failing(40007)
        return {"errcode": 0, "errmsg": "ok"}

    def draft_batchget(self, fields: dict[str, Any]) -> dict[str, Any]:
        items = [{"media_id": n, "content": {"news_item": [one]}} for n, one in reversed(self.drafts.items())]
        return {"total_count": len(items), "item_count": len(items), "item": items[: fields["count"]]}

    def freepublish_submit(self, fields: dict[str, Any]) -> dict[str, Any]:
        article = self.drafts.pop(fields["media_id"], None)
        if article is None:
            return self.failing(40007)
        number, audit = self.number("publish"), self.audit.pop(0) if self.audit else 0
        self.publishing[number] = str(audit)
        if audit == 0:
            self.stand(number, article)
        elif audit == 1:
            self.checking[number] = article
        return {"errcode": 0, "errmsg": "ok", "publish_id": number, "msg_data_id": 1}

    def stand(self, number: str, article: dict[str, Any]) -> None:
        """What was submitted under this number is published."""
        made = self.number("article")
        self.published[made] = article | {"url": f"https://mp.weixin.invalid/s/{made}"}
        self.publishing[number] = made

    def pass_audit(self) -> None:
        """The platform is done with checking, and content."""
        while self.checking:
            self.stand(*self.checking.popitem())

    def freepublish_get(self, fields: dict[str, Any]) -> dict[str, Any]:
        number = fields["publish_id"]
        told = self.publishing[number]
        if told.isdigit():
            return {"publish_id": number, "publish_status": int(told), "fail_idx": [1]}
        item = {"idx": 1, "article_url": self.published[told]["url"]}
        return {"publish_id": number, "publish_status": 0, "article_id": told, "fail_idx": [],
                "article_detail": {"count": 1, "item": [item]}}  # fmt: skip

    def freepublish_delete(self, fields: dict[str, Any]) -> dict[str, Any]:
        if self.published.pop(fields["article_id"], None) is None:
            return self.failing(53600)
        return {"errcode": 0, "errmsg": "ok"}

    def freepublish_batchget(self, fields: dict[str, Any]) -> dict[str, Any]:
        items = [{"article_id": n, "content": {"news_item": [one]}} for n, one in reversed(self.published.items())]
        return {"total_count": len(items), "item_count": len(items), "item": items[: fields["count"]]}
