"""Words that a person chose to mask in a file, beside what the detectors find; and the proof that they are gone."""

from collections.abc import Iterable, Iterator, Mapping

from gongkai.documents.inspection import open_file
from gongkai.privacy.extraction import texts_of
from gongkai.privacy.model import Finding

CHOSEN = "chosen"
"""The kind of such a finding."""
SHOWN = "＊＊＊"
"""What stands in their place: it does not tell how long they were."""


def chosen_words(data: bytes, name: str, words: Mapping[str, str]) -> tuple[Finding, ...]:
    """Every place of these words in the file; `words`: word → why it is withheld, with its article."""
    found: list[Finding] = []
    longest_first = sorted(words, key=len, reverse=True)
    for number, passage in enumerate(open_file(data, name).passages()):
        taken: list[tuple[int, int]] = []
        for word in longest_first:
            for start in _places(passage.text, word):
                end = start + len(word)
                if all(end <= left or right <= start for left, right in taken):
                    taken.append((start, end))
                    hidden = passage.hidden_at(start, end)
                    found.append(
                        Finding(
                            CHOSEN, passage.place, SHOWN, "warning", words[word], hidden=hidden, passage=number,
                            start=start, end=end, secret=word,
                        )
                    )  # fmt: skip
    return tuple(found)


def _places(text: str, word: str) -> Iterator[int]:
    at = text.find(word) if word else -1
    while at >= 0:
        yield at
        at = text.find(word, at + len(word))


def still_there(data: bytes, name: str, words: Iterable[str]) -> list[str]:
    """Those of the words that can still be read anywhere in the file, by any route."""
    texts = [passage.text for passage in open_file(data, name).passages()]
    texts += [text for _, text in texts_of(data, name)]
    return [word for word in words if any(word in text for text in texts)]
