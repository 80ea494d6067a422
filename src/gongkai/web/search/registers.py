"""The words of the register of applications, in the database itself: written with the record, found in milliseconds.

SQLite keeps them under FTS5, PostgreSQL as tsvector under GIN; Django knows neither table, so the raw SQL is here.
The index only narrows: it may name a record too many, never one too few, and `fits` looks at the text itself.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from django.db import connection

from gongkai.web.search.vocabulary import normal
from gongkai.web.search.words import CHINESE, RUN

LONGEST = 50_000
"""Characters of one text that are searched."""
BATCH = 1000
FEW = 20_000
"""So many hits PostgreSQL fetches and sorts; where there are more, it walks from the newest."""
MARK = "\ue000"
"""Begins a mark (an organ, a year): no word of a text can begin with it."""
SQLITE = ("CREATE VIRTUAL TABLE search_applications USING fts5(words, content='', detail=none, tokenize='ascii')",)
"""The tokenizer `ascii` parts at spaces and takes every sign beyond ASCII for a letter."""
POSTGRESQL = (
    "CREATE TABLE search_applications (id bigint PRIMARY KEY, words tsvector NOT NULL)",
    "CREATE INDEX search_applications_found ON search_applications USING gin (words)",
)


def make(editor: Any) -> None:
    """The table, in a migration."""
    for words in POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE:
        editor.execute(words)


def drop(editor: Any) -> None:
    """Away with it, in a migration."""
    editor.execute("DROP TABLE search_applications")


def runs(text: str) -> list[str]:
    """The stretches of Chinese and of other letters and digits, each written in one way.

    >>> runs("柳河镇2025年（ＡＢ）")
    ['柳河镇', '2025', '年', 'ab']
    """
    return RUN.findall(normal(text[:LONGEST]))


def tokens(text: str) -> set[str]:
    """What is kept of a text: neighbouring pairs of Chinese characters, the last of each stretch, other words whole.

    >>> sorted(tokens("柳河镇2025"))
    ['2025', '柳河', '河镇', '镇']
    """
    kept: set[str] = set()
    for run in runs(text):
        if CHINESE.match(run):
            kept.update(map("".join, pairwise(run)))
            kept.add(run[-1])
        else:
            kept.add(run[:60])
    return kept


def fits(query: str, text: str) -> bool:
    """Whether a text holds every stretch of the query: Chinese anywhere, other words whole.

    >>> fits("河镇 2025", "柳河镇2025年"), fits("镇河", "柳河镇"), fits("202", "2025")
    (True, False, False)
    """
    held, asked = runs(text), runs(query)
    whole = {run[:60] for run in held}
    return bool(asked) and all(
        any(run in one for one in held) if CHINESE.match(run) else run[:60] in whole for run in asked
    )


def put(rows: Iterable[tuple[int, Iterable[str], str]]) -> None:
    """Keep the words of records: number, marks, text. Within the transaction that writes the record."""
    kept = [(number, [*(MARK + mark for mark in marks), *sorted(tokens(text))]) for number, marks, text in rows]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.executemany(
                "INSERT INTO search_applications VALUES (%s, array_to_tsvector(%s::text[]))"
                " ON CONFLICT (id) DO UPDATE SET words = excluded.words",
                kept,
            )
        else:
            said = [(number, " ".join(words)) for number, words in kept]
            cursor.executemany("INSERT INTO search_applications (rowid, words) VALUES (%s, %s)", said)


def clear() -> None:
    """Forget every word, before all are put anew."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("DELETE FROM search_applications")
        else:
            cursor.execute("INSERT INTO search_applications (search_applications) VALUES ('delete-all')")


def holding(query: str, *marks: Iterable[str]) -> Iterator[list[int]]:
    """Numbers of the records that may fit, the newest first, in batches; of each group of marks one must be there."""
    asked = list(dict.fromkeys(map(_token, _asked(query))))
    if not asked:
        return
    groups = [[_quoted(MARK + mark) for mark in group] for group in marks]
    if not all(groups):
        return
    either = " | " if connection.vendor == "postgresql" else " OR "
    both = " & " if connection.vendor == "postgresql" else " AND "
    question = both.join([*(f"({either.join(group)})" for group in groups), *asked])
    fetch = _of_postgresql(question) if connection.vendor == "postgresql" else _of_sqlite(question)
    yield from fetch


def _asked(query: str) -> Iterator[tuple[str, bool]]:
    """Tokens to look up, and whether it is only how one begins: a single character stands at the start of a pair."""
    for run in runs(query)[:30]:
        if not CHINESE.match(run):
            yield run[:60], False
        elif len(run) == 1:
            yield run, True
        else:
            yield from ((pair, False) for pair in map("".join, pairwise(run[:60])))


def _token(asked: tuple[str, bool]) -> str:
    word, begins = asked
    if connection.vendor == "postgresql":
        return _quoted(word) + (":*" if begins else "")
    return _quoted(word) + ("*" if begins else "")


def _quoted(word: str) -> str:
    sign = "'" if connection.vendor == "postgresql" else '"'
    return sign + word.replace("\\", "\\\\").replace(sign, sign * 2) + sign


def _of_sqlite(question: str) -> Iterator[list[int]]:
    found = "SELECT rowid FROM search_applications WHERE search_applications MATCH %s"
    return _walk(f"{found} AND rowid < %s ORDER BY rowid DESC LIMIT %s", question)


def _of_postgresql(question: str) -> Iterator[list[int]]:
    few = "SELECT id FROM search_applications WHERE words @@ %s::tsquery LIMIT %s"
    with connection.cursor() as cursor:
        cursor.execute(few, [question, FEW + 1])
        found = sorted((row[0] for row in cursor.fetchall()), reverse=True)
    if len(found) <= FEW:
        yield from (found[start : start + BATCH] for start in range(0, len(found), BATCH))
        return
    yield from _walk(
        "SELECT id FROM search_applications WHERE words @@ %s::tsquery AND id < %s ORDER BY id DESC LIMIT %s",
        question,
    )


def _walk(words: str, question: str) -> Iterator[list[int]]:
    last = 2**62
    while True:
        with connection.cursor() as cursor:
            cursor.execute(words, [question, last, BATCH])
            found = [row[0] for row in cursor.fetchall()]
        if found:
            yield found
            last = found[-1]
        if len(found) < BATCH:
            return
