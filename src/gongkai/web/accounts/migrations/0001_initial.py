"""The records of this app: written by makemigrations, with the indexes and constraints at their tables."""

import django.db.models.deletion
import gongkai.web.together
from django.conf import settings
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
                    name='Account',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('password', models.CharField(max_length=128, verbose_name='password')),
                        ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                        ('login', models.CharField(max_length=50, unique=True, verbose_name='登录名')),
                        ('name', models.CharField(max_length=50, verbose_name='姓名')),
                        ('phone', models.CharField(blank=True, max_length=20, verbose_name='手机')),
                        ('email', models.EmailField(blank=True, max_length=254, verbose_name='电子邮箱')),
                        ('is_active', models.BooleanField(default=True, verbose_name='在用')),
                        ('opened_at', models.DateTimeField(auto_now_add=True, verbose_name='开通时间')),
                        ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='停用时间')),
                        ('must_change_password', models.BooleanField(default=True, verbose_name='下次登录须改密码')),
                        ('password_at', models.DateTimeField(blank=True, null=True, verbose_name='密码修改时间')),
                        ('totp_secret', models.CharField(blank=True, editable=False, max_length=200, verbose_name='两步登录密钥')),
                        ('totp_last', models.BigIntegerField(default=0, editable=False)),
                        ('calendar_token', models.CharField(blank=True, editable=False, max_length=64, verbose_name='日历订阅口令')),
                        ('organ', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='accounts', to='organs.organ', verbose_name='所在机关')),
                    ],
                    options={
                        'verbose_name': '账号',
                        'ordering': ('organ', 'pk'),
                    },
                ),
                migrations.CreateModel(
                    name='LogIn',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('session', models.CharField(db_index=True, max_length=40)),
                        ('address', models.CharField(max_length=64, verbose_name='来源地址')),
                        ('started_at', models.DateTimeField(auto_now_add=True, verbose_name='登录时间')),
                        ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='退出时间')),
                        ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='log_ins', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': '登录记录',
                        'ordering': ('-pk',),
                    },
                ),
                migrations.CreateModel(
                    name='Token',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=100, verbose_name='用途')),
                        ('digest', models.CharField(max_length=64, unique=True)),
                        ('acts', models.JSONField(default=list, verbose_name='可以做的操作')),
                        ('issued_at', models.DateTimeField(auto_now_add=True, verbose_name='签发时间')),
                        ('expires_on', models.DateField(verbose_name='有效期至')),
                        ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='吊销时间')),
                        ('used_at', models.DateTimeField(blank=True, null=True, verbose_name='最近使用')),
                        ('issued_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='签发人')),
                        ('organ', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tokens', to='organs.organ', verbose_name='机关')),
                    ],
                    options={
                        'verbose_name': '接口令牌',
                        'ordering': ('-pk',),
                    },
                ),
                migrations.CreateModel(
                    name='Post',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('role', models.CharField(choices=[('clerk', '经办人'), ('first_reviewer', '初审人'), ('second_reviewer', '复审人'), ('final_reviewer', '终审人'), ('secrecy_reviewer', '保密审查员'), ('case_officer', '承办人'), ('head', '公开工作机构负责人'), ('supervisor', '监督员'), ('administrator', '系统管理员'), ('auditor', '审计员')], max_length=20, verbose_name='角色')),
                        ('since', models.DateField(auto_now_add=True, verbose_name='自')),
                        ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='posts', to=settings.AUTH_USER_MODEL)),
                        ('organ', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='organs.organ')),
                    ],
                    options={
                        'verbose_name': '角色',
                        'constraints': [models.UniqueConstraint(fields=('account', 'organ', 'role'), name='one_role_once')],
                    },
                ),
            ],
        ),
    ]
