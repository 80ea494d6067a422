"""Table 四: reconsideration and lawsuits about this organ's disclosure."""

from collections.abc import Iterator

from gongkai.report.checks.applications import unequal
from gongkai.report.checks.base import Check, Finding
from gongkai.report.checks.rules import rules
from gongkai.report.model import Report

BLOCKS = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
PARTS = ("upheld", "corrected", "other", "pending")


class ReviewsAddUp(Check):
    """每件复议、诉讼不是有了结果就是尚未审结，所以表四每一块的总计等于维持、纠正、其他结果、尚未审结之和。"""

    title = "复议、诉讼加起来不等于总计"
    code, severity, cites = "reviews-add-up", "error", "统一格式表四（条例第五十条第一款第三项）"
    message = "表四“{block}”：维持、纠正、其他结果、尚未审结相加为 {expected} 件，总计填 {actual} 件。"
    mend = "核对这一块的五格；总计应为四种情形之和。"
    wrong = {"reviews/reconsideration/upheld": 10, "reviews/reconsideration/corrected": 1} | {
        f"reviews/reconsideration/{column}": 0 for column in ("other", "pending", "total")
    }
    right = wrong | {"reviews/reconsideration/total": 11}

    def run(self, report: Report) -> Iterator[Finding]:
        """Add each of the three blocks."""
        for block in BLOCKS:
            where = f"reviews/{block}/total"
            if where in report.cells:
                paths = [f"reviews/{block}/{part}" for part in PARTS]
                yield from unequal(self, report, where, paths, block=report.layout.label(f"reviews/{block}"))


class CorrectedIsTold(Check):
    """被复议机关纠正或者败诉，说明公开工作有问题，应当在第一或第五部分交代原因和改进。"""

    title = "被纠正的案件没有交代"
    code, severity, cites = "corrected-is-told", "warning", "统一格式第五部分（存在的主要问题及改进情况）"
    message = "表四有 {actual} 件结果纠正，文字里没有提到。"
    innocent = "如果文字里用别的说法交代了，就不是错误。"
    mend = "在第五部分写明被纠正的原因和改进措施。"
    wrong = {"reviews/reconsideration/corrected": 1, "sections/1": "依法办理申请。", "sections/5": "解读形式较少。"}
    right = wrong | {"sections/5": "有1件行政复议被纠正，原因是答复超期，已建立台账。"}
    words = ("纠正", "败诉", "撤销", "确认违法", "复议", "诉讼", "责令")

    def run(self, report: Report) -> Iterator[Finding]:
        """Look for words about reviews once something was corrected."""
        paths = [f"reviews/{block}/corrected" for block in BLOCKS]
        corrected = sum(report.figure(path) or 0 for path in paths)
        told = report.text(1) + report.text(4) + report.text(5)
        if corrected > 0 and told and not any(word in told for word in self.words):
            where = next(path for path in paths if report.figure(path))
            yield self.finding(where, actual=corrected)


class DirectSuits(Check):
    """2024年1月1日起，对不予公开不服的要先复议；只有不予公开，就不该有未经复议直接起诉的案件。"""

    title = "应当先复议的案件直接起诉"
    code, severity, cites = "direct-suits", "warning", "行政复议法（2023修订）第二十三条第一款第四项"
    message = "表四“未经复议直接起诉”有 {actual} 件，而表三的办理结果只有不予公开；2024 年起这类案件应当先复议。"
    innocent = "如果诉的是以前年度的答复，或者不是不予公开，就不是错误。"
    mend = "核对这些案件诉的是哪一次答复。"
    wrong = {"year": 2024, "reviews/litigation_direct/total": 2, "applications/refused_third_party/total": 3} | {
        "applications/total/total": 3
    }
    right = wrong | {"reviews/litigation_direct/total": 0}

    def run(self, report: Report) -> Iterator[Finding]:
        """Compare direct suits with the results that allow them."""
        suits = report.known("reviews/litigation_direct/total", "applications/total/total")
        if not suits or not suits[0] or (report.year or 0) < rules()["direct_suits"]["since"]:
            return
        rows = (row for row in report.layout.results() if row.startswith("refused_"))
        refused = sum(report.figure(f"applications/{row}/total") or 0 for row in rows)
        if refused and refused == suits[1]:
            yield self.finding("reviews/litigation_direct/total", expected=0, actual=suits[0])


class SuitsAfterReconsideration(Check):
    """复议后才起诉的案件，先要有复议：复议后起诉的总数一般不超过行政复议的总数。"""

    title = "复议后起诉多于复议"
    code, severity, cites = "suits-after-reconsideration", "warning", "统一格式表四"
    message = "表四“复议后起诉”{actual} 件，多于行政复议的 {expected} 件。"
    innocent = "如果复议是上一年办结的，就不是错误。"
    mend = "核对这些案件的复议是哪一年办结的。"
    wrong = {"reviews/reconsideration/total": 1, "reviews/litigation_after_reconsideration/total": 5}
    right = {"reviews/reconsideration/total": 5, "reviews/litigation_after_reconsideration/total": 5}

    def run(self, report: Report) -> Iterator[Finding]:
        """Compare both totals."""
        where = "reviews/litigation_after_reconsideration/total"
        figures = report.known("reviews/reconsideration/total", where)
        if figures and figures[1] > figures[0]:
            yield self.finding(where, expected=figures[0], actual=figures[1])
