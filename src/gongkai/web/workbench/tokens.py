"""接口令牌: the secrets with which an organ's own programs speak to `/api/v1/`."""

from __future__ import annotations

from datetime import timedelta

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from gongkai.web.accounts import tokens as services
from gongkai.web.accounts.models import Token
from gongkai.web.organs.models import Organ
from gongkai.web.patterns.forms import Form
from gongkai.web.patterns.values import Badge, Link
from gongkai.web.workbench import words
from gongkai.web.workbench.access import needs
from gongkai.web.workbench.acting import done, posted, press

TOKENS = Link("接口令牌", "/workbench/tokens/")


class TokenForm(Form):
    """A new token."""

    organ = forms.ModelChoiceField(label="哪个机关的", queryset=Organ.objects.none(), empty_label=None)
    name = forms.CharField(label="给谁用、做什么", max_length=100, help_text="例如“县政务服务网：同步机构信息”。")
    acts = forms.MultipleChoiceField(
        label="可以做的操作", widget=forms.CheckboxSelectMultiple, help_text="只勾用得着的；只对这个机关有效。",
        choices=[(act, words.of(act)) for act in sorted(services.GRANTABLE)],
    )  # fmt: skip
    expires_on = forms.DateField(
        label="有效期至", help_text="最长一年。", initial=lambda: localdate() + timedelta(days=180)
    )


@needs("api.issue_token")
def tokens(request: HttpRequest) -> HttpResponse:
    """The list; the secrets themselves are stored nowhere."""
    found = Token.objects.filter(organ__in=request.user.organs_for("api.issue_token")).select_related(
        "organ", "issued_by"
    )
    today = localdate()
    rows = [(token, state(token, today)) for token in found]
    return render(request, "workbench/tokens/list.html", {"rows": rows})


def state(token: Token, today: object) -> Badge:
    """Whether it still opens the door."""
    if token.revoked_at:
        return Badge("已吊销")
    return Badge("在用", "ok") if token.expires_on >= today else Badge("已过期", "warn")


@needs("api.issue_token")
def add(request: HttpRequest) -> HttpResponse:
    """Issue a token; its secret is shown once."""
    form, made, today = TokenForm(posted(request)[0]), [], localdate()
    form.fields["organ"].queryset = request.user.organs_for("api.issue_token").active()
    if form.is_valid() and done(
        form, lambda: made.extend(services.issue_token(by=request.user, today=today, **form.cleaned_data))
    ):
        return render(request, "workbench/tokens/secret.html", {"token": made[0], "secret": made[1], "back": TOKENS})
    context = {"title": "签发接口令牌", "form": form, "button": "签发令牌", "back": TOKENS}
    return render(request, "workbench/form.html", context)


@require_POST
@needs("api.revoke_token")
def revoke(request: HttpRequest, key: int) -> HttpResponse:
    """End a token at once."""
    token = get_object_or_404(Token, pk=key, organ__in=request.user.organs_for("api.revoke_token"))
    press(request, lambda: services.revoke_token(token, by=request.user), f"“{token.name}”已吊销，立即失效。")
    return redirect("workbench:tokens")
