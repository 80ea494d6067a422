"""A report made elsewhere: its file is read, what is uncertain is put to a person, then it goes the same way."""

import json
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from gongkai.documents import Unreadable
from gongkai.report import read
from gongkai.report.model import Malformed, Report, from_json, to_json
from gongkai.web.annual_reports.models import AnnualReport, Sentence, State
from gongkai.web.annual_reports.services.writing import due_for, title_of
from gongkai.web.audit.services import Actor, Refused, record
from gongkai.web.files import services as files
from gongkai.web.files.kinds import kind_of
from gongkai.web.organs.models import Organ


def read_bytes(name: str, data: bytes) -> Report:
    """The report in the bytes of a file; raises `Refused` with one Chinese sentence. Nothing is kept."""
    name = files.clean_name(name)
    suffix = Path(name).suffix.lower()
    if suffix == ".json":
        return read_json(data)
    if suffix not in (".html", ".htm", ".md"):
        kind_of(name, data)
    with tempfile.TemporaryDirectory(prefix="gongkai-") as folder:
        path = Path(folder) / f"report{suffix}"
        path.write_bytes(data)
        try:
            return read(path)
        except Unreadable as error:
            raise Refused(str(error).replace(str(path), name).replace(path.name, name)) from error


def read_json(data: bytes) -> Report:
    """A report filed as `gongkai.annual-report/1`."""
    try:
        content = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise Refused("这不是 JSON 文件，读不了。") from error
    if not isinstance(content, dict):
        raise Refused("年度报告的 JSON 应当是一个对象。")
    try:
        return from_json(content.get("report", content))
    except Malformed as error:
        raise Refused(str(error)) from error


def upload(organ: Organ, *, name: str, data: bytes, by: Actor, today: date, year: int | None = None) -> AnnualReport:
    """Take a file for the organ's report of its year. A report in work is replaced only while it may be written."""
    by.may("annual_reports.file", organ)
    value = read_bytes(name, data)
    stored = not name.lower().endswith((".html", ".htm", ".md", ".json"))
    return _take(organ, value, year, by=by, today=today, original=(name, data) if stored else None)


def file_json(organ: Organ, content: dict[str, Any], *, year: int, by: Actor, today: date) -> AnnualReport:
    """Take a report that a program files for its organ."""
    by.may("annual_reports.file", organ)
    try:
        value = from_json(content)
    except Malformed as error:
        raise Refused(str(error)) from error
    return _take(organ, value, year, by=by, today=today, original=None)


@transaction.atomic
def _take(
    organ: Organ, value: Report, year: int | None, *, by: Actor, today: date, original: tuple[str, bytes] | None
) -> AnnualReport:
    if value.year is None and year is None:
        raise Refused("文件里读不出是哪一年的报告，请选年度后再传。")
    if value.year is not None and year is not None and value.year != year:
        raise Refused(f"文件是{value.year}年的报告，您选的是{year}年。")
    of = value.year or year or 0
    if of >= today.year + 1 or of < 2008:
        raise Refused(f"{of}年的报告现在不能报送。")
    report = AnnualReport.objects.select_for_update().filter(organ=organ, year=of).first()
    if report and not report.editable:
        raise Refused(f"{of}年的报告现在是“{report.get_state_display()}”，不能换；要换请先退回或者更正。")
    report = report or AnnualReport(organ=organ, year=of, title="", due_on=due_for(organ, of))
    report.source, report.read = AnnualReport.Source.UPLOAD, json.loads(json.dumps(to_json(value)))
    report.title = (value.title or title_of(organ, of))[:200]
    report.document_number, report.issued_on = (value.document_number or "")[:60], value.issued_on
    report.procurement_unit = value.procurement_unit or ""
    report.frozen, report.own, report.frozen_at, report.frozen_sequence = {}, {}, None, None
    if original:
        report.file = files.store(original[1], name=original[0], organ=organ, by=by)
    report.state, report.version = State.WRITING, report.version + bool(report.pk)
    report.save()
    report.overrides.all().delete()
    _keep_text(report, value)
    facts = {"form": value.form, "uncertain": len(value.uncertain), "file": original[0] if original else ""}
    record("annual_reports.uploaded", report, by=by, **facts)
    return report


def _keep_text(report: AnnualReport, value: Report) -> None:
    """The paragraphs of the file, each to be mended before it is published; what stood there before is gone."""
    report.sentences.all().delete()
    texts = [(0, value.opening), *((section.number, section.text) for section in value.sections)]
    lines = [(number, line.strip()) for number, text in texts for line in text.split("\n") if line.strip()]
    Sentence.objects.bulk_create(
        Sentence(report=report, section=number, order=order * 10, text=line)
        for order, (number, line) in enumerate(lines)
    )
