"""Figures that go on from year to year: carried over, in force, projects."""

from collections.abc import Iterator

from gongkai.report.checks.base import Finding
from gongkai.report.forms import forms
from gongkai.report.series.base import SeriesCheck, Trace

DOCUMENTS = ("regulations", "normative_documents")
ITEMS = ("licensing", "other_services", "penalties", "coercion", "charges")
LEAPING = (
    "applications/new/total",
    "proactive/normative_documents/in_force",
    "proactive/licensing/decisions",
    "proactive/penalties/decisions",
    "proactive/coercion/decisions",
    "proactive/charges/amount",
)
TENFOLD = 10
FROM = 30
"""Leaps of smaller figures than this are everyday."""


class CarriedForward(SeriesCheck):
    """上一年结转到下年度的申请，就是这一年的“上年结转”，每一类申请人都一样；换格式的 2021 年也不例外。"""

    title = "与上年不衔接"
    code, severity, declared_severity = "series-carried-forward", "warning", "error"
    cites = "统一格式表三第二项、第四项"
    message = "表三“{column}”列：{year}年结转下年度 {expected} 件，{next_year}年上年结转填 {actual} 件。"
    innocent = "如果机关合并、撤销，或者两份报告不是同一机关的，就不是错误。"
    mend = "以台账为准，改正其中一年的数字；上一年已公布的，更正并注明。"
    wrong = ({"year": 2022, "applications/carried_out/total": 1}, {"year": 2023, "applications/carried_in/total": 0})
    right = ({"year": 2022, "applications/carried_out/total": 1}, {"year": 2023, "applications/carried_in/total": 1})

    def run(self, earlier: Trace, later: Trace) -> Iterator[Finding]:
        """Compare every column of two years that follow each other."""
        if not follow(earlier, later):
            return
        for column, label in forms()[later.form].applications.columns.items():
            expected = earlier.figure(f"applications/carried_out/{column}")
            actual = later.figure(f"applications/carried_in/{column}")
            if expected is not None and actual is not None and expected != actual:
                yield self.finding(
                    f"applications/carried_in/{column}",
                    expected=expected,
                    actual=actual,
                    column=label,
                    year=earlier.year,
                    next_year=later.year,
                )


class ItemsRollOn(SeriesCheck):
    """2019 年格式里，上一年项目数量加本年增减，就是下一年的“上一年项目数量”。"""

    title = "项目数量与上年不衔接"
    code, severity, declared_severity = "series-items-roll-on", "warning", "error"
    cites = "统一格式（2019）表二第二十条第（五）（六）（八）项"
    message = "“{row}”：{year}年上一年项目数量加本年增减为 {expected}，{next_year}年上一年项目数量填 {actual}。"
    innocent = "如果权责清单重新编制、口径变化，请说明，就不是错误。"
    mend = "核对两年的项目数量和增减数。"
    wrong = (
        {"year": 2019, "proactive/licensing/items_last_year": 10, "proactive/licensing/change": 2},
        {"year": 2020, "proactive/licensing/items_last_year": 10},
    )
    right = (wrong[0], {"year": 2020, "proactive/licensing/items_last_year": 12})

    def run(self, earlier: Trace, later: Trace) -> Iterator[Finding]:
        """Compare the rows of both years of the 2019 form."""
        if not follow(earlier, later):
            return
        for row in ITEMS:
            before = earlier.known(f"proactive/{row}/items_last_year", f"proactive/{row}/change")
            actual = later.figure(f"proactive/{row}/items_last_year")
            if before and actual is not None and sum(before) != actual:
                yield self.finding(
                    f"proactive/{row}/items_last_year",
                    expected=sum(before),
                    actual=actual,
                    row=forms()["2019"].label(f"proactive/{row}"),
                    year=earlier.year,
                    next_year=later.year,
                )


class InForceRollsOn(SeriesCheck):
    """上一年现行有效的文件，加上今年制发的，减去今年废止的，就是今年现行有效的。"""

    title = "现行有效与上年不衔接"
    code, severity = "series-in-force", "warning"
    cites = "统一格式（2021）表二第二十条第（一）项"
    message = (
        "“{row}”：{year}年现行有效 {before} 件，加今年制发 {issued} 件、减废止 {repealed} 件应为 {expected} 件，"
        "填 {actual} 件。"
    )
    innocent = "如果有文件到期失效、清理时重新认定或者机关合并，请说明，就不是错误。"
    mend = "会同司法行政部门核对文件目录，或者在第一部分说明原因。"
    wrong = (
        {"year": 2021, "proactive/normative_documents/in_force": 10},
        {"year": 2022}
        | {
            f"proactive/normative_documents/{column}": figure
            for column, figure in (("issued", 2), ("repealed", 1), ("in_force", 15))
        },
    )
    right = (wrong[0], wrong[1] | {"proactive/normative_documents/in_force": 11})

    def run(self, earlier: Trace, later: Trace) -> Iterator[Finding]:
        """Roll both rows of documents on by one year."""
        if not follow(earlier, later):
            return
        for row in DOCUMENTS:
            place = f"proactive/{row}"
            before = earlier.figure(f"{place}/in_force")
            now = later.known(*(f"{place}/{column}" for column in ("issued", "repealed", "in_force")))
            if before is not None and now and before + now[0] - now[1] != now[2]:
                yield self.finding(
                    f"{place}/in_force",
                    expected=before + now[0] - now[1],
                    actual=now[2],
                    row=forms()["2021"].label(place),
                    year=earlier.year,
                    before=before,
                    issued=now[0],
                    repealed=now[1],
                )


class DocumentsOverTheChange(SeriesCheck):
    """2020 年的“对外公开总数量”和 2021 年的“现行有效”说法不同，但差出几倍就要问一问。"""

    title = "换格式前后相差悬殊"
    code, severity, cites = "series-documents-over-the-change", "warning", "统一格式（2019、2021）表二第一行、第二行"
    message = "“{row}”：2020年对外公开总数量 {expected} 件，2021年现行有效 {actual} 件，相差悬殊。"
    innocent = "两者口径不同：只公开了一部分，或者清理过，就不是错误。"
    mend = "核对文件目录，在报告里说明变化的原因。"
    wrong = (
        {"year": 2020, "proactive/normative_documents/total_disclosed": 166},
        {"year": 2021, "proactive/normative_documents/in_force": 665},
    )
    right = (wrong[0], {"year": 2021, "proactive/normative_documents/in_force": 170})
    gross = 3

    def run(self, earlier: Trace, later: Trace) -> Iterator[Finding]:
        """Compare across the change of form."""
        if not follow(earlier, later):
            return
        for row in DOCUMENTS:
            before = earlier.figure(f"proactive/{row}/total_disclosed")
            now = later.figure(f"proactive/{row}/in_force")
            if before is None or now is None or max(before, now) < FROM:
                continue
            if max(before, now) >= self.gross * min(before, now):
                where = f"proactive/{row}/in_force"
                yield self.finding(where, expected=before, actual=now, row=forms()["2021"].label(f"proactive/{row}"))


class Leaps(SeriesCheck):
    """一年之间多了十倍、少到十分之一，或者忽然归零，通常是单位写错、漏填，或者真有大事，都该说明。"""

    title = "与上年相差悬殊"
    code, severity, cites = "series-leaps", "warning", "条例第五十条"
    message = "“{label}”{year}年为 {expected}，{next_year}年为 {actual}。"
    innocent = "如果情况属实，在文字里说明原因，就不是错误。"
    mend = "核对数字和单位；属实的，说明原因。"
    wrong = ({"year": 2022, "proactive/penalties/decisions": 300}, {"year": 2023, "proactive/penalties/decisions": 0})
    right = ({"year": 2022, "proactive/penalties/decisions": 300}, {"year": 2023, "proactive/penalties/decisions": 250})

    def run(self, earlier: Trace, later: Trace) -> Iterator[Finding]:
        """Compare the figures that seldom leap."""
        if not follow(earlier, later):
            return
        for path in LEAPING:
            if (before := earlier.figure(path)) is None or (now := later.figure(path)) is None:
                continue
            if max(before, now) >= FROM and max(before, now) >= TENFOLD * min(before, now):
                yield self.finding(
                    path,
                    expected=before,
                    actual=now,
                    label=forms()[later.form].label(path),
                    year=earlier.year,
                    next_year=later.year,
                )


def follow(earlier: Trace, later: Trace) -> bool:
    """Whether the reports are of two years that follow each other."""
    return earlier.year is not None and later.year == earlier.year + 1
