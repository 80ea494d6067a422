"""Any file in, paragraphs and tables with places out; replacements at places in, file out."""

from gongkai.documents.model import Block, Cell, Document, Paragraph, Place, Table, Unreadable
from gongkai.documents.opening import open_document, read_bytes

__all__ = ["Block", "Cell", "Document", "Paragraph", "Place", "Table", "Unreadable", "open_document", "read_bytes"]
