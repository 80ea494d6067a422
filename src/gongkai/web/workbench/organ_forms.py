"""The forms of the organ screens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import Field, Model, QuerySet, URLField

from gongkai.law.calendar import regions
from gongkai.web.organs.models import Kind, Level, Organ
from gongkai.web.patterns.forms import Form, ModelForm
from gongkai.web.portal.organs import CHANNELS
from gongkai.web.workbench.organ_parts import FILES

GROUPS: dict[str, tuple[str, tuple[str, ...]]] = {
    "what": ("基本信息",
             ("credit_code", "document_prefix", "makes_regulations", "holiday_region", "order", "duties", "structure")),
    "place": ("地址和联系方式", ("address", "postcode", "office_hours", "phone", "fax", "email", "website",
              "floor_plan", "duty_board")),
    "unit": (
        "公开工作机构",
        ("unit_name", "unit_head", "unit_address", "unit_hours", "unit_phone", "unit_fax", "unit_email",
         "application_channels", "complaint_phone", "review_line", "reconsideration_organ", "court"),
    ),
}  # fmt: skip
HINTS = {
    "duties": "写本机关依法做什么，一项一行。",
    "structure": "写内设科室和它们的职责，一项一行。",
    "office_hours": "例如“工作日 8:30–12:00、14:30–17:30”。",
    "unit_hours": "例如“工作日 8:30–12:00、14:30–17:30”。",
    "holiday_region": "民族自治地方另有节假日的才选。",
    "makes_regulations": "县、乡机关没有规章制定权（立法法）。",
    "order": "数字小的排在前面。",
    "review_line": "部门才用选；人民政府、乡镇、街道按层级自动确定（行政复议法第二十四条至第二十八条）。",
    "reconsideration_organ": "上面选了上一级部门的，写它的全称；其他的不写也可以，系统按上级政府写进答复书。",
    "unit_head": "延长答复期限要由他同意（条例第三十三条第二款）。",
}


class Channels(forms.MultipleChoiceField):
    """The channels beside 当面 and 邮寄, which are always open (国办公开办函〔2017〕19号)."""

    always = ("person", "post")

    def clean(self, value: Any) -> list[str]:
        """What the record holds: the two that are always open, and the chosen."""
        return [*self.always, *super().clean(value)]


def facts_form(organ: Organ, names: Sequence[str], data: Any = None, files: Any = None) -> ModelForm:
    """A form over some facts of `organ`, drawn from the model's own labels."""
    form = record_form(Organ, [name for name in names if name != "application_channels"], organ, data, files, HINTS)
    if "application_channels" in names:
        form.fields["application_channels"] = Channels(
            label="除当面、邮寄以外接收申请的渠道", required=False, widget=forms.CheckboxSelectMultiple,
            choices=[(code, words) for code, words in CHANNELS.items() if code not in Channels.always],
            initial=organ.application_channels, help_text="勾了就要在公开指南里写明怎么用；当面和邮寄一律要收。",
        )  # fmt: skip
    if "holiday_region" in form.fields:
        known = [(region.key, region.name) for region in regions().values()]
        form.fields["holiday_region"] = forms.ChoiceField(
            label="适用的地方节假日", required=False, choices=[("", "全国统一"), *known]
        )
    return form


def record_form(
    model: type[Model], names: Sequence[str], record: Any, data: Any, files: Any, hints: Mapping[str, str]
) -> ModelForm:
    """A form over some fields of any record; where the record holds the number of a file, one chooses the file."""
    made = forms.modelform_factory(model, form=ModelForm, fields=list(names), formfield_callback=_field)
    form = made(data, files, instance=record)
    for name, label in FILES.items():
        if name in form.fields:
            kept = "已经有了，不换就不选。" if getattr(record, name, "") else "可以接收图片、PDF、Word。"
            form.fields[name] = forms.FileField(label=label, required=False, help_text=kept)
            form.initial.pop(name, None)
    for name, words in hints.items():
        if name in form.fields:
            form.fields[name].help_text = words
    return form


def _field(field: Field, **options: Any) -> Any:
    return field.formfield(**options, **({"assume_scheme": "https"} if isinstance(field, URLField) else {}))


class FoundForm(Form):
    """A new organ."""

    name = forms.CharField(label="全称", max_length=100, help_text="例如“青禾县柳河镇人民政府”。")
    short_name = forms.CharField(label="简称", max_length=50, help_text="例如“柳河镇”，用在列表里。")
    short_code = forms.SlugField(
        label="短代码", max_length=40, help_text="小写字母、数字和短横线，用在网址里，以后不能改。"
    )
    kind = forms.ChoiceField(label="类别", choices=Kind.choices)
    level = forms.ChoiceField(label="层级", choices=Level.choices, initial=Level.TOWNSHIP)
    parent = forms.ModelChoiceField(label="上级", queryset=Organ.objects.none(), empty_label="选择上级")
    supervisor = forms.ModelChoiceField(
        label="公开工作主管部门", queryset=Organ.objects.none(), required=False, empty_label="与上级相同"
    )
    on = forms.DateField(label="设立日期")
    ground = forms.CharField(label="设立依据", max_length=200, required=False, help_text="文件名称和文号。")

    def __init__(self, *args: Any, above: QuerySet[Organ], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = above
        self.fields["supervisor"].queryset = above


class ChangeForm(Form):
    """What rename, end and move share: the organ, from which day, by which document."""

    on = forms.DateField(label="自哪一天起")
    ground = forms.CharField(label="依据文件", max_length=200, help_text="文件名称和文号。")

    def __init__(self, *args: Any, organ: Organ, organs: QuerySet[Organ], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = organs
        for name in ("name", "short_name", "kind", "level", "parent", "supervisor"):
            if name in self.fields:
                self.fields[name].initial = getattr(organ, name)


class RenameForm(ChangeForm):
    """更名."""

    name = forms.CharField(label="新的全称", max_length=100)
    short_name = forms.CharField(label="新的简称", max_length=50)
    field_order = ("name", "short_name", "on", "ground")


class SortForm(ChangeForm):
    """调整类别或层级. `agreed` is the sort whose consequences the person has seen."""

    kind = forms.ChoiceField(label="类别", choices=Kind.choices)
    level = forms.ChoiceField(label="层级", choices=Level.choices)
    agreed = forms.CharField(required=False, widget=forms.HiddenInput)
    field_order = ("kind", "level", "on", "ground")


class EndForm(ChangeForm):
    """撤销或并入."""

    into = forms.ModelChoiceField(
        label="职能由哪个机关承接", queryset=Organ.objects.none(), required=False, empty_label="没有承接机关，撤销"
    )
    field_order = ("into", "on", "ground")


class MoveForm(ChangeForm):
    """调整隶属."""

    parent = forms.ModelChoiceField(
        label="新的上级", queryset=Organ.objects.none(), required=False, empty_label="没有上级"
    )
    supervisor = forms.ModelChoiceField(
        label="新的公开工作主管部门", queryset=Organ.objects.none(), required=False, empty_label="与上级相同"
    )
    field_order = ("parent", "supervisor", "on", "ground")
