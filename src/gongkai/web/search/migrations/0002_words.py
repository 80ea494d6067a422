"""The words that are searched for, in tables of the database's own index of full text: no model describes them."""

from django.db import migrations

from gongkai.web.search import registers

PUBLISHED = (
    "CREATE TABLE search_words (publication_id bigint NOT NULL, part int NOT NULL, vector tsvector NOT NULL,"
    " PRIMARY KEY (publication_id, part))",
    "CREATE INDEX search_words_found ON search_words USING gin (vector)",
)


def make(apps, editor):
    """Of what is published: on PostgreSQL only, beside SQLite they lie in a file. Of the applications: on both."""
    if editor.connection.vendor == "postgresql":
        for words in PUBLISHED:
            editor.execute(words)
    registers.make(editor)


def drop(apps, editor):
    registers.drop(editor)
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP TABLE search_words")


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(make, drop)]
