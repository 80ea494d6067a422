"""Pages that end in the middle of a sentence."""

from gongkai.documents import read_bytes
from gongkai.report.reading import read_document

HEAD = "青禾县石桥镇人民政府2023年政府信息公开工作年度报告\n一、总体情况\n"
TAIL = "\n五、存在的主要问题及改进情况\n解读形式单一，下一步将增加图解。\n六、其他需要报告的事项\n未收取信息处理费。"


def test_a_statement_is_found_across_the_end_of_a_page_with_its_mark():
    torn = "2023年，我镇通过政府网站、公众号等渠道主动公开政府\n\n— 3 —\n\n信息124条，其中政府网站100条，公众号24条。"
    report = read_document(read_bytes((HEAD + torn + TAIL).encode()))
    (said,) = [one for one in report.statements if one.quantity == 124]
    assert said.of.endswith("主动公开政府信息")
    assert [part.quantity for part in said.parts] == [100, 24]
    assert "— 3 —" not in report.text(1)


def test_page_marks_of_every_kind_are_no_text():
    for mark in ("- 2 -", "—2—", "第 2 页 共 8 页", "第2页", "·2·"):
        report = read_document(read_bytes((HEAD + f"认真公开。\n{mark}\n及时答复。" + TAIL).encode()))
        assert report.text(1) == "认真公开。\n及时答复。"
