"""Drafts: begun, saved in revisions, kept while typing, let go. Two people editing lose nothing."""

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from gongkai.web.accounts.models import Account
from gongkai.web.audit.chain import canonical
from gongkai.web.audit.services import Actor, Refused, record
from gongkai.web.disclosure import body, labels
from gongkai.web.disclosure.errors import Conflict
from gongkai.web.disclosure.models import Attachment, Autosave, Item, Link, Revision, State
from gongkai.web.disclosure.models.item import IN_REVIEW, OPEN_TO_EDIT
from gongkai.web.organs.models import Organ

EFFECTIVE = {
    Link.What.REPEALS: "disclosure.validate", Link.What.AMENDS: "disclosure.validate",
    Link.What.REPLACES: "disclosure.withdraw",
}  # fmt: skip
"""Ties that change the other document once this one is published, and what one must be allowed to do there."""
DATES = ("made_on", "formed_on", "notice_from", "notice_to")


@transaction.atomic
def draft(
    organ: Organ, *, by: Actor, why: str = "新建", source: str = "",
    links: Mapping[str, Item] | None = None, **content: Any,
) -> Item:  # fmt: skip
    """Begin an item of `organ`. `content` are fields of `Item.CONTENT`; `links` ties it to others by `Link.What`."""
    by.may("disclosure.draft", organ)
    item = Item(organ=organ, source=source, made_by=account_of(by), made_by_name=by.audit_name)
    _fill(item, {"issuer": organ.name, **content})
    item.review_due = None
    item.save()
    for what, to in (links or {}).items():
        Link.objects.create(item=item, what=what, to=to)
    revise(item, by=by, why=why)
    record("disclosure.drafted", item, by=by, source=source, kind=item.kind)
    return item


def draft_from_case(organ: Organ, *, title: str, html: str, case: str, by: Actor, **content: Any) -> Item:
    """A draft of what was asked for and may be published for all. 条例第四十四条. `case` is the plain key of the
    application.
    """
    why = f"依申请公开转为主动公开（{case}）"
    return draft(organ, by=by, why=why, source=case, title=title, body=html, kind="other", **content)


def save(item: Item, *, base: int, by: Actor, why: str = "", **content: Any) -> Item:
    """Save a new revision on top of revision `base`. Raises `Conflict` if it is no longer the newest; nothing typed
    is lost.
    """
    try:
        return _save(item, base=base, by=by, why=why, content=content)
    except Conflict:
        keep(item, base=base, by=by, conflict=True, content=content)
        raise


@transaction.atomic
def _save(item: Item, *, base: int, by: Actor, why: str, content: Mapping[str, Any]) -> Item:
    item = Item.objects.select_for_update().get(pk=item.pk)
    by.may("disclosure.edit_in_review" if item.state in IN_REVIEW else "disclosure.edit", item)
    _check_editable(item)
    _check_base(item, base)
    before = item.content()
    _fill(item, content)
    if item.content() == before:
        Autosave.objects.filter(item=item, account=account_of(by)).delete()
        return item
    revise(item, by=by, why=why)
    Autosave.objects.filter(item=item, account=account_of(by)).delete()
    changed = [labels.LABELS[name] for name, value in item.content().items() if value != before[name]]
    record("disclosure.saved", item, by=by, version=item.version, changed=changed, why=why)
    return item


def _check_editable(item: Item) -> None:
    if item.state not in (*OPEN_TO_EDIT, *IN_REVIEW):
        raise Refused(f"“{item.title}”现在是{item.get_state_display()}，不能直接修改；已公开的请用“更正”。")


def _check_base(item: Item, base: int) -> None:
    if base == item.version:
        return
    newest, mine = item.revision, item.revisions.filter(number=base).first()
    was = mine.content if mine else {}
    what = [label for name, label in labels.LABELS.items() if was.get(name) != newest.content.get(name)]
    raise Conflict(newest.by_name, f"{timezone.localtime(newest.at):%m月%d日 %H:%M}", what)


def keep(item: Item, *, base: int, by: Actor, content: Mapping[str, Any], conflict: bool = False) -> Autosave:
    """Keep what a person is typing, apart from the item. Not a revision; nobody else sees it."""
    by.may("disclosure.see", item)
    plain = {name: value.isoformat() if isinstance(value, date) else value for name, value in content.items()}
    kept, _ = Autosave.objects.update_or_create(
        item=item, account=account_of(by), defaults={"base": base, "content": plain, "conflict": conflict}
    )
    return kept


def revise(item: Item, *, by: Actor, why: str, authored: bool = True) -> Revision:
    """Write the item's present state down as its next revision. Inside the transaction of the change."""
    attachments = [
        {"name": file.name, "file": file.file, "sha256": file.sha256, "size": file.size, "told": file.told}
        for file in item.attachments.all()
    ]
    item.version += 1
    item.save()
    content = item.content()
    return Revision.objects.create(
        item=item, number=item.version, content=content, attachments=attachments,
        digest=digest_of(content, attachments), by=account_of(by), by_name=by.audit_name,
        why=why[:300], authored=authored,
    )  # fmt: skip


def digest_of(content: Mapping[str, Any], attachments: list[dict[str, Any]]) -> str:
    """The digest of all that a reviewer approves."""
    files = [(entry["name"], entry["sha256"]) for entry in attachments]
    return hashlib.sha256(canonical({"content": content, "attachments": files})).hexdigest()


@transaction.atomic
def drop(item: Item, *, by: Actor, why: str) -> Item:
    """Let a draft go that was never published. Its revisions stay in the record."""
    by.may("disclosure.edit", item)
    item = Item.objects.select_for_update().get(pk=item.pk)
    if item.state not in OPEN_TO_EDIT or hasattr(item, "publication"):
        raise Refused("只有没有公开过的草稿才能作废。")
    item.state = State.DROPPED
    item.save(update_fields=["state", "changed_at"])
    record("disclosure.dropped", item, by=by, why=why)
    return item


def account_of(by: Actor) -> Account | None:
    """The account that acts; None for the platform itself."""
    return by if isinstance(by, Account) else None


def _fill(item: Item, content: Mapping[str, Any]) -> None:
    unknown = set(content) - set(Item.CONTENT) - {"lead", "catalogue"}
    if unknown:
        raise TypeError(f"not fields of an item: {sorted(unknown)}")
    for name, value in content.items():
        if name in DATES and isinstance(value, str):
            value = date.fromisoformat(value) if value else None
        setattr(item, name, body.clean(value) if name == "body" else value)
    about = item.about
    if not item.clause and about.clause and item.is_public_by_nature:
        item.clause = about.clause
    if item.catalogue_id and not item.field:
        item.field = item.catalogue.field
    if item.formed_on is None:
        item.formed_on = item.made_on


@transaction.atomic
def bind(item: Item, *, what: str, to: Item, by: Actor) -> Link:
    """Tie an item to another: 解读, 废止, 修改, 替换 … Both pages then show it."""
    by.may("disclosure.edit", item)
    if item.pk == to.pk:
        raise Refused("不能把一份信息与它自己关联。")
    _check_effect(item, what)
    if what in EFFECTIVE:
        by.may(EFFECTIVE[Link.What(what)], to)
    link, _ = Link.objects.get_or_create(item=item, what=what, to=to)
    record("disclosure.bound", item, by=by, what=what, to=to)
    return link


@transaction.atomic
def unbind(link: Link, *, by: Actor) -> None:
    """Undo a tie."""
    by.may("disclosure.edit", link.item)
    _check_effect(link.item, link.what)
    record("disclosure.unbound", link.item, by=by, what=link.what, to=link.to)
    link.delete()


def _check_effect(item: Item, what: str) -> None:
    """What takes effect on another document is there when the reviewers read, and stays as they read it."""
    item.refresh_from_db(fields=["state"])
    if what in EFFECTIVE and item.state in (*IN_REVIEW, State.READY):
        raise Refused(f"“{item.title}”正在审核，废止、修改、替换的关系不能再变；请先取回起草。")


def attachment_named(item: Item, name: str) -> Attachment:
    """The attachment of that name."""
    found = item.attachments.filter(name=name).first()
    if found is None:
        raise Refused(f"没有名为《{name}》的附件，可能已经删去。")
    return found


@transaction.atomic
def send_to(item: Item, *, channels: list[int], by: Actor) -> Item:
    """Choose where an item goes when it is published, besides the portal: channels of its own organ."""
    by.may("disclosure.edit", item)
    item = Item.objects.select_for_update().get(pk=item.pk)
    own = set(item.organ.channels.filter(active=True).values_list("pk", flat=True))
    if set(channels) - own:
        raise Refused("有的渠道不是本机关的，或者已经停用。")
    item.channels = sorted(channels)
    item.save(update_fields=["channels", "changed_at"])
    record("disclosure.directed", item, by=by, channels=item.channels)
    return item
