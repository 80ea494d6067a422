"""The records of this app: written by makemigrations, with the indexes and constraints at their tables."""

import django.db.models.deletion
import gongkai.web.together
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('files', '0001_initial'),
        ('organs', '0001_initial'),
    ]

    operations = [
        gongkai.web.together.Together(
            made=[
                migrations.CreateModel(
                    name='CellPlace',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('path', models.CharField(max_length=80, unique=True, verbose_name='单元格')),
                    ],
                    options={
                        'verbose_name': '单元格',
                    },
                ),
                migrations.CreateModel(
                    name='AnnualReport',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                        ('state', models.CharField(choices=[('writing', '编写中'), ('reviewing', '待核'), ('returned', '退回'), ('signing', '待签发'), ('published', '已公布'), ('accepted', '已收审')], default='writing', max_length=20, verbose_name='状态')),
                        ('source', models.CharField(choices=[('ledger', '由台账汇总'), ('upload', '上传文件'), ('sum', '由下级汇总')], default='ledger', max_length=20, verbose_name='来源')),
                        ('title', models.CharField(max_length=200, verbose_name='标题')),
                        ('opening', models.TextField(blank=True, verbose_name='引言')),
                        ('document_number', models.CharField(blank=True, max_length=60, verbose_name='文号')),
                        ('signed_by', models.CharField(blank=True, max_length=50, verbose_name='签发人')),
                        ('issued_on', models.DateField(null=True, verbose_name='成文日期')),
                        ('procurement_unit', models.CharField(blank=True, choices=[('万元', '万元'), ('元', '元')], default='万元', max_length=4, verbose_name='采购总金额的单位')),
                        ('due_on', models.DateField(verbose_name='应公布日期')),
                        ('frozen_at', models.DateTimeField(null=True, verbose_name='数据冻结时间')),
                        ('frozen_sequence', models.PositiveBigIntegerField(null=True, verbose_name='冻结时的台账位置')),
                        ('frozen', models.JSONField(default=dict, verbose_name='冻结的数据')),
                        ('own', models.JSONField(default=dict, verbose_name='其中本机关的数据')),
                        ('read', models.JSONField(default=dict, verbose_name='读出的内容')),
                        ('submitted_by', models.CharField(blank=True, max_length=100, verbose_name='送核人')),
                        ('submitted_at', models.DateTimeField(null=True, verbose_name='送核时间')),
                        ('submit_reason', models.CharField(blank=True, max_length=300, verbose_name='带着错误送核的理由')),
                        ('reviewed_by', models.CharField(blank=True, max_length=100, verbose_name='核稿人')),
                        ('returned', models.TextField(blank=True, verbose_name='退回意见')),
                        ('signed_key', models.CharField(blank=True, max_length=100, verbose_name='签发操作人')),
                        ('signed_at', models.DateTimeField(null=True, verbose_name='签发时间')),
                        ('correcting', models.CharField(blank=True, max_length=300, verbose_name='更正原因')),
                        ('published_on', models.DateField(null=True, verbose_name='公布日期')),
                        ('accepted_on', models.DateField(null=True, verbose_name='收审日期')),
                        ('version', models.PositiveIntegerField(default=1, verbose_name='版本')),
                        ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='建立时间')),
                        ('file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile', verbose_name='原件')),
                        ('organ', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='annual_reports', to='organs.organ', verbose_name='机关')),
                    ],
                    options={
                        'verbose_name': '年度报告',
                        'ordering': ('-year', 'organ'),
                        'indexes': [models.Index(fields=['year', 'state'], name='report_of_year')],
                        'constraints': [models.UniqueConstraint(fields=('organ', 'year'), name='one_report_a_year')],
                    },
                ),
                migrations.CreateModel(
                    name='Broken',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                        ('code', models.CharField(max_length=80, verbose_name='勾稽关系')),
                        ('difference', models.BigIntegerField(verbose_name='差额')),
                        ('organ', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organs.organ', verbose_name='机关')),
                    ],
                    options={
                        'verbose_name': '勾稽不平',
                        'indexes': [models.Index(fields=['year', 'code', 'organ'], name='broken_by_year'), models.Index(fields=['organ', 'year'], name='broken_of_organ')],
                    },
                ),
                migrations.CreateModel(
                    name='Cell',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                        ('value', models.BigIntegerField(verbose_name='数值')),
                        ('organ', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organs.organ', verbose_name='机关')),
                        ('place', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='annual_reports.cellplace', verbose_name='单元格')),
                    ],
                    options={
                        'verbose_name': '公布的数字',
                        'indexes': [models.Index(fields=['year', 'place', 'organ', 'value'], name='cells_by_place'), models.Index(fields=['organ', 'year'], name='cells_of_organ')],
                    },
                ),
                migrations.CreateModel(
                    name='Edition',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveSmallIntegerField(verbose_name='第几版')),
                        ('content', models.JSONField(verbose_name='内容')),
                        ('cells', models.JSONField(verbose_name='数字')),
                        ('own', models.JSONField(default=dict, verbose_name='其中本机关的数字')),
                        ('digest', models.CharField(max_length=64, verbose_name='校验值')),
                        ('reason', models.CharField(blank=True, max_length=300, verbose_name='更正原因')),
                        ('published_on', models.DateField(verbose_name='公布日期')),
                        ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='editions', to='annual_reports.annualreport', verbose_name='报告')),
                    ],
                    options={
                        'verbose_name': '公布的版本',
                        'ordering': ('-number',),
                        'constraints': [models.UniqueConstraint(fields=('report', 'number'), name='edition_number')],
                    },
                ),
                migrations.CreateModel(
                    name='Leap',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                        ('kind', models.CharField(choices=[('chain', '结转接不上'), ('far', '与上年相差很大')], max_length=10, verbose_name='情况')),
                        ('before', models.BigIntegerField(verbose_name='上年的数')),
                        ('after', models.BigIntegerField(verbose_name='本年的数')),
                        ('organ', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organs.organ', verbose_name='机关')),
                        ('place', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='annual_reports.cellplace', verbose_name='单元格')),
                    ],
                    options={
                        'verbose_name': '与上年不合的数',
                        'indexes': [models.Index(fields=['year', 'kind', 'organ'], name='leaps_by_year'), models.Index(fields=['organ', 'year'], name='leaps_of_organ')],
                    },
                ),
                migrations.CreateModel(
                    name='Likeness',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                        ('other_year', models.PositiveSmallIntegerField(verbose_name='相同的年度')),
                        ('share', models.PositiveSmallIntegerField(verbose_name='相同的百分比')),
                        ('words', models.TextField(verbose_name='情况')),
                        ('organ', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organs.organ', verbose_name='机关')),
                        ('other', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organs.organ', verbose_name='相同的机关')),
                    ],
                    options={
                        'verbose_name': '雷同',
                        'indexes': [models.Index(fields=['year', 'organ', 'share'], name='likeness_by_year'), models.Index(fields=['other', 'other_year'], name='likeness_of_other')],
                    },
                ),
                migrations.CreateModel(
                    name='Note',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('where', models.CharField(max_length=80, verbose_name='位置')),
                        ('words', models.TextField(verbose_name='意见')),
                        ('by_name', models.CharField(max_length=100, verbose_name='提出人')),
                        ('at', models.DateTimeField(auto_now_add=True, verbose_name='时间')),
                        ('answer', models.TextField(blank=True, verbose_name='答复')),
                        ('settled_at', models.DateTimeField(null=True, verbose_name='办结时间')),
                        ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='annual_reports.annualreport', verbose_name='报告')),
                    ],
                    options={
                        'verbose_name': '退改意见',
                        'ordering': ('at', 'pk'),
                    },
                ),
                migrations.CreateModel(
                    name='Override',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('path', models.CharField(max_length=80, verbose_name='项目')),
                        ('value', models.DecimalField(decimal_places=6, max_digits=18, null=True, verbose_name='数值')),
                        ('reason', models.CharField(max_length=300, verbose_name='理由')),
                        ('by_name', models.CharField(max_length=100, verbose_name='改数人')),
                        ('by_key', models.CharField(blank=True, max_length=100, verbose_name='改数人编号')),
                        ('at', models.DateTimeField(auto_now=True, verbose_name='时间')),
                        ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='overrides', to='annual_reports.annualreport', verbose_name='报告')),
                    ],
                    options={
                        'verbose_name': '手工改数',
                        'ordering': ('path',),
                        'constraints': [models.UniqueConstraint(fields=('report', 'path'), name='override_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Passage',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                        ('mark', models.BigIntegerField(verbose_name='标记')),
                        ('length', models.PositiveSmallIntegerField(verbose_name='字数')),
                        ('organ', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organs.organ', verbose_name='机关')),
                    ],
                    options={
                        'verbose_name': '报告里的一句',
                        'indexes': [models.Index(fields=['year', 'mark', 'organ', 'length'], name='passages_by_mark'), models.Index(fields=['organ', 'year'], name='passages_of_organ')],
                    },
                ),
                migrations.CreateModel(
                    name='Rendition',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('ending', models.CharField(max_length=10, verbose_name='格式')),
                        ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='renditions', to='annual_reports.edition', verbose_name='版本')),
                        ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile', verbose_name='文件')),
                    ],
                    options={
                        'verbose_name': '发布件',
                        'constraints': [models.UniqueConstraint(fields=('edition', 'ending'), name='rendition_of_edition')],
                    },
                ),
                migrations.CreateModel(
                    name='Round',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                        ('freeze_on', models.DateField(verbose_name='数据冻结')),
                        ('draft_by', models.DateField(verbose_name='初稿')),
                        ('check_by', models.DateField(verbose_name='核对退改')),
                        ('sign_by', models.DateField(verbose_name='签发')),
                        ('publish_by', models.DateField(verbose_name='公布')),
                        ('words', models.TextField(blank=True, verbose_name='通知要求')),
                        ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organs.organ', verbose_name='主管部门')),
                    ],
                    options={
                        'verbose_name': '年报工作安排',
                        'constraints': [models.UniqueConstraint(fields=('office', 'year'), name='one_round_a_year')],
                    },
                ),
                migrations.CreateModel(
                    name='Sentence',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('section', models.PositiveSmallIntegerField(verbose_name='部分')),
                        ('order', models.PositiveIntegerField(verbose_name='顺序')),
                        ('begins', models.BooleanField(default=True, verbose_name='另起一段')),
                        ('key', models.CharField(blank=True, max_length=60, verbose_name='来源')),
                        ('text', models.TextField(verbose_name='文字')),
                        ('facts', models.JSONField(default=list, verbose_name='数据')),
                        ('gap', models.CharField(blank=True, max_length=200, verbose_name='缺口')),
                        ('edited', models.BooleanField(default=False, verbose_name='已改写')),
                        ('by_name', models.CharField(blank=True, max_length=100, verbose_name='改写人')),
                        ('by_key', models.CharField(blank=True, max_length=100, verbose_name='改写人编号')),
                        ('version', models.PositiveIntegerField(default=1, verbose_name='版本')),
                        ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sentences', to='annual_reports.annualreport', verbose_name='报告')),
                    ],
                    options={
                        'verbose_name': '文字',
                        'ordering': ('section', 'order', 'pk'),
                    },
                ),
                migrations.CreateModel(
                    name='Spared',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('fingerprint', models.CharField(max_length=64)),
                        ('kind', models.CharField(max_length=60, verbose_name='种类')),
                        ('masked', models.CharField(max_length=200, verbose_name='遮盖后的样子')),
                        ('reason', models.CharField(max_length=300, verbose_name='保留的理由')),
                        ('by_name', models.CharField(max_length=100, verbose_name='决定人')),
                        ('by_key', models.CharField(max_length=100, verbose_name='决定人编号')),
                        ('at', models.DateTimeField(auto_now_add=True, verbose_name='时间')),
                        ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='spared', to='annual_reports.annualreport', verbose_name='报告')),
                    ],
                    options={
                        'verbose_name': '保留的个人信息',
                        'constraints': [models.UniqueConstraint(fields=('report', 'fingerprint'), name='spared_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Verdict',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('fingerprint', models.CharField(max_length=64)),
                        ('code', models.CharField(max_length=80, verbose_name='检查项')),
                        ('where', models.CharField(max_length=80, verbose_name='位置')),
                        ('reason', models.CharField(max_length=300, verbose_name='不是错误的理由')),
                        ('by_name', models.CharField(max_length=100, verbose_name='认定人')),
                        ('at', models.DateTimeField(auto_now_add=True, verbose_name='时间')),
                        ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='verdicts', to='annual_reports.annualreport', verbose_name='报告')),
                    ],
                    options={
                        'verbose_name': '认定',
                        'constraints': [models.UniqueConstraint(fields=('report', 'fingerprint'), name='verdict_once')],
                    },
                ),
                migrations.CreateModel(
                    name='YearlyFigure',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                        ('month', models.PositiveSmallIntegerField(default=0, verbose_name='月份')),
                        ('path', models.CharField(max_length=80, verbose_name='项目')),
                        ('value', models.DecimalField(decimal_places=6, max_digits=18, verbose_name='数值')),
                        ('source', models.CharField(blank=True, max_length=200, verbose_name='数据来源')),
                        ('by_name', models.CharField(max_length=100, verbose_name='填报人')),
                        ('at', models.DateTimeField(auto_now=True, verbose_name='填报时间')),
                        ('organ', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organs.organ', verbose_name='机关')),
                    ],
                    options={
                        'verbose_name': '年度数据',
                        'ordering': ('path', 'month'),
                        'constraints': [models.UniqueConstraint(fields=('organ', 'year', 'month', 'path'), name='figure_once')],
                    },
                ),
            ],
        ),
    ]
