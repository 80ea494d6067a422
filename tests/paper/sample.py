"""A letter of the invented 青禾县 that uses every kind of block."""

from datetime import date

from gongkai.paper import (
    Attachments,
    Cell,
    Choices,
    Heading,
    Imprint,
    Items,
    Page,
    Paragraph,
    RedHead,
    Run,
    Signature,
    Slip,
    Table,
    cell,
    header,
    paragraph,
)

TABLE = Table(
    (
        (header("信息内容", rowspan=2), header("本年", colspan=2)),
        (header("制发"), header("废止")),
        (header("规章", "row"), cell("3"), Cell((Run("〔待核〕", mark=True),))),
        (header("行政规范性文件", "row"), cell("12.50"), cell()),
    ),
    (2, 1, 1),
    header_rows=2,
    title="制发和废止情况",
)
BLOCKS = (
    paragraph("周晓棠：", indent=False),
    paragraph("你申请公开“河道清淤工程的施工合同”，本机关于2025年12月30日收到。"),
    Heading("一、予以公开的信息"),
    Heading("（一）合同价款", 2),
    Paragraph((Run("合同价款"), Run("1,203,000元", bold=True), Run("，见附件。"))),
    Items(("工期", "质量标准"), ordered=True),
    TABLE,
    Attachments(("施工合同", "补充协议")),
    Signature("青禾县柳河镇人民政府", date(2026, 1, 26)),
)
LETTER = Page(
    "政府信息公开申请部分公开答复书",
    BLOCKS,
    organ="青禾县柳河镇人民政府",
    red_head=RedHead("青禾县柳河镇人民政府", "柳河公复〔2026〕2号", "陈砚"),
    imprint=Imprint("青禾县柳河镇党政办公室", date(2026, 1, 26), ("青禾县政务公开办公室",)),
    slips=(Slip("回执", (Choices((("同意公开", True), ("不同意公开", False))),)),),
)
WORDS = ("周晓棠", "柳河公复〔2026〕2号", "陈砚", "予以公开的信息", "1,203,000元", "质量标准", "待核", "补充协议")
WORDS += ("2026年1月26日", "抄送", "政务公开办公室", "回执", "不同意公开", "行政规范性文件")
