"""A leaver's drafts go to somebody else."""

from django.db.models import QuerySet

from gongkai.web.accounts.models import Account
from gongkai.web.disclosure.models import Item
from gongkai.web.disclosure.models.item import IN_REVIEW, OPEN_TO_EDIT


class Drafts:
    """Drafts, returned items and items in review, by who began them. Who wrote which revision stays as it was."""

    name = "信息草稿"

    def count(self, account: Account) -> int:
        """How many this person has in hand."""
        return self._of(account).count()

    def give(self, giver: Account, taker: Account) -> int:
        """Give them to another; the reviews already passed and the revisions are not touched."""
        return self._of(giver).update(made_by=taker, made_by_name=taker.name)

    def _of(self, account: Account) -> QuerySet[Item]:
        return Item.objects.filter(made_by=account, state__in=(*OPEN_TO_EDIT, *IN_REVIEW))


DRAFTS = Drafts()
