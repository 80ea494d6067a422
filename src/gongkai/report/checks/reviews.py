"""Table 四: reconsideration and lawsuits about this organ's disclosure."""

from collections.abc import Iterator

from gongkai.report.checks.applications import unequal
from gongkai.report.checks.base import Check, Finding
from gongkai.report.model import Report

BLOCKS = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
PARTS = ("upheld", "corrected", "other", "pending")


class ReviewsAddUp(Check):
    """每件复议、诉讼不是有了结果就是尚未审结，所以表四每一块的总计等于维持、纠正、其他结果、尚未审结之和。"""

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
