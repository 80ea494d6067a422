"""The grammar of figures in prose: a quantity, its unit, what it counts, whose it is, and the parts listed under it."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from gongkai.report.model import Figure, Report
from gongkai.report.narrative.cutting import Sentence, sentences
from gongkai.report.narrative.lists import put_under
from gongkai.report.narrative.numbers import number

NUMERALS = "一二两三四五六七八九十百千零〇"
COUNTED = (
    "人次|场次|批次|万元|亿元|件次|条次|篇次|件|条|份|个|次|起|篇|项|期|宗|例|则|部|册|张|幅|批|类|处|户|人|家|场|元|%"
)
QUANTITY = re.compile(
    rf"(?:(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d+(?:\.\d+)?)(?P<scale>[万亿千])?|(?P<numeral>[{NUMERALS}]+))"
    rf"(?P<more>余|多)?(?P<unit>{COUNTED})(?!工作日|月|自然日|小时|百分点|性|龙|线|案|事(?!项|件))"
)
BEHIND = frozenset(unit[0] for unit in COUNTED.split("|")) | frozenset("万亿千余多")
"""What may stand behind the number of a quantity."""
NUMBER = re.compile(rf"[0-9{NUMERALS}](?>(?<=[0-9])[\d,.]*|(?<![0-9])[{NUMERALS}]*)")
"""Where a quantity may begin: a quick search, after which `QUANTITY` is tried."""
NUMBER_ENDS = re.compile(rf"[\d,.{NUMERALS}][{''.join(sorted(BEHIND))}]")
"""A sentence without it has no quantity."""
LONGEST_NUMBER, DEEPEST_LIST = 24, 12
NOT_BEFORE_DIGITS = frozenset("第0123456789.〔[/-ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
NOT_BEFORE_NUMERAL = frozenset("第几数0123456789")
ABOUT = ("近", "约", "超过", "超", "逾", "多达", "不少于")
NUMERAL_UNITS = frozenset({"件", "起", "份", "宗", "例"})
"""With a one-character numeral only these units are counts: 一条, 一个, 一次 are mostly figures of speech."""

INTRODUCED = re.compile(
    r"^[（(](?:其中|(?:具体|主要)?(?:包括|包含|涉及|内?含|内有|即|分为))|其中|分别(?:为|是|有)?|(?<=^[，,：:（(])(?:具体|主要)?(?:包括|包含|涉及|内?含|内有|即|分为)"
    r"|(?<=^)(?:具体|主要)?(?:包括|包含|涉及|内?含|内有|即|分为)|^[：:（(]|[（(]$"
)
LONGEST_LEAD = 45
"""How many characters may stand between a figure and the 其中 of its list."""
BALANCED = re.compile(r"[（(][^（）()]*[）)]|《[^》]*》")
NOT_A_PART = re.compile(
    r"另|此外|同比|相比|比上|较上|较去|增长|下降|增加|减少|累计|合计|总计|共计|(?<!公)共(?=[发收受公办有制]|$)"
    r"|^[，,；;](?:同时)?(?:开展|组织|召开|举办|办理|化解|接待|培训)|办结率|占(?:总|比|全|了|\d|$)|均(?:已|在|为|按|获|予|通|未|不|$)"
)
CLOSING = re.compile("[）)]")
CASES = re.compile("复议|诉讼")
CHANNEL = re.compile("[；;](?:同时)?(?:充分)?(?:通过|利用|依托|借助)")
DELIMITERS = re.compile(r"[，,；;、。：:（）()\n]")
SCOPE = re.compile(
    r"[全我本各区县市省](?:(?<=全)(?:区|县|市|省|州|盟|旗|镇|乡|街道?|局|系统|委|厅)"
    r"|(?<=我)(?:镇|乡|县|区|市|省|州|局|委|厅|院|中心|街道办?|街办?|办|单位|机关)"
    r"|(?<=本)(?:机关|单位|局|委|办|厅|院|级|镇|乡|街道|县|区|市|省|行政机关)"
    r"|(?<=各)(?:级|单位|部门|乡镇|街道|镇|县区|区县|有关单位)"
    r"|(?<=[区县市省])(?:人民)?政府(?:办公室|办公厅|办|本级)?(?=[，,]?(?:共|受理|收到|办理|代表|直接|全年|自身)))"
)
YEAR = re.compile(
    r"(20\d\d)年(?!度?(?:部门|财政|政府|地方|本级)?(?:预算|决算)|以来|[-—至到]|度?(?:工作要点|政务公开工作要点|政府信息公开))"
)
LAST_YEAR = re.compile(r"去年|上年度?|上一年度?|往年|前年")
SO_FAR = re.compile(r"20\d\d年[^，。]{0,8}以来|自20\d\d年|历年|累计至今|自开通以来|成立以来")
LEADING = re.compile(
    r"^(?:其中|包括|包含|分别为?|涉及|含|截至[^，]*日|20\d\d年度?(?:全年)?|全年|今年|本年度?|年内|共计?|累计|总计|合计|通过|[“”\"'])+"
)
TRAILING = re.compile(r"(?:共计|累计|总计|合计|分别为?|数量|共|为|达到?|有|是|各|的|约|近|了)+$")
LEADS, TRAILS = frozenset("其包分涉含截2全今本年共累总合通“”\"'"), frozenset("计别为量共达到有是各的约近了")
"""The first characters of the words that only lead in, and the last of those that only trail."""


@dataclass(slots=True)
class Quantity:
    """A figure in prose. `before` and `after` are the words around it, `gap` all since the quantity before it."""

    figure: Figure
    unit: str
    about: bool
    before: str
    after: str
    gap: str
    sentence: Sentence
    scope: str | None = None
    year: int | None = None
    depth: int = 0
    """In how many brackets it stands."""
    introduced: str = ""
    mixed: bool = False
    """Whether figures of another unit stand among the parts, so that the list is not of one kind."""
    parts: list["Quantity"] = field(default_factory=list)

    @property
    def of(self) -> str:
        """What it counts: the words of its clause without those that only lead in."""
        words = self.before
        if words[:1] in LEADS:
            words = LEADING.sub("", words)
        if words[-1:] in TRAILS:
            words = TRAILING.sub("", words)
        return (words + self.after).strip("，,；;、：:（）()“”")

    def all(self) -> Iterator["Quantity"]:
        """This quantity and all its parts."""
        yield self
        for part in self.parts:
            yield from part.all()


def quantities(report: Report) -> tuple[Quantity, ...]:
    """Every figure of the narrative that is not a part of another, in order."""
    return in_sentences(sentences(report))


@lru_cache(maxsize=16)
def in_sentences(read: tuple[Sentence, ...]) -> tuple[Quantity, ...]:
    """The figures of sentences, in order."""
    every: list[Quantity] = []
    last: list[Quantity] = []
    for sentence in read:
        found = in_sentence(sentence) if NUMBER_ENDS.search(sentence.text) else []
        if found and last and "其中" in sentence.text[:3] and last[-1].sentence.place == sentence.place:
            found = put_under(last, found, NOT_A_PART)
        every += found
        last = found
    return tuple(every)


def in_sentence(sentence: Sentence) -> list[Quantity]:
    """The figures of one sentence, those that are parts under their whole."""
    found = list(_found(sentence))
    return _nest(found) if len(found) > 1 else found


def _found(sentence: Sentence) -> Iterator[Quantity]:
    text = sentence.text
    if not (matches := list(_matches(text))):
        return
    scopes, years = list(SCOPE.finditer(text)), list(YEAR.finditer(text))
    cuts = [-1, *(match.start() for match in DELIMITERS.finditer(text)), len(text)]
    ends, starts = [0, *(match.end() for match in matches)], [*(match.start() for match in matches), len(text)]
    scope, year, depth = None, None, 0
    bracketed = "（" in text or "(" in text
    for index, match in enumerate(matches):
        begin, start, end, until = ends[index], starts[index], ends[index + 1], starts[index + 1]
        while scopes and scopes[0].end() <= start:
            scope = scopes.pop(0)[0]
        while years and years[0].end() <= start:
            year = int(years.pop(0)[1])
        gap = text[begin:start]
        depth += _opened(gap) if bracketed else 0
        before, stop = cuts[bisect_left(cuts, start) - 1], cuts[bisect_left(cuts, end)]
        digits, numeral, scale, more, unit = match.group("digits", "numeral", "scale", "more", "unit")
        figure, about = number(digits or numeral, scale or ""), bool(more) or text.endswith(ABOUT, 0, start)
        clause = text[max(begin, before + 1) : start]
        after = text[end:stop] if stop < until or until == len(text) else ""
        yield Quantity(figure, unit, about, clause, after, gap, sentence, scope, year, depth)


def _matches(text: str) -> Iterator[re.Match[str]]:
    for run in NUMBER.finditer(text):
        start, end = run.span()
        found = text[end : end + 1] in BEHIND and end - start <= LONGEST_NUMBER
        if found and (match := QUANTITY.match(text, start)) and _counts(match):
            yield match


def _opened(text: str) -> int:
    """How many brackets more a text opens than it closes."""
    return text.count("（") + text.count("(") - text.count("）") - text.count(")")


def _counts(match: re.Match[str]) -> bool:
    """Whether a number is a count: not an ordinal or a part of a code, and 一条, 一个 only with units of cases."""
    numeral = match["numeral"]
    before = match.string[match.start() - 1 : match.start()]
    if not numeral:
        return before not in NOT_BEFORE_DIGITS
    if before in NOT_BEFORE_NUMERAL:
        return False
    return match["unit"] in NUMERAL_UNITS if len(numeral) == 1 else match["unit"] not in "类处部场期批"


def _nest(found: list[Quantity]) -> list[Quantity]:
    """Put every part under its whole; a list opened by 其中, 分别为 or a bracket lasts until its words end."""
    top: list[Quantity] = []
    open_lists: list[Quantity] = []
    outside: list[Quantity] = []
    for quantity in found:
        gap = _unbracketed(quantity.gap)
        open_lists = _leave(open_lists, gap)
        before = _before(outside, quantity)
        opening = _opening(before, quantity, gap) if before and len(open_lists) < DEEPEST_LIST else ""
        if before and opening and _of_several(before, quantity, top, opening):
            before.mixed = True  # 收到 9 件，上年结转 1 件，其中 …: the list may be of both
            opening = "" if quantity.figure > before.figure else opening
        if before and opening:
            before.introduced = opening
            if open_lists and opening[0] not in "（(":
                open_lists[-1].mixed = before.mixed = True  # where a list within a list ends is not said
            open_lists = [*open_lists, before]
        elif open_lists and (NOT_A_PART.search(CLOSING.split(gap)[-1]) or _turns_away(open_lists[-1], gap)):
            open_lists[-1].mixed = open_lists[-1].mixed or quantity.unit == open_lists[-1].unit
            open_lists = []
        if open_lists and quantity.unit == open_lists[-1].unit:
            open_lists[-1].parts.append(quantity)
        else:
            top.append(quantity)
            if open_lists:
                open_lists[-1].mixed = True
        outside.append(quantity)
    return _with_rest(top) if any(REST.match(quantity.before) for quantity in top) else top


def _turns_away(whole: Quantity, gap: str) -> bool:
    """Whether a list ends before a case of another matter than the whole, or where a list by kinds that has no
    semicolons goes on after one with another channel."""
    if CASES.search(gap) and not CASES.search(whole.gap):
        return True
    listed = [part.gap for part in whole.parts]
    channel = len(listed) > 1 and CHANNEL.match(gap) is not None
    return channel and not any(re.search("[；;]|通过", text) for text in listed)


def _unbracketed(text: str) -> str:
    return BALANCED.sub("", text) if "（" in text or "(" in text or "《" in text else text


REST = re.compile(r"^(?:其他|其它|其余)(?:类|信息|领域|方面|内容|各类)*$")
ALL_TOLD = re.compile(r"共|累计|合计|总计")
CLOSE = Decimal("0.1")
"""A list that is not introduced is taken for one only where its sum is within so much of the whole."""


def _with_rest(top: list[Quantity]) -> list[Quantity]:
    """Put what follows a total under it where it ends in 其他: 共70条，动态66条，其他4条."""
    for index, whole in enumerate(top):
        if whole.parts or not ALL_TOLD.search(whole.before):
            continue
        parts: list[Quantity] = []
        for part in top[index + 1 :]:
            if part.unit != whole.unit or part.parts or part.depth != whole.depth or _breaks_off(part):
                break
            parts.append(part)
            if REST.match(part.before):
                break
        added = sum(part.figure for part in parts)
        near = abs(Decimal(added) - whole.figure) <= whole.figure * CLOSE
        if len(parts) > 1 and REST.match(parts[-1].before) and near:
            whole.introduced, whole.parts = "其他", parts
            return top[: index + 1] + top[index + 1 + len(parts) :]
    return top


def _breaks_off(part: Quantity) -> bool:
    return bool(re.search("[；;。]", part.gap) or NOT_A_PART.search(part.gap))


def _before(outside: list[Quantity], quantity: Quantity) -> Quantity | None:
    """The figure before `quantity`; where a bracket has closed between them, the one before the bracket."""
    while outside and outside[-1].depth > quantity.depth:
        outside.pop()
    return outside[-1] if outside else None


def _of_several(whole: Quantity, part: Quantity, top: list[Quantity], opening: str) -> bool:
    """Whether figures of the same unit stand before the whole, so that the list may be of all of them."""
    alike = sum(other.unit == part.unit for other in top) > 1
    return alike and opening[0] not in "（(" and not re.search("共|累计|合计|总计", whole.before)


def _leave(open_lists: list[Quantity], gap: str) -> list[Quantity]:
    """The lists still open after the brackets that close in `gap`."""
    for _ in range(gap.count("）") + gap.count(")") if open_lists else 0):
        bracketed = [depth for depth, whole in enumerate(open_lists) if whole.introduced[:1] in ("（", "(")]
        if bracketed:
            open_lists = open_lists[: bracketed[-1]]
    return open_lists


def _opening(whole: Quantity, part: Quantity, gap: str) -> str:
    """The words or the bracket that make `part` a part of `whole`, or nothing."""
    if whole.unit != part.unit or whole.unit == "%":
        return ""
    tail = CLOSING.split(gap)[-1].lstrip("；;")
    if not (match := INTRODUCED.search(tail)):
        return ""
    lead = tail[: match.start()]
    if len(lead) > LONGEST_LEAD or re.search("[；;]", tail) or NOT_A_PART.search(lead):
        return ""
    bracket = next((mark for mark in "（(" if mark in tail[: match.end()]), "")
    return bracket + match.group().strip("（(")
