"""Table 二: documents and decisions."""

from collections.abc import Iterator
from decimal import Decimal

from gongkai.report.checks.base import Check, Finding
from gongkai.report.checks.organs import kind_of
from gongkai.report.model import Figure, Report

DOCUMENTS = ("regulations", "normative_documents")


class RegulationsByWhomMay(Check):
    """规章只有国务院部门、省级政府、设区的市和自治州政府能制定；别的机关这一行应当全部填 0。

    Only where the organ's name tells its level; a 市 may be either, an office may report for its government.
    """

    title = "没有规章制定权"
    code, severity, cites = "regulations-by-whom-may", "error", "立法法第九十一条、第九十三条；统一格式表二第一行"
    message = "{organ}不能制定规章，“{label}”却填 {actual}。"
    mend = "把规章这一行改为 0；填的如果是规范性文件，移到下一行。"
    wrong = {"organ": "青禾县石桥镇人民政府", "proactive/regulations/in_force": 6}
    right = {"organ": "青禾县石桥镇人民政府", "proactive/regulations/in_force": 0}

    def run(self, report: Report) -> Iterator[Finding]:
        """Look at the row of 规章."""
        if kind_of(report.organ).regulations is not False:
            return
        for path, figure in report.cells.items():
            if figure and path.startswith("proactive/regulations/") and path not in report.uncertain and figure > 0:
                yield self.finding(path, expected=0, actual=figure, organ=report.organ, label=report.layout.label(path))


class DocumentsInForce(Check):
    """年底现行有效的文件，至少有今年新发而没有废止的那些（2021 年格式）；公开总数不会少于今年公开的（2019 年格式）。"""

    title = "文件件数前后不合"
    code, severity, cites = "documents-in-force", "warning", "统一格式表二第二十条第（一）项"
    message = "“{row}”{why}：至少应为 {expected} 件，填 {actual} 件。"
    innocent = "如果今年新发的文件当年又失效、合并或重新认定，请在文字里说明，就不是错误。"
    mend = "会同司法行政部门核对制发、废止和现行有效的件数。"
    row = "proactive/normative_documents/"
    wrong = {f"{row}issued": 5, f"{row}repealed": 1, f"{row}in_force": 0}
    right = wrong | {f"{row}in_force": 4}

    def run(self, report: Report) -> Iterator[Finding]:
        """Compare the columns of both rows of documents."""
        for row in DOCUMENTS:
            place = f"proactive/{row}"
            label = report.layout.label(place)
            if figures := report.known(*(f"{place}/{column}" for column in ("issued", "repealed", "in_force"))):
                issued, repealed, in_force = figures
                if in_force < issued - repealed:
                    yield self.finding(
                        f"{place}/in_force",
                        expected=issued - repealed,
                        actual=in_force,
                        row=label,
                        why="今年制发减去今年废止，就是现行有效的最少件数",
                    )
            if figures := report.known(f"{place}/disclosed", f"{place}/total_disclosed"):
                disclosed, total = figures
                if total < disclosed:
                    yield self.finding(
                        f"{place}/total_disclosed",
                        expected=disclosed,
                        actual=total,
                        row=label,
                        why="对外公开总数量不少于本年新公开数量",
                    )


class ChargesInTenThousands(Check):
    """收费金额以万元计。印着“元”的，或者小小一个乡镇收了上亿元的，多半是照元填的。

    A town, township or street office that took in a hundred million yuan is asked whether it wrote yuan.
    """

    title = "收费金额的单位"
    code, severity, cites = "charges-in-ten-thousands", "warning", "统一格式（2021）表二第二十条第（八）项"
    message = "行政事业性收费填 {actual}{unit}，这一栏的单位是万元，填的如果是元，应为 {expected}。"
    innocent = "如果确实以万元计，就不是错误。"
    mend = "核对收费票据的合计：以元计的，除以一万再填；单位不用写在格里。"
    path = "proactive/charges/amount"
    wrong = {"organ": "青禾县石桥镇人民政府", path: Decimal(325000)}
    right = {"organ": "青禾县石桥镇人民政府", path: Decimal("32.5")}
    most = 10_000

    def run(self, report: Report) -> Iterator[Finding]:
        """Look at the amount and at the unit printed with it."""
        amount = report.figure(self.path)
        if amount is None:
            return
        words = report.printed.get(self.path, "").rstrip("）) ")
        if words.endswith("元") and not words.endswith(("万元", "亿元")):
            yuan = shown(Decimal(amount) * 10_000)
            yield self.finding(
                self.path, severity="notice", innocent="", expected=shown(amount), actual=yuan, unit="元"
            )
        elif amount >= self.most and kind_of(report.organ).single:
            yield self.finding(self.path, expected=shown(Decimal(amount) / 10_000), actual=shown(amount), unit="")


def shown(amount: Figure) -> Figure:
    """An amount without noughts behind the point.

    >>> shown(Decimal("325000.0")), shown(Decimal("32.50"))
    (325000, Decimal('32.5'))
    """
    return int(amount) if amount == int(amount) else Decimal(amount).normalize()
