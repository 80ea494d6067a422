"""An annual report of the platform as the one value that is checked, written and compared."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from gongkai.report.model import Report, Section, from_json
from gongkai.report.narrative import statements
from gongkai.web.annual_reports.counting import Counted, figures_of
from gongkai.web.annual_reports.models import AnnualReport, Sentence


def as_report(report: AnnualReport, figures: Mapping[str, Counted] | None = None) -> Report:
    """The report as it stands: its figures with what persons set, its sentences joined, its particulars."""
    figures = figures_of(report) if figures is None else figures
    cells = {path: counted.value for path, counted in figures.items()}
    particulars = {
        "organ": report.organ.name_on(report.issued_on or report.period[1]), "year": report.year,
        "title": report.title, "document_number": report.document_number or None,
        "signed_by": report.signed_by or None, "issued_on": report.issued_on,
    }  # fmt: skip
    if report.source == AnnualReport.Source.UPLOAD:
        read = from_json(report.read)
        settled = {path: why for path, why in read.uncertain.items()
                   if not (path in figures and figures[path].by_hand)}  # fmt: skip
        own = {name: particulars[name] or getattr(read, name) for name in ("document_number", "signed_by", "issued_on")}
        own |= {"year": read.year or report.year, "title": report.title, "procurement_unit": unit_of(report)}
        return _written(replace(read, cells=cells, uncertain=settled, **own), texts_of(report.sentences.all()))
    texts = texts_of(report.sentences.all())
    sections = tuple(
        Section(number, heading, texts.get(number, "")) for number, heading in enumerate(report.layout.sections, 1)
    )
    return Report(
        cells=cells, form=report.layout.form, opening=texts.get(0, ""), sections=sections,
        procurement_unit=unit_of(report), **particulars,
    )  # fmt: skip


def unit_of(report: AnnualReport) -> str | None:
    """元 or 万元 of 采购总金额, which only the 2019 form has; `None` where nobody said."""
    return report.procurement_unit or None if report.layout.form == "2019" else None


def _written(read: Report, texts: Mapping[int, str]) -> Report:
    """A report read from a file, with its text as it was mended since; what it says in figures is read anew."""
    if not texts:
        return read
    headings = dict(enumerate(read.layout.sections, 1)) | {one.number: one.heading for one in reversed(read.sections)}
    numbers = sorted({section.number for section in read.sections} | (texts.keys() - {0}))
    sections = tuple(Section(number, headings.get(number, ""), texts.get(number, "")) for number in numbers)
    mended = replace(read, opening=texts.get(0, ""), sections=sections)
    return replace(mended, statements=statements(mended))


def texts_of(sentences: Iterable[Sentence]) -> dict[int, str]:
    """The text of each section: sentences one after the other, a paragraph where one begins; gaps are left out."""
    texts: dict[int, str] = {}
    for sentence in sentences:
        if not sentence.text.strip():
            continue
        before = texts.get(sentence.section, "")
        joint = "\n" if before and sentence.begins else ""
        texts[sentence.section] = before + joint + sentence.text.strip()
    return texts
