"""台账 that people keep: training, social evaluation, accountability, groups, village checks, reminders, bulletins."""

from typing import ClassVar

from django.db import models

from gongkai.web.organs.models import Organ


class Training(models.Model):
    """A training in 政府信息公开. 条例第四十八条."""

    class Kind(models.TextChoices):
        """How it was held."""

        LECTURE = "lecture", "集中授课"
        ONLINE = "online", "网络培训"
        PRACTICE = "practice", "跟班实训"
        MEETING = "meeting", "会议学习"

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="trainings", verbose_name="组织机关")
    on = models.DateField("日期")
    subject = models.CharField("主题", max_length=200)
    kind = models.CharField("方式", max_length=20, choices=Kind, default=Kind.LECTURE)
    hours = models.DecimalField("学时", max_digits=5, decimal_places=1)
    people = models.PositiveIntegerField("参加人次")
    teacher = models.CharField("授课人", max_length=100, blank=True)
    proof = models.CharField("佐证", max_length=300, blank=True, help_text="签到表、通知文号、照片存在哪里。")
    by_name = models.CharField("登记人", max_length=100)

    class Meta:
        verbose_name = "培训"
        ordering = ("-on", "-pk")
        indexes: ClassVar = [models.Index(fields=("organ", "on"), name="training_of_year")]

    def __str__(self) -> str:
        return self.subject


class Evaluation(models.Model):
    """社会评议 of a year: the method, how many answered, how satisfied. 条例第四十六条."""

    class Method(models.TextChoices):
        """The instrument."""

        SURVEY = "survey", "网上问卷"
        HOTLINE = "hotline", "12345 热线数据"
        ASSESSORS = "assessors", "特邀评议员评议"
        VISITS = "visits", "入户走访"

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="evaluations", verbose_name="被评议机关")
    on = models.DateField("结束日期")
    method = models.CharField("方式", max_length=20, choices=Method)
    respondents = models.PositiveIntegerField("参加人数")
    satisfied = models.DecimalField("满意率（%）", max_digits=5, decimal_places=2)
    problems = models.TextField("提出的问题", blank=True)
    adopted = models.TextField("采纳和改进", blank=True)
    by_name = models.CharField("登记人", max_length=100)

    class Meta:
        verbose_name = "社会评议"
        ordering = ("-on", "-pk")

    def __str__(self) -> str:
        return f"{self.get_method_display()}，{self.respondents} 人"


class Accountability(models.Model):
    """责任追究. 条例第四十七条、第五十二条、第五十三条; the office itself only proposes discipline."""

    class Measure(models.TextChoices):
        """The ladder."""

        TALK = "talk", "提醒约谈"
        ORDER = "order", "责令整改"
        CRITICISM = "criticism", "通报批评"
        PROPOSAL = "proposal", "提出处分建议"

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="accountability", verbose_name="被追究机关")
    on = models.DateField("日期")
    measure = models.CharField("方式", max_length=20, choices=Measure)
    people = models.PositiveIntegerField("涉及人数")
    why = models.TextField("事由")
    ground = models.CharField("依据", max_length=200)
    document = models.CharField("文号", max_length=60, blank=True)
    by_name = models.CharField("登记人", max_length=100)

    class Meta:
        verbose_name = "责任追究"
        ordering = ("-on", "-pk")

    def __str__(self) -> str:
        return f"{self.get_measure_display()}：{self.why[:40]}"


class NetworkGroup(models.Model):
    """A 政务新媒体 account or 网络工作群, kept or cleared."""

    class Kind(models.TextChoices):
        """What it is."""

        ACCOUNT = "account", "政务新媒体账号"
        GROUP = "group", "网络工作群"

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="network_groups", verbose_name="主办机关")
    kind = models.CharField("类别", max_length=20, choices=Kind)
    name = models.CharField("名称", max_length=100)
    platform = models.CharField("平台", max_length=50)
    owner = models.CharField("管理人", max_length=50)
    members = models.PositiveIntegerField("成员或者关注人数")
    purpose = models.CharField("用途", max_length=200)
    since = models.DateField("开设日期", null=True, blank=True)
    cleared_on = models.DateField("清理日期", null=True, blank=True, help_text="已经注销、解散、合并的填。")
    by_name = models.CharField("登记人", max_length=100)

    class Meta:
        verbose_name = "账号和工作群"
        ordering = ("organ", "kind", "name")

    def __str__(self) -> str:
        return self.name


class VillageCheck(models.Model):
    """A township's look at the 村务公开 of one of its villages, every quarter."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="village_checks", verbose_name="检查机关")
    village = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="村（居）")
    on = models.DateField("检查日期")
    problems = models.TextField("发现的问题", blank=True, help_text="没有问题的不填。")
    mended_on = models.DateField("改正日期", null=True, blank=True)
    by_name = models.CharField("登记人", max_length=100)

    class Meta:
        verbose_name = "村务公开检查"
        ordering = ("-on", "-pk")
        indexes: ClassVar = [models.Index(fields=("organ", "on"), name="village_checks_of_quarter")]

    def __str__(self) -> str:
        return f"{self.village} {self.on}"


class NilReturn(models.Model):
    """零报告: somebody says that a register has nothing for the year. Without it, an empty register says nothing."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="机关")
    year = models.PositiveSmallIntegerField("年度")
    register = models.CharField("台账", max_length=30)
    by_name = models.CharField("报告人", max_length=100)
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = "零报告"
        constraints: ClassVar = [models.UniqueConstraint(fields=("organ", "year", "register"), name="nil_once")]

    def __str__(self) -> str:
        return f"{self.organ} {self.year} {self.register}"


class Reminder(models.Model):
    """督办台账: what the county reminded an organ of, and when."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="reminders", verbose_name="机关")
    on = models.DateField("日期")
    about = models.CharField("事项", max_length=60)
    words = models.TextField("内容")
    told = models.PositiveIntegerField("通知人数")
    times = models.PositiveIntegerField("当天次数", default=1)
    by_name = models.CharField("催办人", max_length=100)

    class Meta:
        verbose_name = "催办"
        ordering = ("-on", "-pk")
        constraints: ClassVar = [models.UniqueConstraint(fields=("organ", "on", "about"), name="one_reminder_a_day")]

    def __str__(self) -> str:
        return f"{self.organ} {self.about}"


class Bulletin(models.Model):
    """政务公开工作通报 of a month: drafted from the board, finished by a person, issued once."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="bulletins", verbose_name="通报机关")
    month = models.DateField("月份", help_text="这个月的第一天。")
    title = models.CharField("标题", max_length=200)
    text = models.TextField("正文")
    table = models.JSONField("附表", default=list)
    """The head and the rows of the board on the day of drafting, as words."""
    document_number = models.CharField("文号", max_length=60, blank=True)
    issued_on = models.DateField("印发日期", null=True)
    by_name = models.CharField("拟稿人", max_length=100)
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        verbose_name = "月度通报"
        ordering = ("-month",)
        constraints: ClassVar = [models.UniqueConstraint(fields=("organ", "month"), name="one_bulletin_a_month")]

    def __str__(self) -> str:
        return self.title
