"""Opening a report and keeping its text until it is submitted."""

from datetime import date
from typing import Any

from django.db import transaction

from gongkai.law import report_due
from gongkai.web.annual_reports.absorbing import refuse_twice
from gongkai.web.annual_reports.counting import below, figures_of
from gongkai.web.annual_reports.drafting import Drafted, draft
from gongkai.web.annual_reports.models import AnnualReport, Round, Sentence
from gongkai.web.audit.services import Actor, Refused, record
from gongkai.web.organs.models import Kind, Organ

DUE = {Kind.GOVERNMENT: "government", Kind.TOWNSHIP: "township", Kind.STREET: "township"}


class Conflict(Refused):
    """Somebody else changed the same thing meanwhile; nothing was overwritten."""


def title_of(organ: Organ, year: int) -> str:
    """The title as the form wants it."""
    return f"{organ.name_on(date(year, 12, 31))}{year}年政府信息公开工作年度报告"


def due_for(organ: Organ, year: int) -> date:
    """The last day to publish: the county's where it set one for those below it, else 条例第四十九条."""
    legal = report_due(year, DUE.get(Kind(organ.kind), "department")).due
    office = organ.supervisor or organ.parent
    arranged = Round.objects.filter(office=office, year=year).first() if office else None
    return arranged.publish_by if arranged and organ.kind != Kind.GOVERNMENT else legal


def source_for(organ: Organ) -> str:
    """A government answers for all its organs; anybody else for itself."""
    sums = organ.kind == Kind.GOVERNMENT and below(organ).active().exists()
    return AnnualReport.Source.SUM if sums else AnnualReport.Source.LEDGER


@transaction.atomic
def start(organ: Organ, year: int, *, by: Actor, today: date) -> AnnualReport:
    """Begin the report of `year`: counted, drafted, nothing missing said in words. The same report if there is one."""
    by.may("annual_reports.write", organ)
    found = AnnualReport.objects.filter(organ=organ, year=year).first()
    if found:
        return found
    if year > today.year:
        raise Refused(f"{year}年还没有开始，不能编写它的年度报告。")
    refuse_twice(organ, year)
    if not organ.publishes_guide and not _was_there(organ, year):
        raise Refused(f"{organ.name}不单独编制政府信息公开工作年度报告。")
    report = AnnualReport.objects.create(
        organ=organ, year=year, title=title_of(organ, year), due_on=due_for(organ, year), source=source_for(organ)
    )
    _redraft(report)
    record("annual_reports.opened", report, by=by, year=year)
    return report


def _was_there(organ: Organ, year: int) -> bool:
    """Whether an organ that has ended since was still there on the last day of the year: then it reports the year."""
    ended = organ.ended_on is not None and organ.ended_on > date(year, 12, 31)
    return ended and organ.kind not in (Kind.VILLAGE, Kind.AGENCY)


def locked(report: AnnualReport, by: Actor, act: str = "annual_reports.write") -> AnnualReport:
    """The report, locked and read again, if `by` may write it and it is open to writing."""
    by.may(act, report)
    report = AnnualReport.objects.select_for_update().select_related("organ").get(pk=report.pk)
    if not report.editable:
        raise Refused(f"报告现在是“{report.get_state_display()}”，不能再改；要改请先退回或者更正。")
    return report


def touch(report: AnnualReport, *fields: str) -> None:
    """Save, one version further."""
    report.version += 1
    report.save(update_fields=["version", *fields])


@transaction.atomic
def redraft(report: AnnualReport, *, by: Actor) -> int:
    """Write the drafted sentences anew; what a person wrote stays. Gives how many changed."""
    report = locked(report, by)
    if report.source == AnnualReport.Source.UPLOAD:
        raise Refused("上传的报告没有草稿，请在段落里改。")
    changed = _redraft(report)
    touch(report)
    record("annual_reports.redrafted", report, by=by, changed=changed)
    return changed


def follow(report: AnnualReport) -> int:
    """Let the drafted sentences follow their sources: called whenever the page is opened or a figure is set."""
    if not report.editable or report.source == AnnualReport.Source.UPLOAD:
        return 0
    return _redraft(report)


def _redraft(report: AnnualReport) -> int:
    there = {sentence.key: sentence for sentence in report.sentences.all() if sentence.key}
    drafted = draft(report, figures_of(report))
    changed = 0
    for order, one in enumerate(drafted):
        changed += _put(report, order * 10, one, there.pop(one.key, None))
    for gone in there.values():
        if not gone.edited:
            gone.delete()
            changed += 1
    return changed


def _put(report: AnnualReport, order: int, one: Drafted, old: Sentence | None) -> int:
    values: dict[str, Any] = {"section": one.section, "order": order, "begins": one.begins, "facts": one.facts,
                              "gap": one.gap}  # fmt: skip
    if old is None:
        Sentence.objects.create(report=report, key=one.key, text=one.text, **values)
        return 1
    if not old.edited:
        values["text"] = one.text
    elif one.text:
        values["gap"] = ""
    differing = [name for name, value in values.items() if getattr(old, name) != value]
    if old.edited and set(differing) <= {"facts", "order"}:
        differing = [name for name in differing if name == "order"]
    if not differing:
        return 0
    for name in differing:
        setattr(old, name, values[name])
    old.version += "text" in differing
    old.save()
    return int("text" in differing or "gap" in differing)


@transaction.atomic
def edit_sentence(sentence: Sentence, *, text: str, seen: int, by: Actor) -> Sentence:
    """Write a sentence. `seen` is the version the writer had before him; if it is another now, nothing is written."""
    report = locked(sentence.report, by)
    sentence = Sentence.objects.select_for_update().get(pk=sentence.pk)
    text = "\n".join(line.strip() for line in text.replace("\r\n", "\n").split("\n")).strip()
    if text == sentence.text:
        return sentence
    if sentence.version != seen:
        who = sentence.by_name or "系统（数据变了）"
        raise Conflict(f"{who}刚才也改了这一句，现在是：“{sentence.text or '（空）'}”。您写的没有丢，请对照后再存。")
    before = sentence.text
    sentence.text, sentence.edited, sentence.version = text, True, sentence.version + 1
    sentence.by_name, sentence.by_key = by.audit_name, by.audit_key
    sentence.facts = []  # what a person wrote is bound to nothing any more
    sentence.save()
    touch(report)
    facts = {"section": sentence.section, "sentence": sentence.pk}
    record("annual_reports.sentence_edited", report, by=by, before={"text": before}, after={"text": text}, **facts)
    return sentence


@transaction.atomic
def release_sentence(sentence: Sentence, *, by: Actor) -> None:
    """Give an edited sentence back to its sources: it is drafted again."""
    report = locked(sentence.report, by)
    sentence = Sentence.objects.select_for_update().get(pk=sentence.pk)
    before = sentence.text
    if sentence.key:
        sentence.edited, sentence.by_name, sentence.by_key = False, "", ""
        sentence.version += 1
        sentence.save()
        _redraft(report)
    else:
        sentence.delete()
    touch(report)
    record("annual_reports.sentence_edited", report, by=by, before={"text": before}, after={"text": ""})


@transaction.atomic
def add_sentence(report: AnnualReport, *, section: int, text: str, by: Actor) -> Sentence:
    """Add a paragraph of one's own at the end of a section."""
    report = locked(report, by)
    text = text.strip()
    if not text:
        raise Refused("写上这一段的文字。")
    if not 0 <= section <= len(report.layout.sections):
        raise Refused("没有这一部分。")
    added = Sentence.objects.create(
        report=report, section=section, order=100_000 + report.sentences.count(), text=text, edited=True,
        by_name=by.audit_name, by_key=by.audit_key,
    )  # fmt: skip
    touch(report)
    record("annual_reports.sentence_edited", report, by=by, before={"text": ""}, after={"text": text}, section=section)
    return added


@transaction.atomic
def describe(
    report: AnnualReport, *, document_number: str, issued_on: date | None, by: Actor, unit: str = ""
) -> AnnualReport:
    """文号 and 成文日期 of the red-head version; the signer's name comes with the signature.

    `unit` is that of 采购总金额 in the 2019 form, 元 or 万元; where it is empty it stays as it was.
    """
    report = locked(report, by)
    if unit not in ("", "元", "万元"):
        raise Refused("采购总金额的单位是“元”或者“万元”。")
    report.document_number, report.issued_on = document_number.strip()[:60], issued_on
    report.procurement_unit = unit or report.procurement_unit
    touch(report, "document_number", "issued_on", "procurement_unit")
    facts = {"document_number": document_number, "issued_on": issued_on, "unit": report.procurement_unit}
    record("annual_reports.described", report, by=by, **facts)
    return report
