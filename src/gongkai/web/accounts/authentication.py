"""Logging in: password, optional second step, throttling by django-axes, sessions counted."""

import pyotp
from axes.handlers.proxy import AxesProxyHandler
from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.signals import user_login_failed
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from gongkai.web.accounts.models import Account, LogIn, Role
from gongkai.web.audit.services import Refused, record
from gongkai.web.sealing import unseal

BACKEND = "gongkai.web.accounts.authentication.AccountBackend"
WRONG = "登录名或密码不对。连续输错会暂停登录。忘记密码请联系本机关的系统管理员。"


class AccountBackend(BaseBackend):
    """Finds the account by log-in name and password; takes the same time for a name that does not exist."""

    def authenticate(self, request: HttpRequest | None, login: str = "", password: str = "") -> Account | None:
        """The active account, or none."""
        account = Account.objects.filter(login__iexact=login).first()
        if account is None:
            Account().set_password(password)  # the same work, so that time tells nothing
            return None
        return account if account.check_password(password) and account.is_active else None

    def get_user(self, user_id: int) -> Account | None:
        """The account of a session; a closed account has none."""
        return Account.objects.filter(pk=user_id, is_active=True).first()


def client_address(request: HttpRequest) -> str:
    """Where the visitor comes from, behind as many trusted proxies as `GONGKAI_PROXIES` says."""
    direct = request.META.get("REMOTE_ADDR") or "127.0.0.1"
    hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
    return hops[-settings.PROXIES] if settings.PROXIES and len(hops) >= settings.PROXIES else direct


def locked_out(request: HttpRequest, *_: object) -> HttpResponse:
    """What axes answers when nobody caught the pause before."""
    return HttpResponse(paused(), status=429, content_type="text/plain; charset=utf-8")


def paused() -> str:
    """The sentence for somebody who tried too often."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    return f"连续多次输错，已暂停登录。请 {minutes} 分钟后再试，或者联系本机关的系统管理员。"


def first_step(request: HttpRequest, name: str, password: str) -> Account:
    """The account of this log-in name and password. Raises `Refused` with the sentence to show."""
    known = Account.objects.filter(login__iexact=name).values_list("login", flat=True).first()
    account = authenticate(request, login=known or name, password=password)  # failures count whatever the case typed
    if getattr(request, "axes_locked_out", False):
        request.axes_locked_out = False  # the view answers with a page of its own
        raise Refused(paused())
    if account is None:
        raise Refused(WRONG)
    return account


def needs_second_step(account: Account) -> bool:
    """Whether a code is asked after the password."""
    return bool(account.totp_secret)


def must_set_up_second_step(account: Account) -> bool:
    """Whether a role of this account demands two-step log-in that is not yet set up (`GONGKAI_TOTP_ROLES`)."""
    held = {post.role for post in account.posts_held()}
    return not account.totp_secret and bool(held & set(settings.TOTP_ROLES))


def second_step(request: HttpRequest, account: Account, code: str) -> None:
    """Check the code of the second step; each code is good once. Raises `Refused`; failures count like wrong
    passwords."""
    credentials = {"login": account.login}
    if not AxesProxyHandler.is_allowed(request, credentials):
        raise Refused(paused())
    if not _take_code(account, code):
        user_login_failed.send(sender=__name__, credentials=credentials, request=request)
        raise Refused("验证码不对或已经用过。请打开手机上的验证器，输入现在显示的 6 位数字。")


@transaction.atomic
def _take_code(account: Account, code: str) -> bool:
    account = Account.objects.select_for_update().get(pk=account.pk)
    totp = pyotp.TOTP(unseal(account.totp_secret).decode())
    now = int(timezone.now().timestamp()) // 30
    digits = code.strip().replace(" ", "")
    for step in (now - 1, now, now + 1):
        if step > account.totp_last and pyotp.utils.strings_equal(totp.at(step * 30), digits):
            account.totp_last = step
            account.save(update_fields=["totp_last"])
            return True
    return False


@transaction.atomic
def log_in(request: HttpRequest, account: Account) -> None:
    """Begin a session for `account`, log it, and end its oldest ones beyond `GONGKAI_SESSIONS`."""
    login(request, account, backend=BACKEND)
    if request.session.session_key is None:
        request.session.save()
    now = timezone.now().timestamp()
    request.session["started"], request.session["seen"] = now, now
    LogIn.objects.create(account=account, session=request.session.session_key, address=client_address(request))
    for old in account.log_ins.filter(ended_at=None).order_by("-pk")[settings.SESSIONS :]:
        end_session(old)
    record("accounts.logged_in", account, by=account, address=client_address(request))


@transaction.atomic
def log_out(request: HttpRequest) -> None:
    """End this session."""
    if isinstance(request.user, Account):
        account = request.user
        LogIn.objects.filter(account=account, session=request.session.session_key).update(ended_at=timezone.now())
        record("accounts.logged_out", account, by=account)
    logout(request)


def end_session(log_in_: LogIn) -> None:
    """Throw a session out; its next request has to log in again."""
    SessionStore(log_in_.session).delete()
    log_in_.ended_at = timezone.now()
    log_in_.save(update_fields=["ended_at"])


def landing(account: Account) -> str:
    """Where somebody lands after logging in: who only reviews lands on 待我审核."""
    reviewing = {Role.FIRST_REVIEWER, Role.SECOND_REVIEWER, Role.FINAL_REVIEWER, Role.SECRECY_REVIEWER}
    held = {Role(post.role) for post in account.posts_held()}
    return "/workbench/reviews/" if held and held <= reviewing else settings.LOGIN_REDIRECT_URL
