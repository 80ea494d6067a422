"""The records of this app: written by makemigrations, with the indexes and constraints at their tables."""

import gongkai.web.together
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        gongkai.web.together.Together(
            made=[
                migrations.CreateModel(
                    name='Entry',
                    fields=[
                        ('sequence', models.PositiveBigIntegerField(primary_key=True, serialize=False, verbose_name='序号')),
                        ('at', models.DateTimeField(verbose_name='时间')),
                        ('act', models.CharField(db_index=True, max_length=100, verbose_name='操作')),
                        ('actor', models.CharField(db_index=True, max_length=100, verbose_name='操作人')),
                        ('actor_name', models.CharField(max_length=100, verbose_name='操作人姓名')),
                        ('subject', models.CharField(db_index=True, max_length=150, verbose_name='对象')),
                        ('subject_name', models.CharField(blank=True, max_length=300, verbose_name='对象名称')),
                        ('organ', models.BigIntegerField(db_index=True, null=True, verbose_name='机关')),
                        ('ground', models.CharField(blank=True, max_length=500, verbose_name='依据')),
                        ('before', models.JSONField(default=dict, verbose_name='之前')),
                        ('after', models.JSONField(default=dict, verbose_name='之后')),
                        ('facts', models.JSONField(default=dict, verbose_name='事实')),
                        ('previous', models.CharField(max_length=64, verbose_name='上一条的校验值')),
                        ('digest', models.CharField(max_length=64, verbose_name='校验值')),
                    ],
                    options={
                        'verbose_name': '操作记录',
                        'ordering': ('sequence',),
                    },
                ),
                migrations.CreateModel(
                    name='Head',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('sequence', models.PositiveBigIntegerField(default=0)),
                        ('digest', models.CharField(default='0000000000000000000000000000000000000000000000000000000000000000', max_length=64)),
                        ('keys', models.CharField(blank=True, max_length=16, verbose_name='密钥指纹')),
                    ],
                    options={
                        'verbose_name': '操作日志链尾',
                    },
                ),
            ],
        ),
    ]
