"""A leaver's drafts, and the reviews that he alone may do, go to somebody else."""

from django.db.models import QuerySet

from gongkai.web.accounts.models import Account
from gongkai.web.disclosure.models import Item, ReviewPlan
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


class Plans:
    """The reviews for which a plan names a person: with nobody else named, nothing would get past them."""

    name = "审核分工里的指定"

    def count(self, account: Account) -> int:
        """How many organs name this person."""
        return len(self._of(account))

    def give(self, giver: Account, taker: Account) -> int:
        """Name another in his place."""
        plans = self._of(giver)
        for plan in plans:
            for row in plan.stages:
                named = [taker.pk if one == giver.pk else one for one in row.get("accounts", ())]
                row["accounts"] = list(dict.fromkeys(named))
            plan.save(update_fields=["stages", "changed_at"])
        return len(plans)

    def _of(self, account: Account) -> list[ReviewPlan]:
        plans = ReviewPlan.objects.all()
        return [plan for plan in plans if any(account.pk in row.get("accounts", ()) for row in plan.stages)]


DRAFTS, PLANS = Drafts(), Plans()
