"""The narrative against the tables, and against itself."""

import re
from collections.abc import Iterator

from gongkai.report.checks.base import Check, Finding, section_name
from gongkai.report.checks.claims import Claim, claims, table_says, table_suggests
from gongkai.report.checks.organs import kind_of
from gongkai.report.model import Figure, Report
from gongkai.report.narrative import sentences

LABELS = {
    "new": "新收申请",
    "carried_in": "上年结转",
    "carried_out": "结转下年度",
    "closed": "办结（总计）",
    "granted": "予以公开",
    "partly_granted": "部分公开",
    "refused_*": "不予公开各项之和",
    "not_held": "无法提供各项之和",
    "petition_or_complaint": "不予处理各项之和",
    "lapsed_uncorrected": "其他处理各项之和",
    "reconsideration": "行政复议",
    "litigation": "行政诉讼",
    "litigation_direct": "未经复议直接起诉",
    "litigation_after": "复议后起诉",
    "reviews": "行政复议与行政诉讼之和",
    "reconsideration/upheld": "行政复议结果维持",
    "litigation/upheld": "行政诉讼结果维持",
    "litigation_direct/upheld": "未经复议直接起诉结果维持",
    "litigation_after/upheld": "复议后起诉结果维持",
    "reviews/upheld": "行政复议、行政诉讼结果维持",
    "issued": "行政规范性文件本年制发",
    "repealed": "行政规范性文件本年废止",
    "in_force": "行政规范性文件现行有效",
    "licensing": "行政许可处理决定",
    "penalties": "行政处罚处理决定",
    "coercion": "行政强制处理决定",
    "charges": "行政事业性收费",
    "new/natural_person": "自然人新收",
    "new/business": "商业企业新收",
    "new/research": "科研机构新收",
    "new/nonprofit": "社会公益组织新收",
    "new/legal_service": "法律服务机构新收",
}
BELONGS = "如果说的是另一口径（例如只算本级、把上年结转也算在内、按受理而不是按收到计），请写明口径，就不是错误。"
TOLD = re.compile(
    r"(?<![未没无])(?<!没有)(?:收到|受理|接到)(?:[^，。；未无]{0,20})申请(?P<count>[一壹1]?件|[一壹1]?份)?(?:，|,)(?:[^。]{0,6})"
    r"(?P<then>系\d{4}年\d{1,2}月|于\d{4}年\d{1,2}月|[^。]{0,24}(?:正在办理|正在处理|尚未办结|办理中))"
)


class NarrativeMatchesTable(Check):
    """同一机关、同一年、同一件事，文字说的数和表里的数应当是同一个数。

    An error only where scope, year and subject are the same beyond doubt; a figure that another count would explain
    is a warning that says which count.
    """

    title = "文字与表格对不上"
    code, severity, cites = "narrative-matches-table", "error", "条例第五十条；统一格式第一、三、四部分"
    message = "{section}写{label} {expected} {unit}，表中为 {actual} {unit}{hint}。"
    mend = "查台账，把文字或者表格改成同一个数；口径不同的，在文字里写明口径。"
    wrong = {
        "organ": "青禾县石桥镇人民政府",
        "year": 2022,
        "applications/new/total": 8,
        "sections/1": "2022年，我镇收到政府信息公开申请7件。",
    }
    right = wrong | {"applications/new/total": 7}

    def run(self, report: Report) -> Iterator[Finding]:
        """Compare every claim with its cells, once for each figure."""
        compared = [(claim, actual) for claim in claims(report) if (actual := counted(report, claim)) is not None]
        agreed = {claim.statement.scope for claim, actual in compared if actual == claim.statement.quantity != 0}
        told: set[tuple[str, Figure]] = set()
        for claim, actual in compared:
            said = claim.statement
            if said.quantity == actual or (claim.key, said.quantity) in told:
                continue
            told.add((claim.key, said.quantity))
            yield self._differs(report, claim, actual, said.scope in agreed)

    def _differs(self, report: Report, claim: Claim, actual: Figure, agreed: bool) -> Finding:
        said = claim.statement
        hint = explanation(report, claim, actual)
        kind = kind_of(report.organ)
        certain = (
            not hint and not claim.loose and said.year in (None, report.year) and (agreed or kind.is_whole(said.scope))
        )
        return self.finding(
            claim.paths[0] if len(claim.paths) == 1 else claim.paths[0].rpartition("/")[0],
            severity="error" if certain else "warning",
            innocent="" if certain else BELONGS,
            expected=said.quantity,
            actual=actual,
            quote=said.quote,
            section=section_name(said.place),
            label=LABELS[claim.key],
            hint=hint,
            unit="万元" if claim.key == "charges" else "件",
        )


def counted(report: Report, claim: Claim) -> Figure | None:
    """What the table says of a claim; where cells are blank, what it says if they are zeros."""
    actual = table_says(report, claim.paths)
    return table_suggests(report, claim.paths) if actual is None else actual


def explanation(report: Report, claim: Claim, actual: Figure) -> str:
    """Another count of the same table that gives the figure of the text, in words, or nothing."""
    said, column = claim.statement.quantity, "total"
    if table_says(report, claim.paths) is None:
        return "（空白格按 0 计）"
    if claim.key.startswith("new/"):
        column = claim.key.partition("/")[2]
    flows = report.known(*(f"applications/{row}/{column}" for row in ("new", "carried_in", "total", "carried_out")))
    if claim.key.partition("/")[0] == "new" and flows and flows[1] and said == flows[0] + flows[1]:
        return f"，恰为新收 {flows[0]} 件加上年结转 {flows[1]} 件"
    if claim.key.endswith("/upheld"):
        return "（文字说全部维持）"
    if claim.key == "closed" and flows and (said == flows[0] or said == flows[2] - flows[1]):
        return f"，文字可能只算本年新收的 {flows[0]} 件"
    if claim.key == "closed" and flows and said == flows[0] + flows[1]:
        return "，恰为新收与上年结转之和"
    if claim.key.startswith("litigation") and (total := table_says(report, REVIEWED)) == said:
        return f"，恰为表四三块之和 {total} 件"
    return ""


REVIEWED = tuple(
    f"reviews/{block}/total" for block in ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
)


class ApplicationNotInTable(Check):
    """文字说收到过申请，表三就应当有它：办结的进办理结果，没办结的进“结转下年度”，来年再进“上年结转”。"""

    title = "收到的申请没有进表"
    code, severity, cites = "application-not-in-table", "error", "统一格式表三第一项、第四项"
    message = "{section}说收到一件申请（“{then}”），表三新收和结转下年度却都是 0。"
    mend = "把这件申请补进表三：新收加 1；年底前没有办结的，结转下年度也加 1，下一年的上年结转随之为 1。"
    wrong = {
        "sections/1": "2022年我镇收到政府信息公开申请件，系2022年12月20日申请，目前正在办理。",
        "applications/new/total": 0,
        "applications/carried_out/total": 0,
    }
    right = wrong | {"applications/new/total": 1, "applications/carried_out/total": 1}

    def run(self, report: Report) -> Iterator[Finding]:
        """Look for an application told of by its date or state while the table has none."""
        if report.known("applications/new/total", "applications/carried_out/total") != (0, 0):
            return
        for sentence in sentences(report):
            if "申请" in sentence.text and (match := TOLD.search(sentence.text)):
                section = section_name(sentence.place)
                yield self.finding(
                    "applications/new/total",
                    expected=1,
                    actual=0,
                    quote=sentence.raw,
                    section=section,
                    then=match["then"],
                )
                return


class NarrativeAgreesWithItself(Check):
    """同一件事在文字里说两次，两次的数应当一样。"""

    title = "文字前后两个数"
    code, severity, cites = "narrative-agrees-with-itself", "warning", "条例第五十条"
    message = "文字里{label}说了两个数：先是 {expected} 件，后是 {actual} 件（“{quote}”）。"
    innocent = "如果两处的范围或时间不同，请写明，就不是错误。"
    mend = "核实后两处写同一个数，或者写明各自的范围。"
    wrong = {
        "year": 2022,
        "sections/1": "2022年我镇收到政府信息公开申请20件。",
        "sections/5": "全年我镇收到政府信息公开申请16件，答复还不够及时。",
    }
    right = wrong | {"sections/5": "全年我镇收到政府信息公开申请20件，答复还不够及时。"}

    def run(self, report: Report) -> Iterator[Finding]:
        """Compare what is claimed of the same cells with the same scope."""
        first: dict[tuple[str, str | None], Figure] = {}
        for claim in claims(report):
            said = claim.statement
            before = said.quantity if claim.loose else first.setdefault((claim.key, said.scope), said.quantity)
            if before != said.quantity:
                yield self.finding(
                    said.place or "sections/1",
                    expected=before,
                    actual=said.quantity,
                    quote=said.quote,
                    label=LABELS[claim.key],
                )
