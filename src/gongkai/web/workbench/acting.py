"""How a view calls its one service: a refusal becomes words on the page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest

from gongkai.web.audit.services import Refused


def posted(request: HttpRequest) -> tuple[Any, Any]:
    """What a form is bound to: the data and files of a POST, even an empty one; nothing for a GET."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def done(form: forms.BaseForm, service: Callable[[], Any]) -> bool:
    """Whether the service went through; a refusal is an error of the form."""
    try:
        service()
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    return True


def press(request: HttpRequest, service: Callable[[], Any], told: str) -> bool:
    """A button without a form: the next page says what was done, or why not."""
    try:
        service()
    except Refused as refused:
        messages.error(request, str(refused))
        return False
    messages.success(request, told)
    return True
