"""What the sentences of a report rest on: facts with their sources, from providers that the apps name in one tuple.

A fact whose value is `None` is not in the ledger: the sentence that needs it becomes a visible gap, never a phrase.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar, Protocol

from django.utils.module_loading import import_string

from gongkai.report.model import Figure
from gongkai.web.annual_reports import counting
from gongkai.web.disclosure import vocabulary
from gongkai.web.disclosure.channels import kinds
from gongkai.web.disclosure.figures import counted, figures
from gongkai.web.organs.models import Organ
from gongkai.web.oversight import facts as oversight


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure or words of the year. `source` says in Chinese what was counted; `url` opens the records behind it."""

    value: Figure | str | None
    source: str
    url: str = ""

    @property
    def words(self) -> str:
        """As the text prints it."""
        if isinstance(self.value, Decimal):
            return f"{self.value:f}".rstrip("0").rstrip(".") if "." in f"{self.value:f}" else f"{self.value:f}"
        return "" if self.value is None else str(self.value)


class Provider(Protocol):
    """Where facts come from."""

    name: str

    def facts(self, organ: Organ, year: int, organs: Iterable[Organ]) -> Mapping[str, Fact]:
        """Key → fact, e.g. `training/sessions`; the keys are those of `data/sentences.toml`.

        `organs` are all that the report speaks for: `organ`, and in a report for the whole those below it.
        """


FACTS: tuple[str, ...] = (
    "gongkai.web.annual_reports.facts.Disclosed",
    "gongkai.web.annual_reports.facts.Fees",
    "gongkai.web.annual_reports.facts.OrganFacts",
    "gongkai.web.annual_reports.facts.Oversight",
)
"""Dotted names of `Provider` classes; an app with a register adds its own."""


def facts_of(organ: Organ, year: int, organs: Iterable[Organ]) -> dict[str, Fact]:
    """Everything the providers know of the year of an organ, and of those it speaks for."""
    found: dict[str, Fact] = {}
    for dotted in FACTS:
        found |= import_string(dotted)().facts(organ, year, organs)
    return found


def behind(what: str, organ: Organ, year: int) -> str:
    """The page that lists the records behind a fact."""
    return f"/workbench/reports/{organ.short_code}/{year}/records/?what={what}"


class Disclosed:
    """主动公开, counted from publications and deliveries."""

    name = "主动公开"
    NAMED: ClassVar[dict[str, str]] = {
        "items": "公开的政府信息", "interpretations": "政策解读", "responses": "回应关切",
        "normative/made": "制发的行政规范性文件", "normative/repealed": "废止的行政规范性文件",
        "normative/in_force": "现行有效的行政规范性文件", "reassessed": "不予公开信息的评估", "withdrawn": "撤下的信息",
        "hand_overs": "向档案馆、图书馆移送",
    }  # fmt: skip

    def facts(self, organ: Organ, year: int, organs: Iterable[Organ]) -> Mapping[str, Fact]:
        """The figures, and in words the fields and the channels that had something."""
        every = figures(organs, year)
        found = {f"disclosure/{key}": Fact(counted(every[key]), words, behind(key, organ, year))
                 for key, words in self.NAMED.items() if key in every}  # fmt: skip
        channels = [(kind.title, counted(every[f"channels/{code}"]) + counted(every[f"elsewhere/{code}"]))
                    for code, kind in kinds().items() if code not in ("portal", "feed")]  # fmt: skip
        told = "，".join(f"通过{title}发布{number}条" for title, number in channels if number)
        found["disclosure/channels"] = Fact(told or None, "各渠道的发布记录", behind("channels", organ, year))
        fields = {code: counted(every[f"fields/{code}"]) for code in vocabulary.fields() if f"fields/{code}" in every}
        first = sorted(fields, key=lambda code: -fields[code])[:5]
        words = "、".join(f"{vocabulary.fields()[code].title}{fields[code]}条" for code in first)
        found["disclosure/fields"] = Fact(words or None, "按重点领域统计", behind("items", organ, year))
        return found


class Fees:
    """信息处理费. 国办函〔2020〕109号."""

    name = "信息处理费"

    def facts(self, organ: Organ, year: int, organs: Iterable[Organ]) -> Mapping[str, Fact]:
        """Notices, the sum asked and the sum paid, in yuan."""
        return {
            f"fees/{key}": Fact(value, "收费通知登记", behind("fees", organ, year))
            for key, value in counting.fees(organs, year).items()
        }


class OrganFacts:
    """What the organ says of itself: unit, windows, group, rules."""

    name = "机关信息"

    def facts(self, organ: Organ, year: int, organs: Iterable[Organ]) -> Mapping[str, Fact]:
        """The facts of `organs`."""
        base, last = f"/workbench/organs/{organ.short_code}", date(year, 12, 31)
        windows = organ.windows.count()
        return {
            "organ/windows": Fact(windows or None, "窗口和场所", f"{base}/window/"),
            "organ/policies": Fact(organ.policies.filter(published=True, issued_on__lte=last).count() or None,
                                   "公开制度", f"{base}/policy/"),
            "organ/unit": Fact(organ.unit_name or None, "公开工作机构", f"{base}/edit/unit/"),
        }  # fmt: skip


class Oversight:
    """监督保障: training, assessment, social evaluation, accountability. 条例第五十条第一款第四项."""

    name = "监督保障"
    SOURCES: ClassVar[dict[str, str]] = {
        "training": "培训台账",
        "assessment": "考核台账",
        "evaluation": "社会评议台账",
        "accountability": "责任追究台账",
    }

    def facts(self, organ: Organ, year: int, organs: Iterable[Organ]) -> Mapping[str, Fact]:
        """What the registers say; `None` where neither an entry nor a 零报告 says anything."""
        found = {}
        for key, value in oversight.year_of(organ, year).items():
            register = key.split("/")[0]
            url = (
                "/workbench/assessments/"
                if register == "assessment"
                else f"/workbench/oversight/{register}/?year={year}"
            )
            found[key] = Fact(value, self.SOURCES[register], url)
        return found
