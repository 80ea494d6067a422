"""Every text of a file with its place, visible or hidden, by every route; changed in place and written out again."""

from gongkai.documents.inspection.model import CELL, Change, Opened, Passage
from gongkai.documents.inspection.opening import FORMATS, Context, open_file

__all__ = ["CELL", "FORMATS", "Change", "Context", "Opened", "Passage", "open_file"]
