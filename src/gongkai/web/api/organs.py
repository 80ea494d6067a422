"""The organs, as 条例第十二条 and 第二十条第二项 want them published; open to everybody."""

from datetime import date
from typing import Annotated, Literal

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from ninja import Field, Path, Query, Router, Schema
from ninja.pagination import paginate

from gongkai.web.api.errors import Problem
from gongkai.web.api.pages import Pages
from gongkai.web.organs.models import Kind, Level, Organ

router = Router(tags=["organs"])
Levels = Literal["province", "city", "county", "township", "village"]
assert set(Levels.__args__) == set(Level.values)


class OrganShort(Schema):
    """An organ in a list."""

    code: str = Field(description="统一社会信用代码；没有时为短代码。永久不变。")
    name: str
    level: str = Field(description="province、city、county、township、village")
    parent: str | None = Field(description="上级机关的 code。")

    @staticmethod
    def resolve_parent(organ: Organ) -> str | None:
        """The parent's code."""
        return organ.parent.code if organ.parent else None


class NameBefore(Schema):
    """A name it bore before."""

    name: str
    since: date | None
    until: date


class OrganFull(OrganShort):
    """Everything an organ publishes about itself."""

    short_name: str
    kind: str
    supervisor: str | None = Field(description="政府信息公开工作主管部门的 code。")
    address: str
    postcode: str
    office_hours: str
    phone: str
    fax: str
    website: str
    unit_name: str = Field(description="政府信息公开工作机构（条例第四条）。")
    unit_address: str
    unit_hours: str
    unit_phone: str
    unit_fax: str
    unit_email: str
    ended_on: date | None
    successor: str | None = Field(description="撤并后承接职能的机关的 code。")
    names: list[NameBefore]

    @staticmethod
    def resolve_supervisor(organ: Organ) -> str | None:
        """The supervising office's code."""
        return organ.supervisor.code if organ.supervisor else None

    @staticmethod
    def resolve_successor(organ: Organ) -> str | None:
        """The successor's code."""
        return organ.successor.code if organ.successor else None


@router.get("/", response=list[OrganShort], summary="机关列表", operation_id="organs")
@paginate(Pages)
def organs(
    request: HttpRequest,
    level: Annotated[Levels | None, Query(description="只要这一层级的。")] = None,
    parent: Annotated[str | None, Query(max_length=40, description="只要这个机关的下级。")] = None,
) -> QuerySet[Organ]:
    """Organs that exist today, in the order of the portal."""
    found = Organ.objects.public().select_related("parent")
    if level:
        found = found.filter(level=level)
    if parent is not None:
        clean = parent.replace("\0", "")
        found = found.filter(Q(parent__credit_code=clean) | Q(parent__credit_code=None, parent__short_code=clean))
    return found


@router.get("/{code}/", response={200: OrganFull, 404: Problem}, summary="一个机关", operation_id="organ")
def organ(request: HttpRequest, code: Annotated[str, Path(max_length=40, pattern=r"^[A-Za-z0-9_-]+$")]) -> Organ:
    """One organ by its code; abolished ones too, with their successor."""
    found = organ_by_code(code)
    if found is None:
        raise Http404
    return found


def organ_by_code(code: str) -> Organ | None:
    """The organ of a credit code, else of a short code."""
    known = Organ.objects.exclude(kind=Kind.VILLAGE).select_related("parent", "supervisor", "successor")
    return known.filter(credit_code=code).first() or known.filter(short_code=code).first()
