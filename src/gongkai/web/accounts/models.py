"""The account and its roles."""

from datetime import timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone

from gongkai.web.accounts.permissions import PERMISSIONS, Reach
from gongkai.web.accounts.roles import Role
from gongkai.web.audit.actors import Forbidden
from gongkai.web.organs.models import Kind, Organ

__all__ = ["Account", "LogIn", "Post", "Role", "Token"]


class Accounts(BaseUserManager["Account"]):
    """Accounts as they are asked for."""

    def get_by_natural_key(self, login: str | None) -> "Account":
        """By log-in name, in any case."""
        return self.get(login__iexact=login)

    def working(self) -> models.QuerySet["Account"]:
        """Accounts that may log in."""
        return self.filter(is_active=True)


class Account(AbstractBaseUser):
    """A person who can log in. Implements `audit.actors.Actor`."""

    login = models.CharField("登录名", max_length=50, unique=True)
    name = models.CharField("姓名", max_length=50)
    phone = models.CharField("手机", max_length=20, blank=True)
    email = models.EmailField("电子邮箱", blank=True)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="accounts", verbose_name="所在机关")
    is_active = models.BooleanField("在用", default=True)
    opened_at = models.DateTimeField("开通时间", auto_now_add=True)
    closed_at = models.DateTimeField("停用时间", null=True, blank=True)
    must_change_password = models.BooleanField("下次登录须改密码", default=True)
    password_at = models.DateTimeField("密码修改时间", null=True, blank=True)
    totp_secret = models.CharField("两步登录密钥", max_length=200, blank=True, editable=False)
    totp_last = models.BigIntegerField(default=0, editable=False)
    calendar_token = models.CharField("日历订阅口令", max_length=64, blank=True, editable=False)

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    private_fields: ClassVar[frozenset[str]] = frozenset({"phone", "email", "totp_secret", "password"})

    objects = Accounts()

    class Meta:
        verbose_name = "账号"
        ordering = ("organ", "pk")

    def __str__(self) -> str:
        return self.name

    @property
    def audit_key(self) -> str:
        """`account:<id>`."""
        return f"account:{self.pk}"

    @property
    def audit_name(self) -> str:
        """The person's name."""
        return self.name

    @property
    def password_is_stale(self) -> bool:
        """Whether the password must be changed before anything else: a first one, or older than
        `GONGKAI_PASSWORD_DAYS`."""
        if self.must_change_password or self.password_at is None or not settings.PASSWORD_DAYS:
            return self.must_change_password
        return timezone.now() - self.password_at > timedelta(days=settings.PASSWORD_DAYS)

    def may(self, act: str, on: Any) -> None:
        """Return if one of this person's roles carries `act` as far as the organ of `on`; else raise `Forbidden`."""
        if not self.can(act, on):
            raise Forbidden("您没有这项权限。需要时请联系本机关的系统管理员。")

    def can(self, act: str, on: Any) -> bool:
        """Whether `may` would let it pass. An unknown act is nobody's. `on`: an organ, or a record with `organ`."""
        rule = PERMISSIONS.get(act, {})
        organ = getattr(on, "organ", None)
        if not self.is_active or organ is None:
            return False
        return any(
            _reaches(post.organ, organ, rule[Role(post.role)]) for post in self.posts_held() if post.role in rule
        )

    def posts_held(self) -> list["Post"]:
        """The roles with their organs; asked from the database once an instance."""
        if not hasattr(self, "_posts_held"):
            self._posts_held = list(self.posts.select_related("organ"))
        return self._posts_held

    def roles_in(self, organ: Organ) -> set[Role]:
        """The roles held in exactly this organ."""
        return {Role(post.role) for post in self.posts_held() if post.organ_id == organ.pk}

    def organs_for(self, act: str) -> models.QuerySet[Organ]:
        """The organs on which `act` is allowed: lists filter by it."""
        rule = PERMISSIONS.get(act, {})
        reached = Organ.objects.none()
        if not self.is_active:
            return reached
        for post in self.posts_held():
            reach = rule.get(Role(post.role))
            if reach is Reach.BELOW:
                reached |= Organ.objects.below(post.organ)
            elif reach is Reach.OWN:
                reached |= Organ.objects.filter(
                    models.Q(pk=post.organ_id) | models.Q(parent=post.organ, kind=Kind.VILLAGE)
                )
        return reached


def _reaches(held_in: Organ, organ: Organ, reach: Reach) -> bool:
    if organ.pk == held_in.pk or (organ.kind == Kind.VILLAGE and organ.parent_id == held_in.pk):
        return True
    if reach is Reach.OWN:
        return False
    return organ.path.startswith(held_in.path) or organ.watch_path.startswith(held_in.watch_path)


class Post(models.Model):
    """A role a person holds in an organ."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="posts")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="posts")
    role = models.CharField("角色", max_length=20, choices=Role)
    since = models.DateField("自", auto_now_add=True)

    class Meta:
        verbose_name = "角色"
        constraints: ClassVar = [models.UniqueConstraint(fields=("account", "organ", "role"), name="one_role_once")]

    def __str__(self) -> str:
        return f"{self.account} {self.get_role_display()}"

    @property
    def audit_name(self) -> str:
        """Who as what where."""
        return f"{self.account.name} {self.get_role_display()}"


class LogIn(models.Model):
    """A session that was begun: where from, and when it ended if it was ended."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="log_ins")
    session = models.CharField(max_length=40, db_index=True)
    address = models.CharField("来源地址", max_length=64)
    started_at = models.DateTimeField("登录时间", auto_now_add=True)
    ended_at = models.DateTimeField("退出时间", null=True, blank=True)

    class Meta:
        verbose_name = "登录记录"
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.account} {self.started_at}"


class Token(models.Model):
    """A secret of one organ; only its digest is stored, the secret itself is shown once."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="tokens", verbose_name="机关")
    name = models.CharField("用途", max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    acts = models.JSONField("可以做的操作", default=list)
    issued_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name="签发人")
    issued_at = models.DateTimeField("签发时间", auto_now_add=True)
    expires_on = models.DateField("有效期至")
    revoked_at = models.DateTimeField("吊销时间", null=True, blank=True)
    used_at = models.DateTimeField("最近使用", null=True, blank=True)

    class Meta:
        verbose_name = "接口令牌"
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.name

    @property
    def audit_name(self) -> str:
        """What it is for."""
        return self.name
