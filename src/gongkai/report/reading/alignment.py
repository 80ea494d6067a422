"""Which strip is which row of the form: exact labels first, then likeness and the order of rows for the rest."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from gongkai.report.reading.strips import NOTE, Strip
from gongkai.report.reading.wording import Label, column_words, header_words, labels, path_of, wording
from gongkai.report.reading.words import core, likeness, squeezed

ROW_OR_COLUMN = frozenset(["其他", "总计"])
LONGEST_FRAGMENT = 4
SURE, LIKELY, FAINT = 0.62, 0.45, 0.2
DIVIDED = "这一行在原件里分成了几行，合起来是多少不能确定，请人工核对。"
NOTHING = frozenset(["", "0", "/"])
BESIDE = "紧挨着这一行有一行数字认不出是哪一行，请人工核对。"
TWICE = "这一行在原件里不止一处，数字不同，不能确定以哪一处为准。"


@dataclass(slots=True)
class Match:
    """A row of the form in the document; `doubt` says why it may be another, `words` by what wording it was found."""

    path: str
    strip: Strip
    doubt: str = ""
    words: str = ""


def align(table: str, strips: Sequence[Strip]) -> list[Match]:
    """The rows of a table among its strips, each row and each strip at most once, in the order of the form."""
    rows = labels(table)
    index = {label.path: position for position, label in enumerate(rows)}
    named = [(position, index[path]) for position, strip in enumerate(strips) if (path := _named(table, strip))]
    anchors = _longest_chain(named)
    doubled = _doubled(named, strips) if len(anchors) < len(named) else frozenset()
    matches: list[Match] = []
    ends = [(-1, -1), *anchors, (len(strips), len(rows))]
    for (strip_from, row_from), (strip_to, row_to) in pairwise(ends):
        between = [n for n in range(strip_from + 1, strip_to) if _may_be_row(strips[n])]
        if between and row_to - row_from > 1:
            matches += _fill([strips[n] for n in between], rows[row_from + 1 : row_to])
        if row_to < len(rows):
            words = rows[row_to].cores[0]
            doubt = TWICE if row_to in doubled else ""
            matches.append(Match(rows[row_to].path, strips[strip_to], doubt, words))
    if table == "proactive":
        _doubt_divided(matches, strips)
    return matches


def _doubt_divided(matches: Sequence[Match], strips: Sequence[Strip]) -> None:
    """Put a row in doubt that an organ divided into rows of its own, of which the form's label leads the first."""
    taken = {id(match.strip) for match in matches if not match.doubt}
    following = {id(one): other for one, other in pairwise(strips)}
    for match in matches:
        below = following.get(id(match.strip))
        if below is None or id(below) in taken or not below.figures or not below.cores or not _leads(match):
            continue
        figures = {squeezed(value.text) for value in (*match.strip.values, *below.values)}
        if not (_is_foreign(below) or figures <= NOTHING):
            match.doubt = DIVIDED


def _leads(match: Match) -> bool:
    """Whether a label of the organ's own, no note in brackets, stands between the label of the form and the figures."""
    if match.words not in match.strip.joined or match.strip.joined.endswith(match.words):
        return False
    return not core(NOTE.sub("", "".join(match.strip.labels))).endswith(match.words)


def _doubled(named: Sequence[tuple[int, int]], strips: Sequence[Strip]) -> frozenset[int]:
    """The rows that stand in tables more than once with different figures: no place is better than the other."""
    printed: dict[int, set[tuple[str, ...]]] = {}
    for position, row in named:
        strip = strips[position]
        if strip.table and strip.figures and not _is_columns(strip):
            figures = (squeezed(value.text) for value in strip.values)
            printed.setdefault(row, set()).add(tuple(filter(None, figures)))
    return frozenset(row for row, found in printed.items() if len(found) > 1)


def _named(table: str, strip: Strip) -> str:
    """The row whose wording the strip prints exactly, looking at its last label first."""
    if not strip.values or not strip.cores or (not strip.figures and _is_columns(strip)):
        return ""
    if not strip.table:
        return path_of(table, strip.joined) or _without_note(table, strip) or _below_header(table, strip)
    joined = path_of(table, strip.joined) if len(strip.cores) > 1 else ""
    return path_of(table, strip.cores[-1]) or joined or _without_note(table, strip)


def _is_columns(strip: Strip) -> bool:
    """Whether a strip without figures is a header of columns, the last of which, 总计, is called like a row."""
    return any(words in column_words() and words not in ROW_OR_COLUMN for words in strip.cores)


def _without_note(table: str, strip: Strip) -> str:
    """The row whose wording the strip prints before a note in brackets, such as 行政许可（以办结为准）."""
    label = strip.labels[-1].rstrip()
    return path_of(table, core(NOTE.sub("", label))) if label[-1:] in ("）", ")") else ""


def _below_header(table: str, strip: Strip) -> str:
    """The row whose wording alone, with its note in brackets, follows the header of the columns in running text."""
    words = core(NOTE.sub("", strip.labels[-1]))
    header = max((words.rfind(column) + len(column) for column in _headers() if column in words), default=0)
    return path_of(table, words[header:]) if header else ""


@cache
def _headers() -> frozenset[str]:
    """The columns whose words are no part of a row's."""
    return column_words() - ROW_OR_COLUMN


def _may_be_row(strip: Strip) -> bool:
    if not strip.values or not (strip.cores or strip.figures) or strip.joined in header_words():
        return False
    return not _is_foreign(strip) if strip.figures else not _is_columns(strip)


def _is_foreign(strip: Strip) -> bool:
    """Whether a strip is a row that some organs add to the national form."""
    foreign = wording()["tables"]["foreign"]
    if not any(words in strip.joined for words in foreign):
        return False
    return core(NOTE.sub("", strip.labels[-1])).endswith(tuple(foreign))


def _longest_chain(named: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of (strip, row) that goes forward in both; what stands out of order is not an anchor."""
    if all(one[1] < other[1] for one, other in pairwise(named)):
        return named
    best: list[tuple[int, int]] = []
    for position, (_, row) in enumerate(named):
        length, before = max(
            ((best[earlier][0], earlier) for earlier in range(position) if named[earlier][1] < row), default=(0, -1)
        )
        best.append((length + 1, before))
    chain: list[tuple[int, int]] = []
    position = max(range(len(best)), key=lambda n: best[n][0]) if best else -1
    while position >= 0:
        chain.append(named[position])
        position = best[position][1]
    return chain[::-1]


def _fill(strips: list[Strip], rows: Sequence[Label]) -> list[Match]:
    """Rows between two anchors: aligned by likeness, by their printed number, and where counts agree by order."""
    scores = [[_score(strip, row) for row in rows] for strip in strips]
    pairs = _best_path(scores)
    with_figures = [n for n, strip in enumerate(strips) if strip.figures]
    by_order = [s for s, _ in pairs] == with_figures and len(pairs) == len(rows)
    taken = {s for s, _ in pairs}
    found = []
    for s, r in pairs:
        score = scores[s][r]
        if (score >= SURE and not _is_fragment(strips[s], rows)) or (by_order and score >= FAINT):
            doubt = ""
        elif score >= LIKELY or by_order:
            doubt = f"这一行的名称印作“{strips[s].joined[-20:]}”，不能确定是哪一行。"
        else:
            continue
        if not strips[s].table and not by_order and _beside_loose(s, strips, taken):
            doubt = doubt or BESIDE
        found.append(Match(rows[r].path, strips[s], doubt, rows[r].cores[0]))
    return found


def _beside_loose(number: int, strips: Sequence[Strip], taken: set[int]) -> bool:
    """Whether figures that belong to no row stand next to a strip: then labels and figures may be a row apart."""
    near = (n for n in (number - 1, number + 1) if 0 <= n < len(strips))
    return any(strips[n].figures and n not in taken for n in near)


def _is_fragment(strip: Strip, rows: Sequence[Label]) -> bool:
    """Whether so little is left of a label that it may be the rest of several."""
    return len(strip.joined) <= LONGEST_FRAGMENT and sum(strip.joined in row.cores[0] for row in rows) > 1


@lru_cache(maxsize=65536)
def _wording_score(printed: str, last: str, label: Label) -> float:
    return max(max(likeness(printed, words), likeness(last, words)) for words in label.cores)


def _score(strip: Strip, row: Label) -> float:
    """How much speaks for a strip being a row: its words, its printed number, and that it has figures at all."""
    if not strip.cores:
        return 0.02
    score = _wording_score(strip.joined, strip.cores[-1], row)
    number = squeezed(strip.labels[-1])[:2]
    if row.digit and number[:1] == row.digit and number[1:] in (".", "．", "、"):
        score += 0.15
    return score if strip.figures else score * 0.7


def _best_path(scores: list[list[float]]) -> list[tuple[int, int]]:
    """The pairs, forward in both, whose scores add up to the most."""
    height, width = len(scores), len(scores[0])
    best = [[0.0] * (width + 1) for _ in range(height + 1)]
    for s in range(height - 1, -1, -1):
        for r in range(width - 1, -1, -1):
            taken = scores[s][r] ** 2 + best[s + 1][r + 1]
            best[s][r] = max(taken, best[s + 1][r], best[s][r + 1])
    pairs, s, r = [], 0, 0
    while s < height and r < width:
        if best[s][r] == best[s + 1][r]:
            s += 1
        elif best[s][r] == best[s][r + 1]:
            r += 1
        else:
            pairs.append((s, r))
            s, r = s + 1, r + 1
    return pairs
