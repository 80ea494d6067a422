"""Sealing short secrets (two-step keys, per-owner keys) under the installation's wrapping key."""

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings


class Unsealable(Exception):
    """What is stored was not sealed under this key file."""


def seal(secret: bytes) -> str:
    """`secret` encrypted and authenticated, as text."""
    return Fernet(settings.KEYS.wrap.encode()).encrypt(secret).decode()


def unseal(sealed: str) -> bytes:
    """What was sealed. Raises `Unsealable` under another key."""
    try:
        return Fernet(settings.KEYS.wrap.encode()).decrypt(sealed.encode())
    except InvalidToken as error:
        raise Unsealable("密钥文件与数据库不是一套，无法解密。") from error
