"""The app of messages. Its label is not `messages`: Django has one of that name."""

from django.apps import AppConfig


class MessagesConfig(AppConfig):
    """消息。"""

    name = "gongkai.web.messages"
    label = "gongkai_messages"
    verbose_name = "消息"
