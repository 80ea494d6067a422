"""Section five: a problem is recognised by how people write of it, and its lack is told."""

import pytest

from gongkai.report.checks import check
from gongkai.report.model import Report

NEXT = "下一步将每月检查一次。"


def lacks(text):
    """Whether section five is said to lack problems or measures."""
    return "problems-and-measures" in {one.code for one in check(Report.of({"year": 2025, "sections/5": text}))}


@pytest.mark.parametrize(
    "problem",
    [
        "村级公示栏更新不及时，有的公示超过一个月没有换。",
        "经办人更换以后衔接不紧，个别信息公开晚了三天，交接不够规范。",
        "依申请公开答复书说理不充分。",
        "重点领域信息按股室分散发布，群众查找费时。",
        "政务新媒体转发多、自编少，与网站的内容不太一致。",
        "图解和短视频偏少，老年群众看不懂。",
        "业务人员对条例不熟悉。",
    ],
)
def test_a_problem_in_other_words_is_a_problem(problem):
    assert not lacks(problem + NEXT)


def test_measures_without_a_problem_lack_the_problem():
    assert lacks(NEXT)


def test_a_problem_without_measures_lacks_the_measure():
    assert lacks("业务人员对条例不熟悉。")
