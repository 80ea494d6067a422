"""The database refuses to change or remove entries of the log: triggers, which no model describes."""

from django.db import migrations

from gongkai.web.audit import triggers


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(triggers.migrate, triggers.unmigrate)]
