"""Every pattern in every state, with the invented 青禾县: shown on /workbench/patterns/ and drawn by the tests."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.paginator import Paginator

from .forms import Form
from .values import (
    Act,
    Badge,
    Both,
    Cell,
    Day,
    Doc,
    Due,
    Event,
    Facet,
    Fact,
    Finding,
    HeatRow,
    Link,
    Option,
    Row,
    Share,
    Step,
    Tab,
    Task,
)

TODAY = date(2026, 1, 22)
OVERDUE = Due(date(2026, 1, 13), -7)
DUES = (
    OVERDUE,
    Due(date(2026, 1, 22), 0),
    Due(date(2026, 1, 25), 3, "天"),
    Due(date(2026, 2, 9), 12),
    Due(date(2026, 2, 3), 8, words="公示期满"),
    Due(date(2026, 2, 3), None),
)
TASKS = (
    Task(
        "公开《2025年第四季度临时救助资金发放情况》",
        "#tasks",
        "2025年12月15日形成，应在 20 个工作日内公开（条例第二十六条）",
        "去发布",
        OVERDUE,
    ),
    Task(
        "柳河依申〔2026〕2号：判断是否需要补正",
        "#tasks",
        "补正通知最晚 7 个工作日内一次告知（条例第三十条）",
        "打开",
        DUES[2],
    ),
    Task("柳河依申〔2025〕8号：作出答复", "#tasks", "第三方意见已到，拟部分公开", "打开", DUES[3]),
    Task("补齐公开指南的传真号码", "#tasks", "没有期限的事排在最后", "去补齐"),
)
REVIEWS = (
    Task(
        "2025年第四季度城乡低保资金发放公示", "#tasks", "陈砚秋提交，初审。有 4 处个人信息", badge=Badge("一审", "info")
    ),
)
ACTS = (
    Act(
        "作出答复",
        "拟：部分公开（第三十七条）。最晚",
        "起草答复书",
        "#acts",
        "2月9日（周一）",
        " 寄出或送达",
        primary=True,
    ),
    Act("延长期限", "最多 20 个工作日，延至", "申请延长", "#acts", "3月13日（周五）", "（第三十三条第二款）"),
    Act("补正通知", result="不能再用", refused="补正须在收到后 7 个工作日内提出，1月9日已届满（第三十条）"),
)
EVENTS = (
    Event("2月9日前　答复您", "答复书会出现在这里，同时给您发短信。", todo=True),
    Event("1月8日　向第三方征求意见", "依照条例第三十二条书面征求意见。", (Link("查看告知书（PDF）", "#timeline"),)),
    Event("12月30日　收到申请"),
)
SUMMARY = (
    Row("索引号", "11990123004100869P/2026-00009"),
    Row("主题分类", "国土资源、农业"),
    Row("发文机关", "青禾县人民政府"),
    Row("文号", "青政规〔2026〕1号"),
    Row("内容概述", "规定农村村民申请、审批、使用、退出宅基地的条件和程序。", long=True),
)
DOCS = (
    Doc(
        "柳河镇2025年12月城乡低保资金发放公示",
        "#docs",
        Badge("公示中", "info"),
        "柳河镇",
        date(2026, 1, 20),
        "2025年12月，全镇共发放……",
    ),
    Doc(
        "柳河镇低保审核确认工作规程",
        "#docs",
        Badge("已废止", "bad"),
        "柳河镇",
        date(2021, 3, 11),
        meta=("被柳政规〔2024〕1号废止",),
    ),
)
FACETS = (
    Facet("公开机关", "organ", (Option("柳河镇", "liuhe", 47, True), Option("望江乡", "wangjiang", 39))),
    Facet("年份", "year", (Option("2026年", "2026", 2), Option("2025年", "2025", 19))),
)
CHIPS = (Option("全部", chosen=True, url="#chips"), Option("错误", url="#chips", count=2), Option("警告", url="#chips"))
STEPS = (
    Step("起草、一校", "陈砚秋（民政办）1月21日", "done"),
    Step("一审　经办科室", "林知夏，正在审", "now"),
    Step("二审　办公室负责人", "许槐"),
    Step("三审　分管领导", "贺云樵"),
)
FINDINGS = (
    Finding(
        1,
        "身份证号码　1,375 个，校验码正确",
        "网上和公示栏都不得出现。",
        "bad",
        ("11010519491231002X", "1101**********002X"),
        (Link("删除整列", "#f1"), Link("遮蔽", "#f1")),
        "个人信息保护法第二十五条",
        "f1",
        chosen=True,
    ),
    Finding(
        2,
        "手机号码　1 个",
        "本人同意才能公开。",
        "warn",
        ("13800138000", "138****8000"),
        id="f2",
        why=(("为什么", "手机号码是个人信息。"), ("怎么改", "遮蔽中间四位。")),
        more=Link("看错例和对例", "#f2"),
    ),
    Finding(3, "有 1 格没看清", "表四“尚未审结”一格是图片，读作 0。"),
    Finding(4, "17 项通过", kind="ok"),
)
TABS = (Tab("审读", "#tabs", True), Tab("编辑", "#tabs", count=2), Tab("门户预览", "#tabs", count=1, kind="bad"))
TABLE = (
    ("水利站", Badge("正常", "ok"), "2026-01-20", Link("查看", "#table")),
    ("民政办", Badge("逾期 7 个工作日", "bad"), "", Both((Badge("空", "warn"), Link("去发布", "#table")))),
)
FACTS = (
    Fact("主动公开", 23, "条"),
    Fact("按时公开", "96%", kind="ok"),
    Fact("空着", 7, "项", "bad", "#facts"),
    Fact("没更新", 5, "项", "warn"),
)
STRIP = (
    Share("已公布", 11, "ok"),
    Share("待我核", 9, "info"),
    Share("编写中", 10),
    Share("退回修改", 4, "warn"),
    Share("未动", 2, "bad"),
)
BARS = (Share("云台街道", 100, words="100%"), Share("清溪镇", 94, "warn", "94%"), Share("南坪乡", 74, "bad", "74%"))
COLUMNS = tuple(
    (f"{year}年", (Share("新收", new), Share("办结", done, "soft")))
    for year, new, done in ((2024, 231, 226), (2025, 268, 259))
)
HEAT = (
    HeatRow("南坪乡", (("过期", "bad", "#heat"), ("2 处", "warn", "#heat"), ("—", "na", "")), "nanping", True),
    HeatRow("云台街道", (("一致", "ok", "#heat"), ("一致", "ok", "#heat"), ("100%", "ok", "#heat")), "yuntai"),
)
GRID_HEAD = ((Cell("项目", down=2), Cell("申请人情况", across=3)), (Cell("自然人"), Cell("商业企业"), Cell("总计")))
GRID = tuple(
    (
        Cell(words, kind="l"),
        *(Cell(value, f"{row}/{column}", f"{words}，{column}", kind) for column, value, kind in cells),
    )
    for row, words, cells in (
        (
            "new",
            "一、本年新收政府信息公开申请数量",
            (("person", 7, "sel"), ("company", 0, "zero"), ("total", 7, "sum")),
        ),
        (
            "carried",
            "二、上年结转政府信息公开申请数量",
            (("person", "", "bad"), ("company", 1, "hand"), ("total", 1, "sum warn")),
        ),
    )
)
PAGER = Paginator(range(470), 10).page(4)


def ledger() -> list[Day]:
    """Four weeks of a case: received on a Tuesday, stopped for a third party, to be answered on a Monday."""
    days, number = [], 0
    for offset in range(28):
        day = date(2026, 1, 5) + timedelta(days=offset)
        if offset == 1:
            days.append(Day(day, "end", "起", "收到，不算"))
        elif day.weekday() >= 5 or offset in (0, 27):
            days.append(Day(day, "rest", note="休"))
        elif 7 <= offset <= 9:
            days.append(Day(day, "out", "—", "征求意见"))
        else:
            number += 1
            kind = "end" if offset == 25 else "counted" if day <= TODAY else "ahead"
            days.append(Day(day, kind, str(number), "最晚答复" if kind == "end" else "", day == TODAY))
    return days


class ExampleForm(Form):
    """Every kind of field there is."""

    name = forms.CharField(label="机关名称", help_text="写全称，例如“青禾县柳河镇人民政府”。")
    phone = forms.CharField(label="联系电话", required=False, error_messages={"required": "填写联系电话"})
    hours = forms.CharField(label="办公时间", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    level = forms.ChoiceField(label="层级", choices=[("county", "县级"), ("town", "乡级")])
    kind = forms.ChoiceField(label="申请人", choices=[("person", "个人"), ("unit", "单位")], widget=forms.RadioSelect)
    ways = forms.MultipleChoiceField(
        label="公开渠道",
        choices=[("site", "政府网站"), ("board", "公示栏")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    on = forms.DateField(label="成立日期", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    rules = forms.BooleanField(label="可以制定规章", required=False, help_text="立法法规定的机关才可以。")
    file = forms.FileField(label="平面图", required=False)


def everything() -> dict[str, Any]:
    """What the page of patterns shows."""
    wrong = ExampleForm({"name": "", "kind": "", "level": "moon", "ways": ["sky"]}, auto_id="wrong_%s")
    names = {name.lower(): value for name, value in globals().items() if name.isupper()}
    return {
        **names,
        "days": ledger(),
        "form": ExampleForm(),
        "wrong": wrong,
        "today": TODAY,
        "confirmed": {
            "title": "申请已提交",
            "name": "您的申请编号",
            "number": "柳河依申〔2025〕8号",
            "text": "请保存或打印本页。",
        },
    }
