"""From a document to a report."""
