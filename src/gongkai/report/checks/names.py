"""The organ's own name and rank in the text: a 镇 does not call itself 我乡."""

import re
from collections.abc import Iterator

from gongkai.report.checks.base import Check, Finding, section_name
from gongkai.report.checks.organs import kind_of
from gongkai.report.model import Report
from gongkai.report.narrative import sentences

RANKS = {
    "town": (
        "镇",
        re.compile(
            r"我局(?!部)|我乡(?!镇)|全乡(?!镇)|(?<![乡镇城各该])乡(?:人民政府|党委|党政办|综合办|政府(?!网)|机关)|在乡综合办"
        ),
    ),
    "township": (
        "乡",
        re.compile(r"我局(?!部)|我镇|全镇|(?<![乡镇城各该\u4e00-\u9fff])镇(?:人民政府|党委|党政办|综合办)"),
    ),
    "street": ("街道", re.compile(r"我镇|我乡|我局(?!部)|全镇|全乡")),
    "county": ("县", re.compile(r"我区|我镇|我局(?!部)")),
    "district": ("区", re.compile(r"我县|我镇|我局(?!部)")),
    "city": ("市", re.compile(r"我县|我镇|我局(?!部)")),
}
OTHER_TOWN = re.compile(r"([\u4e00-\u9fff]{2})(镇|乡)人民政府")
NOT_A_NAME = re.compile(r"[各本我和与及由在向对为该县区市旗乡镇时同其等是的地]")


SIGNS = {"town": ("乡", "我局"), "township": ("镇", "我局")}
"""A sentence without any of these holds no word of another rank; for the other kinds, without 我 and 全."""


class OwnRank(Check):
    """镇自称“我乡”，县自称“我区”，多半是从别处抄来的，内容也要重新核对。

    Everything of the kind in one section is one finding.
    """

    title = "自称不对"
    code, severity, cites = "own-rank", "warning", "国办公开办函〔2021〕30号（内容雷同的责任）"
    message = "{organ}在{section}里称自己为“{words}”：“{quote}”。"
    innocent = "如果当年由乡改镇、由县改区，或者说的确是上级机关，请写明，就不是错误。"
    mend = "改成自己的名称，并核对这一段是不是本机关的情况。"
    wrong = {"organ": "青禾县石桥镇人民政府", "sections/1": "我乡及时更新微信公众号。"}
    right = {"organ": "青禾县石桥镇人民政府", "sections/1": "我镇及时更新微信公众号。全县乡镇都已更新。"}

    def run(self, report: Report) -> Iterator[Finding]:
        """Look for the words of another rank."""
        kind = kind_of(report.organ)
        if kind.key not in RANKS:
            return
        seen: dict[str, list[tuple[str, str]]] = {}
        signs = SIGNS.get(kind.key, ("我", "全"))
        for sentence in sentences(report):
            if not any(sign in sentence.text for sign in signs):
                continue
            for match in RANKS[kind.key][1].finditer(sentence.text):
                around = sentence.text[max(0, match.start() - 6) : match.end() + 10]
                seen.setdefault(sentence.place, []).append((match.group(), around))
        for place, found in seen.items():
            words = "”“".join(dict.fromkeys(word for word, _ in found))
            yield self.finding(place, quote=found[0][1], organ=report.organ, words=words, section=section_name(place))


class OwnName(Check):
    """报告里出现别的乡镇政府的名字，多半是借用了别人的底稿。"""

    title = "别的机关的名字"
    code, severity, cites = "own-name", "warning", "国办公开办函〔2021〕30号（内容雷同的责任）"
    message = "{organ}的报告在{section}写的是“{words}”：“{quote}”。"
    innocent = "如果确实说的是另一个机关，就不是错误。"
    mend = "改成自己的名称，并核对这一段是不是本机关的情况。"
    wrong = {"organ": "青禾县石桥镇人民政府", "sections/6": "清溪镇人民政府未收取信息处理费。"}
    right = {"organ": "青禾县石桥镇人民政府", "sections/6": "石桥镇人民政府未收取信息处理费。"}

    def run(self, report: Report) -> Iterator[Finding]:
        """Look for the government of another township in the report of a township."""
        organ = re.sub(r"\s", "", report.organ or "")
        if kind_of(organ).key not in ("town", "township"):
            return
        told = set()
        for sentence in sentences(report):
            for match in OTHER_TOWN.finditer(sentence.text) if "人民政府" in sentence.text else ():
                name = match[1] + match[2]
                if name in organ or NOT_A_NAME.search(match[1]) or (sentence.place, name) in told:
                    continue
                told.add((sentence.place, name))
                around = sentence.text[max(0, match.start() - 6) : match.end() + 10]
                yield self.finding(
                    sentence.place,
                    quote=around,
                    organ=report.organ,
                    words=match.group(),
                    section=section_name(sentence.place),
                )
