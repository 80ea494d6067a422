"""The one API object; routers of the apps are added here. The first argument of every view is named `request`."""

from typing import ClassVar

from ninja import NinjaAPI
from ninja.renderers import JSONRenderer

from gongkai.web.api import errors
from gongkai.web.api.annual_reports import router as annual_reports
from gongkai.web.api.items import router as items
from gongkai.web.api.organs import router as organs


class Readable(JSONRenderer):
    """Chinese stays Chinese in the answers, so that people can read them too."""

    json_dumps_params: ClassVar[dict[str, bool]] = {"ensure_ascii": False}


api = NinjaAPI(
    renderer=Readable(),
    title="政府信息公开接口",
    version="1",
    description="列表一律是 {count, next, results}。公开的信息不需要令牌。",
    openapi_url="openapi.json",
    docs_url=None,
    urls_namespace="api-v1",
)
errors.install(api)
api.add_router("/organs/", organs)
api.add_router("/items/", items)
api.add_router("/organs/", annual_reports)
