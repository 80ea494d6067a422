"""A nation of published annual reports for `bench_county.py`: counties of fifty organs, five years each."""

from collections.abc import Iterator
from datetime import date
from typing import Any

LAST = 2025
IN_COUNTY = 50
BATCH = 2000
PATHS = [
    f"applications/{row}/{column}"
    for row in ("new", "carried_in", "total", "carried_out", "granted", "partly_granted", "not_held", "other")
    for column in ("natural_person", "business", "total")
] + ["proactive/licensing/decisions", "proactive/penalties/decisions", "reviews/reconsideration/total"]
"""What a township has figures for: twenty-seven cells."""
MATTERS = ("低保评定", "宅基地审批", "道路养护", "河道清淤", "义务教育", "医疗救助", "土地征收", "危房改造", "就业培训",
           "养老补贴")  # fmt: skip


def fill(organs: int, years: int) -> int:
    """Organs, reports, editions, and the narrow table, written by the database itself; how many figures."""
    from django.db import connection

    _organs(organs)
    count = sum(_year(year) for year in range(LAST - years + 1, LAST + 1))
    remarks(LAST)
    _supervisor()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    return count


def _organs(organs: int) -> None:
    from gongkai.web.organs.models import Organ

    def organ(code: str, name: str, kind: str, level: str, parent: Any) -> Any:
        made = Organ(name=name, short_name=name, short_code=code, kind=kind, level=level, parent=parent)
        made.path = made.watch_path = f"{parent.path}{code}/"
        return made

    root = Organ.objects.create(name="全国", short_name="全国", short_code="root", kind="government", level="province")
    first = range(0, organs, IN_COUNTY)
    Organ.objects.bulk_create(
        [organ(f"c{n}", f"第{n // IN_COUNTY}县人民政府", "government", "county", root) for n in first]
    )
    counties = list(Organ.objects.filter(level="county").order_by("pk"))
    kinds = (("township", "township"), ("department", "county"))
    below = [
        organ(f"o{n}", f"第{n}机关", *kinds[n % 2], counties[n // IN_COUNTY]) for n in range(organs) if n % IN_COUNTY
    ]
    Organ.objects.bulk_create(below, batch_size=500)


def _year(year: int) -> int:
    """The reports of a year; one of a thousand breaks an identity and carries in what nobody carried out."""
    from django.db import connection

    from gongkai.web.annual_reports.cells import places
    from gongkai.web.annual_reports.models import AnnualReport, Broken, Edition
    from gongkai.web.organs.models import Organ

    keys = list(Organ.objects.exclude(short_code="root").order_by("pk").values_list("pk", flat=True))
    on = date(year + 1, 1, 20)
    out = {"year": year, "title": f"{year}年报", "due_on": date(year + 1, 1, 31), "state": "published"}
    AnnualReport.objects.bulk_create([AnnualReport(organ_id=key, published_on=on, **out) for key in keys], BATCH)
    reports = AnnualReport.objects.filter(year=year).order_by("organ").values_list("pk", "organ")
    Edition.objects.bulk_create(
        (Edition(report_id=key, number=1, content=content(organ, year), cells={}, digest="", published_on=on)
         for key, organ in list(reports)), BATCH,
    )  # fmt: skip
    Broken.objects.bulk_create([Broken(organ_id=key, year=year, code="balance-total", difference=1)
                                for key in keys[::997]])  # fmt: skip
    known = places()
    wanted = ",".join(str(known[path]) for path in PATHS)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO annual_reports_cell (organ_id, year, place_id, value) "
            f"SELECT o.id, {year}, p.id, 1 + (o.id * 31 + p.id * 17 + {year}) % 39 "
            f"FROM organs_organ o CROSS JOIN annual_reports_cellplace p "
            f"WHERE p.id IN ({wanted}) AND o.short_code <> 'root'"
        )
        return cursor.rowcount


def content(organ: int, year: int) -> dict[str, Any]:
    """A report as it is published, with a text of its own."""
    text = "".join(_sentences(organ, year))
    sections = [{"number": n, "heading": "情况", "text": text if n == 1 else "无。"} for n in range(1, 7)]
    return {"schema": "gongkai.annual-report/1", "form": "2021", "year": year, "organ": f"第{organ}机关",
            "title": f"第{organ}机关{year}年政府信息公开工作年度报告", "sections": sections}  # fmt: skip


def _sentences(organ: int, year: int) -> Iterator[str]:
    for n in range(12):
        seed = organ * 7919 + year * 104729 + n * 1299709
        place = chr(0x4E00 + seed % 5000) + chr(0x4E00 + seed // 5000 % 5000)
        yield f"对{MATTERS[seed % 10]}{place}的公开情况作了检查并逐条改正。"


def remarks(year: int) -> None:
    """What publishing would have kept of the year's texts and leaps: marks of all sentences, one of a hundred alike."""
    from gongkai.web.annual_reports.cells import places
    from gongkai.web.annual_reports.likeness import mark
    from gongkai.web.annual_reports.models import AnnualReport, Leap, Likeness, Passage

    keys, known = (
        list(AnnualReport.objects.filter(year=year).order_by("organ").values_list("organ", flat=True)),
        places(),
    )
    Passage.objects.bulk_create(
        (Passage(organ_id=key, year=year, mark=mark(words), length=len(words))
         for key in keys for words in _sentences(key, year)), BATCH,
    )  # fmt: skip
    pairs = list(zip(keys[::100], keys[1::100], strict=False))
    Likeness.objects.bulk_create(
        Likeness(organ_id=one, year=year, other_id=other, other_year=year, share=60 + one % 40, words="文字相同。")
        for one, other in pairs
    )
    carried, new = known["applications/carried_in/total"], known["applications/new/total"]
    Leap.objects.bulk_create([Leap(organ_id=one, year=year, kind=kind, place_id=place, before=2, after=50)
                              for one, _ in pairs for kind, place in (("chain", carried), ("far", new))])  # fmt: skip


def _supervisor() -> None:
    from gongkai.web.accounts.models import Account, Post
    from gongkai.web.organs.models import Organ

    root = Organ.objects.get(short_code="root")
    county = Organ.objects.get(short_code="c350") if Organ.objects.filter(short_code="c350").exists() else root
    for login, organ in (("nation", root), ("county", county)):
        account = Account.objects.create(login=login, name="温静", organ=organ, must_change_password=False)
        Post.objects.create(account=account, organ=organ, role="supervisor")
