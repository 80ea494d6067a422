"""The page of each step: one small form a step, in one registry; each calls one service. Up to the answer."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from gongkai.web.accounts.models import Account
from gongkai.web.applications.models import Application, FeeNotice, Party
from gongkai.web.applications.services import asking, handling, relating, splitting
from gongkai.web.audit.services import Refused
from gongkai.web.patterns.periods import worded
from gongkai.web.workbench.applications import other_steps as other
from gongkai.web.workbench.applications.rows import Column, RowsField
from gongkai.web.workbench.applications.step_form import StepForm


def _same(*words: str) -> dict[str, str]:
    return {word: word for word in words}


ITEMS = (
    Column("item", "信息"),
    Column("position", "对方意见", _same("同意", "部分同意", "不同意")),
    Column("reason", "理由", needed=False, long=True),
    Column("disposal", "本机关拟处理", _same("公开", "部分公开", "不公开"), needed=False),
)
"""One piece of information a row: which, the position, why, what the organ means to do."""


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
    until = forms.DateField(
        label="补正期限", help_text=worded("给申请人合理的时间，一般 {deadlines/correction_period}。")
    )

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
    items = RowsField(
        label="逐项意见",
        columns=ITEMS,
        required=False,
        help_text="一项信息一行；空行不算。写部分公开答复书时会带过去。",
    )

    def call(self, by: Account, today: date) -> object:
        """条例第三十二条."""
        data = self.cleaned_data
        return handling.party_answered(
            data["party"], position=data["position"], reason=data["reason"], items=data["items"],
            **self.facts(by, today),
        )  # fmt: skip


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

    def __init__(self, *args: Any, application: Application, **kwargs: Any) -> None:
        often = relating.frequency(application)
        kwargs["initial"] = {"quantity": often.ordinal} | kwargs.get("initial", {})
        super().__init__(*args, application=application, **kwargs)
        self.fields["quantity"].help_text = f"按件：申请人本月第 {often.ordinal} 件；按量：A4 页数。"

    primary = "发出收费通知"
    basis = forms.ChoiceField(
        label="怎样计收", choices=FeeNotice._meta.get_field("basis").choices, widget=forms.RadioSelect
    )
    quantity = forms.IntegerField(
        label="本月第几件，或者页数",
        min_value=0,
        max_value=100_000,
        help_text="按件：申请人本自然月的第几件；按量：A4 页数。",
    )

    def call(self, by: Account, today: date) -> object:
        """国办函〔2020〕109号."""
        data = self.cleaned_data
        return handling.charge(
            self.application, basis=data["basis"], quantity=data["quantity"], **self.facts(by, today)
        )


class FeeReceived(StepForm):
    """收费通知送到."""

    primary = "登记申请人收到"

    def call(self, by: Account, today: date) -> object:
        """20 working days to pay run from the next day. 国办函〔2020〕109号."""
        notice = self.application.fees.filter(sent_on__isnull=False, paid_on=None, received_on=None).last()
        if notice is None:
            raise Refused("本件没有待登记收到的收费通知。")
        return handling.fee_received(notice, **self.facts(by, today))


class Paid(StepForm):
    """缴费."""

    primary = "登记缴费"

    def call(self, by: Account, today: date) -> object:
        """The period starts anew."""
        notice = self.application.fees.filter(sent_on__isnull=False, paid_on=None).last()
        if notice is None:
            raise Refused("本件没有待缴的收费通知。")
        return handling.fee_paid(notice, **self.facts(by, today))


PARTS = (
    Column("content", "一件要什么", long=True),
    Column("known_as", "名称、文号等", needed=False),
)
"""One application a row."""


class Split(StepForm):
    """一事一申请."""

    primary = "拆成几件"
    on = None
    proves = False
    parts = RowsField(
        label="拆成哪几件",
        columns=PARTS,
        help_text="一件一行，第一行留在本件，其余各给新的登记编号；照申请人的原话写，共同的前提每行都要写上。"
        "收到日期、补正不变，年报里每件各计 1 件，按件收费也各算 1 件（国办函〔2020〕109号）。"
        "系统用短信、邮件告诉申请人；没有留手机和邮箱的，请打电话告知并记一笔。拆错了的，把多出的那件按“并入”答复。",
    )

    def __init__(self, *args: Any, application: Application, **kwargs: Any) -> None:
        rows = [{"content": part, "known_as": ""} for part in splitting.proposed(application.content)]
        rows[0]["known_as"] = application.known_as
        kwargs["initial"] = {"parts": rows} | kwargs.get("initial", {})
        super().__init__(*args, application=application, **kwargs)

    def call(self, by: Account, today: date) -> object:
        """国办函〔2020〕109号."""
        rows = self.cleaned_data["parts"]
        return splitting.split(
            self.application, parts=[row["content"] for row in rows], known_as=[row["known_as"] for row in rows],
            by=by, today=today,
        )  # fmt: skip


class Reasons(StepForm):
    """说明理由."""

    primary = "发出说明理由告知"
    until = forms.DateField(label="期限")
    words = forms.CharField(label="申请的数量、频次和要说明的事项", widget=forms.Textarea)

    def call(self, by: Account, today: date) -> object:
        """条例第三十五条."""
        data = self.cleaned_data
        return handling.ask_reasons(self.application, until=data["until"], words=data["words"], **self.facts(by, today))


FORMS: dict[str, type[StepForm]] = {
    "confirm": Confirm,
    "close": other.Close,
    "correction": Correction,
    "corrected": Corrected,
    "third-party": Consult,
    "joint-maker": ConsultJoint,
    "organ": ConsultOrgan,
    "party-received": PartyReceived,
    "party-answered": PartyAnswered,
    "extend": Extend,
    "fee": Charge,
    "fee-received": FeeReceived,
    "paid": Paid,
    "split": Split,
    "reasons": Reasons,
    "reasons-given": other.ReasonsGiven,
    "defer": other.Defer,
    "link": other.LinkItem,
    "sort": other.Sort,
    "ask-picture": other.AskPicture,
    "prove": other.Prove,
    "strike": other.Strike,
    "search": other.Search,
    "note": other.Note,
    "assign": other.Assign,
    "withdraw": other.Withdraw,
    "review": other.OpenReview,
    "archive": other.Archive,
}
"""Step → its form. The titles are those of `applications.acts.STEPS`, or of `MORE`."""

MORE = {
    "party-received": "登记对方收到征求意见书",
    "party-answered": "登记收到意见",
    "search": "登记检索",
    "note": "记一笔",
    "assign": "分派承办人",
    "link": "关联已公开的信息",
    "sort": "归类主题",
    "ask-picture": "请申请人提供身份证明图片",
    "prove": "给最近一次登记附上凭证",
    "strike": "划去登记错的一条",
}
