"""What the narrative claims about the tables: statements matched with the cells they speak of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from gongkai.report.checks.base import Kept
from gongkai.report.forms import forms
from gongkai.report.model import Figure, Report, Statement
from gongkai.report.narrative import quote, sentences, statements
from gongkai.report.narrative.grammar import LAST_YEAR, SO_FAR

TOPIC = re.compile(r"信息公开申请|公开申请|依申请公开|申请公开|信息公开的申请|申请政府信息|公开的申请")
UPHELD = re.compile(r"(?:均|全部|都)(?:获|予|予以|被|为|得到|判决|结果)?维持")
STANDING = re.compile(
    r"^[#*]*[（(]?[一二三四五六七八九十]*[）)、.]?[^。，,0-9]{0,16}[。：:]?\s*20\d\d\s*年度?[，,]?(?:(?!结转|相比|以来).)*$"
)
SUB_HEADING = re.compile(r"[#*]*[（(][一二三四五六七八九十][）)]")
OTHER_TOPIC = re.compile(
    r"咨询|信访|诉求|来电|来信|信箱|热线|留言|举报|投诉|更正|低保|救助|补贴|许可证|入学|不属于|非政府信息|执法|仲裁|劳动|复核"
    r"|化解|调解|听证|涉企|建议|提案|培训|会议|讲座|宣传|出庭|开庭"
)
CHANNEL = re.compile(r"网上|在线|网络|线上|线下|信函|邮寄|信件|当面|现场|传真|邮件|邮箱|窗口|平台|网站|系统|电话|渠道")
DOCUMENTS = re.compile(r"(?P<administrative>行政)?规范性文件$|规范性文件(?!类|清理|库|管理|公开|的?解读|政策)")
PUBLICITY = re.compile(r"刊登|解读|备案|公报|转发|部门规范性|栏|评估|清理|审查|拟|修改")

CHARGES = re.compile(r"行政事业性收费(?!.*(?:减免|免征|降低|取消|停征|清单))")
MONEY = {"元": Decimal("0.0001"), "万元": Decimal(1), "亿元": Decimal(10000)}

DECIDED = re.compile(r"作出|做出|决定|办理|办结|实施")
DECISIONS = {"licensing": "行政许可", "penalties": "行政处罚", "coercion": "行政强制"}
APPLICANTS = {
    "natural_person": re.compile(r"自然人"),
    "business": re.compile(r"商业企业"),
    "research": re.compile(r"科研机构"),
    "nonprofit": re.compile(r"社会公益组织"),
    "legal_service": re.compile(r"法律服务机构"),
}
RESULTS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (re.compile(r"予以公开及部分公开|公开(?:和|及|或|、)部分公开"), ("granted", "partly_granted")),
    (re.compile(r"部分公开"), ("partly_granted",)),
    (re.compile(r"(?<!不)予以公开"), ("granted",)),
    (re.compile(r"不予公开"), ("refused_*",)),
    (re.compile(r"无法提供"), ("not_held", "would_need_creating", "still_unclear")),
    (
        re.compile(r"不予处理"),
        ("petition_or_complaint", "repeated", "public_publication", "excessive", "reconfirmation"),
    ),
    (re.compile(r"其他处理"), ("lapsed_uncorrected", "lapsed_unpaid", "other")),
)
UNITS = frozenset(("件", "条", "份", "个", "次", "起", "宗", "例", "件次"))
CARRIED_IN = re.compile(
    r"(?:上年|上一年|去年|上年度|上一年度|20\d\d年度?)(?:结转|转结)|结转(?:上年|上一年|去年)|上一?年度?(?:未办结|转)"
)
CARRIED_OUT = re.compile(
    r"结转|转结|尚在|转[入至到]?下|下一?年度?(?:继续)?(?:办理|答复|处理)|顺延|尚未(?:办结|答复)|正在办理|在办"
)
CLOSED = re.compile(r"办结|答复|办理完毕|办毕|回复")
RECEIVED = re.compile(r"新收|收到|接到|接收|受理|收件|提出|发生")
COMPARED = re.compile(r"较|比|同比|增加|减少|增长|下降|其余|除")
ALREADY = re.compile(r"已经?主动公开|告知获取")
DOCUMENT_TRIPLE = re.compile(r"废止[^。]*现行有效|现行有效[^。]*废止")


@dataclass(slots=True)
class Claim:
    """A statement with the cells it speaks of: their sum is what the table says.

    `loose`: the words leave room for another count than the table's (受理, 答复, 公开 of documents).
    """

    key: str
    paths: tuple[str, ...]
    statement: Statement
    loose: bool = False


@Kept
def claims(report: Report) -> tuple[Claim, ...]:
    """Every claim about a cell in the narrative of the report year."""
    topical = _about_applications(report)
    return tuple(claim for one in statements(report) for claim in _claims(report, one, one.quote in topical))


def _about_applications(report: Report) -> set[str]:
    """The sentences that speak of applications: by their own words or by the sub-heading they stand under."""
    found, headed = set(), False
    for sentence in sentences(report):
        if sentence.text[0] in "#*（(" and SUB_HEADING.match(sentence.text):
            headed = bool(re.search("申请公开|公开申请", sentence.text[:20]))
        if headed or ("申请" in sentence.text and TOPIC.search(sentence.text)):
            found.add(quote(sentence))
    return found


def _claims(report: Report, said: Statement, topical: bool) -> Iterator[Claim]:
    if said.unit in MONEY and (charged := _charges(report, said)) is not None:
        yield charged
    if said.unit not in UNITS or not _comparable(report, said):
        return
    if (all_upheld := _all_upheld(said)) is not None:
        yield all_upheld
    claim = _reviews(said) or (_applications(report, said) if topical else None)
    claim = claim or _documents(report, said) or _decisions(report, said)
    new = claim is not None and claim.key == "new"
    if claim:
        yield claim
    for part in said.parts:
        applicant = list(_applicant(part, claim.loose)) if claim and new else []
        yield from applicant or _claims(report, part, topical)


def _comparable(report: Report, said: Statement) -> bool:
    """Whether a statement counts cases or documents of the report's year, and is no comparison with another."""
    if _so_far(said.quote) or COMPARED.search(said.of):
        return False
    if LAST_YEAR.search(said.of) and not CARRIED_IN.search(said.of):
        return False
    return said.year in (None, report.year) or _slipped(report, said)


def _so_far(text: str) -> bool:
    told = "以来" in text or "自20" in text or "历年" in text or "至今" in text
    return told and SO_FAR.search(text) is not None


def _slipped(report: Report, said: Statement) -> bool:
    """Whether the year of a statement may be last year's, left standing in this year's words."""
    return said.year is not None and said.year + 1 == report.year and bool(STANDING.search(said.quote))


def _applicant(part: Statement, loose: bool) -> Iterator[Claim]:
    for column, shape in APPLICANTS.items():
        if shape.search(part.of):
            yield Claim(f"new/{column}", (f"applications/new/{column}",), part, loose)


def _reviews(said: Statement) -> Claim | None:
    words, prefix = said.of, "reviews/"
    if "复议" not in words and "诉讼" not in words and "应诉" not in words:
        return None
    if OTHER_TOPIC.search(words) or said.unit not in ("件", "起", "宗", "例", "次"):
        return None
    column = "upheld" if "维持" in words else "corrected" if "纠正" in words else "total"
    figure = re.search(rf"(?<!\d){said.quantity}(?!\d)", said.quote) if said.quantity else None
    before = said.quote[: figure.start()] if figure else said.quote
    loose = "信息公开" not in before and not TOPIC.search(before)
    if "未经复议" in words:
        return Claim("litigation_direct", (f"{prefix}litigation_direct/{column}",), said, loose)
    if "复议后" in words:
        return Claim("litigation_after", (f"{prefix}litigation_after_reconsideration/{column}",), said, loose)
    suits = (f"{prefix}litigation_direct/{column}", f"{prefix}litigation_after_reconsideration/{column}")
    appeals = (f"{prefix}reconsideration/{column}",)
    if "复议" in words and ("诉讼" in words or "起诉" in words):
        return Claim("reviews", appeals + suits, said, loose)
    return (
        Claim("reconsideration", appeals, said, loose) if "复议" in words else Claim("litigation", suits, said, loose)
    )


def _all_upheld(said: Statement) -> Claim | None:
    """A claim that every reconsideration, or every suit, ended in 维持."""
    claim = _reviews(said) if said.quantity and "维持" in said.quote and UPHELD.search(said.quote) else None
    if claim is None or claim.paths[0].endswith("/upheld"):
        return None
    paths = tuple(path.replace("/total", "/upheld") for path in claim.paths)
    return Claim(f"{claim.key}/upheld", paths, said, loose=True)


def _applications(report: Report, said: Statement) -> Claim | None:
    words = said.of
    if OTHER_TOPIC.search(words) or CHANNEL.search(words):
        return None
    if CARRIED_IN.search(words):
        return Claim("carried_in", ("applications/carried_in/total",), said)
    if CARRIED_OUT.search(words):
        return Claim("carried_out", ("applications/carried_out/total",), said, "结转" not in words)
    for shape, rows in RESULTS if "公开" in words or "提供" in words or "处理" in words else ():
        if shape.search(words):
            return Claim(rows[0], _rows(report, rows), said, rows[0] == "granted" and bool(ALREADY.search(said.quote)))
    if CLOSED.search(words):
        return Claim("closed", ("applications/total/total",), said, "办结" not in words)
    if "申请" in words and (RECEIVED.search(words) or said.quantity == 0):
        loose = not re.search(r"新收|新受理|收到|接到|接收", words) and bool(said.quantity)
        return Claim("new", ("applications/new/total",), said, loose)
    return None


def _rows(report: Report, rows: tuple[str, ...]) -> tuple[str, ...]:
    if rows == ("refused_*",):
        rows = tuple(row for row in report.layout.results() if row.startswith("refused_"))
    return tuple(f"applications/{row}/total" for row in rows if f"applications/{row}/total" in report.cells)


def _documents(report: Report, said: Statement) -> Claim | None:
    words = said.of
    if "规范性文件" not in words or not DOCUMENTS.search(words) or PUBLICITY.search(words):
        return None
    if report.form != "2021" or said.unit not in ("件", "份", "个"):
        return None
    row = "proactive/normative_documents/"
    loose = "行政规范性文件" not in words and not DOCUMENT_TRIPLE.search(said.quote)
    if re.search(r"废止|失效", words):
        return Claim("repealed", (f"{row}repealed",), said, loose)
    if re.search(r"现行有效|继续有效", words):
        return Claim("in_force", (f"{row}in_force",), said, loose)
    if re.search(r"制发|制定|出台|印发", words):
        return Claim("issued", (f"{row}issued",), said, loose)
    return None


def _decisions(report: Report, said: Statement) -> Claim | None:
    """Decisions of licensing, penalties and coercion; the text often counts other things by these words: loose."""
    words = said.of
    row = next((row for row, word in DECISIONS.items() if word in words and _decisions_of(row) in report.cells), "")
    if not row or said.unit not in ("件", "起", "宗", "例") or PUBLICITY.search(words) or not DECIDED.search(words):
        return None
    return Claim(row, (_decisions_of(row),), said, loose=True)


def _decisions_of(row: str) -> str:
    return f"proactive/{row}/decisions"


def _charges(report: Report, said: Statement) -> Claim | None:
    """The charges of the year in 万元; another count (paid in, one kind of charge) is likely: loose."""
    path = "proactive/charges/amount"
    if path not in report.cells or said.year not in (None, report.year):
        return None
    if not CHARGES.search(said.of) or COMPARED.search(said.of):
        return None
    amount = Decimal(format((Decimal(said.quantity) * MONEY[said.unit]).normalize(), "f"))
    return Claim("charges", (path,), replace(said, quantity=amount), loose=True)


def table_says(report: Report, paths: tuple[str, ...]) -> Figure | None:
    """The sum of cells, or `None` where one is blank, absent or uncertain."""
    figures = report.known(*paths) if paths else None
    return sum(figures) if figures else None


def table_suggests(report: Report, paths: tuple[str, ...]) -> Figure | None:
    """The sum of cells if blanks are zeros, a blank 总计 the sum of its row; `None` if that says nothing."""
    total: Figure = 0
    told, figures, uncertain = False, report.cells, report.uncertain
    for path in paths:
        if (figure := figures.get(path)) is not None and path not in uncertain:
            told, total = True, total + figure
            continue
        cells: tuple[str, ...] = (path,)
        if figure is None and path.startswith("applications/") and path.endswith("/total"):
            cells = row_cells(report.form, path.removesuffix("/total"))
        if not uncertain.keys().isdisjoint(cells):
            return None
        known = [figure for cell in cells if (figure := figures.get(cell)) is not None]
        told, total = told or bool(known), total + sum(known)
    return total if told else None


@cache
def row_cells(form: str, row: str) -> tuple[str, ...]:
    """The cells of a row of table 三."""
    return tuple(f"{row}/{column}" for column in forms()[form].applications.columns)
