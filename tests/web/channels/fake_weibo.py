"""A local 微博开放平台: statuses/share, destroy and user_timeline, with the errors of its documentation."""

from typing import Any

from web.channels.fake_platform import Platform

TOKEN = "2.00fake"


class FakeWeibo(Platform):
    """The posts of one account."""

    def __init__(self) -> None:
        super().__init__()
        self.posts: dict[str, dict[str, Any]] = {}
        self.token = TOKEN
        self.made = 5000

    def status_of(self, answer: dict[str, Any]) -> int:
        return 400 if "error_code" in answer else 200

    def failing(self, code: int) -> dict[str, Any]:
        return {"error": f"error {code}", "error_code": code, "request": "/2/"}

    def answer(self, path: str, query: dict[str, str], fields: dict[str, Any]) -> dict[str, Any]:
        told = query | fields
        if told.get("access_token") != self.token:
            return self.failing(21332)
        if path.endswith("/share.json"):
            return self.share(told)
        if path.endswith("/destroy.json"):
            return self.posts.pop(told["id"], None) or self.failing(20101)
        return {"statuses": list(reversed(self.posts.values()))}

    def share(self, told: dict[str, Any]) -> dict[str, Any]:
        text = told["status"]
        if len(text) > 140:
            return self.failing(20012)
        if "http" not in text:
            return self.failing(10017)
        if any(post["text"] == text for post in self.posts.values()):
            return self.failing(20019)
        self.made += 1
        number = str(self.made)
        self.posts[number] = {"id": self.made, "idstr": number, "mid": number, "text": text, "user": {"idstr": "77"}}
        return self.posts[number]
