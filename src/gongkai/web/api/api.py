"""The one API object; routers of the apps are added here."""

from ninja import NinjaAPI

from gongkai.web.api.organs import router as organs

api = NinjaAPI(
    title="政府信息公开接口", version="1", openapi_url="openapi.json", docs_url=None, urls_namespace="api-v1"
)
api.add_router("/organs/", organs)
