"""Writing: a new item, an uploaded one, many at once; saving with what was kept while typing; attachments."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from gongkai.web.audit.services import Forbidden, Refused
from gongkai.web.disclosure import vocabulary
from gongkai.web.disclosure.errors import Conflict
from gongkai.web.disclosure.models import Attachment, Autosave, CatalogueItem, Item
from gongkai.web.disclosure.models.item import IN_REVIEW
from gongkai.web.disclosure.services import attaching, bulk, drafting, reviewing
from gongkai.web.organs.models import Organ
from gongkai.web.patterns.written import whole
from gongkai.web.workbench.access import needs
from gongkai.web.workbench.acting import posted, press
from gongkai.web.workbench.county import sheets
from gongkai.web.workbench.items.finding import find
from gongkai.web.workbench.items.forms import ItemForm, UploadForm, initial_of, organs_of


def _organ(request: HttpRequest) -> Organ:
    """The organ for which something is begun: one's own, unless another is named that one may draft for."""
    organs = organs_of(request.user, "disclosure.draft")
    if wanted := request.GET.get("organ", ""):
        return get_object_or_404(organs, short_code=wanted)
    found = organs.filter(pk=request.user.organ_id).first() or organs.first()
    if found is None:
        raise Forbidden("您所在的机关已经撤销或者并入其他机关，不能再起草。请联系系统管理员，在现在的机关给您角色。")
    return found


@needs("disclosure.draft")
def new(request: HttpRequest) -> HttpResponse:
    """起草: written here, or from a file."""
    organ = _organ(request)
    initial: dict[str, Any] = {
        "kind": "notice",
        "openness": "proactive",
        "audience": "everyone",
        "issuer": organ.name,
        "made_on": timezone.localdate(),
    }
    initial |= _from_address(request, organ)
    form = ItemForm(posted(request)[0], organ=organ, initial=initial)
    if form.is_valid():
        to = form.cleaned_data["interprets"]
        try:
            item = drafting.draft(organ, by=request.user, links={"interprets": to} if to else {}, **form.content())
            drafting.send_to(item, channels=form.cleaned_data["channels"], by=request.user)
            messages.success(request, "已存为第 1 稿。")
            return redirect(item)
        except Refused as refused:
            form.add_error(None, str(refused))
    context = {"form": form, "organ": organ, "title": "起草信息", "upload": UploadForm(prefix="upload")}
    return render(request, "workbench/items/edit.html", context)


def _from_address(request: HttpRequest, organ: Organ) -> dict[str, Any]:
    """What the address already says: the line of the catalogue, the document to be interpreted, the kind."""
    known: dict[str, Any] = {}
    if (key := request.GET.get("catalogue", "")).isdecimal() and (
        line := CatalogueItem.objects.filter(organ=organ, pk=key).first()
    ):
        known |= {
            "catalogue": line.pk,
            "field": line.field,
            "clause": line.clause,
            "five": line.five,
            "audience": line.audience,
            "group": line.group,
        }
    if (key := whole(request.GET.get("interprets"))) is not None:
        known |= {"kind": "interpretation", "interprets": key}
    if request.GET.get("kind") in vocabulary.kinds():
        known["kind"] = request.GET["kind"]
    return known


@needs("disclosure.see")
def edit(request: HttpRequest, key: int) -> HttpResponse:
    """修改: what was typed and not saved comes back; a conflict shows both."""
    item = find(request, key)
    request.user.may("disclosure.edit_in_review" if item.state in IN_REVIEW else "disclosure.edit", item)
    kept = Autosave.objects.filter(item=item, account=request.user).first()
    resumed = kept is not None and request.method == "GET" and "anew" not in request.GET
    initial = initial_of(item) | (_typed(kept) if kept is not None and resumed else {})
    form = ItemForm(posted(request)[0], organ=item.organ, item=item, initial=initial)
    differences = ""
    if form.is_valid():
        try:
            saved = _save(request, item, form)
            messages.success(request, f"已存为第 {saved.version} 稿。")
            return redirect(saved)
        except Conflict as conflict:
            form.add_error(None, str(conflict))
            differences = _rebased(form, item)
        except Refused as refused:
            form.add_error(None, str(refused))
    context = {
        "form": form,
        "item": item,
        "organ": item.organ,
        "title": f"修改：{item.title}",
        "kept": kept if resumed else None,
        "attachments": item.attachments.all(),
        "differences": differences,
    }
    return render(request, "workbench/items/edit.html", context)


def _rebased(form: ItemForm, item: Item) -> str:
    """Let the next saving follow the newest revision; where it is seen what somebody else changed meanwhile."""
    data, newest = form.data.copy(), Item.objects.get(pk=item.pk).version
    before, data["base"] = data.get("base", ""), str(newest)
    form.data = data
    return f"{reverse('workbench:item-versions', args=[item.pk])}?old={before}&new={newest}"


def _typed(kept: Autosave) -> dict[str, Any]:
    content = dict(kept.content)
    content |= {f"element_{name}": words for name, words in content.pop("elements", {}).items()}
    if isinstance(content.get("joint"), list):
        content["joint"] = "、".join(content["joint"])
    content["catalogue"], content["lead"] = content.pop("catalogue_id", None), content.pop("lead_id", None)
    return content | {"base": kept.base}


def _save(request: HttpRequest, item: Item, form: ItemForm) -> Item:
    data = form.cleaned_data
    in_review = item.state in IN_REVIEW
    saved = drafting.save(
        item, base=data["base"] or item.version, by=request.user, why=request.POST.get("why", ""), **form.content()
    )
    to = data["interprets"]
    if to is not None and not saved.links.filter(what="interprets", to=to).exists() and not in_review:
        drafting.bind(saved, what="interprets", to=to, by=request.user)
    if sorted(data["channels"]) != sorted(saved.channels) and not in_review:
        drafting.send_to(saved, channels=data["channels"], by=request.user)
    if in_review:
        reviewing.refresh(saved, by=request.user, today=timezone.localdate())
    return saved


@require_POST
@needs("disclosure.see")
def autosave(request: HttpRequest, key: int) -> HttpResponse:
    """Keep what is being typed; answers with when it was kept."""
    item = find(request, key)
    form = ItemForm(request.POST, organ=item.organ, item=item)
    form.is_valid()
    typed = {name: request.POST.get(name, "") for name in form.fields if name in Item.CONTENT and name in request.POST}
    drafting.keep(item, base=whole(request.POST.get("base")) or item.version, by=request.user, content=typed)
    return HttpResponse(f"{timezone.localtime():%H:%M:%S} 已自动保存，还没有成为新的一稿。")


@require_POST
@needs("disclosure.see")
def let_go(request: HttpRequest, key: int) -> HttpResponse:
    """Forget what was typed and not saved."""
    item = find(request, key)
    Autosave.objects.filter(item=item, account=request.user).delete()
    return redirect("workbench:item-edit", key)


@needs("disclosure.draft")
def upload(request: HttpRequest) -> HttpResponse:
    """Files become drafts; what was lost or not understood is told. With `?as=xlsx`, the sheet of items to fill in."""
    if request.GET.get("as") == "xlsx":
        return sheets.answered(_sample(), "信息清单样表.xlsx")
    form = UploadForm(*posted(request))
    outcome = None
    if form.is_valid():
        uploads = request.FILES.getlist("files")
        try:
            outcome = _uploaded(request, uploads)
        except Refused as refused:
            form.add_error("files", str(refused))
        if outcome and len(outcome.items) == 1 and len(uploads) == 1:
            for doubt in outcome.doubts:
                messages.warning(request, doubt)
            messages.success(request, "已转成草稿，请核对正文和表格，再补充右边的内容。")
            return redirect("workbench:item-edit", outcome.items[0].pk)
    return render(request, "workbench/items/upload.html", {"form": form, "outcome": outcome})


def _sample() -> bytes:
    head = [words[0] for words in bulk.HEADINGS.values()]
    today = f"{timezone.localdate():%Y-%m-%d}"
    filled = {"标题": "关于公布河道清淤工程招标结果的公告", "种类": vocabulary.kinds()["notice"].title}
    filled |= {"成文日期": today, "正文": "现将招标结果公告如下。"}
    return sheets.workbook("信息清单", head, [[filled.get(words, "") for words in head]])


def _uploaded(request: HttpRequest, uploads: list[Any]) -> bulk.Outcome:
    organ = _organ(request)
    if request.POST.get("sheet") and len(uploads) == 1:
        return bulk.from_sheet(organ, bounded(uploads[0]), name=uploads[0].name, by=request.user)
    files, doubts = [], []
    for one in uploads:
        try:
            files.append((one.name, bounded(one)))
        except Refused as refused:
            doubts.append(str(refused))
    outcome = bulk.from_files(organ, files, by=request.user)
    outcome.doubts = doubts + outcome.doubts
    return outcome


def bounded(upload: Any) -> bytes:
    """The bytes of an upload; one over the limit is refused before it is read."""
    from django.conf import settings

    if upload.size > settings.FILE_LIMIT:
        raise Refused(
            f"“{upload.name}”超过 {settings.FILE_LIMIT // (1024 * 1024)} MB，没有接收。请压缩图片或分成几个文件。"
        )
    return upload.read()


@require_POST
@needs("disclosure.see")
def attach(request: HttpRequest, key: int) -> HttpResponse:
    """Add files to a draft."""
    item = find(request, key)
    for one in request.FILES.getlist("files"):
        press(
            request,
            lambda one=one: attaching.attach(item, bounded(one), name=one.name, by=request.user),
            f"《{one.name}》已上传。",
        )
    return redirect("workbench:item-edit", key)


@require_POST
@needs("disclosure.see")
def detach(request: HttpRequest, key: int, attachment: int) -> HttpResponse:
    """Take a file off a draft."""
    item = find(request, key)
    one = get_object_or_404(Attachment, pk=attachment, item=item)
    press(request, lambda: attaching.detach(one, by=request.user), f"《{one.name}》已从草稿里删去，以前的稿次里还在。")
    return redirect("workbench:item-edit", key)
