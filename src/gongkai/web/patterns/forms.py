"""How a form is drawn: always by `patterns/field.html`, never field by field on a page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """The one form renderer; `FORM_RENDERER` names it. `{{ form }}` draws every field with label, hint and error."""

    form_template_name = "patterns/form.html"
    field_template_name = "patterns/field.html"


CHOOSING = (forms.ChoiceField, forms.ModelChoiceField, forms.MultipleChoiceField, forms.FileField)


class Form(forms.Form):
    """A form whose errors name the thing and the way out: “填写联系电话”, never “这个字段是必填项”."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            said = f"{'选择' if isinstance(field, CHOOSING) else '填写'}{field.label or ''}"
            if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = said
            if "invalid_choice" in field.error_messages:
                field.error_messages["invalid_choice"] = f"重新选择{field.label or ''}：选的这一项现在不能用"
