"""Reading an annual report out of any file: rows by what labels mean, figures by evidence, doubts said aloud."""

from dataclasses import replace
from pathlib import Path

from gongkai.documents import Document, Paragraph, Place, Unreadable, open_document
from gongkai.report.model import Report
from gongkai.report.narrative import statements
from gongkai.report.reading.confirming import confirm
from gongkai.report.reading.particulars import Particulars, read_particulars
from gongkai.report.reading.prose import Prose, read_prose, with_headings_out
from gongkai.report.reading.recognised import doubt_unbalanced, doubt_unsure, usual_name
from gongkai.report.reading.refusing import refusal
from gongkai.report.reading.strips import Strip, strips_of_table, strips_of_text
from gongkai.report.reading.tables import Figures, read_tables
from gongkai.report.reading.words import squeezed

__all__ = ["read", "read_document"]


def read(path: str | Path) -> Report:
    """The annual report in a file of any known format; raises `Unreadable` with one Chinese sentence."""
    return read_document(open_document(path))


def read_document(document: Document) -> Report:
    """The annual report in a document; raises `Unreadable` when it is none.

    A cell that is blank in the document is `None`; a cell that could not be settled is `None` and in `uncertain`.
    """
    document = with_headings_out(document)
    prose = read_prose(document)
    around = read_particulars(prose, document)
    grids: list[Strip] = []
    for number, table in enumerate(document.tables(), start=1):
        grids += strips_of_table(table, number)
    running = list(strips_of_text(prose.running))
    figures = read_tables(grids, running, around.year)
    doubts = document.doubts
    if document.recognised:
        doubt_unbalanced(figures)
        doubt_unsure(figures, document.tables())
        doubts += _doubt_of_name(around, document)
    if sentence := refusal(document, prose, around, figures):
        raise Unreadable(sentence)
    places = _section_places(document, prose)
    report = _report(prose, figures, around, places)
    said = statements(report)
    if confirm(figures, said, around.year):
        report = _report(prose, figures, around, places)
    return replace(report, statements=said, doubts=doubts)


def _doubt_of_name(around: Particulars, document: Document) -> tuple[str, ...]:
    """Set the organ's name to what most places print; the doubt, if they differ."""
    if not around.organ:
        return ()
    text = squeezed("".join(block.text for block in document.paragraphs()))
    around.organ, doubt = usual_name(around.organ, text)
    return (doubt,) if doubt else ()


def _section_places(document: Document, prose: Prose) -> dict[str, Place]:
    """Where the heading of each section stands; in running text with its characters."""
    places = {}
    for heading in prose.headings:
        block = document.blocks[heading.block]
        inside = isinstance(block, Paragraph) and heading.end - heading.start < len(block.text)
        span = (heading.start, heading.end) if inside else None
        places[f"sections/{heading.number}"] = replace(block.place, characters=span)
    return places


def _report(prose: Prose, figures: Figures, around: Particulars, places: dict[str, Place]) -> Report:
    printed = dict(figures.printed)
    printed |= {f"sections/{heading.number}": heading.numeral for heading in prose.headings if heading.numeral}
    return Report(
        cells=figures.cells,
        form=figures.form.form,
        year=around.year,
        organ=around.organ,
        title=around.title,
        document_number=around.document_number,
        signed_by=around.signed_by,
        issued_on=around.issued_on,
        opening=around.opening,
        sections=prose.sections,
        procurement_unit=figures.unit,
        uncertain=figures.uncertain,
        printed=printed,
        places={**figures.places, **around.places, **places},
    )
