"""A period of the law in words, for the sentences of screens: number and unit, never typed into them."""

from datetime import date

from gongkai.law.errors import BadInput
from gongkai.law.parameters import parameter

SPOKEN = {"工作日": "个工作日", "月": "个月"}
"""How a count of a unit is said; every other unit follows its number as it is."""


def period(name: str, on: date) -> str:
    """The period `name` (`deadlines/reply`) as it was in force on a day; a day of the year as month and day.

    >>> period("deadlines/reply", date(2019, 5, 14)), period("deadlines/reply", date(2019, 5, 15))
    ('15 个工作日', '20 个工作日')
    >>> period("reports/department", date(2026, 1, 5)), period("remedies/suit", date(2026, 1, 5))
    ('1 月 31 日', '6 个月')
    >>> [period("remedies/respondent_ordinary", day) for day in (date(2023, 5, 8), date(2026, 1, 5))]
    ['10 日', '10 个工作日']

    Raises `BadInput` for a name that is no period, and where the law of that day set none.
    """
    told = parameter(name).on(on)
    if isinstance(told.value, dict):
        return f"{told.value['month']} 月 {told.value['day']} 日"
    if told.value is None or isinstance(told.value, bool | list):
        raise BadInput(f"{name} 在 {on.isoformat()} 没有可以写成期限的数字。")
    return f"{told.value} {SPOKEN.get(told.unit, told.unit)}"
