"""The kinds of channels, in one tuple. A new one: a class of `base.ChannelKind` and its line here."""

from collections.abc import Mapping

from gongkai.web.disclosure.channels.base import ChannelKind, Later, Never, Proof, Unanswered
from gongkai.web.disclosure.channels.boards import Board, VillageBoard
from gongkai.web.disclosure.channels.inside import Feed, Gazette, Portal, Screen
from gongkai.web.disclosure.channels.wechat import WeChatAccount
from gongkai.web.disclosure.channels.weibo import Weibo

__all__ = ["CHANNELS", "ChannelKind", "Later", "Never", "Proof", "Unanswered", "kinds"]

CHANNELS: tuple[type[ChannelKind], ...] = (
    Portal, Board, VillageBoard, Screen, Feed, Gazette, WeChatAccount, Weibo,
)  # fmt: skip


def kinds() -> Mapping[str, ChannelKind]:
    """Code → kind."""
    return {kind.code: kind() for kind in CHANNELS}
