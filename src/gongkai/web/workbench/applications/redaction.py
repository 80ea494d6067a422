"""制作公开件: put a file in, see what personal data stands in it, choose what is masked and add words of one's own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localdate

from gongkai.web.applications.models import Application
from gongkai.web.applications.services import redacting
from gongkai.web.applications.services.redacting import Group
from gongkai.web.audit.services import Refused
from gongkai.web.files.models import StoredFile
from gongkai.web.patterns.forms import Form
from gongkai.web.workbench.access import needs
from gongkai.web.workbench.acting import done, posted
from gongkai.web.workbench.applications.case import find
from gongkai.web.workbench.applications.stepping import show_form

ACT = "applications.redact"
MOST_PLACES = 3


BY_HAND = (
    "Word、Excel、文本、有文字的 PDF：下一步选要遮盖的内容，系统遮盖并证明读不出来；原件加密保存，只有承办人能看。"
    "照片、扫描件，以及图里的签名、人脸、印章，系统不能按区域涂黑：请先在原件上遮住，重新扫描或者拍照，"
    "核对看不出来以后，起草答复书时在“再附一个文件”里上传遮好的这一份。"
)


class UploadForm(Form):
    """The file that is to be given out in part."""

    file = forms.FileField(label="要部分公开的文件", help_text=BY_HAND)


class WordsField(forms.CharField):
    """One word a line, each with its reason."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 3}), required=False, **kwargs)

    def clean(self, value: Any) -> Any:
        """Word → reason."""
        found = {}
        for line in super().clean(value).splitlines():
            word, bar, reason = (cell.strip() for cell in line.replace("|", "｜").partition("｜"))
            if not line.strip():
                continue
            if not (word and bar and reason):
                raise forms.ValidationError(f"“{line[:20]}”要写成“原文｜理由”")
            found[word] = reason
        return found


class ChoiceForm(Form):
    """What of the found is masked, why something is left, and what else is withheld."""

    chosen = forms.MultipleChoiceField(
        label="要遮盖的", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="已经选好的是依法应当遮盖的个人信息；不遮盖的，去掉勾并在下面写理由。",
    )  # fmt: skip
    why_left = forms.CharField(
        label="不遮盖的理由", required=False, max_length=300, help_text="例如“是申请人本人的信息”“本人书面同意公开”。"
    )
    words = WordsField(
        label="另外要遮盖的字词",
        help_text="一行一项，写成“原文｜理由”，例如“每米三百元｜商业秘密，第三方不同意公开（条例第十五条）”。",
    )

    pictures_seen = forms.BooleanField(label="图片都看过了")

    def __init__(self, *args: Any, groups: list[Group], pictures: Sequence[str], **kwargs: Any) -> None:
        kwargs["initial"] = {"chosen": [group.key for group in groups if group.proposed]}
        super().__init__(*args, **kwargs)
        self.fields["chosen"].choices = [(group.key, _said(group)) for group in groups]
        if pictures:
            told = f"这些地方有图片，原样公开：{'；'.join(pictures)}。系统不能按区域涂黑：{redacting.MEND}"
            self.fields["pictures_seen"].help_text = told
        else:
            del self.fields["pictures_seen"]
        if not groups:
            del self.fields["chosen"], self.fields["why_left"]


def _said(group: Group) -> str:
    places = "；".join(group.places[:MOST_PLACES])
    more = f" 等 {len(group.places)} 处" if len(group.places) > MOST_PLACES else ""
    return f"{group.title} {group.shown}（{places}{more}）"


@needs(ACT)
def begin(request: HttpRequest, key: int) -> HttpResponse:
    """Put the file in."""
    application, made = find(request, key), []
    form = UploadForm(*posted(request))

    def call() -> None:
        upload = form.cleaned_data["file"]
        facts = {"content": upload.read(), "name": upload.name, "by": request.user, "today": localdate()}
        made.append(redacting.take_in(application, **facts))

    if form.is_valid() and done(form, call):
        return redirect("workbench:application-redaction", key, made[0].key)
    return show_form(request, application, form, "制作公开件", "查一遍个人信息")


@needs(ACT)
def choose(request: HttpRequest, key: int, name: str) -> HttpResponse:
    """Choose, and make the file."""
    application = find(request, key)
    file = get_object_or_404(StoredFile, key=name, organ=application.organ)
    try:
        groups, doubts, pictures = redacting.look(application, file, by=request.user)
    except Refused as refused:
        raise Http404 from refused
    form = ChoiceForm(request.POST or None, groups=groups, pictures=pictures)
    if request.method == "POST" and form.is_valid() and done(form, lambda: _make(request, application, file, form)):
        messages.success(request, "公开件做好了，已证明遮盖的内容读不出来。起草答复时选上它，申请人就能下载。")
        return redirect("workbench:application", key)
    for doubt in doubts if request.method == "GET" else ():
        messages.warning(request, f"没有查到的地方：{doubt}")
    return show_form(request, application, form, f"制作公开件：{file.name}", "遮盖并证明")


def _make(request: HttpRequest, application: Application, file: StoredFile, form: ChoiceForm) -> None:
    data = form.cleaned_data
    redacting.redact(
        application, file, chosen=data.get("chosen", []), why_left=data.get("why_left", ""), words=data["words"],
        pictures_seen=data.get("pictures_seen", False), by=request.user, today=localdate(),
    )  # fmt: skip
