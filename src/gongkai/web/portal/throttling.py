"""How often one address may try something. No CAPTCHA: whoever is refused is told when, and where to go instead."""

from __future__ import annotations

from django.core.cache import cache
from django.http import HttpRequest

from gongkai.web.accounts.authentication import client_address

LIMITS = {
    "apply": (6, 3600),
    "complain": (6, 3600),
    "track": (12, 600),
    "check": (30, 600),
    "sheet": (60, 600),
    "found": (30, 600),
}
"""What → how many times in how many seconds."""


def allowed(request: HttpRequest, what: str) -> bool:
    """Count this try; whether it is still within the limit."""
    most, seconds = LIMITS[what]
    key = f"throttle:{what}:{client_address(request)}"
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key) <= most
    except ValueError:
        cache.set(key, 1, seconds)
        return True


def minutes(what: str) -> int:
    """After how many minutes one may try again, at the latest."""
    return LIMITS[what][1] // 60
