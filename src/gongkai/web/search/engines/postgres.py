"""PostgreSQL's own index: the same tokens in tsvector under GIN, for installations of several machines.

The one place with raw SQL: Django does not know this table. A long text takes several rows, because a tsvector holds
only so many places; each term is looked up by itself, so that terms may stand in different rows.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import connection, transaction

from gongkai.web.disclosure import reading
from gongkai.web.search import words
from gongkai.web.search.engines.asking import near
from gongkai.web.search.engines.base import Found, Wanted
from gongkai.web.search.entries import Entry
from gongkai.web.search.vocabulary import stamp
from gongkai.web.search.words import Piece, Term

ROW, OVERLAP, PLACES = 12_000, 30, 255
"""Tokens in one row; how many the next row repeats, so that no phrase is cut; places kept of one token."""
BATCH = 200
COLUMNS = {
    "organ": "p.organ_id::text", "year": "extract(year from p.published_on)::int::text", "field": "p.field",
    "kind": "p.kind", "validity": "p.validity",
}  # fmt: skip
ORDERS = {"newest": "p.published_on DESC, p.id DESC", "oldest": "p.published_on, p.id"}
TITLES = 3000
"""Newest titles among which a slip of the pen is looked for."""
Where = tuple[list[str], list[Any]]


def quoted(sign: str, text: str) -> str:
    """A token as a literal of tsvector and tsquery; `sign` says of which kind it is."""
    text = f"{sign}/{text}".replace("\\", "\\\\").replace("'", "''")
    return f"'{text}'"


def vectors(entry: Entry) -> Iterator[str]:
    """The rows of an entry."""
    tokens, title = words.pairs(entry.text).split(), len(words.pairs(entry.title).split())
    plain = [quoted("w", word) for word in words.dictionary_words(entry.text).split()]
    plain += [quoted("c", word) for word in words.title_words(entry.title).split() if len(word) == 1]
    plain += [quoted("n", number) for number in entry.numbers]
    for start in range(0, max(1, len(tokens)), ROW):
        places: dict[str, list[str]] = {}
        for place, token in enumerate(tokens[start : start + ROW + OVERLAP], 1):
            found = places.setdefault(token, [])
            if len(found) < PLACES:
                found.append(f"{place}{'A' if start + place <= title else ''}")
        rows = [f"{quoted('p', token)}:{','.join(found)}" for token, found in places.items()]
        yield " ".join(rows + (plain if start == 0 else []))


class Postgres:
    """The index in the database of the records."""

    def whole(self) -> bool:
        """Whether the row stands that says with which words it was made."""
        asked = "SELECT 1 FROM search_words WHERE publication_id = 0 AND vector @@ %s::tsquery"
        with connection.cursor() as cursor:
            cursor.execute(asked, [quoted("s", stamp())])
            return cursor.fetchone() is not None

    @transaction.atomic
    def put(self, entries: Iterable[Entry], gone: Iterable[int]) -> None:
        """Write these and take those away."""
        kept = list(entries)
        with connection.cursor() as cursor:
            numbers = [*(entry.id for entry in kept), *gone]
            cursor.execute("DELETE FROM search_words WHERE publication_id = ANY(%s)", [numbers])
        self._insert(kept)

    @transaction.atomic
    def rebuild(self, entries: Iterable[Entry]) -> int:
        """All anew; readers see the old one until this is committed."""
        done, batch = 0, []
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_words")
            for entry in entries:
                batch.append(entry)
                done += 1
                if len(batch) == BATCH:
                    self._insert(batch)
                    batch = []
            self._insert(batch)
            cursor.execute("INSERT INTO search_words VALUES (0, 0, %s::tsvector)", [quoted("s", stamp())])
        return done

    def _insert(self, entries: Iterable[Entry]) -> None:
        rows = [(entry.id, part, vector) for entry in entries for part, vector in enumerate(vectors(entry))]
        with connection.cursor() as cursor:
            cursor.executemany("INSERT INTO search_words VALUES (%s, %s, %s::tsvector)", rows)

    def find(self, wanted: Wanted) -> Found:
        """The page of hits and the counts beside the facets."""
        conditions, values = _where(wanted)
        order, told = ORDERS.get(wanted.order, ""), []
        if not order:
            rank = "SELECT max(ts_rank(w.vector, %s::tsquery)) FROM search_words w WHERE w.publication_id = p.id"
            order, told = f"({rank}) DESC NULLS LAST, p.published_on DESC, p.id DESC", [_any(wanted.terms)]
        asked = _asked("p.id", conditions)
        with connection.cursor() as cursor:
            cursor.execute(f"{asked} ORDER BY {order} LIMIT %s OFFSET %s", [*values, *told, wanted.size, wanted.start])
            ids = tuple(row[0] for row in cursor.fetchall())
        return Found(ids, self.count(wanted), {name: _facet(wanted, name) for name in wanted.facets})

    def count(self, wanted: Wanted) -> int:
        """How many are found."""
        conditions, values = _where(wanted)
        with connection.cursor() as cursor:
            cursor.execute(_asked("count(*)", conditions), values)
            return int(cursor.fetchone()[0])

    def like(self, word: str) -> list[tuple[str, int]]:
        """Among the words of the newest titles."""
        titles = reading.published().order_by("-published_on", "-pk").values_list("title", flat=True)[:TITLES]
        return near(word, Counter(one for title in titles for one in words.title_words(title).split()).items())


def _asked(what: str, conditions: Iterable[str]) -> str:
    """The question: columns and conditions are constants of this module, what a reader typed goes in as parameters."""
    return f"SELECT {what} FROM disclosure_publication p WHERE {' AND '.join(conditions)}"  # noqa: S608 (constants)


def _facet(wanted: Wanted, name: str) -> list[tuple[str, int]]:
    others = {key: values for key, values in wanted.filters.items() if key != name}
    conditions, values = _where(Wanted(wanted.terms, others, least=wanted.least))
    asked = _asked(f"{COLUMNS[name]}, count(*)", conditions)
    with connection.cursor() as cursor:
        cursor.execute(f"{asked} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 100", values)
        return [(str(value), int(count)) for value, count in cursor.fetchall()]


def _where(wanted: Wanted) -> Where:
    """Conditions and their values; only names from `COLUMNS` ever become SQL."""
    conditions, values = ["p.status = 'live'"], []
    for name, chosen in wanted.filters.items():
        conditions.append(f"{COLUMNS[name]} = ANY(%s)")
        values.append(list(chosen))
    found = "p.id IN (SELECT publication_id FROM search_words WHERE vector @@ %s::tsquery)"
    if wanted.least:
        conditions.append(f"({' + '.join(f'({found})::int' for _ in wanted.terms)}) >= %s")
        values += [*map(_term, wanted.terms), wanted.least]
    else:
        conditions += [found for _ in wanted.terms]
        values += map(_term, wanted.terms)
    return conditions, values


def _any(terms: Iterable[Term]) -> str:
    return " | ".join(f"({_term(term)})" for term in terms)


def _term(term: Term) -> str:
    return " | ".join("(" + " & ".join(_piece(piece) for piece in way) + ")" for way in term.ways)


def _piece(piece: Piece) -> str:
    if piece.kind == "phrase":
        return "(" + " <-> ".join(quoted("p", pair) for pair in piece.pairs) + ")"
    return quoted({"word": "w", "char": "c", "number": "n"}.get(piece.kind, "p"), piece.text)
