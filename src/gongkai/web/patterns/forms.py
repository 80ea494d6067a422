"""How a form is drawn: always by `patterns/field.html`, never field by field on a page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.forms.renderers import TemplatesSetting

from gongkai.web.patterns.written import whole

CHOOSING = (forms.ChoiceField, forms.ModelChoiceField, forms.MultipleChoiceField, forms.FileField)


class Renderer(TemplatesSetting):
    """The one form renderer; `FORM_RENDERER` names it. `{{ form }}` draws every field with label, hint and error."""

    form_template_name = "patterns/form.html"
    field_template_name = "patterns/field.html"


def within_limit(upload: UploadedFile) -> None:
    """Refuse a file over the limit by its size, before anybody reads it."""
    if (upload.size or 0) > settings.FILE_LIMIT:
        megabytes = settings.FILE_LIMIT // (1024 * 1024)
        raise ValidationError(f"“{upload.name}”超过 {megabytes} MB，没有接收。请压缩图片或分成几个文件。")


class Worded:
    """Errors that name the thing and the way out: “填写联系电话”, never “这个字段是必填项”."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            said = f"{'选择' if isinstance(field, CHOOSING) else '填写'}{field.label or ''}"
            if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = said
            if "invalid_choice" in field.error_messages:
                field.error_messages["invalid_choice"] = f"重新选择{field.label or ''}：选的这一项现在不能用"
            if isinstance(field, forms.FileField):
                field.validators = [*field.validators, within_limit]
            if isinstance(field, forms.DateField):
                field.widget = forms.DateInput(attrs={"type": "date", "class": "short"}, format="%Y-%m-%d")
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs |= {"rows": 4} if str(field.widget.attrs.get("rows")) == "10" else {}


class Form(Worded, forms.Form):
    """A form of its own."""


class ModelForm(Worded, forms.ModelForm):
    """A form whose fields come from a model. It checks and never saves: the service does."""

    def save(self, commit: bool = True) -> Any:
        """Never: only a service changes a record."""
        raise TypeError("a form does not save; call the service with cleaned_data")

    def _post_clean(self) -> None:
        """Leave the record alone; the service checks it as a whole."""


class Several(forms.ModelMultipleChoiceField):
    """Some of the records that are offered; a key that no record can have is refused like one that none has."""

    def clean(self, value: Any) -> Any:
        """The records. On SQLite a key of forty digits would end in an error of the program."""
        for key in value or ():
            if whole(str(key)) is None:
                raise ValidationError(self.error_messages["invalid_pk_value"], params={"pk": str(key)[:20]})
        return super().clean(value)
