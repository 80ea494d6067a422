"""Search over what is published: words, the index (tantivy or PostgreSQL), its queue, and what a search finds."""
