"""What an organ publishes about itself: people, places, groups, rules and its 公开指南. 条例第十二条、第二十条
第二项."""

from django.db import models

from gongkai.web.organs.terms import Term


class OfOrgan(models.Model):
    """Something that belongs to one organ, in an order of its own."""

    organ = models.ForeignKey("organs.Organ", models.CASCADE, related_name="%(class)ss")
    order = models.PositiveIntegerField("排序", default=100)

    class Meta:
        abstract = True
        ordering = ("order", "pk")

    @property
    def audit_name(self) -> str:
        """Its name in the log."""
        return str(self)


class Window(OfOrgan):
    """A place the public can go to: a service window, a reading place (条例第二十五条), a 政务公开专区."""

    class Purpose(models.TextChoices):
        """What it is for."""

        APPLICATIONS = "applications", "申请受理点"
        READING = "reading", "政府信息查阅点"
        SERVICE = "service", "办事窗口"
        ZONE = "zone", "政务公开专区"

    purpose = models.CharField("用途", max_length=20, choices=Purpose)
    name = models.CharField("名称", max_length=100)
    address = models.CharField("地址", max_length=200)
    hours = models.CharField("开放时间", max_length=200)
    phone = models.CharField("电话", max_length=40, blank=True)

    class Meta(OfOrgan.Meta):
        verbose_name = "窗口和场所"

    def __str__(self) -> str:
        return self.name


class Hotline(OfOrgan):
    """A number the public can call."""

    name = models.CharField("名称", max_length=100)
    number = models.CharField("号码", max_length=40)
    hours = models.CharField("接听时间", max_length=200, blank=True)

    class Meta(OfOrgan.Meta):
        verbose_name = "热线"

    def __str__(self) -> str:
        return f"{self.name} {self.number}"


class Leader(Term, OfOrgan):
    """A head of the organ with post and published duties (领导分工). A former head keeps his term."""

    name = models.CharField("姓名", max_length=50)
    post = models.CharField("职务", max_length=100)
    duties = models.TextField("分工", blank=True)
    photo = models.CharField("照片", max_length=64, blank=True, help_text="文件的编号；本人同意才放。")
    responsible = models.BooleanField("分管政府信息公开", default=False)

    class Meta(OfOrgan.Meta):
        verbose_name = "领导"

    def __str__(self) -> str:
        return f"{self.post} {self.name}"


class Staff(OfOrgan):
    """A published member of staff: name, post, unit; a photo only if the person chose so."""

    organ = models.ForeignKey("organs.Organ", models.CASCADE, related_name="staff")
    name = models.CharField("姓名", max_length=50)
    post = models.CharField("职务", max_length=100)
    unit = models.CharField("科室", max_length=100, blank=True)
    phone = models.CharField("办公电话", max_length=40, blank=True)
    photo = models.CharField("照片", max_length=64, blank=True)
    published = models.BooleanField("公开", default=True)

    class Meta(OfOrgan.Meta):
        verbose_name = "工作人员"

    def __str__(self) -> str:
        return f"{self.unit} {self.post} {self.name}".strip()


class LeadingGroup(Term, OfOrgan):
    """A 领导小组, founded by a document for a term."""

    organ = models.ForeignKey("organs.Organ", models.CASCADE, related_name="leading_groups")
    name = models.CharField("名称", max_length=100)
    ground = models.CharField("成立文件", max_length=200, blank=True)
    duties = models.TextField("职责", blank=True)

    class Meta(OfOrgan.Meta):
        verbose_name = "领导小组"

    def __str__(self) -> str:
        return self.name


class GroupMember(Term, models.Model):
    """Who sits in a leading group, as what, from when to when."""

    class Seat(models.TextChoices):
        """The seat in the group."""

        HEAD = "head", "组长"
        DEPUTY = "deputy", "副组长"
        MEMBER = "member", "成员"

    group = models.ForeignKey(LeadingGroup, models.CASCADE, related_name="members")
    seat = models.CharField("组内职务", max_length=20, choices=Seat)
    name = models.CharField("姓名", max_length=50)
    post = models.CharField("职务", max_length=100)

    class Meta:
        verbose_name = "领导小组成员"
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.get_seat_display()} {self.name}（{self.post}）"

    @property
    def organ(self) -> models.Model:
        """The organ of the group."""
        return self.group.organ

    @property
    def organ_id(self) -> int:
        """The key of the organ of the group."""
        return self.group.organ_id


class Policy(OfOrgan):
    """A document of the 政府信息公开制度 column: the regulation, local measures, the organ's own rules."""

    organ = models.ForeignKey("organs.Organ", models.CASCADE, related_name="policies")
    title = models.CharField("标题", max_length=200)
    number = models.CharField("文号", max_length=100, blank=True)
    issuer = models.CharField("制定机关", max_length=100, blank=True)
    issued_on = models.DateField("成文日期", null=True, blank=True)
    body = models.TextField("正文", blank=True)
    file = models.CharField("附件", max_length=64, blank=True, help_text="文件的编号。")
    published = models.BooleanField("公开", default=True)

    class Meta(OfOrgan.Meta):
        verbose_name = "公开制度"
        verbose_name_plural = "公开制度"

    def __str__(self) -> str:
        return self.title


class Guide(models.Model):
    """One version of the 政府信息公开指南, made from the facts of its day. 条例第十二条第二款."""

    organ = models.ForeignKey("organs.Organ", models.CASCADE, related_name="guides")
    sections = models.JSONField("内容", help_text="[{code, title, paragraphs}]")
    facts_digest = models.CharField(max_length=64)
    published_at = models.DateTimeField("发布时间", null=True, blank=True)
    made_at = models.DateTimeField("生成时间", auto_now_add=True)

    class Meta:
        verbose_name = "公开指南"
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.organ}政府信息公开指南"

    @property
    def audit_name(self) -> str:
        """Its name in the log."""
        return str(self)
