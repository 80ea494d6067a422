"""The form by which a reconsideration or a lawsuit is followed to its end."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from gongkai.web.accounts.models import Account
from gongkai.web.applications.models import Review
from gongkai.web.applications.services import contesting
from gongkai.web.patterns.forms import Form


class ReviewForm(Form):
    """What came in or left, on which day."""

    what = forms.ChoiceField(
        label="登记什么",
        widget=forms.RadioSelect,
        choices=(
            ("received", "收到申请书、起诉状副本"),
            ("sent", "提交答复、答辩和证据"),
            ("hearing", "收到听证、开庭的通知"),
            ("concluded", "收到决定、判决"),
        ),
    )
    on = forms.DateField(label="日期", help_text="听证、开庭写开的那一天，别的写实际收到、提交的那一天。")
    disposal = forms.ChoiceField(
        label="结果", required=False, choices=[("", "还没有结果"), *contesting.DISPOSAL_WORDS.items()]
    )
    redo = forms.BooleanField(label="责令重新答复", required=False)
    redo_until = forms.DateField(label="重新答复的期限", required=False, help_text="决定、判决没有写期限的不填。")
    words = forms.CharField(label="说明", required=False, widget=forms.Textarea)

    def __init__(self, *args: Any, review: Review, today: date, **kwargs: Any) -> None:
        self.review = review
        super().__init__(*args, initial={"on": today}, **kwargs)

    def call(self, by: Account, today: date) -> Review:
        """One of four services."""
        data = self.cleaned_data
        if data["what"] == "received":
            return contesting.papers_received(self.review, on=data["on"], by=by, today=today)
        if data["what"] == "sent":
            return contesting.papers_sent(self.review, on=data["on"], by=by, today=today)
        if data["what"] == "hearing":
            return contesting.hearing_set(self.review, on=data["on"], by=by, today=today)
        facts = {name: data[name] for name in ("disposal", "redo", "redo_until", "words")}
        return contesting.conclude(self.review, on=data["on"], by=by, today=today, **facts)
