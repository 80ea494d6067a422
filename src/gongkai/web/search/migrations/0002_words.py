from django.db import migrations

MAKE = (
    "CREATE TABLE search_words (publication_id bigint NOT NULL, part int NOT NULL, vector tsvector NOT NULL,"
    " PRIMARY KEY (publication_id, part))",
    "CREATE INDEX search_words_found ON search_words USING gin (vector)",
)


def make(apps, editor):
    """The table of PostgreSQL's index; SQLite has none."""
    if editor.connection.vendor == "postgresql":
        for words in MAKE:
            editor.execute(words)


def drop(apps, editor):
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP TABLE search_words")


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(make, drop)]
