"""A list that begins in a sentence of its own: 共公开81条。其中，动态50条，……"""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gongkai.report.narrative.grammar import Quantity

BEGINS = re.compile(r"^[（(]?其中[，,：:]?")


def put_under(before: Sequence["Quantity"], listed: list["Quantity"], ends: re.Pattern[str]) -> list["Quantity"]:
    """Put what a sentence that begins with 其中 lists under the last figure of the sentence before; what is left of it.

    Nothing is put anywhere where that figure is not the only one of its unit, has a list already or is no exact figure.
    `ends` are words before a figure that is no part.
    """
    whole = before[-1] if before else None
    if (
        whole is None
        or not listed
        or whole.parts
        or whole.about
        or whole.unit == "%"
        or whole.sentence.text[-1] != "。"
    ):
        return listed
    if sum(other.unit == whole.unit for other in before) > 1 or not BEGINS.match(listed[0].gap):
        return listed
    if any(part.parts for part in listed):  # where a list within a list ends is not said
        return listed
    taken = 0
    for part in listed:
        if part.unit != whole.unit or ends.search(BEGINS.sub("", part.gap)):
            break
        taken += 1
    if taken:
        whole.introduced, whole.parts, whole.mixed = "其中", listed[:taken], whole.mixed or taken < len(listed)
    return listed[taken:]
