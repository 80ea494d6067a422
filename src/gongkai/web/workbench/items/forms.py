"""The form of an item: what is asked, in which group, with help in plain words beside each field."""

from __future__ import annotations

from typing import Any

from django import forms

from gongkai.web.accounts.models import Account
from gongkai.web.disclosure import vocabulary
from gongkai.web.disclosure.models import Audience, CatalogueItem, Channel, Item, Openness
from gongkai.web.disclosure.models.item import State
from gongkai.web.files.kinds import accepted
from gongkai.web.organs.models import Organ
from gongkai.web.patterns.forms import Form
from gongkai.web.patterns.periods import worded

NONE = [("", "—")]


class Editor(forms.Textarea):
    """The text of the body: a plain field, which `editor.js` turns into an editor."""

    def __init__(self) -> None:
        super().__init__({"data-editor": "", "rows": 18})


class ItemForm(Form):
    """Everything an item tells about itself. Only the title is demanded while writing; the rest before submitting."""

    title = forms.CharField(label="标题", max_length=300)
    body = forms.CharField(label="正文", required=False, widget=Editor)
    kind = forms.ChoiceField(label="种类", choices=vocabulary.choices(vocabulary.kinds()))
    document_number = forms.CharField(
        label="文号", required=False, max_length=60, help_text="例如 柳政发〔2026〕3号，用六角括号。"
    )
    issuer = forms.CharField(label="发文机关", required=False, max_length=200)
    made_on = forms.DateField(label="成文日期", required=False)
    formed_on = forms.DateField(
        label="形成或者变更日期",
        required=False,
        help_text=worded("{publication/default}从这天起算（条例第二十六条）；不填就按成文日期。"),
    )
    summary = forms.CharField(label="内容概述", required=False, widget=forms.Textarea(attrs={"class": "low"}))
    openness = forms.ChoiceField(label="公开属性", choices=Openness.choices, widget=forms.RadioSelect)
    clause = forms.ChoiceField(label="主动公开的条款", required=False)
    basis = forms.ChoiceField(
        label="不予公开的情形",
        required=False,
        choices=NONE + [(code, one.name) for code, one in vocabulary.bases().items()],
    )
    reason = forms.CharField(
        label="理由",
        required=False,
        widget=forms.Textarea(attrs={"class": "low"}),
        help_text="不公开、依申请公开或者删减的，写为什么、删了什么。",
    )
    catalogue = forms.ModelChoiceField(label="标准目录事项", required=False, queryset=CatalogueItem.objects.none())
    field = forms.ChoiceField(label="领域", required=False, choices=NONE + vocabulary.choices(vocabulary.fields()))
    five = forms.ChoiceField(
        label="五公开", required=False, choices=NONE + list(vocabulary.table("openness")["five"].items())
    )
    keywords = forms.CharField(label="关键词", required=False, max_length=200, help_text="用空格分开。")
    topic = forms.CharField(label="主题分类", required=False, max_length=60)
    audience = forms.ChoiceField(label="公开对象", choices=Audience.choices)
    group = forms.CharField(label="特定群众", required=False, max_length=100, help_text="例如 本村、社区。")
    notice_from = forms.DateField(label="公示期自", required=False)
    notice_to = forms.DateField(label="公示期至", required=False, help_text="期满自动撤下名册，网址保留。")
    notice_contact = forms.CharField(
        label="异议反映方式", required=False, max_length=200, help_text="写办公电话，不写个人手机。"
    )
    impact = forms.CharField(
        label="个人信息保护影响评估",
        required=False,
        widget=forms.Textarea(attrs={"class": "low"}),
        help_text="对象是特定群众，或者保留了个人信息的，必须写：目的、必要、影响、保护措施（个人信息保护法第五十五条）。",
    )
    interprets = forms.ModelChoiceField(
        label="解读哪份文件", required=False, queryset=Item.objects.none(), help_text="两边的页面会互相链接。"
    )
    lead = forms.ModelChoiceField(label="牵头机关", required=False, queryset=Organ.objects.none())
    joint = forms.CharField(
        label="联合制作的机关", required=False, help_text="用顿号分开；由牵头机关公开（条例第十条）。"
    )
    channels = forms.TypedMultipleChoiceField(
        label="发布到", required=False, coerce=int, widget=forms.CheckboxSelectMultiple, help_text="门户专栏总会发布。"
    )
    base = forms.IntegerField(widget=forms.HiddenInput, required=False)

    SIDE = (
        ("公开属性", ("openness", "clause", "basis", "reason")),
        ("目录和分类", ("catalogue", "field", "five", "topic", "keywords")),
        ("发布到", ("channels",)),
    )
    BELOW = (
        ("对象和公示期", ("audience", "group", "notice_from", "notice_to", "notice_contact", "impact")),
        ("关联", ("interprets", "lead", "joint")),
    )
    NEEDED = ("body", "made_on", "issuer", "clause")
    """Not demanded while writing, but before submitting: not told to be optional."""
    HEAD = ("kind", "document_number", "issuer", "made_on", "formed_on")
    LINKS = ("interprets", "channels", "base")

    def __init__(self, *args: Any, organ: Organ, item: Item | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        clauses = [(one.code, one.name) for one in vocabulary.clauses_for(organ.level)]
        self.fields["clause"].choices = NONE + clauses
        self.fields["catalogue"].queryset = CatalogueItem.objects.filter(organ=organ, retired_on=None)
        self.fields["catalogue"].label_from_instance = lambda line: line.path
        documents = Item.objects.filter(organ=organ, kind__in=("normative", "regulations", "document", "plan"))
        self.fields["interprets"].queryset = documents.exclude(state=State.DROPPED)
        self.fields["lead"].queryset = Organ.objects.public()
        out = Channel.objects.filter(organ=organ, active=True).exclude(kind="portal")
        self.fields["channels"].choices = [(channel.pk, channel.title) for channel in out]
        self._elements(item)
        for name in self.NEEDED:
            self.fields[name].required = True

    def _elements(self, item: Item | None) -> None:
        """The pieces that an item of its kind must tell; those of all kinds where nothing was saved yet."""
        known = vocabulary.kinds().get(self.data.get("kind") or self.initial.get("kind") or "")
        self.elements: list[str] = []
        for element in known.element if known else ():
            name = f"element_{element.code}"
            self.fields[name] = forms.CharField(label=element.title, required=False, max_length=2000)
            self.initial.setdefault(name, (item.elements if item else {}).get(element.code, ""))
            self.elements.append(name)

    def full_clean(self) -> None:
        """Check what was filled in; a draft may lack what its submission needs."""
        for name in self.NEEDED:
            self.fields[name].required = False
        super().full_clean()
        for name in self.NEEDED:
            self.fields[name].required = True

    def sections(self) -> list[tuple[str, list[Any]]]:
        """The groups at the side."""
        return [(title, [self[name] for name in names]) for title, names in self.SIDE]

    def below(self) -> list[tuple[str, list[Any]]]:
        """The groups below the text."""
        groups = [("要素", self.elements), *self.BELOW] if self.elements else self.BELOW
        return [(title, [self[name] for name in names]) for title, names in groups]

    def head(self) -> list[Any]:
        """The fields above the text."""
        return [self[name] for name in self.HEAD]

    def content(self) -> dict[str, Any]:
        """The values as `drafting.save` takes them."""
        data = {name: value for name, value in self.cleaned_data.items() if name not in self.LINKS}
        data["catalogue_id"] = getattr(data.pop("catalogue"), "pk", None)
        data["lead_id"] = getattr(data.pop("lead"), "pk", None)
        data["joint"] = [
            name.strip() for name in data["joint"].replace(",", "、").replace("，", "、").split("、") if name.strip()
        ]
        data["elements"] = {name.removeprefix("element_"): data.pop(name) for name in self.elements}
        return data


def initial_of(item: Item) -> dict[str, Any]:
    """The values of an item for its form."""
    values = {name: getattr(item, name.removesuffix("_id")) for name in Item.CONTENT}
    interprets = item.links.filter(what="interprets").first()
    return values | {
        "catalogue": item.catalogue_id,
        "lead": item.lead_id,
        "joint": "、".join(item.joint),
        "base": item.version,
        "channels": item.channels,
        "interprets": interprets.to_id if interprets else None,
    }


class UploadForm(Form):
    """A file, or several, that become drafts."""

    files = forms.FileField(
        label="文件",
        help_text="Word 转成正文；Excel、PDF 转成正文并留作附件；zip 里的每个文件各成一稿。单个不超过 50 MB。",
        widget=forms.FileInput(attrs={"accept": accepted() + ",.zip"}),
    )


def organs_of(person: Account, act: str) -> Any:
    """The organs for which this person may do an act; existing ones."""
    return person.organs_for(act).active()
