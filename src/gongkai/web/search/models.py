"""What search keeps in the database: what waits to be indexed, what was counted where, and the words of attachments."""

from typing import ClassVar

from django.db import models

from gongkai.web.disclosure.models import Publication


class Pending(models.Model):
    """A publication that changed: committed with the change, taken away when the index has it."""

    publication_id = models.BigIntegerField()

    class Meta:
        verbose_name = "待编入检索"

    def __str__(self) -> str:
        return str(self.publication_id)


class Counted(models.Model):
    """Under what a publication is counted now, so that a change takes it away there and adds it elsewhere."""

    publication = models.OneToOneField(Publication, models.CASCADE, primary_key=True, related_name="+")
    organ_id = models.BigIntegerField()
    places = models.JSONField(default=list)

    class Meta:
        verbose_name = "已计数的信息"

    def __str__(self) -> str:
        return str(self.publication_id)


class Tally(models.Model):
    """How many live publications an organ has of something; organ 0 is the whole county. Kept, never counted on a
    page.
    """

    organ_id = models.BigIntegerField()
    what = models.CharField(max_length=20)
    code = models.CharField(max_length=60, blank=True)
    count = models.IntegerField(default=0)

    class Meta:
        verbose_name = "条数"
        constraints: ClassVar = [models.UniqueConstraint(fields=("organ_id", "what", "code"), name="one_tally_each")]

    def __str__(self) -> str:
        return f"{self.what} {self.code} {self.count}"


class FileText(models.Model):
    """The words of an attachment, by the hash of its bytes, so that they are read out once."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    text = models.TextField(blank=True)

    class Meta:
        verbose_name = "附件文字"

    def __str__(self) -> str:
        return self.sha256[:12]
