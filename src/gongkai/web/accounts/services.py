"""Opening and closing accounts, granting roles, passwords and the second step."""

from typing import Any

import pyotp
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from gongkai.web.accounts.authentication import end_session
from gongkai.web.accounts.models import Account, Post, Role
from gongkai.web.accounts.passwords import first_password
from gongkai.web.audit.services import Actor, Forbidden, Refused, record, snapshot
from gongkai.web.organs.models import Organ
from gongkai.web.organs.services import clean
from gongkai.web.sealing import seal, unseal


@transaction.atomic
def open_account(
    *, login: str, name: str, organ: Organ, by: Actor, phone: str = "", email: str = "", password: str = "",
    must_change: bool = True, hashed: str = "",
) -> tuple[Account, str]:  # fmt: skip
    """Open an account in `organ`. Returns it with its first password, shown once and to be changed at the first log-in;
    `hashed`: a password hashed before, of an account taken over from elsewhere."""
    by.may("accounts.open", organ)
    account = Account(login=login, name=name, organ=organ, phone=phone, email=email, must_change_password=must_change)
    account.password_at = None if must_change else timezone.now()
    password = "" if hashed else password or first_password()
    account.password = hashed or make_password(password)
    if Account.objects.filter(login__iexact=login).exists():
        raise Refused(f"登录名“{login}”已有人用，请换一个。")
    clean(account)
    account.save()
    record("accounts.opened", account, by=by, after=snapshot(account, "login", "name", "organ", "phone", "email"))
    return account, password


@transaction.atomic
def change(account: Account, *, by: Actor, **facts: Any) -> Account:
    """Change a name, telephone, e-mail or the organ somebody works in."""
    by.may("accounts.change", account)
    if unknown := set(facts) - {"name", "phone", "email", "organ"}:
        raise Refused(f"账号没有这些项目：{'、'.join(sorted(unknown))}。")
    if "organ" in facts:
        by.may("accounts.open", facts["organ"])
    account = Account.objects.select_for_update().get(pk=account.pk)
    before = snapshot(account, *facts)
    for field, value in facts.items():
        setattr(account, field, value)
    clean(account)
    account.save(update_fields=list(facts))
    record("accounts.changed", account, by=by, before=before, after=snapshot(account, *facts))
    return account


@transaction.atomic
def grant(account: Account, *, role: Role, organ: Organ, by: Actor) -> Post:
    """Give somebody a role in an organ. A supervisor only watches, so he edits nothing where he watches."""
    by.may("accounts.grant", organ)
    if getattr(by, "pk", None) == account.pk and isinstance(by, Account):
        raise Refused("不能给自己授予角色，请由另一位系统管理员办理。")
    if not account.is_active:
        raise Refused(f"{account.name}的账号已停用，不能授予角色。")
    post, made = Post.objects.get_or_create(account=account, organ=organ, role=role)
    if made:
        record("accounts.granted", post, by=by, after={"account": account, "organ": organ, "role": role})
    return post


@transaction.atomic
def revoke(post: Post, *, by: Actor) -> None:
    """Take a role away."""
    by.may("accounts.grant", post.organ)
    _check_administered([post])
    record("accounts.revoked", post, by=by, before={"account": post.account, "organ": post.organ, "role": post.role})
    post.delete()


@transaction.atomic
def set_password(account: Account, *, old: str, new: str, by: Account) -> None:
    """Change one's own password; all other sessions of the account end."""
    if by.pk != account.pk:
        raise Forbidden("只能修改自己的密码。")
    if not account.check_password(old):
        raise Refused("现在的密码不对。")
    if old == new:
        raise Refused("新密码不能与现在的一样。")
    try:
        validate_password(new, account)
    except ValidationError as error:
        raise Refused("".join(error.messages)) from error
    account.set_password(new)
    account.must_change_password, account.password_at = False, timezone.now()
    account.save(update_fields=["password", "must_change_password", "password_at"])
    _end_sessions(account)
    record("accounts.password_changed", account, by=by)


@transaction.atomic
def reset_password(account: Account, *, by: Actor) -> str:
    """Give somebody who forgot it a new first password; also takes away his second step. Returns the password."""
    by.may("accounts.reset_password", account)
    _check_reach(account, "accounts.reset_password", by)
    password = first_password()
    account.set_password(password)
    account.must_change_password, account.totp_secret = True, ""
    account.save(update_fields=["password", "must_change_password", "totp_secret"])
    _end_sessions(account)
    record("accounts.password_reset", account, by=by)
    return password


def new_second_step(account: Account) -> tuple[str, str]:
    """A fresh secret and the `otpauth://` address to draw as a QR code. Nothing is stored until
    `set_up_second_step`."""
    secret = pyotp.random_base32()
    return secret, pyotp.TOTP(secret).provisioning_uri(name=account.login, issuer_name="政府信息公开")


@transaction.atomic
def set_up_second_step(account: Account, *, secret: str, code: str, by: Account) -> None:
    """Turn the second step on, after one right code."""
    if by.pk != account.pk:
        raise Forbidden("只能设置自己的两步登录。")
    if not pyotp.TOTP(secret).verify(code.strip(), valid_window=1):
        raise Refused("验证码不对。请确认手机时间准确，再输入验证器现在显示的 6 位数字。")
    account.totp_secret = seal(secret.encode())
    account.save(update_fields=["totp_secret"])
    record("accounts.second_step_set_up", account, by=by)


@transaction.atomic
def drop_second_step(account: Account, *, password: str, by: Account) -> None:
    """Turn the second step off, after the password."""
    if by.pk != account.pk or not account.check_password(password):
        raise Refused("密码不对，两步登录没有关闭。")
    unseal(account.totp_secret)
    account.totp_secret = ""
    account.save(update_fields=["totp_secret"])
    record("accounts.second_step_dropped", account, by=by)


@transaction.atomic
def close(account: Account, *, by: Actor) -> Account:
    """Close the account of somebody who left. His work must have been handed over before (`handover.hand_over`)."""
    by.may("accounts.close", account)
    _check_reach(account, "accounts.close", by)
    _check_administered(list(account.posts.all()))
    from gongkai.web.accounts.handover import open_work

    if work := open_work(account):
        told = "、".join(f"{name} {count} 件" for name, count in work.items())
        raise Refused(f"{account.name}手里还有没办完的工作：{told}。请先移交给他人。")
    account.is_active, account.closed_at = False, timezone.now()
    account.save(update_fields=["is_active", "closed_at"])
    account.posts.all().delete()
    _end_sessions(account)
    record("accounts.closed", account, by=by)
    return account


def _check_reach(account: Account, act: str, by: Actor) -> None:
    """Who works here may hold roles elsewhere: with his password all of them would change hands."""
    for post in account.posts.select_related("organ"):
        try:
            by.may(act, post.organ)
        except Forbidden as error:
            raise Refused(
                f"{account.name}还是{post.organ.name}的{post.get_role_display()}，您管理不到那里。"
                f"请由{post.organ.name}或者上级机关的系统管理员办理。"
            ) from error


def _check_administered(posts: list[Post]) -> None:
    """The platform keeps an administrator who can log in, apart from these roles."""
    others = Post.objects.filter(role=Role.ADMINISTRATOR, account__is_active=True)
    ends = any(post.role == Role.ADMINISTRATOR for post in posts)
    if ends and not others.exclude(pk__in=[post.pk for post in posts]).exists():
        raise Refused("这是平台最后一位系统管理员，请先授予另一位，再来办理。")


def _end_sessions(account: Account) -> None:
    for log_in in account.log_ins.filter(ended_at=None):
        end_session(log_in)
