"""The calendar feed behind its secret address."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gongkai.web.messages.feed import calendar_of
from gongkai.web.messages.services import calendar_account


@require_safe
@never_cache
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """今日待办 of the account whose secret this is."""
    account = calendar_account(token)
    if account is None:
        raise Http404
    return HttpResponse(calendar_of(account, timezone.localdate()), content_type="text/calendar; charset=utf-8")
