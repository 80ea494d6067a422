"""Lists are pages: `{"count": …, "next": …, "results": […]}`, for every list of the API."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Field, Schema
from ninja.pagination import PaginationBase

SIZE = 50
LAST = 1_000_000
"""The last page one may ask for: offsets must fit into the database's integers."""


class Pages(PaginationBase):
    """`?page=` counts from 1; `next` is the whole address of the next page, or null."""

    items_attribute = "results"

    class Input(Schema):
        """What the caller says."""

        page: int = Field(1, ge=1, le=LAST, description="第几页，从 1 起。")

    class Output(Schema):
        """What the caller gets."""

        count: int = Field(description="一共有多少条。")
        next: str | None = Field(description="下一页的网址；没有下一页时为 null。")
        results: list[Any]

    def paginate_queryset(
        self, queryset: QuerySet[Any], pagination: Input, request: HttpRequest, **params: Any
    ) -> dict[str, Any]:
        """One page of `queryset`."""
        start = (pagination.page - 1) * SIZE
        count = queryset.count()
        following = None
        if start + SIZE < count:
            query = request.GET.copy()
            query["page"] = str(pagination.page + 1)
            following = request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
        return {"count": count, "next": following, "results": list(queryset[start : start + SIZE])}
