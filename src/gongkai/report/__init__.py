"""The annual report: read any file, check it, write it."""
