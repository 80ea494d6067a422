"""Forms made from what a letter of the law asks: one field a datum, with its label and its article."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.db import transaction

from gongkai.law import outcome, outcomes
from gongkai.letters import kind_of
from gongkai.letters.fields import Field
from gongkai.web.accounts.models import Account
from gongkai.web.applications.models import Application, Decision, Letter
from gongkai.web.applications.services import answering, enclosing, proving, sealing, suggesting, writing
from gongkai.web.files.models import StoredFile
from gongkai.web.organs.models import Organ
from gongkai.web.patterns.forms import Form
from gongkai.web.patterns.periods import worded
from gongkai.web.workbench.applications.rows import Column, RowsField


class ListField(forms.CharField):
    """One entry a line."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 3}), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Lines."""
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        """The lines that say something."""
        return [line.strip() for line in super().clean(value).splitlines() if line.strip()]


def parts_field(allowed: tuple[str, ...], **shared: Any) -> RowsField:
    """Which part, which answer, why: what `letters` reads."""
    answers = {code: outcome(code).name for code in allowed}
    columns = (Column("what", "哪一部分"), Column("outcome", "怎样处理", answers), Column("reason", "理由", long=True))
    return RowsField(columns=columns, **shared)


def form_field(field: Field, allowed: tuple[str, ...]) -> forms.Field:
    """The field of a form for one datum of a letter."""
    shared: dict[str, Any] = {"label": field.label, "required": not field.optional}
    shared["help_text"] = f"依据{field.cites}。" if field.cites else ""
    match field.kind:
        case "date":
            return forms.DateField(**shared)
        case "number":
            return forms.IntegerField(min_value=0, **shared)
        case "money":
            return forms.DecimalField(min_value=0, **shared)
        case "choice":
            return forms.ChoiceField(choices=list(field.choices.items()), **shared)
        case "parts":
            shared["help_text"] = "一行一部分，各写各的理由；空行不算。"
            return parts_field(allowed, **shared)
        case "list" | "rows":
            shared["help_text"] = "一行一项。" + shared["help_text"]
            return ListField(**shared)
    return forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), **shared)


def _draft(application: Application, kind: str, to: str) -> dict[str, Any]:
    """What was filled in before, where such a letter is still a draft."""
    former = application.letters.filter(kind=kind, addressee=to, sent_on=None).last()
    return dict(former.data) | {"files": [one.key for one in former.files.all()]} if former else {}


class LetterForm(Form):
    """What a letter of this kind still needs."""

    addressee = ""

    def __init__(
        self, *args: Any, application: Application, kind: str, today: date, code: str = "",
        path: Mapping[str, str] | None = None, to: str = "", **kwargs: Any,
    ) -> None:  # fmt: skip
        filled = suggesting.suggested(application, kind, today, to) | _draft(application, kind, to) | {"addressee": to}
        kwargs["initial"] = {**filled, **kwargs.get("initial", {})}
        self.application, self.kind, self.code, self.path = application, kind, code, path or {}
        super().__init__(*args, **kwargs)
        allowed = outcome(code).parts if code else ()
        if {"third_party.name", "to_organ.name"} & {field.path for field in kind_of(kind).fields}:
            self.fields["addressee"] = forms.CharField(label="收件的第三方或者机关", max_length=100)
        for field in sorted(writing.asked(kind), key=lambda one: one.path == "attachments"):
            self.fields[field.path] = form_field(field, allowed)
        if code:
            self._add_files()

    def _add_files(self) -> None:
        """What goes out with an answer: files of the case that were made for it, and one more."""
        made = [(one.key, enclosing.shown_name(one)) for one in enclosing.of_case(self.application)]
        if made:
            self.fields["files"] = forms.MultipleChoiceField(
                label="随答复提供的公开件", choices=made, required=False, widget=forms.CheckboxSelectMultiple
            )
        self.fields["upload"] = forms.FileField(
            label="再附一个文件", required=False, help_text="申请人可以在办理查询里下载；会先查一遍里面的个人信息。"
        )

    def data_of_letter(self) -> dict[str, Any]:
        """What was filled in; the blank is left out. Enclosed files are listed in the letter unless it lists others."""
        data = {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in ("addressee", "files", "upload") and value not in ("", [], None)
        }
        names = [enclosing.shown_name(one) for one in self._chosen()]
        names += [upload.name] if (upload := self.cleaned_data.get("upload")) else []
        if names and "attachments" in self.fields and "attachments" not in data:
            data["attachments"] = [enclosing.title(name) for name in names]
        return data

    def _chosen(self) -> list[StoredFile]:
        keys = self.cleaned_data.get("files") or []
        return [one for one in enclosing.of_case(self.application) if one.key in keys]

    @transaction.atomic
    def call(self, by: Account, today: date) -> Decision | Letter:
        """Draft the answer with its files, or another letter of the case."""
        if self.code:
            data = self.data_of_letter()
            draft = answering.draft(self.application, outcome=self.code, data=data, path=self.path, by=by, today=today)
            uploads = [(upload.name, upload.read())] if (upload := self.cleaned_data.get("upload")) else []
            files = [one.key for one in self._chosen()]
            enclosing.enclose(draft.letters.get(), files=files, uploads=uploads, by=by)
            return draft
        addressee = self.cleaned_data.get("addressee", "")
        return answering.draft_letter(
            self.application, kind=self.kind, data=self.data_of_letter(), by=by, today=today, addressee=addressee
        )


class OutcomeForm(Form):
    """Which of the law's answers it is."""

    outcome = forms.ChoiceField(label="答复类型", widget=forms.RadioSelect, choices=())

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lapsing = {"lapsed_uncorrected", "lapsed_unpaid", "withdrawn"}
        known = [one for one in outcomes(today) if one.code not in lapsing]
        self.fields["outcome"].choices = [(one.code, f"{one.name}（{one.cites}）") for one in known]


class SendForm(Form):
    """How a letter leaves."""

    on = forms.DateField(label="发出日期", help_text=worded("邮寄的以邮戳为准；{deadlines/reply}看的是发出的这一天。"))
    sending = forms.ChoiceField(label="怎样送达", choices=Letter.Sending.choices)
    tracking = forms.CharField(label="邮件号", required=False, max_length=60)

    def __init__(self, *args: Any, organ: Organ, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if sealing.in_use(organ):
            self.fields["press"] = forms.BooleanField(
                label="加盖印章", required=False, initial=True, help_text="盖在署名和日期上。要盖实体章的，不选。"
            )


class DeliverForm(Form):
    """When and how a letter arrived."""

    on = forms.DateField(label="送达日期", help_text="复议、诉讼期限从送达起算。")
    words = forms.CharField(label="凭证", required=False, help_text="例如“EMS 本人签收”。")
    proof = forms.FileField(label="凭证扫描件", required=False, help_text="签收单的照片或者 PDF。")

    def call(self, letter: Letter, by: Account, today: date) -> None:
        """The delivery and its proof, in one transaction."""
        data = self.cleaned_data
        with transaction.atomic():
            answering.deliver(letter, on=data["on"], words=data["words"], by=by, today=today)
            if upload := data["proof"]:
                proving.prove_delivery(letter, content=upload.read(), name=upload.name, by=by, today=today)
