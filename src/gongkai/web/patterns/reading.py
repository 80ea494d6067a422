"""Reading preferences: larger letters and high contrast, kept in two cookies and written on `html`."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.safestring import SafeString

PREFERENCES = {"size": ("large", "larger"), "contrast": ("high",)}
YEAR = 365 * 24 * 3600


def chosen(cookies: Mapping[str, str]) -> dict[str, str]:
    """What the reader chose; anything unknown counts as not chosen."""
    return {name: cookies[name] for name, values in PREFERENCES.items() if cookies.get(name) in values}


def attributes(cookies: Mapping[str, str]) -> SafeString:
    """The attributes of `html` that theme.css reads. Only known values get there, so nothing is to be escaped.

    >>> attributes({"size": "large", "contrast": '"><script>'})
    ' data-size="large"'
    """
    return SafeString("".join(f' data-{name}="{value}"' for name, value in chosen(cookies).items()))
