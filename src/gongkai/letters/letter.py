"""A letter that holds what the law wants: its blocks, and the page it is printed on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gongkai.paper import (
    Attachments,
    Block,
    Choices,
    Heading,
    Imprint,
    Items,
    Page,
    Paragraph,
    RedHead,
    Signature,
    Slip,
    Table,
    paragraph,
    to_bytes,
)


@dataclass(frozen=True)
class Letter:
    """Made by `compose` only, which refuses what is incomplete.

    `remedies` is the block that tells how to seek a remedy, empty where the kind has none.
    """

    kind: str
    name: str
    title: str
    organ: str
    on: date
    document_number: str
    to: str
    blocks: tuple[Block, ...]
    remedies: str = ""
    contact: str = ""
    attachments: tuple[str, ...] = ()
    copies_to: tuple[str, ...] = ()
    printed_by: str = ""
    slips: tuple[Slip, ...] = ()
    cites: tuple[str, ...] = ()
    internal: bool = False
    """A form of the file: neither numbered nor signed with a seal."""

    def page(self, *, draft: bool = False, seal: bytes = b"", width: float = 42) -> Page:
        """The letter on the sheet of GB/T 9704—2012; a draft shows where the seal goes. `seal`: its picture, PNG, so
        many millimetres wide."""
        if self.internal:
            return Page(self.title, self.blocks, kind="plain", organ=self.organ, page_numbers=False, draft=draft)
        blocks: list[Block] = [paragraph(f"{self.to}：", indent=False)] if self.to else []
        blocks += self.blocks
        if self.attachments:
            blocks.append(Attachments(self.attachments))
        blocks.append(Signature(self.organ, self.on, picture=seal, width=width or 42))
        if self.contact:
            blocks.append(paragraph(self.contact))
        imprint = Imprint(self.printed_by, self.on, self.copies_to) if self.printed_by else None
        head = RedHead(self.organ, self.document_number)
        return Page(
            self.title, tuple(blocks), red_head=head, imprint=imprint, slips=self.slips, organ=self.organ, draft=draft
        )

    def text(self) -> str:
        """The letter as plain text, for e-mail."""
        return to_bytes(self.page(), "txt").decode()


def words_of(blocks: Iterable[Block]) -> str:
    """Everything that the blocks say, a line a paragraph."""
    return "\n".join(line for block in blocks for line in _lines(block))


def _lines(block: Block) -> list[str]:
    if isinstance(block, Paragraph | Heading):
        return [block.text]
    if isinstance(block, Items):
        return list(block.items)
    if isinstance(block, Choices):
        return [words for words, _ in block.choices]
    if isinstance(block, Table):
        return ["\t".join(cell.text for cell in row) for row in block.rows]
    return []
