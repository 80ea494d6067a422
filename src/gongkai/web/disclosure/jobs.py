"""What happens by itself: scheduled publishing, and notice periods that end."""

from django.utils import timezone

from gongkai.web.disclosure.services import publishing


def publish_due() -> None:
    """Publish what is ready and whose time has come; a refusal stays with its item."""
    publishing.publish_due(timezone.now())


def end_notices() -> None:
    """Take down what hung for a notice period that is over."""
    publishing.end_notices(timezone.localdate())
