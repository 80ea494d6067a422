"""Which published texts are alike: the marks of their sentences, and the nearest other report of each.

Kept with every edition, so that forty thousand organs are compared without reading a text.
"""

from typing import ClassVar

from django.db import models

from gongkai.web.organs.models import Organ


class Passage(models.Model):
    """A sentence of a published report as a mark: the same words have the same mark in every report."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", db_index=False, verbose_name="机关")
    year = models.PositiveSmallIntegerField("年度")
    mark = models.BigIntegerField("标记")
    length = models.PositiveSmallIntegerField("字数")

    class Meta:
        verbose_name = "报告里的一句"
        indexes: ClassVar = [
            models.Index(fields=("year", "mark", "organ", "length"), name="passages_by_mark"),
            models.Index(fields=("organ", "year"), name="passages_of_organ"),
        ]

    def __str__(self) -> str:
        return f"{self.organ_id} {self.year} {self.mark}"


class Likeness(models.Model):
    """A report whose text is, for the most part, that of a neighbour or of its own earlier year."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", db_index=False, verbose_name="机关")
    year = models.PositiveSmallIntegerField("年度")
    other = models.ForeignKey(Organ, models.PROTECT, related_name="+", db_index=False, verbose_name="相同的机关")
    other_year = models.PositiveSmallIntegerField("相同的年度")
    share = models.PositiveSmallIntegerField("相同的百分比")
    words = models.TextField("情况")

    class Meta:
        verbose_name = "雷同"
        indexes: ClassVar = [
            models.Index(fields=("year", "organ", "share"), name="likeness_by_year"),
            models.Index(fields=("other", "other_year"), name="likeness_of_other"),
        ]

    def __str__(self) -> str:
        return f"{self.organ_id} {self.year} {self.other_id} {self.other_year} {self.share}%"
