"""What a file is that cannot be read as an annual report: one sentence that says so and what to do."""

import re
from functools import cache
from itertools import islice

from gongkai.documents import Document
from gongkai.report.forms import forms
from gongkai.report.reading.particulars import Particulars
from gongkai.report.reading.prose import Prose
from gongkai.report.reading.tables import Figures
from gongkai.report.reading.wording import wording
from gongkai.report.reading.words import squeezed

FEWEST_ROWS, WHOLE_TABLE = 12, 6
"""So many rows make a report without title and headings; as table 二 has, if its columns are those of a form."""
LOOKED_AT, LONGEST_TITLE = 60, 120
YEAR = re.compile(r"(?<!\d)20\d\d(?=年)")
NOT_A_REPORT = "这份文件不是政府信息公开工作年度报告：没有年度报告的标题和章节，也没有年报的表格。"
ANOTHER = "这份文件是“{title}”，不是政府信息公开工作年度报告，请选年度报告的文件。"
OLDER = (
    "这是{year}年度的政府信息公开年度报告，按当时“概述加指标统计表”的老写法编成；"
    "全国统一格式从{since}年度开始，只能读{since}年度及以后的年度报告，请换用这些年度的文件。"
)
PART = "这份文件只有年度报告的一部分，缺其余的章节和表格，可能没有存全，或者表格是图片、附件，请换用完整的文件。"
TRADITIONAL = "这份文件用的是繁体字，只能读简体字的年度报告，请换用简体字的文件。"


def refusal(document: Document, prose: Prose, around: Particulars, figures: Figures) -> str:
    """Why a document is not read as an annual report; nothing for one that is."""
    empty = all(value is None for value in figures.cells.values())
    if empty and around.title is None and (title := _other_title(document)):
        return ANOTHER.format(title=title)
    numbers = {heading.number for heading in prose.headings}
    tabled = figures.national and (2 in numbers or bool(around.title))
    known = len(numbers) >= 4 or sum((len(numbers) >= 2, bool(around.title), tabled)) >= 2
    if not figures.national and _before_the_forms(document, around, known):
        return OLDER.format(year=around.year, since=_since())
    if known or figures.rows >= (WHOLE_TABLE if figures.national else FEWEST_ROWS):
        return ""
    if "信息公開" in _beginning(document):
        return TRADITIONAL
    some = len(numbers) >= 2 or bool(numbers and figures.national)
    return PART if (numbers and around.title) or (some and _speaks_of_reports(document)) else NOT_A_REPORT


def _before_the_forms(document: Document, around: Particulars, known: bool) -> bool:
    """Whether a report is about a year in which no national form was in force."""
    if around.year is None or around.year >= _since():
        return False
    if str(around.year) not in (around.title or "") and _latest_year(document) > around.year + 1:
        return False  # the year of a law that it names, not the one it reports on
    return known or bool(around.title) or _speaks_of_reports(document)


@cache
def _since() -> int:
    """The first report year that has a national form."""
    return min(form.since for form in forms().values())


def _other_title(document: Document) -> str:
    """The title of a notice, a blank form, a guide or a rule, where a document begins with one."""
    lines = (squeezed(block.text) for block in islice(document.paragraphs(), LOOKED_AT))
    other = re.compile(wording()["others"]["titles"])
    return next((line for line in lines if len(line) < LONGEST_TITLE and other.match(line)), "")


def _latest_year(document: Document) -> int:
    """The latest year that the beginning names; a report tells what is planned for the year after its own."""
    return max(map(int, YEAR.findall(_beginning(document))), default=0)


def _speaks_of_reports(document: Document) -> bool:
    """Whether the beginning calls the document a report on the disclosure of information."""
    return bool(re.search(wording()["others"]["speaks"], _beginning(document)))


def _beginning(document: Document) -> str:
    return squeezed("".join(block.text[:2000] for block in islice(document.paragraphs(), LOOKED_AT)))
