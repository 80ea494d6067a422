"""Any file in, paragraphs and tables with places out; replacements at places in, file out."""

from gongkai.documents.model import Block, Cell, Document, Paragraph, Place, Table, Unreadable

__all__ = ["Block", "Cell", "Document", "Paragraph", "Place", "Table", "Unreadable"]
