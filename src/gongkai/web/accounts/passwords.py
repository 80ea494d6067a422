"""What makes a password good enough, beside length and not being common."""

import re
import secrets

from django.core.exceptions import ValidationError

KINDS = (r"[a-z]", r"[A-Z]", r"[0-9]", r"[^A-Za-z0-9]")
READABLE = "abcdefghjkmnpqrstuvwxyz23456789"


class LengthValidator:
    """At least so many characters (`GONGKAI_PASSWORD_LENGTH`). Django's own says it in English."""

    def __init__(self, shortest: int = 10) -> None:
        self.shortest = shortest

    def validate(self, password: str, user: object = None) -> None:
        """Raise `ValidationError` for a password that is too short."""
        if len(password) < self.shortest:
            raise ValidationError(self.get_help_text(), code="password_too_short")

    def get_help_text(self) -> str:
        """The rule, for the form."""
        return f"密码的长度不能少于 {self.shortest} 位。"


class VarietyValidator:
    """Three of the four kinds of characters, or sixteen characters of any kind."""

    message = "密码要有大写字母、小写字母、数字、符号中的至少三种；或者不少于 16 位。"

    def validate(self, password: str, user: object = None) -> None:
        """Raise `ValidationError` for a password of too few kinds."""
        if len(password) < 16 and sum(bool(re.search(kind, password)) for kind in KINDS) < 3:
            raise ValidationError(self.message, code="password_no_variety")

    def get_help_text(self) -> str:
        """The rule, for the form."""
        return self.message


def first_password() -> str:
    """A random first password that can be read out over the telephone; it must be changed at the first log-in."""
    groups = ("".join(secrets.choice(READABLE) for _ in range(4)) for _ in range(4))
    return "-".join(groups)
