"""The records of this app: written by makemigrations, with the indexes and constraints at their tables."""

import django.db.models.deletion
import gongkai.web.files.models
import gongkai.web.together
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organs', '0001_initial'),
    ]

    operations = [
        gongkai.web.together.Together(
            made=[
                migrations.CreateModel(
                    name='OwnerKey',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('owner', models.CharField(help_text='例如 applications.applicant:12。', max_length=100, unique=True, verbose_name='所有者')),
                        ('sealed', models.TextField(blank=True, verbose_name='封存的密钥')),
                        ('made_at', models.DateTimeField(auto_now_add=True)),
                        ('erased_at', models.DateTimeField(blank=True, null=True, verbose_name='销毁时间')),
                    ],
                    options={
                        'verbose_name': '个人密钥',
                    },
                ),
                migrations.CreateModel(
                    name='StoredFile',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key', models.CharField(default=gongkai.web.files.models.new_key, max_length=32, unique=True, verbose_name='编号')),
                        ('name', models.CharField(max_length=200, verbose_name='文件名')),
                        ('kind', models.CharField(max_length=20, verbose_name='类型')),
                        ('media_type', models.CharField(max_length=120)),
                        ('size', models.PositiveBigIntegerField(verbose_name='大小（字节）')),
                        ('sha256', models.CharField(max_length=64, verbose_name='校验值')),
                        ('owner', models.CharField(blank=True, db_index=True, max_length=100, verbose_name='所有者')),
                        ('case', models.CharField(blank=True, db_index=True, max_length=100, verbose_name='所属事项')),
                        ('stored_by', models.CharField(max_length=100, verbose_name='存入人')),
                        ('stored_at', models.DateTimeField(auto_now_add=True, verbose_name='存入时间')),
                        ('erased_at', models.DateTimeField(blank=True, null=True, verbose_name='销毁时间')),
                        ('organ', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='organs.organ', verbose_name='机关')),
                    ],
                    options={
                        'verbose_name': '文件',
                        'ordering': ('pk',),
                    },
                ),
            ],
        ),
    ]
