"""The records of this app: written by makemigrations, with the indexes and constraints at their tables."""

import django.db.models.deletion
import gongkai.web.together
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('disclosure', '0001_initial'),
    ]

    operations = [
        gongkai.web.together.Together(
            made=[
                migrations.CreateModel(
                    name='Counted',
                    fields=[
                        ('publication', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='disclosure.publication')),
                        ('organ_id', models.BigIntegerField()),
                        ('places', models.JSONField(default=list)),
                    ],
                    options={
                        'verbose_name': '已计数的信息',
                    },
                ),
                migrations.CreateModel(
                    name='FileText',
                    fields=[
                        ('sha256', models.CharField(max_length=64, primary_key=True, serialize=False)),
                        ('text', models.TextField(blank=True)),
                    ],
                    options={
                        'verbose_name': '附件文字',
                    },
                ),
                migrations.CreateModel(
                    name='Pending',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('publication_id', models.BigIntegerField()),
                    ],
                    options={
                        'verbose_name': '待编入检索',
                    },
                ),
                migrations.CreateModel(
                    name='Tally',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('organ_id', models.BigIntegerField()),
                        ('what', models.CharField(max_length=20)),
                        ('code', models.CharField(blank=True, max_length=60)),
                        ('count', models.IntegerField(default=0)),
                    ],
                    options={
                        'verbose_name': '条数',
                        'constraints': [models.UniqueConstraint(fields=('organ_id', 'what', 'code'), name='one_tally_each')],
                    },
                ),
            ],
        ),
    ]
