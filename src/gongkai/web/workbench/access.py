"""Who gets into the workbench: whoever has logged in, and set up what his roles demand."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from gongkai.web.accounts.authentication import must_set_up_second_step

View = Callable[..., HttpResponse]


def staff(view: View) -> View:
    """A view for people with an account. Whether they may do the act is for the service, or for `may` below."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if must_set_up_second_step(request.user):
            return redirect("workbench:two-step")
        return view(request, *args, **kwargs)

    guarded = login_required(checked)
    guarded.staff = True
    return guarded


def needs(act: str) -> Callable[[View], View]:
    """A list that only those see who may do `act` somewhere; what it lists is filtered by `organs_for(act)`."""

    def decorate(view: View) -> View:
        @staff
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not anywhere(request.user, act):
                request.user.may(act, None)
            return view(request, *args, **kwargs)

        return checked

    return decorate


def anywhere(person: Any, act: str, below: bool = False) -> bool:
    """Whether a role of this person carries `act` in its organ; with `below` also to the organs under it."""
    from gongkai.web.accounts.permissions import PERMISSIONS, Reach
    from gongkai.web.accounts.roles import Role

    rule = PERMISSIONS.get(act, {})
    reaches = {rule[Role(post.role)] for post in person.posts_held() if post.role in rule}
    return Reach.BELOW in reaches if below else bool(reaches)
