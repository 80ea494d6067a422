"""From when to when somebody held a post."""

from datetime import date
from typing import Self

from django.db import models


class Terms(models.QuerySet["Term"]):
    """Terms as they are asked for."""

    def running(self, day: date) -> Self:
        """Those that run on `day`; the same as `Term.current`."""
        begun, open_ = models.Q(since=None) | models.Q(since__lte=day), models.Q(until=None) | models.Q(until__gt=day)
        return self.filter(begun, open_)


class Term(models.Model):
    """A first day and a day on which it was over (not included); no end means still in office."""

    since = models.DateField("自", null=True, blank=True)
    until = models.DateField("至（不含）", null=True, blank=True)

    objects = Terms.as_manager()

    class Meta:
        abstract = True

    def current(self, day: date) -> bool:
        """Whether the term runs on `day`."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)
