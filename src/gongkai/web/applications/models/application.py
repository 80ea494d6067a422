"""The application and the applicant, whose identity is sealed with a key of its own."""

from typing import ClassVar

from django.db import models

from gongkai.web.organs.models import Organ


class ApplicantKind(models.TextChoices):
    """The columns of table 三: who asks."""

    NATURAL_PERSON = "natural_person", "自然人"
    BUSINESS = "business", "商业企业"
    RESEARCH = "research", "科研机构"
    NONPROFIT = "nonprofit", "社会公益组织"
    LEGAL_SERVICE = "legal_service", "法律服务机构"
    OTHER = "other", "其他"


class Channel(models.TextChoices):
    """How an application comes in; it decides the day of receipt (条例第三十一条)."""

    COUNTER = "counter", "当面提交"
    REGISTERED_MAIL = "registered_mail", "挂号信、快递"
    ORDINARY_MAIL = "ordinary_mail", "平常信函"
    ONLINE = "online", "网上申请"
    EMAIL = "email", "电子邮件"
    FAX = "fax", "传真"
    ORAL = "oral", "口头申请，代填"


class Obtaining(models.TextChoices):
    """How the applicant wants to obtain the information (条例第二十九条第二款第三项)."""

    ONLINE = "online", "网上查看"
    EMAIL = "email", "电子邮件"
    MAIL = "mail", "邮寄"
    PICK_UP = "pick_up", "自行领取"
    FAX = "fax", "传真"
    READING = "reading", "当面查阅、抄录"


class Medium(models.TextChoices):
    """On what the applicant wants it."""

    ELECTRONIC = "electronic", "电子文档"
    PAPER = "paper", "纸质"
    DISC = "disc", "光盘等"


class State(models.TextChoices):
    """Where an application stands. The first eight are the clock's own states."""

    WAITING_CONFIRMATION = "waiting_confirmation", "待确认"
    OPEN = "open", "办理中"
    WAITING_CORRECTION = "waiting_correction", "待补正"
    WAITING_FEE = "waiting_fee", "待缴费"
    ANSWERED = "answered", "已答复"
    WITHDRAWN = "withdrawn", "已撤回"
    LAPSED_UNCORRECTED = "lapsed_uncorrected", "不再处理（逾期不补正）"
    LAPSED_UNPAID = "lapsed_unpaid", "不再处理（逾期未缴费）"
    ARCHIVED = "archived", "已归档"


RUNNING = (State.WAITING_CONFIRMATION, State.OPEN, State.WAITING_CORRECTION, State.WAITING_FEE)


class Applicant(models.Model):
    """Who asks. Name, papers, telephone and addresses are one sealed text; erasing the key erases them.

    Exact match goes through `digest`, a keyed digest of the number of the paper (or of the name where there is none).
    """

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="机关")
    kind = models.CharField("申请人类别", max_length=20, choices=ApplicantKind)
    sealed = models.TextField("身份信息（加密）")
    owner = models.CharField("密钥所有者", max_length=100, unique=True)
    digest = models.CharField("身份摘要", max_length=80, db_index=True)
    erased_on = models.DateField("清除日期", null=True)

    private_fields: ClassVar[frozenset[str]] = frozenset({"sealed", "name", "number", "phone", "email", "address"})

    class Meta:
        verbose_name = "申请人"

    def __str__(self) -> str:
        return f"申请人 {self.pk}"


class KnownBy(models.Model):
    """A keyed digest of a name, number or telephone of an applicant: who knows it finds him, nobody can read it."""

    applicant = models.ForeignKey(Applicant, models.CASCADE, related_name="known_by")
    digest = models.CharField("摘要", max_length=80)

    class Meta:
        verbose_name = "检索摘要"
        indexes: ClassVar = [models.Index(fields=("digest", "applicant"), name="applicant_known_by")]

    def __str__(self) -> str:
        return f"{self.applicant}"


class Application(models.Model):
    """One application (件). Its dates of truth are events; `state`, `due_on` and the like are recomputed from them."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="applications", verbose_name="机关")
    number = models.CharField("登记编号", max_length=60)
    receipt = models.CharField("回执编号", max_length=20, unique=True)
    query_digest = models.CharField("查询码摘要", max_length=80)
    applicant = models.ForeignKey(Applicant, models.PROTECT, related_name="applications", verbose_name="申请人")
    applicant_kind = models.CharField("申请人类别", max_length=20, choices=ApplicantKind)
    channel = models.CharField("收到方式", max_length=20, choices=Channel)
    content = models.TextField("申请内容")
    known_as = models.CharField("名称、文号或者其他特征", max_length=300, blank=True)
    obtaining = models.CharField("获取方式", max_length=20, choices=Obtaining, default=Obtaining.ONLINE)
    medium = models.CharField("载体", max_length=20, choices=Medium, default=Medium.ELECTRONIC)
    help_needed = models.CharField("需要的帮助", max_length=200, blank=True)
    topic = models.CharField("主题", max_length=60, blank=True)
    officer = models.ForeignKey(
        "accounts.Account", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="承办人"
    )
    split_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts", verbose_name="拆分自")

    confirmed_by_applicant_on = models.DateField("申请人确认日期", null=True)
    picture = models.ForeignKey(
        "files.StoredFile", models.PROTECT, null=True, related_name="+", verbose_name="身份证明图片"
    )
    picture_asked_on = models.DateField("要求提供身份证明图片日期", null=True)
    items = models.ManyToManyField("disclosure.Item", related_name="applications", verbose_name="相关的已公开信息")

    # Derived from the events by `clock.recompute`; never written elsewhere.
    state = models.CharField("状态", max_length=20, choices=State, default=State.WAITING_CONFIRMATION)
    arrived_on = models.DateField("到达日期")
    received_on = models.DateField("收到日期", null=True)
    due_on = models.DateField("答复期限", null=True)
    base_due_on = models.DateField("基准期限", null=True)
    next_on = models.DateField("下一个日期", null=True)
    provisional = models.BooleanField("期限暂定", default=False)
    closed_on = models.DateField("办结日期", null=True)
    outcome = models.CharField("答复类型", max_length=60, blank=True)
    counted_on = models.DateField("计入年报的办结日期", null=True)
    counted_outcome = models.CharField("计入年报的答复类型", max_length=60, blank=True)
    in_time = models.BooleanField("按期答复", null=True)
    """Whether the first answer left by its due day; none for what ended without an answer."""

    archived_on = models.DateField("归档日期", null=True)
    rating = models.PositiveSmallIntegerField("满意度", null=True)
    rating_words = models.TextField("评价", blank=True)
    version = models.PositiveIntegerField("版本", default=1)
    created_at = models.DateTimeField("登记时间", auto_now_add=True)

    class Meta:
        verbose_name = "政府信息公开申请"
        ordering = ("-arrived_on", "-pk")
        constraints: ClassVar = [models.UniqueConstraint(fields=("organ", "number"), name="application_number")]
        indexes: ClassVar = [
            models.Index(fields=("organ", "-arrived_on", "-id"), name="application_register"),
            models.Index(fields=("organ", "id"), name="application_order"),
            models.Index(
                fields=("organ", "state", "closed_on", "due_on", "next_on", "arrived_on"), name="application_state"
            ),
            models.Index(fields=("organ", "state", "due_on"), name="application_due"),
            models.Index(fields=("organ", "closed_on", "id", "arrived_on"), name="application_closed"),
            models.Index(fields=("organ", "received_on", "applicant_kind"), name="application_new"),
            models.Index(
                fields=("organ", "received_on", "applicant_kind"),
                condition=models.Q(counted_on=None),
                name="application_pending",
            ),
            models.Index(
                fields=("organ", "counted_on", "counted_outcome", "applicant_kind", "received_on", "in_time"),
                name="application_counted",
            ),
            models.Index(fields=("organ", "counted_on", "received_on", "in_time"), name="application_taken"),
            models.Index(fields=("organ", "counted_on", "topic", "received_on"), name="application_topics"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def audit_name(self) -> str:
        """The number; never a name."""
        return self.number

    @property
    def running(self) -> bool:
        """Whether it still waits for an answer or for the other side."""
        return self.state in RUNNING


class Likeness(models.Model):
    """One of the few numbers by which applications of like content find each other; see `likeness`."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="likenesses")
    organ = models.ForeignKey(Organ, models.CASCADE, related_name="+")
    value = models.BigIntegerField()

    class Meta:
        verbose_name = "相似特征"
        indexes: ClassVar = [models.Index(fields=("organ", "value"), name="application_like")]

    def __str__(self) -> str:
        return f"{self.application_id} {self.value}"


class Serial(models.Model):
    """The last number given in a series of an organ and year, such as 依申 or 公复."""

    organ = models.ForeignKey(Organ, models.CASCADE, related_name="+")
    series = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "编号"
        constraints: ClassVar = [models.UniqueConstraint(fields=("organ", "series", "year"), name="serial_of_year")]

    def __str__(self) -> str:
        return f"{self.series}〔{self.year}〕{self.last}号"
