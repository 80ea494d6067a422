"""Text copied from an earlier year or from a neighbour: the share of it and the passages."""

from collections.abc import Iterator

from gongkai.report.checks.base import Finding
from gongkai.report.series.base import SeriesCheck, Trace

MUCH = 0.6
"""From this share on a text is called copied: less is what two honest reports of one county may share."""
LEAST = 150
"""Texts of fewer characters say too little to be compared."""
SHOWN = 40
SAMPLE = (
    "（一）主动公开。我镇严格落实公开审查制度，通过政府网站、微信公众号和公示栏公开各类信息，方便群众查询监督。"
    "组织各村开展业务培训，明确专人负责信息的收集、审核和发布工作，确保公开及时准确。"
    "依托便民服务中心设立查阅点，配备专人讲解，群众满意度持续提升，未发生责任追究情形。"
    "每季度对各村公开栏开展一次检查，发现内容陈旧的当场督促更换，并将检查结果通报到村。"
)
OTHER = (
    "（一）主动公开。全年重点公开了高标准农田、道路养护和低保评定三件群众最关心的事，每件都附有图解和联系电话。"
    "三个村试行把公开栏搬到集市，逢集时由驻村干部当面讲解，收集意见四十余条并逐条回复。"
    "年底请人大代表和村民代表座谈，代表提出补贴发放明细不够细，已从十月起改为按户公开。"
)


def copied(earlier: Trace, later: Trace) -> tuple[float, list[str]]:
    """The share of the later text that the earlier one has word for word, and those passages, longest first."""
    whole = sum(map(len, later.passages))
    if whole < LEAST:
        return 0.0, []
    before = set(earlier.passages)
    same = [passage for passage in later.passages if passage in before]
    return sum(map(len, same)) / whole, sorted(dict.fromkeys(same), key=len, reverse=True)


class CopiedFromAnEarlierYear(SeriesCheck):
    """内容雷同的报告要追究责任：只换数字、照抄往年，说明没有总结这一年。"""

    title = "照抄往年"
    code, severity, cites = "series-copied-text", "warning", "国办公开办函〔2021〕30号（内容雷同的责任）"
    message = "文字有 {actual}% 与{year}年的报告相同，共 {count} 处，最长的是：“{quote}”。"
    innocent = "如果只是制度、机构的固定说法，就不是错误。"
    mend = "按这一年的实际情况重写，特别是存在的问题和改进情况。"
    wrong = ({"year": 2021, "sections/1": SAMPLE}, {"year": 2022, "sections/1": SAMPLE})
    right = ({"year": 2021, "sections/1": SAMPLE}, {"year": 2022, "sections/1": OTHER})

    def run(self, earlier: Trace, later: Trace) -> Iterator[Finding]:
        """Compare with any earlier year."""
        share, passages = copied(earlier, later)
        if share >= MUCH and earlier.year != later.year:
            yield self.finding(
                "sections/1",
                actual=round(share * 100),
                quote=passages[0][:SHOWN],
                count=len(passages),
                year=earlier.year,
            )


class CopiedFromANeighbour(SeriesCheck):
    """两个机关同一年的报告大段相同，至少有一份是抄的。"""

    title = "与别的机关雷同"
    code, severity, cites = "neighbours-copied-text", "warning", "国办公开办函〔2021〕30号（内容雷同的责任）"
    message = "文字有 {actual}% 与{organ}同年的报告相同，共 {count} 处，最长的是：“{quote}”。"
    innocent = "如果是上级统一提供的固定表述，就不是错误。"
    mend = "按本机关的实际情况重写。"
    neighbours = True
    wrong = (
        {"year": 2022, "organ": "青禾县清溪镇人民政府", "sections/1": SAMPLE},
        {"year": 2022, "organ": "青禾县石桥镇人民政府", "sections/1": SAMPLE},
    )
    right = (wrong[0], {"year": 2022, "organ": "青禾县石桥镇人民政府", "sections/1": OTHER})

    def run(self, earlier: Trace, later: Trace) -> Iterator[Finding]:
        """Compare with the report of another organ about the same year."""
        share, passages = copied(earlier, later)
        if share >= MUCH and earlier.organ != later.organ and earlier.year == later.year:
            yield self.finding(
                "sections/1",
                actual=round(share * 100),
                quote=passages[0][:SHOWN],
                count=len(passages),
                organ=earlier.organ,
            )
