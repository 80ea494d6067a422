"""Channels that are this platform itself: what the gate served is there at once, so that delivering is only to say
so.
"""

from django.conf import settings

from gongkai.web.disclosure.channels.base import ChannelKind, Proof
from gongkai.web.disclosure.models import Delivery


class Portal(ChannelKind):
    """政府门户网站的政府信息公开专栏。条例第二十四条."""

    code, title, inside = "portal", "门户专栏", True

    def deliver(self, delivery: Delivery) -> Proof:
        """It stands at its permanent address."""
        return Proof(url=f"{settings.ADDRESS}{delivery.publication.get_absolute_url()}")


class Feed(ChannelKind):
    """RSS/Atom 订阅."""

    code, title, for_groups, inside = "feed", "订阅（RSS）", False, True

    def deliver(self, delivery: Delivery) -> Proof:
        """The feed reads what is published."""
        return Proof(url=f"{settings.ADDRESS}/feed/")


class Screen(ChannelKind):
    """电子屏: a page that rotates the publications delivered to it. 条例第二十五条第三款."""

    code, title, inside = "screen", "电子屏", True

    def deliver(self, delivery: Delivery) -> Proof:
        """The screen shows what was delivered to it and is still published."""
        return Proof(url=f"{settings.ADDRESS}/screens/{delivery.channel_id}/")


UNCOLLECTED = "待编入下一期"


class Gazette(ChannelKind):
    """政府公报: the publication waits to be collected into the next issue."""

    code, title, inside = "gazette", "政府公报", True

    def deliver(self, delivery: Delivery) -> Proof:
        """It is among what the next issue collects."""
        return Proof(message_id=UNCOLLECTED)
