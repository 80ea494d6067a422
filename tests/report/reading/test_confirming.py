"""The narrative as a witness for figures that ran together: it chooses where it fits one way, and never else."""

import pytest

from gongkai.documents import read_bytes
from gongkai.report.reading import read_document

PATHS = [f"proactive/normative_documents/{column}" for column in ("issued", "repealed", "in_force")]


def read_with(told, digits="8855698"):
    text = (
        f"青禾县财政局2022年政府信息公开工作年度报告 一、总体情况 {told} 二、主动公开政府信息情况 "
        f"第二十条第（一）项 信息内容 本年制发件数 本年废止件数 现行有效件数 规章000行政规范性文件{digits}"
        "第二十条第（五）项信息内容本年处理决定数量行政许可10690第二十条第（六）项信息内容本年处理决定数量行政处罚2113行政强制0第二十条第（八）项信息内容"
        "本年收费金额（单位：万元）行政事业性收费0 三、收到和处理政府信息公开申请情况 见附件。 "
        "五、存在的主要问题及改进情况 解读较少，将改进。 六、其他需要报告的事项 未收取信息处理费。"
    )
    report = read_document(read_bytes(text.encode()))
    return [report.figure(path) for path in PATHS]


def test_two_figures_of_the_text_that_fit_one_way_settle_the_row():
    assert read_with("本年制发行政规范性文件88件，现行有效行政规范性文件698件。") == [88, 55, 698]


@pytest.mark.parametrize(
    "told",
    [
        "认真公开规范性文件。",
        "现行有效行政规范性文件698件。",
        "本年制发行政规范性文件8件。",
        "本年制发行政规范性文件89件，现行有效行政规范性文件698件。",
        "2021年制发行政规范性文件88件，2021年底现行有效行政规范性文件698件。",
        "本年制发行政规范性文件88件、制定行政规范性文件885件，现行有效行政规范性文件698件。",
    ],
)
def test_a_text_that_says_too_little_or_something_else_settles_nothing(told):
    assert read_with(told) == [None, None, None]
