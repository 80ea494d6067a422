"""What goes wrong, said the same way everywhere: a status and one Chinese sentence."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, ValidationError

from gongkai.web.audit.services import Forbidden, Refused


class Problem(Schema):
    """`{"detail": "一句话"}`."""

    detail: str


def install(api: NinjaAPI) -> None:
    """Give `api` our answers to errors."""

    def answer(status: int, sentence: str | None = None) -> Any:
        def handle(request: HttpRequest, error: Exception) -> HttpResponse:
            return api.create_response(request, {"detail": sentence or str(error)}, status=status)

        return handle

    api.add_exception_handler(Http404, answer(404, "没有这个地址或者记录。"))
    api.add_exception_handler(AuthenticationError, answer(401, "需要有效的令牌（Authorization: Bearer …）。"))
    api.add_exception_handler(Forbidden, answer(403))
    api.add_exception_handler(Refused, answer(409))
    api.add_exception_handler(ValidationError, lambda request, error: _invalid(api, request, error))


def _invalid(api: NinjaAPI, request: HttpRequest, error: Exception) -> HttpResponse:
    assert isinstance(error, ValidationError)
    places = "、".join(dict.fromkeys(str(problem["loc"][-1]) for problem in error.errors))
    return api.create_response(request, {"detail": f"这些参数不对：{places}。"}, status=422)
