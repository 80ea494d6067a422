"""The page of each step: one small form a step, in one registry; each calls one service."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from gongkai.web.accounts.models import Account, Role
from gongkai.web.applications.models import Application, FeeNotice, Party, Review
from gongkai.web.applications.services import answering, asking, contesting, handling
from gongkai.web.audit.services import Refused
from gongkai.web.patterns.forms import Form


class StepForm(Form):
    """A step: the day it happened and what it needs. `call` is the one service behind it."""

    on = forms.DateField(label="日期", help_text="实际发生的那一天。")
    primary = "登记"

    def __init__(self, *args: Any, application: Application, today: date, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {})
        kwargs["initial"] = {"on": today, **kwargs["initial"]}
        super().__init__(*args, **kwargs)
        self.application = application

    def call(self, by: Account, today: date) -> object:
        """Do it."""
        raise NotImplementedError

    def facts(self, by: Account, today: date) -> dict[str, Any]:
        """The day and who does it, as every service wants them."""
        return {"on": self.cleaned_data["on"], "by": by, "today": today}


class Confirm(StepForm):
    """Both sides confirmed."""

    primary = "确认收到"
    words = forms.CharField(label="怎样确认的", required=False, help_text="例如“电话 0000-6601234 与申请人确认”。")

    def call(self, by: Account, today: date) -> object:
        """条例第三十一条."""
        return asking.confirm(self.application, words=self.cleaned_data["words"], **self.facts(by, today))


class Correction(StepForm):
    """补正."""

    primary = "发出补正告知"
    defects = forms.CharField(
        label="需要补正的全部事项",
        widget=forms.Textarea,
        help_text="一次写全，写明怎么补；只能告知一次（条例第三十条）。",
    )
    until = forms.DateField(label="补正期限", help_text="给申请人合理的时间，一般 7 至 15 个工作日。")

    def call(self, by: Account, today: date) -> object:
        """条例第三十条."""
        data = self.cleaned_data
        return handling.ask_correction(
            self.application, until=data["until"], defects=data["defects"], **self.facts(by, today)
        )


class Corrected(StepForm):
    """补正收到."""

    primary = "登记收到补正"
    content = forms.CharField(label="补正的内容", widget=forms.Textarea)

    def call(self, by: Account, today: date) -> object:
        """条例第三十条."""
        return handling.answer_correction(
            self.application, content=self.cleaned_data["content"], **self.facts(by, today)
        )


class Consult(StepForm):
    """征求意见."""

    primary = "发出征求意见书"
    kind = Party.Kind.THIRD_PARTY
    name = forms.CharField(label="征求谁的意见", max_length=100)

    def call(self, by: Account, today: date) -> object:
        """条例第三十二条至第三十四条."""
        name = self.cleaned_data["name"]
        return handling.consult(self.application, kind=self.kind, name=name, **self.facts(by, today))


class ConsultJoint(Consult):
    """征求共同制作机关意见."""

    kind = Party.Kind.JOINT_MAKER


class ConsultOrgan(Consult):
    """征求其他机关意见."""

    kind = Party.Kind.ORGAN


class PartyReceived(StepForm):
    """对方收到."""

    party = forms.ModelChoiceField(label="哪一方", queryset=Party.objects.none(), empty_label=None)
    primary = "登记对方收到"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"].queryset = self.application.parties.all()

    def call(self, by: Account, today: date) -> object:
        """The 15 working days run from the next day."""
        return handling.party_received(self.cleaned_data["party"], **self.facts(by, today))


class PartyAnswered(PartyReceived):
    """意见收到."""

    primary = "登记意见"
    position = forms.ChoiceField(label="意见", choices=Party.Position.choices[1:], widget=forms.RadioSelect)
    reason = forms.CharField(label="理由", required=False, widget=forms.Textarea)

    def call(self, by: Account, today: date) -> object:
        """条例第三十二条."""
        data = self.cleaned_data
        return handling.party_answered(
            data["party"], position=data["position"], reason=data["reason"], **self.facts(by, today)
        )


class Extend(StepForm):
    """延长."""

    primary = "同意延长并告知申请人"
    days = forms.IntegerField(label="延长几个工作日", min_value=1, initial=20, help_text="最多 20 个，只能延长一次。")
    reason = forms.CharField(label="理由", widget=forms.Textarea, help_text="会写进延期答复告知书。")

    def call(self, by: Account, today: date) -> object:
        """条例第三十三条第二款."""
        data = self.cleaned_data
        return handling.extend(self.application, days=data["days"], reason=data["reason"], **self.facts(by, today))


class Charge(StepForm):
    """收费."""

    primary = "发出收费通知"
    basis = forms.ChoiceField(
        label="怎样计收", choices=FeeNotice._meta.get_field("basis").choices, widget=forms.RadioSelect
    )
    quantity = forms.IntegerField(
        label="本月第几件，或者页数", min_value=0, help_text="按件：申请人本自然月的第几件；按量：A4 页数。"
    )

    def call(self, by: Account, today: date) -> object:
        """国办函〔2020〕109号."""
        data = self.cleaned_data
        return handling.charge(
            self.application, basis=data["basis"], quantity=data["quantity"], **self.facts(by, today)
        )


class Paid(StepForm):
    """缴费."""

    primary = "登记缴费"

    def call(self, by: Account, today: date) -> object:
        """The period starts anew."""
        notice = self.application.fees.filter(paid_on=None).last()
        if notice is None:
            raise Refused("本件没有待缴的收费通知。")
        return handling.fee_paid(notice, **self.facts(by, today))


class Reasons(StepForm):
    """说明理由."""

    primary = "发出说明理由告知"
    until = forms.DateField(label="期限")
    words = forms.CharField(label="申请的数量、频次和要说明的事项", widget=forms.Textarea)

    def call(self, by: Account, today: date) -> object:
        """条例第三十五条."""
        data = self.cleaned_data
        return handling.ask_reasons(self.application, until=data["until"], words=data["words"], **self.facts(by, today))


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


FORMS: dict[str, type[StepForm]] = {
    "confirm": Confirm,
    "close": Close,
    "correction": Correction,
    "corrected": Corrected,
    "third-party": Consult,
    "joint-maker": ConsultJoint,
    "organ": ConsultOrgan,
    "party-received": PartyReceived,
    "party-answered": PartyAnswered,
    "extend": Extend,
    "fee": Charge,
    "paid": Paid,
    "reasons": Reasons,
    "search": Search,
    "note": Note,
    "assign": Assign,
    "withdraw": Withdraw,
    "review": OpenReview,
    "archive": Archive,
}
"""Step → its form. The titles are those of `applications.acts.STEPS`, or of `MORE`."""

MORE = {
    "party-received": "登记对方收到征求意见书",
    "party-answered": "登记收到意见",
    "search": "登记检索",
    "note": "记一笔",
    "assign": "分派承办人",
}
