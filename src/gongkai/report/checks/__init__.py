"""Everything that can be wrong with a report, each a small class."""
