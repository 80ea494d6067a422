"""Keeping how a reader wants to read, in two cookies that say nothing about him."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from gongkai.web.patterns.reading import PREFERENCES, YEAR


# Exempt, so that pages are the same for everybody and need no cookie: a forged request can only enlarge letters.
@csrf_exempt
@require_POST
def preferences(request: HttpRequest) -> HttpResponse:
    """Set or take back 字号 and 高对比, and return to the page that asked."""
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure())
    answer = HttpResponseRedirect(back if safe else "/")
    for name, allowed in PREFERENCES.items():
        value = request.POST.get(name)
        if value in allowed:
            answer.set_cookie(name, value, max_age=YEAR, samesite="Lax", secure=request.is_secure())
        elif value is not None:
            answer.delete_cookie(name)
    return answer
