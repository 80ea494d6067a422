"""Findings of personal data decided: masks accepted by one click, or left by a named person with a reason."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from gongkai.privacy.model import Finding as Found
from gongkai.web.accounts.models import Account
from gongkai.web.audit.services import Actor, Forbidden, Refused, record
from gongkai.web.disclosure import body, redaction
from gongkai.web.disclosure.models import Attachment, Finding, Item, Revision
from gongkai.web.disclosure.models.item import IN_REVIEW
from gongkai.web.disclosure.services import drafting, rendering, reviewing, scanning
from gongkai.web.disclosure.services.attaching import case_of
from gongkai.web.files import services as files

Proposal = Finding.Proposal


@dataclass(frozen=True, slots=True)
class Cut:
    """What is to be done with one stored finding: the data it stands for, seen afresh, and how."""

    finding: Finding
    how: Proposal
    found: tuple[Found, ...]

    @property
    def secrets(self) -> frozenset[str]:
        """The data themselves; they never leave this call."""
        return frozenset(one.secret for one in self.found)


def accept(item: Item, *, findings: Iterable[Finding], by: Actor, today: date, how: str = "") -> Item:
    """Carry out proposals: a new revision without the data, made and scanned; reviews of the former one hold no
    more.
    """
    chosen = list(findings)
    by.may("disclosure.mask", item)
    item.refresh_from_db()
    if how and how not in Proposal.values:
        raise Refused(f"没有这种处理办法，可以选{'、'.join(Proposal.labels)}。")
    _check(item, chosen)
    revision = item.revision
    cuts = _cuts(revision, chosen, how, today)
    content, replaced = _carried_out(revision, cuts)
    with transaction.atomic():
        item = _write(item, revision, content, replaced, cuts, by)
    reviewing.refresh(item, by=by, today=today)
    item.refresh_from_db()
    return item


def _check(item: Item, chosen: list[Finding]) -> None:
    if item.state not in IN_REVIEW:
        raise Refused(f"“{item.title}”现在是{item.get_state_display()}，提交之后才处理个人信息。")
    if not chosen:
        raise Refused("没有选择要处理的个人信息。")
    if any(one.item_id != item.pk or one.status != Finding.Status.OPEN for one in chosen):
        raise Refused("有的个人信息已经处理过了，请刷新后再看。")


def _cuts(revision: Revision, chosen: list[Finding], how: str, today: date) -> list[Cut]:
    seen = scanning.look(rendering.core_of(revision), on=today, published=revision.item.organ.telephones())
    if seen.erred:
        raise Refused("".join(seen.erred))
    groups = scanning.grouped(seen)
    cuts = []
    for finding in chosen:
        found = [
            one for key, group in groups.items() if key[:2] == (finding.file, finding.kind) for one in group
            if scanning.fingerprint(one) in finding.fingerprints
        ]  # fmt: skip
        cuts.append(Cut(finding, Proposal(how or finding.proposal), tuple(found)))
    return cuts


def _carried_out(revision: Revision, cuts: list[Cut]) -> tuple[dict[str, Any], dict[str, bytes]]:
    """The new content, and the new bytes of attachments by name."""
    content, replaced = dict(revision.content), {}
    for file in dict.fromkeys(cut.finding.file for cut in cuts):
        mine = [cut for cut in cuts if cut.finding.file == file]
        if not file:
            content["body"] = _in_body(content["body"], mine)
        elif file == "metadata.json":
            content = _in_fields(content, mine)
        else:
            replaced[file] = _in_attachment(revision, file, mine)
    return content, replaced


def _in_body(html: str, cuts: list[Cut]) -> str:
    for cut in cuts:
        for secret, shown in {one.secret: one.masked for one in cut.found if one.secret}.items():
            if cut.how != Proposal.COLUMN:
                html = body.put(html, secret, "" if cut.how == Proposal.REMOVE else shown)
    columns = frozenset(secret for cut in cuts if cut.how == Proposal.COLUMN for secret in cut.secrets)
    return redaction.drop_columns(html, columns) if columns else html


def _in_fields(content: dict[str, Any], cuts: list[Cut]) -> dict[str, Any]:
    def put(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: put(one) for name, one in value.items()}
        if not isinstance(value, str):
            return value
        for cut in cuts:
            for one in cut.found:
                if one.secret:
                    value = value.replace(one.secret, "" if cut.how == Proposal.REMOVE else one.masked)
        return value

    return {name: put(value) if name in rendering.PUBLIC else value for name, value in content.items()}


def _in_attachment(revision: Revision, name: str, cuts: list[Cut]) -> bytes:
    sheet = next(sheet for sheet in rendering.core_of(revision) if sheet.role == "attachment" and sheet.name == name)
    data = sheet.data
    columns = frozenset(secret for cut in cuts if cut.how == Proposal.COLUMN for secret in cut.secrets)
    rest = [one for cut in cuts if cut.how in (Proposal.MASK, Proposal.REMOVE) for one in cut.found]
    if rest:
        data = redaction.mask(data, name, rest, remove=all(cut.how == Proposal.REMOVE for cut in cuts))
    if columns or any(cut.how == Proposal.REBUILD for cut in cuts):
        if not name.lower().endswith(".xlsx"):
            raise Refused(f"《{name}》不是 xlsx，不能删除整列或者重新生成；请选“遮蔽”，或者改好后重新上传。")
        data = redaction.rebuild_sheet(data, secrets=columns, drop=bool(columns))
    return data


def _write(
    item: Item, revision: Revision, content: dict[str, Any], replaced: dict[str, bytes], cuts: list[Cut], by: Actor
) -> Item:
    item = Item.objects.select_for_update().get(pk=item.pk)
    if item.version != revision.number:
        raise Refused("内容刚刚有了新的一稿，请看过新稿再处理。")
    drafting._fill(item, {name: content[name] for name in ("body", *rendering.PUBLIC)})
    for name, data in replaced.items():
        stored = files.store(data, name=name, organ=item.organ, by=rendering.PRESS, case=case_of(item))
        Attachment.objects.filter(item=item, name=name).update(file=stored.key, sha256=stored.sha256, size=stored.size)
    told = "、".join(f"{cut.finding.title}{cut.how.label}" for cut in cuts)
    drafting.revise(item, by=by, why=f"采纳遮盖建议：{told}", authored=False)
    for cut in cuts:
        scanning.decide(
            cut.finding,
            Finding.Status.ACCEPTED,
            by_account=drafting.account_of(by),
            name=by.audit_name,
            reason=cut.how.label,
        )
    record("disclosure.masked", item, by=by, version=item.version, findings=[cut.finding.pk for cut in cuts], how=told)
    return item


@transaction.atomic
def overrule(finding: Finding, *, reason: str, by: Actor) -> Finding:
    """Leave a finding as it is: only a named person, with a reason, and his name stays on it."""
    by.may("disclosure.overrule", finding.item)
    if not isinstance(by, Account):
        raise Forbidden("保留个人信息须由具名的人员决定。")
    item = Item.objects.select_for_update().get(pk=finding.item_id)
    finding = Finding.objects.select_for_update().get(pk=finding.pk)
    _check(item, [finding])
    if len(reason.strip()) < 4:
        raise Refused("保留个人信息要写明理由，例如“本人书面同意公开”（条例第十五条）。")
    scanning.decide(finding, Finding.Status.OVERRULED, by_account=by, name=by.name, reason=reason.strip())
    record(
        "disclosure.overruled", item, by=by, finding=finding.pk, kind=finding.kind, place=finding.place, reason=reason
    )
    return finding
