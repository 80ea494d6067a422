"""Doubled and missing characters, brackets, punctuation."""

import re
from collections.abc import Iterator

from gongkai.web.disclosure import vocabulary
from gongkai.web.disclosure.proofreading.base import Remark, Rule, Text, text

PAIRS = {"（": "）", "《": "》", "“": "”", "〔": "〕", "【": "】", "(": ")"}
DOUBLED = re.compile(
    r"的的|了了|在在|和和|是是|及及|与与|将将|对对|为为|被被|把把|于于|并并|由由|等等(?!。|，|）|、|；|$)|有有|政政|府府|我我|这这"
    r"|([\u4e00-\u9fff]{2,})\1(?![\u4e00-\u9fff]*[一两几])"
)
TWICE_IS_RIGHT = {"研究研究", "考虑考虑", "讨论讨论", "认真认真", "方方面面"}


class DoubledCharacters(Rule):
    """A character or word typed twice: “的的”, “关于关于”."""

    code, title = "doubled-characters", "重复的字词"
    wrong, right = text("现将将有关事项公示如下。"), text("现将有关事项公示如下。")

    def run(self, text: Text) -> Iterator[Remark]:
        """Remarks on doubled words."""
        for where, line in text.every():
            for match in DOUBLED.finditer(line):
                if match[0] not in TWICE_IS_RIGHT:
                    half = match[0][: len(match[0]) // 2]
                    yield self.remark(
                        where, match[0], "这里的字词写了两遍。", half, _around(line, match.start(), match.end())
                    )


class UnpairedBrackets(Rule):
    """A bracket or quotation mark that is opened and never closed, or the other way round."""

    code, title = "unpaired-brackets", "括号、引号不成对"
    wrong, right = text("根据《社会救助暂行办法的规定办理。"), text("根据《社会救助暂行办法》的规定办理。")

    def run(self, text: Text) -> Iterator[Remark]:
        """Remarks on brackets."""
        closing = {shut: opened for opened, shut in PAIRS.items()}
        for where, line in text.every():
            line = re.sub(r"(?<![\u4e00-\u9fffA-Za-z])[\d一二三四五六七八九十]+[)）]", "", line)
            for opened, shut in PAIRS.items():
                if line.count(opened) != line.count(shut):
                    yield self.remark(where, opened if opened in line else shut, f"“{opened}”和“{shut}”个数不同。")
            if not any(line.count(a) != line.count(b) for a, b in closing.items()) and _crossed(line):
                yield self.remark(where, line[:12], "括号或者引号交叉了。")


def _crossed(line: str) -> bool:
    stack: list[str] = []
    for sign in line:
        if sign in PAIRS:
            stack.append(PAIRS[sign])
        elif sign in PAIRS.values() and (not stack or stack.pop() != sign):
            return True
    return False


class DoubledPunctuation(Rule):
    """Two marks where one is meant, or a half-width comma within Chinese."""

    code, title = "punctuation", "标点"
    wrong, right = text("现予公示，，请知悉。。"), text("现予公示，请知悉。")
    SIGNS = re.compile(r"[，。；：、]{2,}|(?<=[\u4e00-\u9fff])[,;](?=[\u4e00-\u9fff])|[。，；][”》]?[，。；]")

    def run(self, text: Text) -> Iterator[Remark]:
        """Remarks on punctuation."""
        for where, line in text.every():
            for match in self.SIGNS.finditer(line):
                yield self.remark(
                    where, match[0], "标点重复，或者用了半角标点。", "", _around(line, match.start(), match.end())
                )


class MissingCharacters(Rule):
    """A sentence that stops short: an empty quotation or title, “月日”, “共户”, a blank left to be filled in."""

    code, title = "missing-characters", "缺字、留空未填"
    wrong, right = text("本公示自年月日起，共户。"), text("本公示自2026年1月2日起，共 12 户。")
    GAPS = re.compile(
        r"《》|“”|（）|(?<![\d一二三四五六七八九十〇零X×])年\s*月\s*日|共\s*[户人元项](?![\u4e00-\u9fff])|X{2,}|×{2,}|_{3,}|[?？]{2,}"
    )

    def run(self, text: Text) -> Iterator[Remark]:
        """Remarks on gaps."""
        for where, line in text.every():
            for match in self.GAPS.finditer(line):
                yield self.remark(
                    where, match[0], "这里像是缺了内容，或者留空没有填。", "", _around(line, match.start(), match.end())
                )


class MisusedWords(Rule):
    """Words that are often written wrong, and those on the organ's own list."""

    code, title = "misused-words", "错误写法"
    wrong, right = text("请各村严格安照要求布署。"), text("请各村严格按照要求部署。")

    def run(self, text: Text) -> Iterator[Remark]:
        """Remarks on words."""
        known = [(wrong, right, "常见错误写法。") for wrong, right in vocabulary.table("words")["wrong"].items()]
        known += [(wrong, right, "本机关词表中的写法。") for wrong, right, _ in text.words]
        for where, line in text.every():
            for wrong, right, why in known:
                at = line.find(wrong)
                if at >= 0:
                    yield self.remark(where, wrong, why, right, _around(line, at, at + len(wrong)))


def _around(line: str, start: int, end: int) -> str:
    return line[max(0, start - 8) : end + 8]
