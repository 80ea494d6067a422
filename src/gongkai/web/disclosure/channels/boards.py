"""Boards on a wall: a person puts the notice up and takes it down, with photos as proof. 条例第二十五条第三款."""

from gongkai.web.disclosure.channels.base import ChannelKind


class Board(ChannelKind):
    """公示栏、信息公告栏."""

    code, title, by_hand = "board", "公示栏", True


class VillageBoard(ChannelKind):
    """村务公示栏: as 公示栏, in a village; names are masked (pii.md 2)."""

    code, title, by_hand = "village", "村公示栏", True
