"""校对词表: the words an organ keeps for proof-reading; added one by one, imported, exported, taken off."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from gongkai.web.disclosure import words_sheet
from gongkai.web.disclosure.models import Word
from gongkai.web.disclosure.services import keeping
from gongkai.web.organs.models import Organ
from gongkai.web.patterns.forms import Form
from gongkai.web.workbench.access import needs
from gongkai.web.workbench.acting import done, posted, press
from gongkai.web.workbench.catalogue.covering import organ_of
from gongkai.web.workbench.county import sheets
from gongkai.web.workbench.items.writing import bounded


class WordsForm(Form):
    """Words for the list: typed, or in a file."""

    what = forms.ChoiceField(label="类别", choices=Word.What.choices)
    words = forms.CharField(
        label="词语", required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="一行一个，写成“错的写法 对的写法 说明”，用空格分开。",
    )  # fmt: skip
    file = forms.FileField(
        label="或者从 Excel 导入", required=False, help_text="表头要有“写法”，还可以有“应为”“类别”“说明”。",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.csv,.docx"}),
    )  # fmt: skip

    def clean(self) -> dict[str, object]:
        """Something must be there."""
        data = super().clean() or {}
        if not (data.get("words") or "").strip() and not data.get("file") and "file" not in self.errors:
            self.add_error("words", "写出词语，或者选一个 Excel 文件。")
        return data


def _kept(organ: Organ, request: HttpRequest, form: WordsForm) -> tuple[int, list[str]]:
    """Put what was typed and what stands in the file on the list; how many, and what was left out."""
    data = form.cleaned_data
    typed = [[*line.split(maxsplit=2), "", ""][:3] for line in data["words"].splitlines() if line.strip()]
    rows, doubts = [(data["what"], wrong, right, note) for wrong, right, note in typed], []
    if data["file"]:
        read = words_sheet.read(bounded(data["file"]), data["file"].name)
        rows, doubts = rows + read.rows, read.doubts
    return keeping.keep_words(organ, rows=rows, by=request.user), doubts


@needs("disclosure.see")
def words(request: HttpRequest) -> HttpResponse:
    """词表 for proof-reading, on the screen or as a spreadsheet."""
    organ = organ_of(request)
    head = [words[0] for words in words_sheet.HEADINGS.values()]
    every = list(organ.words.all())
    if request.GET.get("as") == "xlsx":
        rows = [(one.wrong, one.right, one.get_what_display(), one.note) for one in every]
        return sheets.answered(sheets.workbook("校对词表", head, rows), f"{organ.short_name}校对词表.xlsx")
    form = WordsForm(*posted(request)) if request.user.can("disclosure.words", organ) else None
    kept: list[tuple[int, list[str]]] = []
    if form is not None and form.is_valid() and done(form, lambda: kept.append(_kept(organ, request, form))):
        count, doubts = kept[0]
        messages.success(request, f"{count} 个词已存入词表。")
        for doubt in doubts[:20]:
            messages.warning(request, doubt)
        return redirect("workbench:words")
    context = {"organ": organ, "form": form, "words": every, "head": head}
    return render(request, "workbench/catalogue/words.html", context)


@require_POST
@needs("disclosure.words")
def forget(request: HttpRequest, key: int) -> HttpResponse:
    """Take a word off the list."""
    word = get_object_or_404(Word, pk=key, organ__in=request.user.organs_for("disclosure.words"))
    press(request, lambda: keeping.forget_word(word, by=request.user), f"“{word.wrong}”已从词表删去。")
    return redirect("workbench:words")
