"""The page as PDF: tagged for readers who do not see (PDF/UA), fonts embedded, tables not torn.

WeasyPrint and the system's Pango are loaded only here.
"""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from gongkai.paper.html import document
from gongkai.paper.model import Page
from gongkai.paper.output import Output, Unprintable
from gongkai.paper.style_sheet import print_sheet

NO_PANGO = (
    "写 PDF 要用系统的 Pango 排版库，这台机器没有："
    "请安装 Debian 软件包 libpangoft2-1.0-0 和 libharfbuzz-subset0，或者改写成 .docx、.html。"
)
NO_FONTS = "这台机器没有中文字体，写出的 PDF 全是空框：请安装 Debian 软件包 fonts-noto-cjk，或者改写成 .docx、.html。"
RARE = "有 {count} 个字现有字体画不出来，PDF 上是空框（文字仍在）：{named}。请安装含这些字的字体后重写。"
MISSING = re.compile(r"U\+([0-9A-F]{4,6})")


def to_pdf(page: Page) -> Output:
    """The PDF, with one remark for the characters that no installed font can draw (they stay in the text)."""
    markup = document(page, print_sheet(page))
    with _warnings() as heard:
        data = _writer().HTML(string=markup).write_pdf(pdf_variant="pdf/ua-1", uncompressed_pdf=False)
    missing = sorted({chr(int(match[1], 16)) for record in heard for match in MISSING.finditer(record)})
    if len(missing) > 1 and all(letter in missing for letter in _chinese(page.title)):
        raise Unprintable(NO_FONTS)
    remarks = () if not missing else (_remark(missing),)
    return Output(bytes(data), remarks)


def _chinese(text: str) -> set[str]:
    return {letter for letter in text if "一" <= letter <= "龥"} or {"一"}


def _remark(missing: list[str]) -> str:
    named = "、".join(f"“{letter}”（U+{ord(letter):04X}）" for letter in missing)
    return RARE.format(count=len(missing), named=named)


def _writer() -> Any:
    try:
        import weasyprint
    except OSError as error:
        raise Unprintable(NO_PANGO) from error
    return weasyprint


@contextmanager
def _warnings() -> Iterator[list[str]]:
    """What WeasyPrint says while it writes; it tells missing glyphs only by its log."""
    heard: list[str] = []
    handler = _Listener(heard)
    logger = logging.getLogger("weasyprint")
    propagate, logger.propagate = logger.propagate, False
    logger.addHandler(handler)
    try:
        yield heard
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagate


class _Listener(logging.Handler):
    def __init__(self, heard: list[str]) -> None:
        super().__init__(logging.WARNING)
        self.heard = heard

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the message."""
        self.heard.append(record.getMessage())
