"""The records of this app: written by makemigrations, with the indexes and constraints at their tables."""

import django.db.models.deletion
import gongkai.web.together
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('organs', '0001_initial'),
    ]

    operations = [
        gongkai.web.together.Together(
            made=[
                migrations.CreateModel(
                    name='Beat',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=100, unique=True)),
                        ('last_at', models.DateTimeField(null=True)),
                    ],
                    options={
                        'verbose_name': '定时任务',
                    },
                ),
                migrations.CreateModel(
                    name='Wish',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('email', models.BooleanField(default=True, verbose_name='同时发邮件')),
                        ('sms', models.BooleanField(default=False, verbose_name='同时发短信')),
                        ('digest', models.BooleanField(default=True, verbose_name='每个工作日早上发一份今日待办')),
                        ('account', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='wish', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': '通知方式',
                    },
                ),
                migrations.CreateModel(
                    name='Notification',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key', models.CharField(max_length=150)),
                        ('text', models.CharField(max_length=300, verbose_name='内容')),
                        ('url', models.CharField(blank=True, max_length=300, verbose_name='地址')),
                        ('made_at', models.DateTimeField(auto_now_add=True, verbose_name='时间')),
                        ('read_at', models.DateTimeField(blank=True, null=True, verbose_name='已读时间')),
                        ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notifications', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': '通知',
                        'ordering': ('-pk',),
                        'constraints': [models.UniqueConstraint(fields=('account', 'key'), name='told_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Outgoing',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key', models.CharField(max_length=150, unique=True, verbose_name='幂等键')),
                        ('channel', models.CharField(max_length=30, verbose_name='渠道')),
                        ('owner', models.CharField(blank=True, max_length=100, verbose_name='收件人编号')),
                        ('to', models.TextField(blank=True, verbose_name='发给')),
                        ('subject', models.CharField(blank=True, max_length=300, verbose_name='标题')),
                        ('body', models.TextField(blank=True, verbose_name='内容')),
                        ('payload', models.JSONField(blank=True, default=dict, verbose_name='附加数据')),
                        ('about', models.CharField(blank=True, db_index=True, max_length=150, verbose_name='关于')),
                        ('state', models.CharField(choices=[('waiting', '待发'), ('sent', '已发出'), ('refused', '对方拒收'), ('given_up', '多次失败，已停止'), ('cancelled', '已取消')], default='waiting', max_length=20, verbose_name='状态')),
                        ('attempts', models.PositiveIntegerField(default=0, verbose_name='尝试次数')),
                        ('unanswered', models.BooleanField(default=False, verbose_name='上次没有回音')),
                        ('due_at', models.DateTimeField(verbose_name='最早发送时间')),
                        ('leased_until', models.DateTimeField(blank=True, null=True)),
                        ('made_at', models.DateTimeField(auto_now_add=True, verbose_name='登记时间')),
                        ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='发出时间')),
                        ('receipt', models.CharField(blank=True, max_length=200, verbose_name='对方回执')),
                        ('error', models.CharField(blank=True, max_length=500, verbose_name='原因')),
                        ('organ', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='outgoing', to='organs.organ', verbose_name='机关')),
                    ],
                    options={
                        'verbose_name': '待发消息',
                        'ordering': ('-pk',),
                        'indexes': [models.Index(condition=models.Q(('state', 'waiting')), fields=['due_at'], name='outgoing_waiting'), models.Index(fields=['state', 'channel'], name='outgoing_by_state')],
                    },
                ),
            ],
        ),
    ]
