"""Replacements at places, file out."""

from gongkai.documents.rewriting.segments import Segment, changed, changed_cells, rewrite

__all__ = ["Segment", "changed", "changed_cells", "rewrite"]
