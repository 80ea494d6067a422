"""The records of this app: written by makemigrations, with the indexes and constraints at their tables."""

import django.db.models.deletion
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
                    name='LeadingGroup',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('since', models.DateField(blank=True, null=True, verbose_name='自')),
                        ('until', models.DateField(blank=True, null=True, verbose_name='至（不含）')),
                        ('order', models.PositiveIntegerField(default=100, verbose_name='排序')),
                        ('name', models.CharField(max_length=100, verbose_name='名称')),
                        ('ground', models.CharField(blank=True, max_length=200, verbose_name='成立文件')),
                        ('duties', models.TextField(blank=True, verbose_name='职责')),
                    ],
                    options={
                        'verbose_name': '领导小组',
                        'ordering': ('order', 'pk'),
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='GroupMember',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('since', models.DateField(blank=True, null=True, verbose_name='自')),
                        ('until', models.DateField(blank=True, null=True, verbose_name='至（不含）')),
                        ('seat', models.CharField(choices=[('head', '组长'), ('deputy', '副组长'), ('member', '成员')], max_length=20, verbose_name='组内职务')),
                        ('name', models.CharField(max_length=50, verbose_name='姓名')),
                        ('post', models.CharField(max_length=100, verbose_name='职务')),
                        ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='organs.leadinggroup')),
                    ],
                    options={
                        'verbose_name': '领导小组成员',
                        'ordering': ('pk',),
                    },
                ),
                migrations.CreateModel(
                    name='Organ',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=100, verbose_name='全称')),
                        ('short_name', models.CharField(max_length=50, verbose_name='简称')),
                        ('short_code', models.SlugField(help_text='小写字母、数字和短横线，用在网址里。', max_length=40, unique=True, verbose_name='短代码')),
                        ('credit_code', models.CharField(blank=True, max_length=18, null=True, unique=True, verbose_name='统一社会信用代码')),
                        ('kind', models.CharField(choices=[('government', '人民政府'), ('office', '政府办公厅（室）'), ('department', '政府部门'), ('township', '乡镇人民政府'), ('street', '街道办事处'), ('agency', '派出机构'), ('authorised', '法律法规授权的组织'), ('village', '村（居）民委员会')], max_length=20, verbose_name='类别')),
                        ('level', models.CharField(choices=[('province', '省级'), ('city', '市级'), ('county', '县级'), ('township', '乡级'), ('village', '村级')], max_length=20, verbose_name='层级')),
                        ('path', models.CharField(db_index=True, default='', editable=False, max_length=255)),
                        ('watch_path', models.CharField(db_index=True, default='', editable=False, max_length=255)),
                        ('order', models.PositiveIntegerField(default=100, verbose_name='排序')),
                        ('makes_regulations', models.BooleanField(default=False, verbose_name='有规章制定权')),
                        ('holiday_region', models.CharField(blank=True, max_length=40, verbose_name='适用的地方节假日')),
                        ('document_prefix', models.CharField(blank=True, max_length=20, verbose_name='机关代字')),
                        ('address', models.CharField(blank=True, max_length=200, verbose_name='办公地址')),
                        ('postcode', models.CharField(blank=True, max_length=6, verbose_name='邮政编码')),
                        ('office_hours', models.CharField(blank=True, max_length=200, verbose_name='办公时间')),
                        ('phone', models.CharField(blank=True, max_length=40, verbose_name='联系电话')),
                        ('fax', models.CharField(blank=True, max_length=40, verbose_name='传真')),
                        ('email', models.EmailField(blank=True, max_length=254, verbose_name='电子邮箱')),
                        ('website', models.URLField(blank=True, verbose_name='网站')),
                        ('duties', models.TextField(blank=True, verbose_name='机关职能')),
                        ('structure', models.TextField(blank=True, verbose_name='机构设置')),
                        ('floor_plan', models.CharField(blank=True, help_text='文件的编号。', max_length=64, verbose_name='楼层平面图')),
                        ('duty_board', models.CharField(blank=True, help_text='文件的编号。', max_length=64, verbose_name='值班公示牌')),
                        ('unit_name', models.CharField(blank=True, max_length=100, verbose_name='公开工作机构')),
                        ('unit_head', models.CharField(blank=True, max_length=50, verbose_name='公开工作机构负责人')),
                        ('unit_address', models.CharField(blank=True, max_length=200, verbose_name='公开工作机构地址')),
                        ('unit_hours', models.CharField(blank=True, max_length=200, verbose_name='公开工作机构办公时间')),
                        ('unit_phone', models.CharField(blank=True, max_length=40, verbose_name='公开工作机构电话')),
                        ('unit_fax', models.CharField(blank=True, max_length=40, verbose_name='公开工作机构传真')),
                        ('unit_email', models.CharField(blank=True, max_length=200, verbose_name='公开工作机构互联网联系方式')),
                        ('application_channels', models.JSONField(blank=True, default=list, verbose_name='接收申请的渠道')),
                        ('complaint_phone', models.CharField(blank=True, max_length=40, verbose_name='监督投诉电话')),
                        ('reconsideration_organ', models.CharField(blank=True, max_length=100, verbose_name='行政复议机关')),
                        ('court', models.CharField(blank=True, max_length=100, verbose_name='管辖法院')),
                        ('since', models.DateField(blank=True, null=True, verbose_name='设立日期')),
                        ('ended_on', models.DateField(blank=True, db_index=True, null=True, verbose_name='终止日期')),
                        ('changed_at', models.DateTimeField(auto_now=True, verbose_name='最后修改')),
                        ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='organs.organ', verbose_name='上级')),
                        ('successor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='predecessors', to='organs.organ', verbose_name='职能承接机关')),
                        ('supervisor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='supervised', to='organs.organ', verbose_name='公开工作主管部门')),
                    ],
                    options={
                        'verbose_name': '机关',
                        'ordering': ('order', 'pk'),
                    },
                ),
                migrations.CreateModel(
                    name='Name',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=100, verbose_name='全称')),
                        ('short_name', models.CharField(max_length=50, verbose_name='简称')),
                        ('since', models.DateField(null=True, verbose_name='自')),
                        ('until', models.DateField(verbose_name='至（不含）')),
                        ('organ', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='names', to='organs.organ')),
                    ],
                    options={
                        'verbose_name': '曾用名',
                        'ordering': ('-until',),
                    },
                ),
                migrations.CreateModel(
                    name='Leader',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('since', models.DateField(blank=True, null=True, verbose_name='自')),
                        ('until', models.DateField(blank=True, null=True, verbose_name='至（不含）')),
                        ('order', models.PositiveIntegerField(default=100, verbose_name='排序')),
                        ('name', models.CharField(max_length=50, verbose_name='姓名')),
                        ('post', models.CharField(max_length=100, verbose_name='职务')),
                        ('duties', models.TextField(blank=True, verbose_name='分工')),
                        ('photo', models.CharField(blank=True, help_text='文件的编号；本人同意才放。', max_length=64, verbose_name='照片')),
                        ('responsible', models.BooleanField(default=False, verbose_name='分管政府信息公开')),
                        ('organ', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='organs.organ')),
                    ],
                    options={
                        'verbose_name': '领导',
                        'ordering': ('order', 'pk'),
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Hotline',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('order', models.PositiveIntegerField(default=100, verbose_name='排序')),
                        ('name', models.CharField(max_length=100, verbose_name='名称')),
                        ('number', models.CharField(max_length=40, verbose_name='号码')),
                        ('hours', models.CharField(blank=True, max_length=200, verbose_name='接听时间')),
                        ('organ', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='organs.organ')),
                    ],
                    options={
                        'verbose_name': '热线',
                        'ordering': ('order', 'pk'),
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Guide',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('sections', models.JSONField(help_text='[{code, title, paragraphs}]', verbose_name='内容')),
                        ('facts_digest', models.CharField(max_length=64)),
                        ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='发布时间')),
                        ('made_at', models.DateTimeField(auto_now_add=True, verbose_name='生成时间')),
                        ('organ', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='guides', to='organs.organ')),
                    ],
                    options={
                        'verbose_name': '公开指南',
                        'ordering': ('-pk',),
                    },
                ),
                migrations.CreateModel(
                    name='Change',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('what', models.CharField(choices=[('founded', '设立'), ('renamed', '更名'), ('merged', '并入'), ('abolished', '撤销'), ('moved', '调整隶属')], max_length=20, verbose_name='事项')),
                        ('on', models.DateField(verbose_name='日期')),
                        ('ground', models.CharField(max_length=200, verbose_name='依据文件')),
                        ('told', models.CharField(blank=True, max_length=300, verbose_name='说明')),
                        ('into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organs.organ', verbose_name='承接机关')),
                        ('organ', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='organs.organ')),
                    ],
                    options={
                        'verbose_name': '机构沿革',
                        'ordering': ('-on', '-pk'),
                    },
                ),
                migrations.CreateModel(
                    name='Policy',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('order', models.PositiveIntegerField(default=100, verbose_name='排序')),
                        ('title', models.CharField(max_length=200, verbose_name='标题')),
                        ('number', models.CharField(blank=True, max_length=100, verbose_name='文号')),
                        ('issuer', models.CharField(blank=True, max_length=100, verbose_name='制定机关')),
                        ('issued_on', models.DateField(blank=True, null=True, verbose_name='成文日期')),
                        ('body', models.TextField(blank=True, verbose_name='正文')),
                        ('file', models.CharField(blank=True, help_text='文件的编号。', max_length=64, verbose_name='附件')),
                        ('published', models.BooleanField(default=True, verbose_name='公开')),
                        ('organ', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='policies', to='organs.organ')),
                    ],
                    options={
                        'verbose_name': '公开制度',
                        'verbose_name_plural': '公开制度',
                        'ordering': ('order', 'pk'),
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Staff',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('order', models.PositiveIntegerField(default=100, verbose_name='排序')),
                        ('name', models.CharField(max_length=50, verbose_name='姓名')),
                        ('post', models.CharField(max_length=100, verbose_name='职务')),
                        ('unit', models.CharField(blank=True, max_length=100, verbose_name='科室')),
                        ('phone', models.CharField(blank=True, max_length=40, verbose_name='办公电话')),
                        ('photo', models.CharField(blank=True, max_length=64, verbose_name='照片')),
                        ('published', models.BooleanField(default=True, verbose_name='公开')),
                        ('organ', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='staff', to='organs.organ')),
                    ],
                    options={
                        'verbose_name': '工作人员',
                        'ordering': ('order', 'pk'),
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Window',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('order', models.PositiveIntegerField(default=100, verbose_name='排序')),
                        ('purpose', models.CharField(choices=[('applications', '申请受理点'), ('reading', '政府信息查阅点'), ('service', '办事窗口'), ('zone', '政务公开专区')], max_length=20, verbose_name='用途')),
                        ('name', models.CharField(max_length=100, verbose_name='名称')),
                        ('address', models.CharField(max_length=200, verbose_name='地址')),
                        ('hours', models.CharField(max_length=200, verbose_name='开放时间')),
                        ('phone', models.CharField(blank=True, max_length=40, verbose_name='电话')),
                        ('organ', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='organs.organ')),
                    ],
                    options={
                        'verbose_name': '窗口和场所',
                        'ordering': ('order', 'pk'),
                        'abstract': False,
                    },
                ),
            ],
        ),
        migrations.AddField(
            model_name='leadinggroup',
            name='organ',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='leading_groups', to='organs.organ'),
        ),
    ]
