"""The cases a leaver has in hand go to somebody else."""

from gongkai.web.accounts.models import Account
from gongkai.web.applications.models import Application
from gongkai.web.applications.models.application import RUNNING


class Cases:
    """Running applications, by their officer."""

    name = "在办的申请"

    def count(self, account: Account) -> int:
        """How many run in his name."""
        return Application.objects.filter(officer=account, state__in=RUNNING).count()

    def give(self, giver: Account, taker: Account) -> int:
        """All of them to `taker`; the hand-over itself is logged by its service."""
        return Application.objects.filter(officer=giver, state__in=RUNNING).update(officer=taker)


CASES = Cases()
