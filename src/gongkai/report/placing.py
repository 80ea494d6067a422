"""Where in a report a finding stands, in the words of the form."""

from gongkai.report.model import TABLES, Report

TABLE_NAMES = {"proactive": "第二部分", "applications": "第三部分", "reviews": "第四部分"}
FIELD_NAMES = {
    "title": "标题",
    "organ": "机关名称",
    "year": "年度",
    "form": "格式",
    "document_number": "文号",
    "signed_by": "签发人",
    "issued_on": "日期",
}


def place_name(where: str, report: Report) -> str:
    """Where a finding stands, in words, with its place in the source where the reader kept it.

    >>> place_name("reviews/reconsideration/total", Report())
    '第四部分“行政复议·总计”'
    """
    before = "与其他报告比较，" if where.startswith("series/") else ""
    path = where.removeprefix("series/")
    head = path.split("/")[0]
    if head in TABLES:
        try:
            name = f"{TABLE_NAMES[head]}“{report.layout.label(path)}”"
        except KeyError:
            name = TABLE_NAMES[head]
    elif head == "sections":
        number = int(path.rpartition("/")[2])
        name = f"第{'零一二三四五六七八九'[number]}部分" if number else "开头"
    else:
        name = FIELD_NAMES.get(path, path)
    source = report.places.get(path)
    return f"{before}{name}{f'（原件{source}）' if source else ''}"


def doubted(report: Report) -> list[tuple[str, int, str]]:
    """The cells that were not read for sure, those of one row with one reason together: where in words, how many, why.

    >>> doubted(Report(uncertain={"applications/new/total": "看不清", "applications/new/other": "看不清"}))
    [('第三部分“一、本年新收政府信息公开申请数量”', 2, '看不清')]
    """
    rows: dict[tuple[str, str], list[str]] = {}
    for path, reason in report.uncertain.items():
        rows.setdefault((path.rpartition("/")[0], reason), []).append(path)
    return [
        (place_name(paths[0] if len(paths) == 1 else row, report), len(paths), reason.rstrip("。") or "没有读准")
        for (row, reason), paths in rows.items()
    ]
