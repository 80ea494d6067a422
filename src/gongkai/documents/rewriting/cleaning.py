"""What a published office file must not carry whatever its text: authors, thumbnails, macros, data models."""

import re
from collections.abc import Callable
from posixpath import basename

MACROS = ("vbaProject.bin", "vbaData.xml", "vbaProjectSignature.bin")
_DROPPED = re.compile(r"(?:^|/)(?:vbaProject\w*\.bin|vbaData\.xml|thumbnail\.\w+)$|^xl/(?:model|customData|revisions)/")
_TABLES = re.compile(r"^xl/(?:model|customData)/.*\.data$")
_AUTHORS = re.compile(r'(\b(?:w|w15):(?:author|initials)=)"[^"]*"')
_PERSONS = re.compile(r'(\b(?:displayName|userId|providerId)=)"[^"]*"')
_CREATOR = re.compile(r"(<(?:dc:creator|cp:lastModifiedBy|Manager|dc:creator xml:lang=\"\w+\")>)[^<]*(</)")
_RSIDS = re.compile(r"<w:rsids>.*?</w:rsids>", re.DOTALL)
_MODEL = re.compile(r"<(?:\w+:)?ext\b[^>]*>(?:(?!</(?:\w+:)?ext>).)*dataModel.*?</(?:\w+:)?ext>", re.DOTALL)
_MACRO_TYPES = (
    (
        "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    ),
    (
        "application/vnd.ms-word.document.macroEnabled.main+xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    ),
    (
        "application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
    ),
)


def dropped(names: list[str]) -> set[str]:
    """The parts of an office file that are left out of a published one."""
    return {name for name in names if _DROPPED.search(name)}


def is_model(name: str) -> bool:
    """Whether a part is a data model of a workbook: its tables, compressed.

    >>> is_model("xl/model/item.data"), is_model("xl/worksheets/sheet1.xml")
    (True, False)
    """
    return _TABLES.search(name) is not None


def cleaned(name: str, data: bytes, gone: set[str]) -> bytes:
    """A part without authors and without any mention of the parts that are left out."""
    steps = [step for wanted, step in _steps(gone) if re.search(wanted, name)]
    if not steps or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data
    text = data.decode("utf-8")
    for step in steps:
        text = step(text)
    return text.encode()


def _steps(gone: set[str]) -> tuple[tuple[str, Callable[[str], str]], ...]:
    """What is done to which parts."""
    always: tuple[tuple[str, Callable[[str], str]], ...] = (
        (r"^word/.*\.xml$", lambda text: _RSIDS.sub("", _AUTHORS.sub(r'\1"作者"', text))),
        (r"^xl/persons/", lambda text: _PERSONS.sub(r'\1"作者"', text)),
        (r"^docProps/", lambda text: _CREATOR.sub(r"\1\2", text)),
    )
    if not gone:
        return always
    return (
        *always,
        (r"\.rels$", lambda text: _without_relations(text, gone)),
        (r"^\[Content_Types\]\.xml$", lambda text: _without_types(text, gone)),
        (r"^xl/workbook\.xml$", lambda text: _MODEL.sub("", text)),
    )


def _without_relations(text: str, gone: set[str]) -> str:
    last = "|".join(re.escape(basename(name)) for name in sorted(gone))
    return re.sub(rf'<(?:\w+:)?Relationship\b[^>]*Target="[^"]*(?:{last})"[^>]*/>', "", text)


def _without_types(text: str, gone: set[str]) -> str:
    names = "|".join(re.escape(name) for name in sorted(gone))
    text = re.sub(rf'<(?:\w+:)?Override\b[^>]*PartName="/(?:{names})"[^>]*/>', "", text)
    if any(name.endswith(MACROS) for name in gone):
        for macro, plain in _MACRO_TYPES:
            text = text.replace(macro, plain)
    return text
