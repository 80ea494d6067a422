"""What changed waits here for the index; `disclosure` calls `changed` by its dotted name within its own transaction."""

from gongkai.web.disclosure.models import Publication
from gongkai.web.search.models import Pending


def changed(publication: Publication) -> None:
    """A publication came, changed or went."""
    Pending.objects.create(publication_id=publication.pk)
