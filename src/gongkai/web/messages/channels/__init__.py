"""The ways out. A new one is a class with `code`, `send` and `find`, and its dotted name in the one tuple."""

from collections.abc import Mapping
from functools import cache

from django.utils.module_loading import import_string

from gongkai.web.messages.channels.base import Channel

CHANNELS: tuple[str, ...] = (
    "gongkai.web.messages.channels.email.Email",
    "gongkai.web.messages.channels.sms.Sms",
    "gongkai.web.disclosure.outgoing.Publications",
)
"""Dotted names, because channels of publishing live in apps above this one."""


@cache
def channels() -> Mapping[str, Channel]:
    """Code → channel."""
    made: list[Channel] = [import_string(name)() for name in CHANNELS]
    return {channel.code: channel for channel in made}
