"""The records of this app: written by makemigrations, with the indexes and constraints at their tables."""

import django.db.models.deletion
import gongkai.web.together
from decimal import Decimal
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
                    name='Accountability',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('on', models.DateField(verbose_name='日期')),
                        ('measure', models.CharField(choices=[('talk', '提醒约谈'), ('order', '责令整改'), ('criticism', '通报批评'), ('proposal', '提出处分建议')], max_length=20, verbose_name='方式')),
                        ('people', models.PositiveIntegerField(verbose_name='涉及人数')),
                        ('why', models.TextField(verbose_name='事由')),
                        ('ground', models.CharField(max_length=200, verbose_name='依据')),
                        ('document', models.CharField(blank=True, max_length=60, verbose_name='文号')),
                        ('by_name', models.CharField(max_length=100, verbose_name='登记人')),
                        ('organ', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='accountability', to='organs.organ', verbose_name='被追究机关')),
                    ],
                    options={
                        'verbose_name': '责任追究',
                        'ordering': ('-on', '-pk'),
                    },
                ),
                migrations.CreateModel(
                    name='Assessment',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('score', models.DecimalField(decimal_places=2, default=Decimal('100'), max_digits=6, verbose_name='得分')),
                        ('first_score', models.DecimalField(decimal_places=2, max_digits=6, null=True, verbose_name='申诉前得分')),
                        ('grade', models.CharField(blank=True, max_length=20, verbose_name='等次')),
                        ('leaks', models.PositiveSmallIntegerField(default=0, verbose_name='泄密泄露次数')),
                        ('organ', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assessments', to='organs.organ', verbose_name='被考核机关')),
                    ],
                    options={
                        'verbose_name': '考核得分',
                        'ordering': ('-score', 'leaks', 'organ'),
                    },
                ),
                migrations.CreateModel(
                    name='Complaint',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('receipt', models.CharField(max_length=20, unique=True, verbose_name='回执编号')),
                        ('query_digest', models.CharField(max_length=80, verbose_name='查询码摘要')),
                        ('kind', models.CharField(choices=[('not_published', '应当公开的没有公开'), ('not_answered', '申请公开不答复、不依法答复'), ('wrong', '公开的内容不准确、不更新'), ('privacy', '泄露个人隐私、商业秘密'), ('charged', '违规收费'), ('other', '其他')], max_length=20, verbose_name='类别')),
                        ('channel', models.CharField(choices=[('portal', '网上'), ('phone', '电话'), ('letter', '来信'), ('visit', '来访'), ('hotline', '12345 热线'), ('referred', '其他机关转来')], default='portal', max_length=20, verbose_name='来源')),
                        ('content', models.TextField(verbose_name='内容')),
                        ('sealed', models.TextField(blank=True, verbose_name='身份信息（加密）')),
                        ('owner', models.CharField(blank=True, max_length=100, verbose_name='密钥所有者')),
                        ('arrived_on', models.DateField(verbose_name='收到日期')),
                        ('due_on', models.DateField(verbose_name='答复期限')),
                        ('state', models.CharField(choices=[('received', '待受理'), ('accepted', '办理中'), ('declined', '不予受理'), ('answered', '已答复'), ('withdrawn', '已撤回')], default='received', max_length=20, verbose_name='状态')),
                        ('verified', models.BooleanField(null=True, verbose_name='查实')),
                        ('answer', models.TextField(blank=True, verbose_name='答复')),
                        ('answered_on', models.DateField(null=True, verbose_name='答复日期')),
                        ('organ', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='complaints', to='organs.organ', verbose_name='被投诉机关')),
                    ],
                    options={
                        'verbose_name': '投诉举报',
                        'ordering': ('-arrived_on', '-pk'),
                        'indexes': [models.Index(fields=['organ', 'state', 'due_on'], name='complaints_open')],
                    },
                ),
                migrations.CreateModel(
                    name='ComplaintEvent',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('on', models.DateField(verbose_name='日期')),
                        ('act', models.CharField(max_length=40, verbose_name='事项')),
                        ('words', models.TextField(blank=True, verbose_name='内容')),
                        ('by_name', models.CharField(max_length=100, verbose_name='经手人')),
                        ('complaint', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='events', to='oversight.complaint')),
                    ],
                    options={
                        'verbose_name': '投诉举报办理过程',
                        'ordering': ('pk',),
                    },
                ),
                migrations.CreateModel(
                    name='Deduction',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('deduct', '扣分'), ('bonus', '加分'), ('penalty', '罚分')], default='deduct', max_length=20, verbose_name='种类')),
                        ('code', models.CharField(blank=True, max_length=40, verbose_name='指标')),
                        ('points', models.DecimalField(decimal_places=2, max_digits=5, verbose_name='分值')),
                        ('reason', models.CharField(max_length=300, verbose_name='原因')),
                        ('evidence', models.CharField(max_length=500, verbose_name='佐证')),
                        ('url', models.CharField(blank=True, max_length=300, verbose_name='佐证地址')),
                        ('leak', models.BooleanField(default=False, verbose_name='泄密或者泄露个人信息')),
                        ('measured', models.BooleanField(default=False, verbose_name='系统测得')),
                        ('by_name', models.CharField(max_length=100, verbose_name='评分人')),
                        ('restored', models.BooleanField(default=False, verbose_name='申诉后撤销')),
                        ('assessment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deductions', to='oversight.assessment')),
                    ],
                    options={
                        'verbose_name': '扣分、加分',
                        'ordering': ('code', 'pk'),
                    },
                ),
                migrations.CreateModel(
                    name='Appeal',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('words', models.TextField(verbose_name='申诉理由')),
                        ('on', models.DateField(verbose_name='申诉日期')),
                        ('by_name', models.CharField(max_length=100, verbose_name='申诉人')),
                        ('upheld', models.BooleanField(null=True, verbose_name='支持申诉')),
                        ('answer', models.TextField(blank=True, verbose_name='处理意见')),
                        ('answered_on', models.DateField(null=True, verbose_name='处理日期')),
                        ('deduction', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='appeal', to='oversight.deduction')),
                    ],
                    options={
                        'verbose_name': '申诉',
                    },
                ),
                migrations.CreateModel(
                    name='Evaluation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('on', models.DateField(verbose_name='结束日期')),
                        ('method', models.CharField(choices=[('survey', '网上问卷'), ('hotline', '12345 热线数据'), ('assessors', '特邀评议员评议'), ('visits', '入户走访')], max_length=20, verbose_name='方式')),
                        ('respondents', models.PositiveIntegerField(verbose_name='参加人数')),
                        ('satisfied', models.DecimalField(decimal_places=2, max_digits=5, verbose_name='满意率（%）')),
                        ('problems', models.TextField(blank=True, verbose_name='提出的问题')),
                        ('adopted', models.TextField(blank=True, verbose_name='采纳和改进')),
                        ('by_name', models.CharField(max_length=100, verbose_name='登记人')),
                        ('organ', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evaluations', to='organs.organ', verbose_name='被评议机关')),
                    ],
                    options={
                        'verbose_name': '社会评议',
                        'ordering': ('-on', '-pk'),
                    },
                ),
                migrations.CreateModel(
                    name='Inspection',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('on', models.DateField(verbose_name='检查日期')),
                        ('title', models.CharField(help_text='例如“2026年第一季度政府网站和政务公开检查”。', max_length=100, verbose_name='名称')),
                        ('method', models.CharField(help_text='例如“网上抽查、电话核实”。', max_length=100, verbose_name='方式')),
                        ('scope', models.TextField(blank=True, help_text='看了哪些机关、哪些栏目。', verbose_name='范围')),
                        ('by_name', models.CharField(max_length=100, verbose_name='登记人')),
                        ('organ', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='inspections', to='organs.organ', verbose_name='检查机关')),
                    ],
                    options={
                        'verbose_name': '检查',
                        'ordering': ('-on', '-pk'),
                    },
                ),
                migrations.CreateModel(
                    name='Mark',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.CharField(max_length=40, verbose_name='指标')),
                        ('occasion', models.BooleanField(default=True, verbose_name='有这项工作')),
                        ('why', models.CharField(blank=True, max_length=200, verbose_name='没有发生的说明')),
                        ('assessment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='marks', to='oversight.assessment')),
                    ],
                    options={
                        'verbose_name': '指标得分',
                        'constraints': [models.UniqueConstraint(fields=('assessment', 'code'), name='marked_once')],
                    },
                ),
                migrations.CreateModel(
                    name='NetworkGroup',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('account', '政务新媒体账号'), ('group', '网络工作群')], max_length=20, verbose_name='类别')),
                        ('name', models.CharField(max_length=100, verbose_name='名称')),
                        ('platform', models.CharField(max_length=50, verbose_name='平台')),
                        ('owner', models.CharField(max_length=50, verbose_name='管理人')),
                        ('members', models.PositiveIntegerField(verbose_name='成员或者关注人数')),
                        ('purpose', models.CharField(max_length=200, verbose_name='用途')),
                        ('since', models.DateField(blank=True, null=True, verbose_name='开设日期')),
                        ('cleared_on', models.DateField(blank=True, help_text='已经注销、解散、合并的填。', null=True, verbose_name='清理日期')),
                        ('by_name', models.CharField(max_length=100, verbose_name='登记人')),
                        ('organ', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='network_groups', to='organs.organ', verbose_name='主办机关')),
                    ],
                    options={
                        'verbose_name': '账号和工作群',
                        'ordering': ('organ', 'kind', 'name'),
                    },
                ),
                migrations.CreateModel(
                    name='NilReturn',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                        ('register', models.CharField(max_length=30, verbose_name='台账')),
                        ('by_name', models.CharField(max_length=100, verbose_name='报告人')),
                        ('at', models.DateTimeField(auto_now_add=True, verbose_name='时间')),
                        ('organ', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organs.organ', verbose_name='机关')),
                    ],
                    options={
                        'verbose_name': '零报告',
                        'constraints': [models.UniqueConstraint(fields=('organ', 'year', 'register'), name='nil_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Order',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('source', models.CharField(blank=True, max_length=100, verbose_name='来源')),
                        ('number', models.CharField(max_length=60, verbose_name='编号')),
                        ('problem', models.TextField(verbose_name='问题')),
                        ('evidence', models.TextField(blank=True, verbose_name='依据和佐证')),
                        ('found_on', models.DateField(verbose_name='发现日期')),
                        ('limit_on', models.DateField(null=True, verbose_name='整改时限')),
                        ('state', models.CharField(choices=[('found', '已发现'), ('notified', '已通知'), ('replied', '已反馈措施'), ('done', '已报完成'), ('returned', '复查退回'), ('verified', '已销号')], default='found', max_length=20, verbose_name='状态')),
                        ('measures', models.TextField(blank=True, verbose_name='整改措施')),
                        ('result', models.TextField(blank=True, verbose_name='完成情况')),
                        ('done_on', models.DateField(null=True, verbose_name='完成日期')),
                        ('verified_on', models.DateField(null=True, verbose_name='复查日期')),
                        ('again_on', models.DateField(null=True, verbose_name='回头看日期')),
                        ('recurred', models.PositiveSmallIntegerField(default=0, verbose_name='复发次数')),
                        ('criticised_on', models.DateField(null=True, verbose_name='通报日期')),
                        ('escalated_on', models.DateField(null=True, verbose_name='提级日期')),
                        ('inspection', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='orders', to='oversight.inspection', verbose_name='检查')),
                        ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organs.organ', verbose_name='发出机关')),
                        ('organ', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='orders', to='organs.organ', verbose_name='责任单位')),
                    ],
                    options={
                        'verbose_name': '整改通知',
                        'ordering': ('-found_on', '-pk'),
                        'indexes': [models.Index(fields=['organ', 'state', 'limit_on'], name='orders_open')],
                        'constraints': [models.UniqueConstraint(fields=('office', 'number'), name='order_number')],
                    },
                ),
                migrations.CreateModel(
                    name='Reminder',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('on', models.DateField(verbose_name='日期')),
                        ('about', models.CharField(max_length=60, verbose_name='事项')),
                        ('words', models.TextField(verbose_name='内容')),
                        ('told', models.PositiveIntegerField(verbose_name='通知人数')),
                        ('times', models.PositiveIntegerField(default=1, verbose_name='当天次数')),
                        ('by_name', models.CharField(max_length=100, verbose_name='催办人')),
                        ('organ', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to='organs.organ', verbose_name='机关')),
                    ],
                    options={
                        'verbose_name': '催办',
                        'ordering': ('-on', '-pk'),
                        'constraints': [models.UniqueConstraint(fields=('organ', 'on', 'about'), name='one_reminder_a_day')],
                    },
                ),
                migrations.CreateModel(
                    name='Scheme',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                        ('title', models.CharField(max_length=100, verbose_name='名称')),
                        ('state', models.CharField(choices=[('draft', '拟定'), ('open', '评分中'), ('told', '已反馈，可申诉'), ('closed', '已定稿')], default='draft', max_length=20, verbose_name='状态')),
                        ('indicators', models.JSONField(default=list, verbose_name='指标')),
                        ('appeal_until', models.DateField(null=True, verbose_name='申诉截止')),
                        ('organ', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='schemes', to='organs.organ', verbose_name='主管部门')),
                    ],
                    options={
                        'verbose_name': '考核办法',
                        'ordering': ('-year',),
                        'constraints': [models.UniqueConstraint(fields=('organ', 'year'), name='one_scheme_a_year')],
                    },
                ),
                migrations.CreateModel(
                    name='Step',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('on', models.DateField(verbose_name='日期')),
                        ('act', models.CharField(max_length=40, verbose_name='事项')),
                        ('words', models.TextField(blank=True, verbose_name='内容')),
                        ('by_name', models.CharField(max_length=100, verbose_name='经手人')),
                        ('order', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='oversight.order')),
                    ],
                    options={
                        'verbose_name': '整改过程',
                        'ordering': ('pk',),
                    },
                ),
                migrations.CreateModel(
                    name='Training',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('on', models.DateField(verbose_name='日期')),
                        ('subject', models.CharField(max_length=200, verbose_name='主题')),
                        ('kind', models.CharField(choices=[('lecture', '集中授课'), ('online', '网络培训'), ('practice', '跟班实训'), ('meeting', '会议学习')], default='lecture', max_length=20, verbose_name='方式')),
                        ('hours', models.DecimalField(decimal_places=1, max_digits=5, verbose_name='学时')),
                        ('people', models.PositiveIntegerField(verbose_name='参加人次')),
                        ('teacher', models.CharField(blank=True, max_length=100, verbose_name='授课人')),
                        ('proof', models.CharField(blank=True, help_text='签到表、通知文号、照片存在哪里。', max_length=300, verbose_name='佐证')),
                        ('by_name', models.CharField(max_length=100, verbose_name='登记人')),
                        ('organ', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='trainings', to='organs.organ', verbose_name='组织机关')),
                    ],
                    options={
                        'verbose_name': '培训',
                        'ordering': ('-on', '-pk'),
                        'indexes': [models.Index(fields=['organ', 'on'], name='training_of_year')],
                    },
                ),
                migrations.CreateModel(
                    name='VillageCheck',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('on', models.DateField(verbose_name='检查日期')),
                        ('problems', models.TextField(blank=True, help_text='没有问题的不填。', verbose_name='发现的问题')),
                        ('mended_on', models.DateField(blank=True, null=True, verbose_name='改正日期')),
                        ('by_name', models.CharField(max_length=100, verbose_name='登记人')),
                        ('organ', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='village_checks', to='organs.organ', verbose_name='检查机关')),
                        ('village', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organs.organ', verbose_name='村（居）')),
                    ],
                    options={
                        'verbose_name': '村务公开检查',
                        'ordering': ('-on', '-pk'),
                        'indexes': [models.Index(fields=['organ', 'on'], name='village_checks_of_quarter')],
                    },
                ),
                migrations.CreateModel(
                    name='Bulletin',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('month', models.DateField(help_text='这个月的第一天。', verbose_name='月份')),
                        ('title', models.CharField(max_length=200, verbose_name='标题')),
                        ('text', models.TextField(verbose_name='正文')),
                        ('table', models.JSONField(default=list, verbose_name='附表')),
                        ('document_number', models.CharField(blank=True, max_length=60, verbose_name='文号')),
                        ('issued_on', models.DateField(null=True, verbose_name='印发日期')),
                        ('by_name', models.CharField(max_length=100, verbose_name='拟稿人')),
                        ('version', models.PositiveIntegerField(default=1, verbose_name='版本')),
                        ('organ', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bulletins', to='organs.organ', verbose_name='通报机关')),
                    ],
                    options={
                        'verbose_name': '月度通报',
                        'ordering': ('-month',),
                        'constraints': [models.UniqueConstraint(fields=('organ', 'month'), name='one_bulletin_a_month')],
                    },
                ),
            ],
        ),
        migrations.AddField(
            model_name='assessment',
            name='scheme',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='assessments', to='oversight.scheme', verbose_name='考核办法'),
        ),
        migrations.AddConstraint(
            model_name='assessment',
            constraint=models.UniqueConstraint(fields=('scheme', 'organ'), name='assessed_once'),
        ),
    ]
