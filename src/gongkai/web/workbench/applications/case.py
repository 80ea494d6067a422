"""The case: its deadline day by day, what may be done next, who asks, what happened (mock-up 07)."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from gongkai.web.applications import clock
from gongkai.web.applications.measures import topic_name
from gongkai.web.applications.models import Application
from gongkai.web.applications.retention import days_of
from gongkai.web.applications.services import identities, relating, splitting, suggesting
from gongkai.web.patterns.values import Badge, Link, Row, said
from gongkai.web.workbench.access import needs
from gongkai.web.workbench.applications import showing
from gongkai.web.workbench.applications.register import seen_by

REGISTER = Link("依申请公开", "/workbench/applications/")


def find(request: HttpRequest, key: int) -> Application:
    """The case, if this person may see it; else 404."""
    return get_object_or_404(seen_by(request.user).select_related("applicant"), pk=key)


@needs("applications.see")
def case(request: HttpRequest, key: int) -> HttpResponse:
    """One case."""
    return render(request, "workbench/applications/case.html", context(request, find(request, key)))


@needs("applications.view_identity")
@require_POST
def identity(request: HttpRequest, key: int) -> HttpResponse:
    """The same page with the applicant's identity in full; the look is logged."""
    application = find(request, key)
    seen = identities.look(application, by=request.user)
    return render(request, "workbench/applications/case.html", context(request, application, seen))


def context(
    request: HttpRequest, application: Application, seen: identities.Identity | None = None
) -> dict[str, object]:
    """Everything the case page shows."""
    today = localdate()
    told = clock.account(application, today)
    who = seen or identities.opened(application.applicant).shown()
    return {
        "back": REGISTER,
        "application": application,
        "picture_days": days_of("identity_picture"),
        "badges": showing.badges(application, told),
        "due": showing.due(told),
        "used": showing.used_in_words(told),
        "account": showing.account_in_words(told),
        "days": showing.ledger(told, application.received_on),
        "spans": showing.spans(told),
        "flags": told.flags,
        "limits": [
            Row(limit_words(limit), f"{said(limit.by, weekday=True)}，{showing.short(limit.cites)}")
            for limit in told.limits
        ],
        "acts": list(showing.next_acts(application, request.user, today)),
        "points": showing.points(application),
        "wish": showing.wish_rows(application),
        "applicant": showing.applicant_rows(who, application),
        "may_look": seen is None and request.user.can("applications.view_identity", application),
        "only": Badge("仅承办人可见"),
        "parties": application.parties.all(),
        "letters": application.letters.all(),
        "decisions": application.decisions.all(),
        "searches": application.searches.all(),
        "reviews": application.reviews.all(),
        "report": showing.in_the_report(application),
    } | related(request, application)


def related(request: HttpRequest, application: Application) -> dict[str, object]:
    """What belongs to the case beside its own course: like cases, published items, its papers."""
    together = splitting.together(application)
    may_convert = application.outcome in relating.GRANTED and request.user.can("applications.convert", application)
    return {
        "like": relating.alike_of(application),
        "often": relating.frequency(application),
        "items": application.items.all(),
        "together": together if len(together) > 1 else [],
        "may_work": request.user.can("applications.dossier", application),
        "may_convert": may_convert,
        "may_approve": request.user.can("applications.approve_decision", application),
        "owed": to_write(application) if request.user.can("applications.letter", application) else [],
        "topic": topic_name(application.topic) if application.topic else "",
    }


def to_write(application: Application) -> list[Link]:
    """The letters that what is on record asks for and nobody has written yet; an archived case owes none."""
    found = [] if application.archived_on else suggesting.owed(application)
    places = [reverse("workbench:application-letter", args=[application.pk, one.kind]) for one in found]
    queries = [f"?{urlencode({'to': one.addressee})}" if one.addressee else "" for one in found]
    return [Link(one.title, place + query) for one, place, query in zip(found, places, queries, strict=True)]


LIMITS = {
    "correction": "补正告知最晚",
    "correction_answer": "申请人补正最晚",
    "third_party_answer": "第三方答复最晚",
    "joint_maker_answer": "共同制作机关答复最晚",
    "organ_answer": "其他机关答复",
    "extension": "延长期限最晚",
    "fee_notice": "收费通知最晚",
    "payment": "申请人缴费最晚",
    "reply": "答复最晚",
    "confirmation": "确认收到最晚",
}


def limit_words(limit: object) -> str:
    """The name of a limit, with whose it is."""
    words = LIMITS.get(limit.act, limit.act)
    return f"{words}（{limit.party}）" if limit.party else words


@needs("applications.see")
def receipt(request: HttpRequest, key: int) -> HttpResponse:
    """The receipt to print for the applicant; the query code is shown this once."""
    application = find(request, key)
    code = request.session.pop(f"code-{key}", "")
    told = clock.account(application, localdate())
    shown = {"application": application, "code": code, "back": REGISTER, "due": told.due}
    return render(request, "workbench/applications/receipt.html", shown)
