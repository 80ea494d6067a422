"""From when to when somebody held a post."""

from datetime import date

from django.db import models


class Term(models.Model):
    """A first day and a day on which it was over (not included); no end means still in office."""

    since = models.DateField("自", null=True, blank=True)
    until = models.DateField("至（不含）", null=True, blank=True)

    class Meta:
        abstract = True

    def current(self, day: date) -> bool:
        """Whether the term runs on `day`."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)
