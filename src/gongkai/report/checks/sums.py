"""The arithmetic of the narrative: parts against their whole, shares against their base."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from gongkai.report.checks.base import Check, Finding, section_name
from gongkai.report.model import Figure, Report
from gongkai.report.narrative import Quantity, quantities, quote

REMAINDER = re.compile(r"其他|其它|其余|剩余|余下")
CLAIMS_ALL = ("分别", "由", "分为", "具体包括")
RESULT = re.compile(r"公开|提供|处理|答复|申请|结转|办结")
NEAR = Decimal("0.9")
"""From this share on, three or more parts of one kind are taken for the whole list, unless they are answers."""
SLIGHTLY = Decimal("1.1")
"""Channels may carry the same information twice; but then their sum is far beyond the whole, not slightly."""
CHANNEL = re.compile(
    r"网|微信|微博|公众号|平台|栏|屏|媒体|抖音|快手|短视频|客户端|APP|报|电视|广播|渠道|线上|线下|公报|新媒体"
)
LISTED, LIST_ENDS = re.compile("(?:[（(][^（）()]*)?[）)]?、"), re.compile("(?:[（(][^（）()]*)?[）)]?[，,]")
"""A list goes on with 、, and ends with a comma."""
FEW = Decimal("0.5")
SHARE = re.compile(r"^(?:[^，,]{0,6})[，,（(]?约?占(?:比|总数的?|总量的?)?(?:为|约|达)?$")


class PartsMakeTheWhole(Check):
    """文字里先报总数、再报分项的，分项之和应当等于总数；分项不能超过总数。

    Parts that are not said to be all (其中 …) may leave a rest: that is a question or nothing, never an error.
    """

    title = "分项加起来不等于总数"
    code, severity, cites = "parts-make-the-whole", "error", "条例第五十条；统一格式第一部分"
    message = "{section}“{whole}”写 {actual} {unit}，所列 {count} 个分项相加为 {expected} {unit}。"
    mend = "核对总数和各分项；分项没有列全的，写明“其他”多少。"
    wrong = {"sections/1": "累计发布信息143条，其中涉农补贴25条，扶贫救灾5条，社会救助64条，其他领域46条。"}
    right = {"sections/1": "累计发布信息140条，其中涉农补贴25条，扶贫救灾5条，社会救助64条，其他领域46条。"}

    def run(self, report: Report) -> Iterator[Finding]:
        """Add the parts of every whole, also of wholes that are parts themselves."""
        for quantity in quantities(report):
            for whole in quantity.all():
                if whole.parts and not whole.about and not any(part.about for part in whole.parts):
                    yield from self._weigh(whole)

    def _weigh(self, whole: Quantity) -> Iterator[Finding]:
        added = sum(part.figure for part in whole.parts)
        if added == whole.figure or _ends_early(whole):
            return
        certain = certainty(whole, added)
        if certain is None:
            return
        yield self.finding(
            whole.sentence.place,
            severity="error" if certain else "warning",
            innocent="" if certain else "如果这些分项没有列全，或者互相重叠，就不是错误。",
            expected=added,
            actual=whole.figure,
            quote=quote(whole.sentence),
            section=section_name(whole.sentence.place),
            whole=whole.of or "总数",
            unit=whole.unit,
            count=len(whole.parts),
        )


def certainty(whole: Quantity, added: Figure) -> bool | None:
    """Whether the parts certainly do not make the whole; `None` where they need not."""
    if added > whole.figure:
        if whole.mixed or not (len(whole.parts) > 1 or "其中" in whole.introduced):
            return False
        return not overlapping(whole) or added <= whole.figure * SLIGHTLY
    if len(whole.parts) < 2:
        return None
    if whole.mixed:
        return None
    if any(REMAINDER.search(part.of) for part in whole.parts) or whole.introduced.strip("（(").startswith(CLAIMS_ALL):
        return True
    if whole.introduced in ("（", "("):
        return len(whole.parts) > 2
    near = added >= whole.figure * NEAR
    answers = all(RESULT.search(part.of) for part in whole.parts) and "申请" in whole.sentence.text
    if len(whole.parts) > 2 and near and not answers:
        return True
    return False if near or (len(whole.parts) > 2 and added >= whole.figure * FEW) else None


def overlapping(whole: Quantity) -> bool:
    """Whether the parts are channels, on which the same information may stand more than once."""
    return all(CHANNEL.search(part.of) for part in whole.parts) and all(p.figure <= whole.figure for p in whole.parts)


def _ends_early(whole: Quantity) -> bool:
    """Whether the first two or more parts make the whole and a new list begins behind them, after a sign that parts
    more than those within the list."""
    added: Figure = 0
    listed = True
    for index, part in enumerate(whole.parts):
        lighter = listed and LIST_ENDS.match(part.gap)
        if index > 1 and added == whole.figure and (lighter or re.search("[；;]|按|从", part.gap)):
            return True
        listed = listed and (index == 0 or LISTED.match(part.gap) is not None)
        added += part.figure
    return False


class SharesFit(Check):
    """“占百分之几”应当等于这个数除以它的总数。

    The base is the whole the sentence names before, or the number of applications closed; with none in sight the
    share is passed over.
    """

    title = "百分比算错"
    code, severity, cites = "shares-fit", "warning", "条例第五十条"
    message = "“{quote}”：{part} 占 {base} 应为 {expected}%，文字写 {actual}%。"
    innocent = "如果是以别的数为总数计算的，请写明，就不是错误。"
    mend = "重新计算这个百分比。"
    wrong = {"sections/1": "答复申请805件。予以公开258件，占33.9%；不予公开35件，占4.3%。"}
    right = {"sections/1": "答复申请805件。予以公开258件，占32.0%；不予公开35件，占4.3%。"}

    def run(self, report: Report) -> Iterator[Finding]:
        """Hold every “N 件，占 P%” against the wholes before it; the base is one that other shares fit, or its own."""
        shares = list(_shares(report))
        fitting = [[base for base in share.bases if share.fits(base)] for share in shares]
        agreed = [base for fit in fitting for base in fit]
        for share, fit in zip(shares, fitting, strict=True):
            if not share.bases or fit:
                continue
            base = next((base for base in share.bases if base in agreed), share.whole)
            if base:
                yield self.finding(
                    share.said.sentence.place,
                    expected=share.should_be(base),
                    actual=share.said.figure,
                    quote=quote(share.said.sentence),
                    part=share.part.figure,
                    base=base,
                )


@dataclass(slots=True)
class Share:
    """A share as the text says it: of which figure, and the figures before it that may be its base.

    `hundred` is the figure times 100; `step` is its last printed decimal: 0.1 for 33.9%.
    """

    part: Quantity
    said: Quantity
    bases: tuple[Figure, ...]
    whole: Figure | None
    step: Decimal
    hundred: Decimal

    def fits(self, base: Figure) -> bool:
        """Whether the share of `base` is the one said, rounded or cut off."""
        return abs(self.hundred / base - self.said.figure) < self.step

    def should_be(self, base: Figure) -> Decimal:
        """The share of `base` with as many decimals as the text has."""
        return (self.hundred / base).quantize(self.step)


def _shares(report: Report) -> Iterator[Share]:
    before: list[Quantity] = []
    whole: Figure | None = None
    every = quantities(report)
    if not any(quantity.unit == "%" and "占" in quantity.gap for quantity in every):
        return
    for quantity in every:
        if quantity.unit != "%":
            before += quantity.all()
            whole = quantity.figure if quantity.parts else whole
        elif before and SHARE.search(quantity.gap):
            part = before[-1]
            near = (q for q in before[:-1] if q.sentence.place == part.sentence.place and q.unit == part.unit)
            bases = tuple(q.figure for q in near if q.figure >= part.figure and q.figure)
            yield Share(
                part,
                quantity,
                bases,
                whole if whole in bases else None,
                _step(quantity.figure),
                Decimal(part.figure) * 100,
            )


def _step(figure: Figure) -> Decimal:
    exponent = Decimal(figure).as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
