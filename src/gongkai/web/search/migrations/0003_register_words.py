from django.db import migrations

from gongkai.web.search import registers


def make(apps, editor):
    """Where the words of the register of applications are kept."""
    registers.make(editor)


def drop(apps, editor):
    registers.drop(editor)


class Migration(migrations.Migration):
    dependencies = [("search", "0002_words")]
    operations = [migrations.RunPython(make, drop)]
