"""The revisions of an item, what changed between two of them, and the files of a draft."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from gongkai.web.disclosure import differences, labels
from gongkai.web.disclosure.models import Attachment
from gongkai.web.files import services as files
from gongkai.web.files.models import StoredFile
from gongkai.web.workbench.access import needs
from gongkai.web.workbench.items.finding import find


@needs("disclosure.see")
def versions(request: HttpRequest, key: int) -> HttpResponse:
    """各稿 and what changed between two of them."""
    item = find(request, key)
    revisions = list(item.revisions.all())
    new = _chosen(revisions, request.GET.get("new", ""), 0)
    old = _chosen(revisions, request.GET.get("old", ""), min(1, len(revisions) - 1))
    changes = [
        *differences.of_contents(old.content, new.content, labels.LABELS, labels.say),
        *differences.of_bodies(old.content["body"], new.content["body"]),
        *differences.of_attachments(old.attachments, new.attachments),
    ]
    context = {"item": item, "revisions": revisions, "old": old, "new": new, "changes": changes}
    return render(request, "workbench/items/versions.html", context)


def _chosen(revisions: list[Any], number: str, otherwise: int) -> Any:
    return next((one for one in revisions if str(one.number) == number), revisions[otherwise])


@needs("disclosure.see")
def attachment(request: HttpRequest, key: int, attachment: int) -> FileResponse:
    """The file of a draft, for those who work on it."""
    item = find(request, key)
    one = get_object_or_404(Attachment, pk=attachment, item=item)
    stored = get_object_or_404(StoredFile, key=one.file)
    answer = FileResponse(
        iter([files.read(stored)]), as_attachment=True, filename=one.name, content_type=stored.media_type
    )
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
