"""Random reports that are right in every identity, in both forms: the ground of the property tests."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random

from gongkai.report.forms import form_for
from gongkai.report.model import Report, Section

COLUMNS = ("natural_person", "business", "research", "nonprofit", "legal_service", "other")
PLACES = ("清溪", "石桥", "云台", "柳河", "白马", "东岭", "北川口", "南湖")
KINDS = (("镇", "我镇"), ("乡", "我乡"), ("街道办事处", "我街道"))


def consistent_report(random: Random, year: int | None = None) -> Report:
    """A report of an invented organ whose tables satisfy every identity of its form."""
    year = year or random.randint(2019, 2026)
    form = form_for(year)
    cells = dict.fromkeys(form.paths(), 0)
    _fill_applications(cells, form.results(), random)
    for block in ("reconsideration", "litigation_direct", "litigation_after_reconsideration"):
        parts = {part: _small(random) for part in ("upheld", "corrected", "other", "pending")}
        cells |= {f"reviews/{block}/{part}": figure for part, figure in parts.items()}
        cells[f"reviews/{block}/total"] = sum(parts.values())
    _fill_proactive(cells, form.form, random)
    place, (kind, own) = random.choice(PLACES), random.choice(KINDS)
    organ = f"青禾县{place}{kind}{'人民政府' if kind in '乡镇' else ''}"
    new, closed = cells["applications/new/total"], cells["applications/total/total"]
    texts = (
        f"（一）主动公开。{year}年{own}主动公开政府信息128条，其中政府门户网站100条，政务新媒体28条。\n"
        f"（二）依申请公开。{year}年{own}新收政府信息公开申请{new}件，办结{closed}件。\n"
        "（三）政府信息管理。严格执行公开前审查。\n（四）平台建设。做好专栏维护。\n"
        "（五）监督保障。工作考核结果为良好；开展社会评议1次，群众满意；未发生责任追究情形。",
        "",
        "",
        "",
        "存在的问题：政策解读形式较少。改进情况：增加图解和视频解读。",
        f"本机关{year}年未收取信息处理费。",
    )
    return Report(
        cells=cells,
        form=form.form,
        year=year,
        organ=organ,
        title=f"{organ}{year}年政府信息公开工作年度报告",
        opening=f"根据《中华人民共和国政府信息公开条例》编制。数据统计期限为{year}年1月1日至{year}年12月31日。",
        sections=tuple(Section(n, h, t) for n, (h, t) in enumerate(zip(form.sections, texts, strict=True), start=1)),
        procurement_unit="元" if form.form == "2019" else None,
    )


def _small(random: Random) -> int:
    return random.choice((0, 0, 0, 1, 2, random.randint(0, 40)))


def _fill_applications(cells: dict[str, int | Decimal], results: tuple[str, ...], random: Random) -> None:
    for column in COLUMNS:
        closed = {row: _small(random) for row in results}
        handled, carried_out = sum(closed.values()), _small(random)
        carried_in = random.randint(0, min(5, handled + carried_out))
        figures = closed | {"total": handled, "carried_out": carried_out, "carried_in": carried_in}
        figures["new"] = handled + carried_out - carried_in
        cells |= {f"applications/{row}/{column}": figure for row, figure in figures.items()}
    for row in (*results, "total", "carried_out", "carried_in", "new"):
        cells[f"applications/{row}/total"] = sum(cells[f"applications/{row}/{column}"] for column in COLUMNS)


def _fill_proactive(cells: dict[str, int | Decimal], form: str, random: Random) -> None:
    for path in cells:
        table, row, column = path.split("/")
        if table != "proactive" or row == "regulations":
            continue
        cells[path] = random.choice((0, random.randint(0, 300)))
        if column == "change":
            cells[path] = random.randint(-5, 5)
        if column == "amount":
            cells[path] = Decimal(random.randint(0, 10**8)) / 100
    if form == "2021":
        issued = cells["proactive/normative_documents/issued"]
        cells["proactive/normative_documents/in_force"] = issued + random.randint(0, 20)
    else:
        disclosed = cells["proactive/normative_documents/disclosed"]
        cells["proactive/normative_documents/total_disclosed"] = disclosed + random.randint(0, 20)


SENTENCES = (
    "认真贯彻落实《中华人民共和国政府信息公开条例》，坚持以公开为常态、不公开为例外。",
    "全年召开政务公开专题会议2次，培训工作人员46人次。",
    "公示栏共张贴低保、临时救助、惠农补贴等信息312条（其中村级265条），群众反映良好。",
    "“柳河发布”微信公众号（ID：liuhe_fabu）推送信息1,024条，阅读量10.5万次，同比增长12.6%。",
    "联系电话：0000-6601234；电子邮箱：zwgk@example.cn；网址：https://www.example.cn/zwgk/。",
    "群众沈*兰等提出的3条意见已全部办结；A|B两类事项分别公示。",
    "一是完善制度；二是强化培训——做到“应公开、尽公开”。",
    "负责人𠮷田、周·阿依古丽参加了活动 #公开日#。",
)
LISTS = ("1.公开机制还不够健全。", "2.政策解读形式单一 <以文字为主>。", "（1）下一步将加强培训。")


def full_report(random: Random, year: int | None = None) -> Report:
    """A consistent report with all a document may carry: 文号, 签发人, date, long sections, blanks, doubts, units."""
    report = consistent_report(random, year)
    place = re.sub(r"^青禾县|人民政府$|办事处$", "", report.organ)
    cells = dict(report.cells)
    for path in _left_blank(cells, random):
        cells[path] = None
    doubts = random.sample(sorted(cells), random.choice((0, 0, 1, 3)))
    cells |= dict.fromkeys(doubts)
    dated = random.random() < 0.6
    return replace(
        report,
        cells=cells,
        uncertain=dict.fromkeys(doubts, "看不清"),
        document_number=f"{place[:2]}政发〔{report.year + 1}〕{random.randint(1, 120)}号"
        if random.random() < 0.5
        else None,
        signed_by=random.choice((None, "陈砚", "欧阳若水", "周·阿依古丽")),
        issued_on=date(report.year + 1, random.randint(1, 3), random.randint(1, 28)) if dated else None,
        opening="\n".join([report.opening, *random.sample(SENTENCES, random.randint(0, 2))]),
        sections=tuple(_lengthened(section, random) for section in report.sections),
        procurement_unit=random.choice(("元", "万元")) if report.form == "2019" else None,
    )


def _left_blank(cells: Mapping[str, object], random: Random) -> Iterator[str]:
    """What clerks leave blank: whole rows, everything but the totals of a row, a cell here and there."""
    rows = sorted({path.rpartition("/")[0] for path in cells})
    for row in random.sample(rows, random.choice((0, 0, 1, 5))):
        columns = [path for path in cells if path.startswith(f"{row}/")]
        total = random.random() < 0.5
        yield from (path for path in columns if total or not path.endswith("/total"))
    parts = sorted(path for path in cells if not path.endswith("/total"))
    yield from random.sample(parts, random.choice((0, 0, 1, 3)))


def _lengthened(section: Section, random: Random) -> Section:
    """The section with more paragraphs; the tables of two to four may have a sentence before them."""
    if section.number in (2, 3, 4):
        return section
    lines = section.text.split("\n")
    lines += random.sample(SENTENCES, random.randint(0, 4))
    if section.number == 5:
        lines += ["（一）存在的主要问题", *LISTS[: random.randint(0, 3)], "（二）改进情况", random.choice(SENTENCES)]
    return replace(section, text="\n".join(lines))
