"""What the form of every step shares: the day, the proof, and the version of the case that the person saw."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db import transaction

from gongkai.web.accounts.models import Account
from gongkai.web.applications.models import Application
from gongkai.web.applications.services import proving
from gongkai.web.applications.services.stepping import unchanged
from gongkai.web.patterns.forms import Form


class StepForm(Form):
    """A step: the day it happened and what it needs. `call` is the one service behind it."""

    on = forms.DateField(label="日期", help_text="实际发生的那一天。")
    primary = "登记"
    proves = True
    lead = ""
    """What the person should know before he presses."""

    def __init__(self, *args: Any, application: Application, today: date, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {})
        kwargs["initial"] = {"on": today, **kwargs["initial"]}
        kwargs["initial"] |= {"version": application.version}
        super().__init__(*args, **kwargs)
        self.application = application
        if self.proves:
            self.fields["proof"] = forms.FileField(
                label="凭证扫描件", required=False, help_text="照片、PDF 都可以；加密保存，只有承办人能看。"
            )
        self.fields["version"] = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def take(self, by: Account, today: date) -> None:
        """The step and its proof, in one transaction; refused if somebody changed the case since the page was shown."""
        with transaction.atomic():
            unchanged(self.application, self.cleaned_data.get("version"))
            self.call(by, today)
            if upload := self.cleaned_data.get("proof"):
                proving.prove(self.application, content=upload.read(), name=upload.name, by=by, today=today)

    def call(self, by: Account, today: date) -> object:
        """Do it."""
        raise NotImplementedError

    def facts(self, by: Account, today: date) -> dict[str, Any]:
        """The day and who does it, as every service wants them."""
        return {"on": self.cleaned_data["on"], "by": by, "today": today}
