"""The search for what was masked in a text: every string and its pieces, at once, however they are broken up."""

import re
from collections.abc import Iterable, Iterator

from gongkai.privacy.model import Finding
from gongkai.privacy.plain import MISREAD, SPELLED, plain, spelled

PIECE = 12
"""Digits from which the beginning or the end of a number is searched for by itself."""
KEPT = 4
"""Digits that a mask may leave at either end."""
HEAD = 8
"""The fewest digits of a number that is searched for, and so many tell whether a look at the rest is worth it."""
AT_ONCE = 2_000_000
"""Characters that are looked through at once, so that a text of any length needs the same memory."""
OVERLAP = 400
REMEMBERED, LONGEST_REMEMBERED = 500_000, 40
TEXTS: frozenset[str] = frozenset(("address", "email", "plate", "birth_date"))
"""The kinds that are searched for as they are written, where they are no number."""
SHORTEST_NAME, LONGEST_NAME = 3, 4
"""Characters of the names that are looked for: two are a word as often as a name."""
SHORTEST = 6
"""Characters from which such a text is one that stands nowhere by chance."""
_BETWEEN = " \t\r\n\\-_.·/\u200b\x1f()（）\\[\\]【】〔〕{},，、|:：~\\\\。•"
_NUMBER = re.compile(rf"[0-9](?:[{_BETWEEN}]{{0,4}}[0-9Xx]){{{HEAD - 1},}}")
_GAPS = re.compile(f"[{_BETWEEN}]+")
_LETTERED = (
    re.compile(rf"[0-9A-Z]{{{HEAD},}}"),
    re.compile(rf"[A-Z]{{1,3}}(?:[{_BETWEEN}]{{0,3}}[0-9]){{6,}}"),
)
_NUMERALS = "".join(SPELLED)
_SPELLED = re.compile(rf"[{_NUMERALS}](?:[{_NUMERALS}]{{2}}|(?<=[0-9].)[0-9])")
_MISREAD = re.compile(
    rf"[0-9OoIl](?<![0-9OoIl]{{2}})(?=[0-9OoIl]{{{HEAD - 1}}})(?=[0-9]*[OoIl]|(?<=[OoIl]))[0-9OoIl]*+[Xx]?"
)
_CHINESE = re.compile(rf"[\u4e00-\u9fff·]{{{SHORTEST_NAME},}}")
_TOKEN = re.compile(r"[\w\u3400-\u9fff@.+·-]{4,}")


class Wanted:
    """The masked strings in the forms in which they could survive."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        """Take the numbers and texts from the findings."""
        self.numbers: dict[str, dict[str, str]] = {}
        """The first digits of a piece → the pieces that begin so, each with its preview."""
        self.lettered = False
        self.texts: dict[str, str] = {}
        self.names: dict[str, str] = {}
        """The names of rosters that were masked: one that stands elsewhere is for a person to judge."""
        self._clean: set[str] = set()
        for finding in findings:
            self._want(finding)

    def _want(self, finding: Finding) -> None:
        secret = finding.secret.strip()
        digits = digits_of(secret)
        if len(digits) >= HEAD and len(digits) * 2 >= len(secret):
            preview = f"{finding.kind} {finding.masked}"
            self.lettered |= not digits[:-1].isdigit()
            for piece in _pieces(digits):
                self.numbers.setdefault(piece[:HEAD], {})[piece] = preview
        if finding.kind == "name" and finding.field and len(secret) >= SHORTEST_NAME:
            self.names[secret] = finding.masked
        if len(secret) >= SHORTEST and (finding.kind in TEXTS or any(sign in secret for sign in MISREAD)):
            self.texts[secret] = f"{finding.kind} {finding.masked}"

    def found_in(self, text: str) -> Iterator[str]:
        """The previews of those that a text holds."""
        for begin in range(0, len(text), AT_ONCE):
            yield from self._found(text[max(0, begin - OVERLAP) : begin + AT_ONCE])

    def names_in(self, text: str) -> Iterator[str]:
        """The masked names that still stand in a text, as they are masked."""
        for run in _CHINESE.findall(text) if self.names else ():
            for at in range(len(run) - SHORTEST_NAME + 1):
                for length in range(SHORTEST_NAME, LONGEST_NAME + 1):
                    if (preview := self.names.get(run[at : at + length])) is not None:
                        yield preview

    def _found(self, text: str) -> Iterator[str]:
        narrow = plain(text)
        forms = [narrow, spelled(narrow)] if _SPELLED.search(narrow) else [narrow]
        for form in forms:
            for match in _NUMBER.finditer(form):
                yield from self._in_run(match[0])
            for match in _MISREAD.finditer(form):
                yield from self._in_run(spelled(match[0]))
            for shape in _LETTERED if self.lettered else ():
                for match in shape.finditer(form.upper()):
                    yield from self._in_run(match[0])
        if self.texts:
            yield from self._in_words(text)

    def _in_run(self, run: str) -> Iterator[str]:
        """Those that a run of digits holds; runs that hold none are remembered, as they come again by every route."""
        if run in self._clean:
            return
        found, digits = False, _GAPS.sub("", run).upper()
        for at in range(len(digits) - HEAD + 1):
            for piece, preview in self.numbers.get(digits[at : at + HEAD], _NOTHING).items():
                if digits.startswith(piece, at):
                    found = True
                    yield preview
        if not found and len(run) < LONGEST_REMEMBERED and len(self._clean) < REMEMBERED:
            self._clean.add(run)

    def _in_words(self, text: str) -> Iterator[str]:
        if len(self.texts) <= 200:
            yield from (preview for secret, preview in self.texts.items() if secret in text)
            return
        for token in _TOKEN.findall(text):
            if (preview := self.texts.get(token)) is not None:
                yield preview


_NOTHING: dict[str, str] = {}


def digits_of(text: str) -> str:
    """The digits and capitals of a text, however they are broken up or written.

    >>> digits_of("１３８ 0013-八〇〇〇")
    '13800138000'
    """
    if text.isascii() and text.isdigit():
        return text
    return re.sub(r"[^0-9A-Z]", "", spelled(plain(text)).upper())


def _pieces(digits: str) -> Iterator[str]:
    """The whole number, and its beginning and its end as far as the mask must have broken them."""
    yield digits
    if len(digits) - KEPT >= PIECE:
        yield digits[:-KEPT]
        yield digits[KEPT:]
