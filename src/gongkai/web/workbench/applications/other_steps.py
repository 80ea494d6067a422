"""Steps beside the way to the answer: searches, notes, proofs, links; and those after it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from gongkai.web.accounts.models import Account, Role
from gongkai.web.applications.models import Event, Review
from gongkai.web.applications.services import answering, asking, contesting, handling, proving, relating
from gongkai.web.disclosure import vocabulary
from gongkai.web.disclosure.models import Item
from gongkai.web.search import finding
from gongkai.web.workbench.applications.step_form import StepForm


class Search(StepForm):
    """检索."""

    places = forms.CharField(label="检索了哪里", widget=forms.Textarea, help_text="档案、系统、科室，逐一写明。")
    words = forms.CharField(label="检索词")
    people = forms.CharField(label="谁检索的")
    result = forms.CharField(label="结果", widget=forms.Textarea)
    found = forms.BooleanField(label="找到了", required=False)

    def call(self, by: Account, today: date) -> object:
        """条例第三十六条第四项."""
        data = {name: self.cleaned_data[name] for name in ("places", "words", "people", "result", "found")}
        return handling.search(self.application, **data, **self.facts(by, today))


class Note(StepForm):
    """备注、电话、面谈."""

    primary = "记下来"
    kind = forms.ChoiceField(
        label="是什么", choices=(("note", "备注"), ("phone", "电话"), ("talk", "面谈")), widget=forms.RadioSelect
    )
    words = forms.CharField(label="说了什么", widget=forms.Textarea)

    def call(self, by: Account, today: date) -> object:
        """Told, and moves no clock."""
        data = self.cleaned_data
        return handling.note(self.application, kind=data["kind"], words=data["words"], **self.facts(by, today))


class Assign(StepForm):
    """分派."""

    primary = "交给他办"
    on = None
    officer = forms.ModelChoiceField(label="承办人", queryset=Account.objects.none(), empty_label=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        posts = {"posts__organ": self.application.organ, "posts__role": Role.CASE_OFFICER}
        self.fields["officer"].queryset = Account.objects.working().filter(**posts).distinct()

    def call(self, by: Account, today: date) -> object:
        """To an officer of the organ."""
        return asking.assign(self.application, officer=self.cleaned_data["officer"], by=by, today=today)


class Withdraw(StepForm):
    """撤回."""

    primary = "登记撤回"
    on = None
    words = forms.CharField(label="申请人怎么说的", required=False, widget=forms.Textarea)

    def call(self, by: Account, today: date) -> object:
        """Counted as 其他处理."""
        return asking.withdraw(self.application, by=by, today=today, words=self.cleaned_data["words"])


class Close(StepForm):
    """不再处理."""

    primary = "确认不再处理"

    def call(self, by: Account, today: date) -> object:
        """条例第三十条，国办函〔2020〕109号."""
        return handling.close_lapsed(self.application, **self.facts(by, today))


class Archive(StepForm):
    """归档."""

    primary = "归档"
    on = None
    lead = "归档以后本件不能再改动，只能记一笔、登记复议和诉讼。"

    def call(self, by: Account, today: date) -> object:
        """条例第四十五条."""
        return answering.archive(self.application, by=by, today=today)


class OpenReview(StepForm):
    """复议、诉讼."""

    on = forms.DateField(label="受理日期")
    block = forms.ChoiceField(label="类别", choices=Review.Block.choices, widget=forms.RadioSelect)
    body = forms.CharField(label="复议机关或者法院", max_length=100)
    case_number = forms.CharField(label="案号", required=False, max_length=80)
    simple = forms.BooleanField(label="适用简易程序", required=False)

    def call(self, by: Account, today: date) -> object:
        """One line of table 四."""
        data = {name: self.cleaned_data[name] for name in ("block", "body", "case_number", "simple")}
        organ = self.application.organ
        return contesting.open_review(
            organ, application=self.application, filed_on=self.cleaned_data["on"], by=by, today=today, **data
        )


class ReasonsGiven(StepForm):
    """理由收到."""

    primary = "登记说明的理由"
    words = forms.CharField(label="申请人说明的理由", widget=forms.Textarea)

    def call(self, by: Account, today: date) -> object:
        """条例第三十五条."""
        return handling.give_reasons(self.application, words=self.cleaned_data["words"], **self.facts(by, today))


class Defer(StepForm):
    """合理延迟."""

    primary = "确定延迟并告知申请人"
    until = forms.DateField(label="延迟到哪天答复")
    reason = forms.CharField(label="理由", widget=forms.Textarea)

    def call(self, by: Account, today: date) -> object:
        """条例第三十五条."""
        data = self.cleaned_data
        return handling.defer(self.application, until=data["until"], reason=data["reason"], **self.facts(by, today))


class LinkItem(StepForm):
    """关联已公开的信息."""

    primary = "关联"
    on = None
    proves = False
    item = forms.ModelChoiceField(
        label="哪一条已公开的信息", queryset=Item.objects.none(), empty_label=None, widget=forms.RadioSelect,
        help_text="按申请内容查到的、已经在门户公开的信息。",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hits = finding.find(self.application.content[:200], size=8, facets=(), excerpts=False).hits
        keys = [hit.publication.item_id for hit in hits]
        self.fields["item"].queryset = Item.objects.filter(pk__in=keys)
        if not keys:
            self.fields[
                "item"
            ].help_text = "没有查到内容相近、已经公开的信息。已经公开在别处的，在答复书里写明网址或者地点。"

    def call(self, by: Account, today: date) -> object:
        """条例第三十六条第一项."""
        return relating.link(self.application, self.cleaned_data["item"], by=by, today=today)


class Sort(StepForm):
    """主题."""

    primary = "归类"
    on = None
    proves = False
    topic = forms.ChoiceField(label="属于哪个领域", choices=())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topic"].choices = vocabulary.choices(vocabulary.fields())
        self.fields["topic"].initial = self.application.topic

    def call(self, by: Account, today: date) -> object:
        """For the figures."""
        return asking.sort(self.application, topic=self.cleaned_data["topic"], by=by, today=today)


class AskPicture(StepForm):
    """身份证明图片."""

    primary = "请申请人上传"
    on = None
    proves = False
    lead = (
        "申请人会收到短信或者邮件，在进度页上传身份证明的照片。每件只能要求一次；照片加密保存，只有承办人能看，每次查看都记入日志。"
        "没有留手机和邮箱的，请打电话告知并记一笔。"
    )

    def call(self, by: Account, today: date) -> object:
        """Once."""
        return proving.ask_picture(self.application, by=by, today=today)


class Prove(StepForm):
    """凭证."""

    primary = "附上"
    on = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["proof"].required = True

    def call(self, by: Account, today: date) -> object:
        """The file itself is put beside the newest event by `take`."""
        return self.application


class Strike(StepForm):
    """划去."""

    primary = "划去"
    on = None
    proves = False
    event = forms.ModelChoiceField(label="哪一条", queryset=Event.objects.none(), empty_label=None)
    reason = forms.CharField(label="为什么划去", max_length=300, help_text="划去的内容仍然看得见。")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["event"].queryset = self.application.events.filter(struck_on=None).order_by("-on", "-pk")

    def call(self, by: Account, today: date) -> object:
        """The clock is computed anew without it."""
        data = self.cleaned_data
        return handling.strike(self.application, data["event"].pk, reason=data["reason"], by=by, today=today)
