"""The embedded index: tantivy in a folder, written by one process at a time and read by all."""

import fcntl
import shutil
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from uuid import uuid4

import tantivy
from tantivy import Document, Index, Occur, Order, Query

from gongkai.web.search import words
from gongkai.web.search.engines.asking import near, numbers
from gongkai.web.search.engines.base import Busy, Found, Wanted
from gongkai.web.search.entries import Entry
from gongkai.web.search.vocabulary import stamp
from gongkai.web.search.words import Piece, Term

HEAP = 60_000_000
ORDERS = {"newest": Order.Desc, "oldest": Order.Asc}
NUMBERS = {"organ", "year"}
MOST_VALUES = 100
TITLE, EXACT = 4.0, 20.0
"""How much more a hit in the title weighs, and one in the 文号."""


def schema() -> tantivy.Schema:
    """What is kept of an entry: nothing of its text, only where its words stand."""
    made = tantivy.SchemaBuilder()
    for name, option in (("pairs", "position"), ("words", "basic"), ("title", "position"), ("title_words", "basic")):
        made.add_text_field(name, tokenizer_name="spaces", index_option=option)
    made.add_text_field("number", tokenizer_name="raw", index_option="basic")
    for name in ("field", "kind", "validity"):
        made.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    for name in ("id", "organ", "year", "newest"):
        made.add_unsigned_field(name, indexed=True, fast=True)
    return made.build()


SCHEMA = schema()


def document(entry: Entry) -> Document:
    """An entry as tantivy takes it."""
    made = Document()
    made.add_text("pairs", words.pairs(entry.text))
    made.add_text("words", words.dictionary_words(entry.text))
    made.add_text("title", words.pairs(entry.title))
    made.add_text("title_words", f"{words.title_words(entry.title)} {words.dictionary_words(entry.title)}")
    for number in entry.numbers:
        made.add_text("number", number)
    for name in ("field", "kind", "validity"):
        made.add_text(name, getattr(entry, name))
    for name in ("id", "organ", "year", "newest"):
        made.add_unsigned(name, getattr(entry, name))
    return made


class Embedded:
    """`folder/current` names the folder of the index in use; a rebuild makes a new one and then changes the name."""

    def __init__(self, folder: str) -> None:
        self.folder = Path(folder)
        self._lock = threading.Lock()
        self._opened: tuple[str, int, Index] | None = None

    def _current(self) -> Path | None:
        try:
            name = (self.folder / "current").read_text().strip()
        except OSError:
            return None
        found = self.folder / name
        return found if name.startswith(stamp()) and (found / "meta.json").is_file() else None

    def whole(self) -> bool:
        """Whether the folder is there, complete, and made with the words of today."""
        return self._current() is not None

    def _index(self) -> Index | None:
        """The index as it was last committed, by whatever process."""
        current = self._current()
        if current is None:
            return None
        try:
            written = (current / "meta.json").stat().st_mtime_ns
            with self._lock:
                if self._opened is None or self._opened[0] != current.name:
                    self._opened = (current.name, written, _open(current))
                elif self._opened[1] != written:
                    self._opened[2].reload()
                    self._opened = (current.name, written, self._opened[2])
                return self._opened[2]
        except (OSError, ValueError):
            return None

    def put(self, entries: Iterable[Entry], gone: Iterable[int]) -> None:
        """Write and commit; readers see it at their next question."""
        current = self._current()
        if current is None:
            raise Busy("没有索引。")
        writer = _writer(_open(current))
        try:
            for entry in entries:
                _forget(writer, entry.id)
                writer.add_document(document(entry))
            for number in gone:
                _forget(writer, number)
            writer.commit()
        finally:
            writer.wait_merging_threads()

    def rebuild(self, entries: Iterable[Entry]) -> int:
        """Build beside the old one, then change the name that says which is in use."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "lock").open("w") as lock:  # let go by the system, also when the process is killed
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise Busy("另一个进程正在重建索引。") from error
            return self._rebuild(entries)

    def _rebuild(self, entries: Iterable[Entry]) -> int:
        name = f"{stamp()}-{uuid4().hex[:8]}"
        (self.folder / name).mkdir()
        writer = _writer(_open(self.folder / name), 4 * HEAP)
        done = 0
        for entry in entries:
            writer.add_document(document(entry))
            done += 1
        writer.commit()
        writer.wait_merging_threads()
        pointer = self.folder / f"current.{name}"
        pointer.write_text(name)
        pointer.replace(self.folder / "current")
        for other in self.folder.iterdir():
            if other.is_dir() and other.name != name:
                shutil.rmtree(other, ignore_errors=True)
        return done

    def find(self, wanted: Wanted) -> Found:
        """The page of hits and the counts beside the facets."""
        index = self._index()
        if index is None:
            return Found()
        searcher = index.searcher()
        order = ORDERS.get(wanted.order)
        asked = _query(wanted)
        options: dict[str, Any] = {"order_by_field": "newest", "order": order} if order else {}
        result = searcher.search(asked, limit=wanted.size, offset=wanted.start, count=True, **options)
        ids = searcher.fast_field_values("id", [address for _, address in result.hits])
        return Found(tuple(ids), result.count, _facets(searcher, wanted))

    def count(self, wanted: Wanted) -> int:
        """How many are found."""
        index = self._index()
        return index.searcher().search(_query(wanted), limit=1, count=True).count if index else 0

    def like(self, word: str) -> list[tuple[str, int]]:
        """Among the words of titles."""
        index = self._index()
        if index is None:
            return []
        return near(word, index.searcher().terms_with_prefix("title_words", ""))


def _open(folder: Path) -> Index:
    index = Index(SCHEMA, path=str(folder))
    index.register_tokenizer("spaces", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
    return index


def _forget(writer: tantivy.IndexWriter, number: int) -> None:
    """By a query: deleting by a term takes a Python number for a signed one and deletes nothing."""
    writer.delete_documents_by_query(Query.term_query(SCHEMA, "id", number))


def _writer(index: Index, heap: int = HEAP) -> tantivy.IndexWriter:
    try:
        return index.writer(heap_size=heap, num_threads=1)
    except ValueError as error:
        raise Busy("另一个进程正在写索引。") from error


def _facets(searcher: tantivy.Searcher, wanted: Wanted) -> dict[str, list[tuple[str, int]]]:
    """Counts beside the values of each facet, as if that facet itself were not chosen."""
    open_ = [name for name in wanted.facets if name not in wanted.filters]
    found = _aggregated(searcher, _query(wanted), open_)
    for name in wanted.facets:
        if name in wanted.filters:
            others = {key: values for key, values in wanted.filters.items() if key != name}
            found |= _aggregated(searcher, _query(Wanted(wanted.terms, others, least=wanted.least)), [name])
    return found


def _aggregated(searcher: tantivy.Searcher, asked: Query, names: list[str]) -> dict[str, list[tuple[str, int]]]:
    if not names:
        return {}
    told = searcher.aggregate(asked, {name: {"terms": {"field": name, "size": MOST_VALUES}} for name in names})
    return {
        name: [
            (str(int(bucket["key"])) if name in NUMBERS else str(bucket["key"]), int(bucket["doc_count"]))
            for bucket in told[name]["buckets"]
        ]
        for name in names
    }


def _query(wanted: Wanted) -> Query:
    parts = [(Occur.Must, Query.const_score_query(_any(name, values), 0.0)) for name, values in wanted.filters.items()]
    every = [_term(term) for term in wanted.terms]
    if wanted.least:
        parts.append((Occur.Must, Query.boolean_query([(Occur.Should, one) for one in every], wanted.least)))
    else:
        parts += [(Occur.Must, one) for one in every]
    if wanted.order == "best":
        parts += [(Occur.Should, boosted) for term in wanted.terms for boosted in _boosts(term)]
    return Query.boolean_query(parts) if parts else Query.all_query()


def _any(name: str, values: Iterable[str]) -> Query:
    typed = numbers(values) if name in NUMBERS else list(values)
    return Query.term_set_query(SCHEMA, name, typed)


def _term(term: Term) -> Query:
    ways = [_all([_piece(piece, "pairs", "words") for piece in way]) for way in term.ways]
    return ways[0] if len(ways) == 1 else Query.disjunction_max_query(ways)


def _boosts(term: Term) -> Iterable[Query]:
    for way in term.ways:
        if way[0].kind == "number":
            yield Query.boost_query(_piece(way[0], "", ""), EXACT)
        else:
            yield Query.boost_query(_all([_piece(piece, "title", "title_words") for piece in way]), TITLE)


def _all(queries: list[Query]) -> Query:
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Must, one) for one in queries])


def _piece(piece: Piece, pairs: str, whole: str) -> Query:
    if piece.kind == "phrase" and len(piece.pairs) > 1:
        return Query.phrase_query(SCHEMA, pairs, list(piece.pairs))
    field = {"number": "number", "char": "title_words", "word": whole}.get(piece.kind, pairs)
    return Query.term_query(SCHEMA, field, piece.text, "basic" if field != pairs else "position")
