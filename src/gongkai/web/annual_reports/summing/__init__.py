"""The county that adds up: sums of chosen organs, drill-down, chains across years, outliers, copied texts.

Everything is a set query over narrow tables that publishing keeps; `organs` is a queryset, a `Chosen`, or `None` for
all.
"""

from gongkai.web.annual_reports.summing.adding import (
    FLOWS,
    Break,
    breakers,
    breaks,
    by_year,
    children,
    count_of,
    of_organ,
    report_of,
    reporting,
    sum_of,
    totals,
    years,
)
from gongkai.web.annual_reports.summing.choosing import Chosen, chosen
from gongkai.web.annual_reports.summing.copying import copies
from gongkai.web.annual_reports.summing.leaping import Gap, Outlier, gaps, outliers

__all__ = [
    "FLOWS", "Break", "Chosen", "Gap", "Outlier", "breakers", "breaks", "by_year", "children", "chosen", "copies",
    "count_of", "gaps", "of_organ", "outliers", "report_of", "reporting", "sum_of", "totals", "years",
]  # fmt: skip
