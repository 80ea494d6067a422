"""Typing: doubled words and marks, blanks never filled in, broken dates, the title."""

import re
from collections.abc import Iterator

from gongkai.report.checks.base import Check, Finding, section_name
from gongkai.report.model import Report
from gongkai.report.narrative import sentences

WORD_TWICE = re.compile(r"(?<!一)([\u4e00-\u9fff]{2,6})\1(?!\1)")
CHARACTER_TWICE = re.compile("的的|了了|和和|在在|及及|与与|对对|于于|并并|为为(?!民)|是是(?!非)|行行(?!业)")
MARKS_TWICE = re.compile(r"([、，。；：,])\1+|[，、；][。；、，]|。[，、；]")
TWO_MARKS = re.compile("[、，。；：,][、，。；：,]")
"""A quick search before a slow one."""
MAY_REPEAT = frozenset({"许多", "很多", "一步", "逐步", "方方", "点点", "处处", "时时", "公里", "研究", "讨论", "学习"})
UNFILLED = re.compile(
    r"(?=[_＿XxＸ×○〇□（(])(?:[_＿]{2,}\s*(?:条|件|次|份|个|篇|期|万?元|人)"
    r"|[XxＸ×]{1,4}(?:条|件|次|份|个|篇|期|万?元|年|月|日|镇|乡|县|局)(?![A-Za-z])|[○〇□]{2,}"
    r"|[（(]\s*[）)]\s*(?:条|件|次|份|个))"
)
MAY_BE_BLANK = re.compile(
    r"[_＿XxＸ×○〇□年月（(](?:(?<=[^年月（(])|(?<=（)[）\s]|(?<=\()[)\s]|(?<=年)\s*月[\s日]|(?<=年)\s|(?<=月)\s)"
)
"""A quick search before slow ones."""
NO_FIGURE = re.compile(
    r"(?:申请|信息|规范性文件|案件|收到|受理|办结|公开|发布|共)(?:条|件(?!数|量|情|均|已|的|按|办)|份)(?=[，,。；、]|$)"
)
COUNTED_BEFORE = re.compile(r"(?:收到|受理|办结|答复|公开|发布|制发|更新|共)[^，。；、\d]{0,16}$")
LISTED = re.compile(r"条(?=、[^，。、\d]{2,14}\d+条)(?<=[\u4e00-\u9fff]条)")
BARE_UNIT = re.compile(r"[条件份](?=[，,。；、]|$)(?<!\d.)")
"""A quick search before the slow ones."""
NO_UNIT = frozenset("多各逐每头信链线条第几一二三四五六七八九十零百")
NO_DATE = re.compile(r"年\s*月\s*日|年\s+月|月\s+日(?!常|前|均)")
BROKEN_DATE = re.compile(
    r"(?<!\d)20\d\d(?:1[0-2]|[1-9])月\d{1,2}日|20\d\d年(?:1[3-9]|[2-9]\d)月|\d月(?:3[2-9]|[4-9]\d)日"
)
TITLE = re.compile(r"^(?P<organ>.+?)(?P<year>20\d\d)年政府信息公开工作年度报告$")


class DoubledWords(Check):
    """连着打了两遍的字词和标点，多半是没有校对。"""

    title = "重复的字词或标点"
    code, severity, cites = "doubled-words", "notice", "GB/T 9704—2012；GB/T 15834—2011"
    message = "{section}有重复的字词或标点“{twice}”：“{quote}”。"
    mend = "删去多余的一个。"
    wrong = {"sections/1": "公开公开发布文件14个，主要涉及就业服务、、民生保障。"}
    right = {"sections/1": "公开发布文件14个，主要涉及就业服务、民生保障。"}

    def run(self, report: Report) -> Iterator[Finding]:
        """Look through every sentence of the sections in which something stands twice."""
        narrative = [(place, "".join(text.split())) for place, text in report.narrative()]
        whole = "\0".join([text for _, text in narrative])
        if not (TWO_MARKS.search(whole) or CHARACTER_TWICE.search(whole) or _has_word_twice(whole)):
            return
        worth = {place: list(_shapes(place, text)) for place, text in narrative}
        for sentence in sentences(report):
            for shape in worth[sentence.place]:
                for match in shape.finditer(sentence.text):
                    if shape is WORD_TWICE and not _is_slip(match):
                        continue
                    around = sentence.text[max(0, match.start() - 8) : match.end() + 8]
                    yield self.finding(
                        sentence.place, quote=around, twice=match.group(), section=section_name(sentence.place)
                    )


def _shapes(place: str, bare: str) -> Iterator[re.Pattern[str]]:
    """The shapes that a section, without its white space, may hold."""
    if TWO_MARKS.search(bare):
        yield MARKS_TWICE
    if place != "sections/0" and _has_word_twice(bare):
        yield WORD_TWICE
    if CHARACTER_TWICE.search(bare):
        yield CHARACTER_TWICE


def _has_word_twice(bare: str) -> bool:
    return any(WORD_TWICE.match(bare, at) for at in _said_again(bare, 2, 6))


def _said_again(text: str, shortest: int, longest: int) -> Iterator[int]:
    """Where as many characters may stand again right behind themselves: rarely others do that look alike in this.

    The low bytes of the characters are laid over themselves, moved by as many: where they are the same the difference
    is nothing. A search by regular expression tries every length at every character, which takes five times as long.

    >>> list(_said_again("按时公开公开，依法办理", 2, 6))
    [2]
    """
    code = text.encode("utf-16-le", "surrogatepass")
    low = code[::2] if len(code) == 2 * len(text) else text.encode("utf-32-le", "surrogatepass")[::4]
    number = int.from_bytes(low, "little")
    for length in range(shortest, min(longest, len(low) // 2) + 1):
        moved = (number ^ (number >> 8 * length)).to_bytes(len(low), "little")
        end, alike = len(low) - length, bytes(length)
        at = moved.find(alike, 0, end)
        while at >= 0:
            yield at
            at = moved.find(alike, at + 1, end)


def _is_slip(match: re.Match[str]) -> bool:
    """Whether words said twice are a slip and not a manner of speech, a number, or 公开公开栏."""
    word, rest = match[1], match.string[match.end() : match.end() + 1]
    if len(set(word)) == 1 or word in MAY_REPEAT or re.fullmatch(r"[一二三四五六七八九十百千零〇]+", word):
        return False
    return not (word == "公开" and rest in ("栏", "日", "指", "目", "年", "专", "平"))


class BlanksInTheText(Check):
    """“公开信息__条”“收到申请件”：套了模板，数没有填进去。"""

    title = "有没填的空"
    code, severity, cites = "blanks-in-the-text", "warning", "条例第五十条"
    message = "{section}有没填的空：“{quote}”。"
    innocent = "如果这里本来不需要数字，请改写，免得误解。"
    mend = "填上数字，没有的写 0 或“未收到”。"
    wrong = {"sections/1": "2022年我镇收到政府信息公开申请件，均已答复。全年公开信息__条。"}
    right = {"sections/1": "2022年我镇收到政府信息公开申请2件，均已答复。全年公开信息30条。"}

    def run(self, report: Report) -> Iterator[Finding]:
        """Look for blanks, placeholders and units without a figure."""
        for place, text in report.narrative():
            for shape in (UNFILLED, NO_DATE) if MAY_BE_BLANK.search(text) else ():
                for match in shape.finditer(text):
                    before = text[match.start() - 1 : match.start()]
                    if not (before.isascii() and before.isalpha()):
                        yield self._blank(place, text, match)
        for sentence in sentences(report):
            if found := _without_figure(sentence.text):
                yield self._blank(sentence.place, sentence.text, found)

    def _blank(self, place: str, text: str, match: re.Match[str]) -> Finding:
        around = text[max(0, match.start() - 10) : match.end() + 10].strip()
        return self.finding(place, quote=around, section=section_name(place))


def _without_figure(text: str) -> re.Match[str] | None:
    """A unit without its figure: 收到申请件, 资质条、许可证76条."""
    if not BARE_UNIT.search(text):
        return None
    for match in NO_FIGURE.finditer(text):
        if COUNTED_BEFORE.search(text, max(0, match.start() - 20), match.end() - 1):
            return match
    return next((match for match in LISTED.finditer(text) if text[match.start() - 1] not in NO_UNIT), None)


class BrokenDates(Check):
    """“20231月1日”这样的日期少了字，读者要猜。"""

    title = "日期不成日期"
    code, severity, cites = "broken-dates", "notice", "GB/T 9704—2012"
    message = "{section}的日期“{quote}”不成日期。"
    mend = "改正日期。"
    wrong = {"sections/0": "统计期限自20231月1日至2023年12月31日。"}
    right = {"sections/0": "统计期限自2023年1月1日至2023年12月31日。"}

    def run(self, report: Report) -> Iterator[Finding]:
        """Look for dates with a part missing or out of range."""
        for sentence in sentences(report):
            if "月" in sentence.text:
                for match in BROKEN_DATE.finditer(sentence.text):
                    yield self.finding(sentence.place, quote=match.group(), section=section_name(sentence.place))


class TitleByTheRule(Check):
    """标题是“机关全称＋年份＋年政府信息公开工作年度报告”，一字不改。"""

    title = "标题用词"
    code, severity, cites = "title-by-the-rule", "notice", "统一格式（标题）"
    message = "标题“{quote}”应为“{expected_title}”。"
    mend = "照统一格式改标题。"
    wrong = {"organ": "青禾县石桥镇人民政府", "year": 2022, "title": "青禾县石桥镇2022年度政府信息公开年度工作报告"}
    right = wrong | {"title": "青禾县石桥镇人民政府 2022年政府信息公开工作年度报告"}

    def run(self, report: Report) -> Iterator[Finding]:
        """Compare the title with the rule, less spaces."""
        title = re.sub(r"\s", "", report.title or "")
        if not title or report.year is None:
            return
        organ = re.sub(r"\s", "", report.organ or "")
        match = TITLE.match(title)
        if match is None or not organ.endswith(match["organ"]):
            due = f"{organ or '机关全称'}{report.year}年政府信息公开工作年度报告"
            if due != title:
                yield self.finding("title", quote=title, expected_title=due)


class TitleInTheText(Check):
    """正文里提到本报告，名称也应当是“政府信息公开工作年度报告”。"""

    title = "正文里的报告名称"
    code, severity, cites = "title-in-the-text", "notice", "统一格式（标题）"
    message = "{section}把本报告叫作“{quote}”，应为“政府信息公开工作年度报告”。"
    mend = "改成统一的名称。"
    wrong = {"sections/0": "现发布《青禾县石桥镇人民政府2022年政府信息公开年度工作报告》。"}
    right = {"sections/0": "现发布《青禾县石桥镇人民政府2022年政府信息公开工作年度报告》。"}
    named = re.compile(r"《([^》]{0,30}?(?:公开年度工作报告|公开年度报告|公开工作报告))》")

    def run(self, report: Report) -> Iterator[Finding]:
        """Look at what the opening calls the report."""
        for sentence in sentences(report):
            if sentence.place == "sections/0" and (match := self.named.search(sentence.text)):
                yield self.finding(sentence.place, quote=match[1], section=section_name(sentence.place))
