"""The statutory document of a report as one page: head, title, opening, six sections with their tables, signature."""

import re

from gongkai.paper import Block, Heading, Page, Paragraph, RedHead, Run, Signature, paragraph
from gongkai.paper.numerals import numeral
from gongkai.report.model import Report, Section
from gongkai.report.writing.tables import tables

LEAD = re.compile(r"（[一二三四五六七八九十]+）[^，。；：、（）]{1,24}[。：]?")
"""The second level of an official text, printed in 楷体: alone on its line, or up to its full stop."""


def page_of(report: Report) -> Page:
    """The report as the notice of its form lays it out. 条例第五十条第二款.

    What the report leaves blank stays blank; only the headings of the six sections stand in any case.
    """
    blocks: list[Block] = [*_text(report.opening)]
    stands = tables(report)
    for section in _sections(report):
        blocks.append(Heading(f"{numeral(section.number)}、{section.heading}"))
        blocks += _text(section.text)
        if section.number in stands:
            blocks.append(stands[section.number])
    organ = report.organ or ""
    head = None
    if report.document_number or report.signed_by:
        head = RedHead(f"{organ}文件" if organ else "", report.document_number or "", report.signed_by or "")
    if report.issued_on or (organ and not head and organ not in (report.title or "")):
        blocks.append(Signature(organ, report.issued_on))
    return Page(report.title or "", tuple(blocks), organ=organ, red_head=head)


def _sections(report: Report) -> list[Section]:
    """The sections of the report, and an empty one for each that is missing, in order."""
    there = {section.number for section in report.sections}
    headings = enumerate(report.layout.sections, start=1)
    missing = [Section(number, heading) for number, heading in headings if number not in there]
    return sorted([*report.sections, *missing], key=lambda section: section.number)


def _text(text: str) -> list[Block]:
    return [_paragraph(line.strip()) for line in text.split("\n") if line.strip()]


def _paragraph(line: str) -> Paragraph | Heading:
    lead = LEAD.match(line)
    if not lead:
        return paragraph(line)
    if lead.end() == len(line) and not line.endswith(("。", "：")):
        return Heading(line, 2)
    stops = lead.group().endswith(("。", "："))
    return Paragraph((Run(lead.group(), face="name"), Run(line[lead.end() :]))) if stops else paragraph(line)
