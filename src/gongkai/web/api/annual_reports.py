"""Annual reports: lists and data for everybody, filing for the organ's own program."""

from datetime import date
from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils.timezone import localdate
from ninja import Body, Field, Path, Router, Schema
from ninja.pagination import paginate

from gongkai.web.annual_reports.checking import examine
from gongkai.web.annual_reports.models import AnnualReport, Edition
from gongkai.web.annual_reports.services import filing, publishing
from gongkai.web.api.authentication import TokenAuth
from gongkai.web.api.errors import Problem
from gongkai.web.api.organs import organ_by_code
from gongkai.web.api.pages import Pages
from gongkai.web.organs.models import Organ

router = Router(tags=["annual-reports"])
Code = Annotated[str, Path(max_length=40, pattern=r"^[A-Za-z0-9_-]+$")]
Year = Annotated[int, Path(ge=2008, le=2100)]


class ReportShort(Schema):
    """A published report in a list."""

    year: int
    form: str = Field(description="格式：2019 或 2021。")
    title: str
    published_on: date
    url: str = Field(description="门户上的网页，永久不变。")

    @staticmethod
    def resolve_year(edition: Edition) -> int:
        """The year it is about."""
        return edition.report.year

    @staticmethod
    def resolve_form(edition: Edition) -> str:
        """Its form."""
        return str(edition.content["form"])

    @staticmethod
    def resolve_title(edition: Edition) -> str:
        """Its title."""
        return str(edition.content["title"] or edition.report.title)

    @staticmethod
    def resolve_url(edition: Edition, context: Any) -> str:
        """Its page on the portal."""
        address = f"/reports/{edition.report.organ.code}/{edition.report.year}/"
        return str(context["request"].build_absolute_uri(address))


class Found(Schema):
    """A finding of a check, with the keys of `gongkai.annual-report/1`."""

    code: str
    severity: str
    message: str
    where: str
    cites: str


class Filed(Schema):
    """What became of a filed report."""

    year: int
    state: str = Field(description="writing：已收下，等本机关的人核对、送核、签发。")
    errors: int
    findings: list[Found]
    url: str


def _organ(code: str) -> Organ:
    organ = organ_by_code(code)
    if organ is None:
        raise Http404
    return organ


@router.get("/{code}/annual-reports/", response={200: list[ReportShort], 404: Problem}, summary="机关的年度报告",
            operation_id="annual_reports")  # fmt: skip
@paginate(Pages)
def annual_reports(request: HttpRequest, code: Code) -> QuerySet[Edition]:
    """The newest edition of each year, the newest year first."""
    return publishing.published([_organ(code).pk]).order_by("-report__year")


@router.get(
    "/{code}/annual-reports/{year}/",
    response={200: dict[str, Any], 404: Problem},
    summary="一份年度报告的数据",
    operation_id="annual_report",
)
def annual_report(request: HttpRequest, code: Code, year: Year) -> dict[str, Any]:
    """The report as it was published last, as `gongkai.annual-report/1`."""
    edition = publishing.published([_organ(code).pk]).filter(report__year=year).first()
    if edition is None:
        raise Http404
    return dict(edition.content)


@router.post(
    "/{code}/annual-reports/{year}/",
    response={200: Filed, 401: Problem, 403: Problem, 404: Problem, 409: Problem, 422: Problem},
    auth=TokenAuth(),
    summary="报送年度报告",
    operation_id="file_annual_report",
)
def file_annual_report(
    request: HttpRequest, code: Code, year: Year, report: Annotated[dict[str, Any], Body()]
) -> dict[str, Any]:
    """File a report as `gongkai.annual-report/1`. It is checked at once; people of the organ sign and publish it."""
    filed: AnnualReport = filing.file_json(
        _organ(code),
        report,
        year=year,
        by=request.auth,
        today=localdate(),
    )
    checked = examine(filed)
    address = f"/workbench/reports/{filed.organ.short_code}/{filed.year}/"
    return {
        "year": filed.year, "state": filed.state, "errors": len(checked.errors),
        "findings": [one.finding for one in checked.findings], "url": request.build_absolute_uri(address),
    }  # fmt: skip
