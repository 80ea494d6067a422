"""Coming in and going out: log-in with its second step, the first password, two-step log-in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST
from segno import make as qr_code

from gongkai.web.accounts import authentication, services
from gongkai.web.accounts.models import Account
from gongkai.web.accounts.passwords import VarietyValidator
from gongkai.web.audit.services import Refused
from gongkai.web.patterns.forms import Form
from gongkai.web.workbench.acting import done, posted

PENDING = "second_step_for"


class LogInForm(Form):
    """Name and password."""

    login = forms.CharField(label="登录名", max_length=50, widget=forms.TextInput(attrs={"autocomplete": "username"}))
    password = forms.CharField(
        label="密码", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )


class CodeForm(Form):
    """The six digits of the second step."""

    code = forms.CharField(
        label="验证码", help_text="打开手机上的验证器，输入现在显示的 6 位数字。", max_length=10,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "class": "short"}),
    )  # fmt: skip


class PasswordForm(Form):
    """A new password, twice."""

    old = forms.CharField(
        label="现在的密码", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
    new = forms.CharField(
        label="新密码", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip
    again = forms.CharField(
        label="再写一遍新密码", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shortest = settings.AUTH_PASSWORD_VALIDATORS[0]["OPTIONS"]["shortest"]
        self.fields["new"].help_text = f"不少于 {shortest} 位。{VarietyValidator.message}不要用姓名和手机号。"

    def clean_again(self) -> str:
        """Both must be the same."""
        if self.cleaned_data["again"] != self.cleaned_data.get("new"):
            raise forms.ValidationError("再写一遍新密码：两次写的不一样")
        return self.cleaned_data["again"]


@sensitive_post_parameters("password")
def log_in(request: HttpRequest) -> HttpResponse:
    """The log-in page. Too many failures pause it; a second step follows where it is set up."""
    if request.user.is_authenticated:
        return redirect("workbench:today")
    form, status = LogInForm(posted(request)[0]), 200
    if form.is_valid():
        try:
            account = authentication.first_step(request, form.cleaned_data["login"], form.cleaned_data["password"])
        except Refused as refused:
            form.add_error(None, str(refused))
            status = 429 if str(refused) == authentication.paused() else 200
        else:
            if authentication.needs_second_step(account):
                request.session[PENDING] = account.pk
                request.session["next"] = request.GET.get("next", "")
                return redirect("workbench:log-in-code")
            return enter(request, account, request.GET.get("next", ""))
    return render(request, "workbench/entrance/log_in.html", {"form": form}, status=status)


def log_in_code(request: HttpRequest) -> HttpResponse:
    """The second step: six digits."""
    account = Account.objects.working().filter(pk=request.session.get(PENDING)).first()
    if account is None:
        return redirect("workbench:log-in")
    form = CodeForm(posted(request)[0])
    if form.is_valid() and done(form, lambda: authentication.second_step(request, account, form.cleaned_data["code"])):
        del request.session[PENDING]
        return enter(request, account, request.session.pop("next", ""))
    return render(request, "workbench/entrance/code.html", {"form": form})


def enter(request: HttpRequest, account: Account, wanted: str) -> HttpResponse:
    """Begin the session and go where the person wanted to go, if that is within the platform."""
    authentication.log_in(request, account)
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure()):
        return redirect(wanted)
    return redirect(authentication.landing(account))


@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    """Go out."""
    authentication.log_out(request)
    return redirect("workbench:log-in")


@sensitive_post_parameters()
@login_required
def password(request: HttpRequest) -> HttpResponse:
    """Change the password; at the first log-in this page comes before everything else."""
    form = PasswordForm(posted(request)[0])
    first = request.user.must_change_password
    if form.is_valid() and done(
        form,
        lambda: services.set_password(
            request.user, old=form.cleaned_data["old"], new=form.cleaned_data["new"], by=request.user
        ),
    ):
        account = Account.objects.get(pk=request.user.pk)
        authentication.log_in(request, account)
        messages.success(request, "密码已修改，其他地方的登录已退出。")
        return redirect(authentication.landing(account))
    return render(request, "workbench/entrance/password.html", {"form": form, "first": first})


@login_required
def two_step(request: HttpRequest) -> HttpResponse:
    """Set up the second step, or turn it off. The secret waits in the session until one right code proves it."""
    if request.user.totp_secret:
        return drop_two_step(request)
    if request.method != "POST" or "totp_new" not in request.session:
        request.session["totp_new"] = services.new_second_step(request.user)
    secret, address = request.session["totp_new"]
    form = CodeForm(posted(request)[0])
    if form.is_valid() and done(
        form,
        lambda: services.set_up_second_step(
            request.user, secret=secret, code=form.cleaned_data["code"], by=request.user
        ),
    ):
        del request.session["totp_new"]
        messages.success(request, "两步登录已开启，下次登录时除了密码还要输入验证码。")
        return redirect("workbench:account")
    picture = qr_code(address, error="m").svg_inline(scale=4, omitsize=False)
    return render(request, "workbench/entrance/two_step.html", {"form": form, "secret": secret, "picture": picture})


class DropForm(Form):
    """The password, to turn the second step off."""

    password = forms.CharField(
        label="密码", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )


def drop_two_step(request: HttpRequest) -> HttpResponse:
    """Turn the second step off."""
    form = DropForm(posted(request)[0])
    if form.is_valid() and done(
        form,
        lambda: services.drop_second_step(request.user, password=form.cleaned_data["password"], by=request.user),
    ):
        messages.success(request, "两步登录已关闭。")
        return redirect("workbench:account")
    return render(request, "workbench/entrance/drop_two_step.html", {"form": form})
