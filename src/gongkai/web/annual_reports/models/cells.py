"""The figures of the newest edition of every report in a narrow table: what sums, drill-down and comparison read.

Only figures that are not nought stand here, so that a county, a province or a nation is added up by its index alone.
"""

from typing import ClassVar

from django.db import models

from gongkai.web.organs.models import Organ

MONEY_UNIT = 1_000_000
"""Sums of money are kept in millionths of 万元, so that adding them up loses nothing."""


class CellPlace(models.Model):
    """A cell of the national forms, by its path `table/row/column`."""

    path = models.CharField("单元格", max_length=80, unique=True)

    class Meta:
        verbose_name = "单元格"

    def __str__(self) -> str:
        return self.path


class Cell(models.Model):
    """One figure of one organ and year."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", db_index=False, verbose_name="机关")
    year = models.PositiveSmallIntegerField("年度")
    place = models.ForeignKey(CellPlace, models.PROTECT, related_name="+", db_index=False, verbose_name="单元格")
    value = models.BigIntegerField("数值")

    class Meta:
        verbose_name = "公布的数字"
        indexes: ClassVar = [
            models.Index(fields=("year", "place", "organ", "value"), name="cells_by_place"),
            models.Index(fields=("organ", "year"), name="cells_of_organ"),
        ]

    def __str__(self) -> str:
        return f"{self.organ_id} {self.year} {self.place_id} {self.value}"


class Broken(models.Model):
    """An identity of the form that the published figures of an organ and year do not keep, and by how much."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", db_index=False, verbose_name="机关")
    year = models.PositiveSmallIntegerField("年度")
    code = models.CharField("勾稽关系", max_length=80)
    difference = models.BigIntegerField("差额")

    class Meta:
        verbose_name = "勾稽不平"
        indexes: ClassVar = [
            models.Index(fields=("year", "code", "organ"), name="broken_by_year"),
            models.Index(fields=("organ", "year"), name="broken_of_organ"),
        ]

    def __str__(self) -> str:
        return f"{self.organ_id} {self.year} {self.code}"


class Leap(models.Model):
    """A figure that does not go with the one of the year before: a chain that broke, or a great leap."""

    class Kind(models.TextChoices):
        """What is wrong with it."""

        CHAIN = "chain", "结转接不上"
        FAR = "far", "与上年相差很大"

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", db_index=False, verbose_name="机关")
    year = models.PositiveSmallIntegerField("年度")
    kind = models.CharField("情况", max_length=10, choices=Kind)
    place = models.ForeignKey(CellPlace, models.PROTECT, related_name="+", db_index=False, verbose_name="单元格")
    before = models.BigIntegerField("上年的数")
    after = models.BigIntegerField("本年的数")

    class Meta:
        verbose_name = "与上年不合的数"
        indexes: ClassVar = [
            models.Index(fields=("year", "kind", "organ"), name="leaps_by_year"),
            models.Index(fields=("organ", "year"), name="leaps_of_organ"),
        ]

    def __str__(self) -> str:
        return f"{self.organ_id} {self.year} {self.place_id} {self.before} {self.after}"
