"""Limits of a session: idle time, length, and a password that has to be changed first."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone


class SessionLimits:
    """Ends a session that was idle or lasted too long; sends an account with a first password to change it."""

    allowed = ("/workbench/password/", "/workbench/log-out/", "/workbench/two-step/", "/preferences/", "/static/")

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Check, then go on."""
        if request.user.is_authenticated:
            if self._is_over(request):
                logout(request)
            elif self._is_work(request) and request.user.password_is_stale:
                return redirect("/workbench/password/")
        return self.get_response(request)

    def _is_work(self, request: HttpRequest) -> bool:
        return request.path.startswith("/workbench/") and not request.path.startswith(self.allowed)

    def _is_over(self, request: HttpRequest) -> bool:
        now = timezone.now().timestamp()
        started = request.session.setdefault("started", now)
        seen = request.session.get("seen", now)
        if now - seen > settings.SESSION_COOKIE_AGE or now - started > settings.SESSION_HOURS * 3600:
            return True
        if now - seen > 60 or "seen" not in request.session:
            request.session["seen"] = now
        return False
