"""A government's report adds up those of the organs below it; what is its own is kept apart."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Two columns, empty for what there is."""

    dependencies = [("annual_reports", "0003_comparing")]

    operations = [
        migrations.AddField("annualreport", "own", models.JSONField(default=dict, verbose_name="其中本机关的数据")),
        migrations.AddField("edition", "own", models.JSONField(default=dict, verbose_name="其中本机关的数字")),
    ]
