#!/usr/bin/env python3
"""The public face over many items: search, list and item pages, weight, and requests a second on one core.

    bench/bench_web.py [--items 1000000] [--keep FOLDER] [--fts5]

Makes a county of invented items by a bulk path into a folder of its own (SQLite), indexes it (tantivy), then measures
in this one process. `--fts5` builds SQLite's own full-text index over the same pairs beside it and asks it the same.
"""

import argparse
import gzip
import hashlib
import json
import os
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

PLACES = ("柳河镇", "望江乡", "云台街道", "白鹭镇", "石桥镇", "南坪乡", "清溪镇", "竹园乡", "民政局", "水利局")
MATTERS = (
    "城乡低保资金发放", "农村宅基地审批", "高标准农田建设项目", "部门预算", "义务教育转学办理", "河道采砂许可",
    "医疗救助对象", "防汛工作安排", "土地征收补偿", "老旧小区改造", "惠农补贴发放", "残疾人证办理", "安全生产检查",
    "食品药品抽检", "就业创业培训", "危房改造补助", "公租房分配", "养老机构补贴", "饮用水水源监测", "行政许可决定",
)  # fmt: skip
FORMS = ("公示", "通知", "公告", "办法", "结果", "情况", "方案", "办事指南")
QUERIES = (
    "低保", "低保 发放", "柳河镇低保", "宅基地", "河道采砂许可", "医疗救助", "最低生活保障", "公示", "土地征收补偿方案",
    "镇", "2024年 预算", "老旧小区改造", "义务教育怎么转学", "石桥镇公租房分配结果", "危房改造补助",
)  # fmt: skip
FIELDS = ("assistance", "finance", "land", "health", "education", "safety", "elderly", "employment")
KINDS = ("notice", "publicity", "document", "guide", "plan", "result")
CLAUSES = ("20-1", "20-3", "20-5", "20-7", "20-11", "20-12", "21-8")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--items", type=int, default=1_000_000)
    parser.add_argument("--keep", default="")
    parser.add_argument("--fts5", action="store_true")
    options = parser.parse_args()
    folder = Path(options.keep or tempfile.mkdtemp(prefix="gongkai-bench-"))
    prepare(folder)
    figures: dict[str, object] = {"items": options.items, "cores": os.cpu_count()}
    if not (folder / "made").exists():
        figures["made_s"] = timed(lambda: make(options.items))
        figures["indexed_s"] = timed(index)
        (folder / "made").touch()
    parts = [("search", search), ("pages", pages), *([("fts5", lambda: fts5(folder))] if options.fts5 else [])]
    for name, measured in parts:  # told one by one: the last may take long
        figures[name] = measured()
        print(json.dumps({name: figures[name]}, ensure_ascii=False), flush=True)
    print(json.dumps(figures, ensure_ascii=False, indent=1))


def prepare(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    os.environ |= {"GONGKAI_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "gongkai.web.settings"}
    os.environ["GONGKAI_HOSTS"] = "testserver,localhost"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def timed(work) -> float:
    begun = time.perf_counter()
    work()
    return round(time.perf_counter() - begun, 1)


def make(items: int) -> None:
    """One item through the models, then the rest as rows copied from it with other words."""
    from django.db import connection

    organs = organs_of_the_county()
    template = one_item(organs[0])
    chance = random.Random(20190515)
    vocabulary = ["".join(chance.choices([chr(0x4E00 + n) for n in range(1500)], k=2)) for _ in range(20000)]
    vocabulary += [*MATTERS * 20, *PLACES * 20]
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")
    for start in range(2, items + 1, 20_000):
        numbers = range(start, min(start + 20_000, items + 1))
        write(connection, template, [row(n, organs, chance, vocabulary) for n in numbers])


def organs_of_the_county() -> list[int]:
    from gongkai.web.audit.services import Machine
    from gongkai.web.organs.models import Kind, Level
    from gongkai.web.organs.services import found

    by, on = Machine("bench"), date(2001, 5, 1)
    county = found(name="青禾县人民政府", short_name="县政府", short_code="qinghe", kind=Kind.GOVERNMENT,
                   level=Level.COUNTY, parent=None, by=by, on=on)  # fmt: skip
    made = [
        found(name=f"青禾县{name}{n}", short_name=f"{name}{n}", short_code=f"organ{n}", kind=Kind.TOWNSHIP,
              level=Level.TOWNSHIP, parent=county, by=by, on=on)
        for n, name in enumerate(PLACES * 4)
    ]  # fmt: skip
    return [organ.pk for organ in made]


def one_item(organ: int):
    from django.utils import timezone

    from gongkai.web.disclosure.models import File, Item, Publication, Rendition, Revision

    item = Item.objects.create(organ_id=organ, index_number="BENCH/2015-0000001", state="published", version=1,
                               title="样", made_by_name="bench")  # fmt: skip
    revision = Revision.objects.create(item=item, number=1, content=item.content(), digest="0" * 64, by_name="bench")
    rendition = Rendition.objects.create(item=item, revision=revision, digest="0" * 64)
    for role, media_type in (("body", "text/html"), ("text", "text/plain"), ("metadata", "application/json")):
        words = "{}" if role == "metadata" else "<p>样</p>"
        File.objects.create(rendition=rendition, role=role, name=role, media_type=media_type, size=len(words),
                            sha256=hashlib.sha256(words.encode()).hexdigest(), text=words)  # fmt: skip
    return Publication.objects.create(
        item=item, key="BENCH-1", organ_id=organ, rendition=rendition, index_number="BENCH/2015-0000001", title="样",
        kind="notice", published_on=date(2015, 1, 1), changed_at=timezone.now(),
    )  # fmt: skip


def row(n: int, organs: list[int], chance: random.Random, vocabulary: list[str]) -> dict[str, object]:
    day = date(2015, 1, 1) + timedelta(days=chance.randrange(4200))
    title = f"{chance.choice(PLACES)}{day.year}年{day.month}月{chance.choice(MATTERS)}{chance.choice(FORMS)}"
    text = "。".join("".join(chance.choices(vocabulary, k=9)) for _ in range(6))
    return {
        "id": n, "title": title, "text": f"{title}\n{text}", "organ_id": chance.choice(organs),
        "field": chance.choice(FIELDS), "kind": chance.choice(KINDS), "clause": chance.choice(CLAUSES),
        "published_on": day.isoformat(), "index_number": f"BENCH/{day.year}-{n:07}", "key": f"BENCH-{n}",
        "document_number": f"青政发〔{day.year}〕{n % 997}号",
    }  # fmt: skip


def write(connection, template, rows: list[dict[str, object]]) -> None:
    from django.db import transaction

    from gongkai.web.disclosure.models import File, Item, Rendition

    def copies(record, changes) -> None:
        fields = list(record._meta.concrete_fields)
        kept = {field.attname: field.get_db_prep_save(getattr(record, field.attname), connection) for field in fields}
        columns = ", ".join(f'"{field.column}"' for field in fields)
        marks = ", ".join("%s" for _ in fields)
        values = [[change.get(field.attname, kept[field.attname]) for field in fields] for change in changes]
        with connection.cursor() as cursor:
            cursor.executemany(f'INSERT INTO "{record._meta.db_table}" ({columns}) VALUES ({marks})', values)

    def digest(text: str) -> str:
        return hashlib.sha256(text.encode()).hexdigest()

    files = {file.role: file for file in File.objects.filter(rendition_id=template.rendition_id)}
    with transaction.atomic():
        kept = ("id", "title", "index_number", "organ_id")
        copies(Item.objects.get(pk=template.item_id), [{name: r[name] for name in kept} for r in rows])
        copies(Rendition.objects.get(pk=template.rendition_id), [{"id": r["id"], "item_id": r["id"]} for r in rows])
        copies(template, [{**r, "item_id": r["id"], "rendition_id": r["id"]} for r in rows])
        for place, (role, file) in enumerate(sorted(files.items())):
            forms = {"metadata": "{{}}", "text": "{}", "body": "<p>{}</p>"}
            texts = [forms[role].format(r["text"]) for r in rows]
            copies(file, [
                {"id": r["id"] * 3 + place + 10, "rendition_id": r["id"], "text": text, "sha256": digest(text)}
                for r, text in zip(rows, texts, strict=True)
            ])  # fmt: skip


def index() -> None:
    from gongkai.web.search import jobs

    jobs.rebuild()


class Clock:
    """Time on the wall and time on this core: on a machine that others use too, the second is the one to compare."""

    def __init__(self) -> None:
        self.wall: list[float] = []
        self.core: list[float] = []

    def take(self, work):
        """Run it and keep how long it took."""
        wall, core = time.perf_counter(), time.process_time()
        told = work()
        self.core.append(time.process_time() - core)
        self.wall.append(time.perf_counter() - wall)
        return told

    def spread(self) -> dict[str, float]:
        """p50, p95 and the worst, in milliseconds."""
        told = {}
        for name, times in (("wall", sorted(self.wall)), ("core", sorted(self.core))):
            told[f"{name}_p50_ms"] = round(1000 * statistics.median(times), 2)
            told[f"{name}_p95_ms"] = round(1000 * times[int(len(times) * 0.95)], 2)
        return told


def search() -> dict[str, object]:
    """The index alone, and the whole search with facets, excerpts and the check against what is published."""
    from gongkai.web.search import finding, words
    from gongkai.web.search.engines import Wanted, engine

    index_alone, whole, warm = Clock(), Clock(), Clock()
    each: dict[str, Clock] = {query: Clock() for query in QUERIES}
    for turn in range(20):
        for query in QUERIES:
            wanted = Wanted(words.parse(query))
            found = (index_alone if turn else warm).take(lambda wanted=wanted: engine().find(wanted))
            result = (whole if turn else warm).take(lambda query=query: finding.find(query))
            each[query].take(lambda wanted=wanted: engine().find(wanted))
            assert result.count == found.count or result.loose, query
    slowest = {query: clock.spread()["core_p50_ms"] for query, clock in each.items()}
    return {"index": index_alone.spread(), "whole": whole.spread(), "each_core_p50_ms": slowest}


def pages(without: tuple[str, ...] = ()) -> dict[str, object]:
    """Pages through the whole of Django, in this process: time, weight compressed, requests a second on this core."""
    from django.db.models import Max
    from django.test import Client

    from gongkai.web.disclosure.models import Publication

    client = Client()
    last = Publication.objects.aggregate(last=Max("pk"))["last"]
    chance = random.Random(7)
    drawn = Publication.objects.filter(pk__in=[chance.randint(2, last) for _ in range(60)])
    some = [f"/items/{key}/" for key in drawn.values_list("key", flat=True)]
    deep = Publication.objects.order_by("published_on", "pk")[1000]
    before = f"?before={deep.published_on}.{deep.pk}"
    kinds = {
        "home": ["/"] * 30, "item": some, "list": ["/items/"] * 20, "list_deep": [f"/items/{before}"] * 20,
        "field": [f"/fields/{code}/" for code in FIELDS] * 3, "organ": [f"/organs/organ{n}/items/" for n in range(20)],
        "organ_field": [f"/organs/organ{n}/items/?field=land" for n in range(20)],
        "clause": [f"/content/{code}/" for code in CLAUSES] * 3,
        "search": [f"/search/?q={query}" for query in QUERIES] * 2,
        "feed": ["/feed/"] * 10, "sitemap_part": ["/sitemap-0.xml"] * 2,
        "api": ["/api/v1/items/?q=低保"] * 10,
    }  # fmt: skip
    told: dict[str, object] = {}
    for name, addresses in kinds.items():
        if name in without:
            continue
        client.get(addresses[0])
        clock, weight = Clock(), 0
        for address in addresses:
            answer = clock.take(lambda address=address: client.get(address))
            assert answer.status_code == 200, (address, answer.status_code)
            weight = max(weight, len(gzip.compress(answer.content)))
        rate = round(len(clock.core) / sum(clock.core))
        told[name] = clock.spread() | {"kb": round(weight / 1024, 1), "per_core_second": rate}
    return told


def fts5(folder: Path) -> dict[str, object]:
    """SQLite's own index over the same pairs, with its bm25, asked for the same words."""
    from gongkai.web.disclosure.models import File
    from gongkai.web.search import words

    file = folder / "fts5.sqlite3"
    made = file.exists()
    index = sqlite3.connect(file)
    if not made:
        index.execute("CREATE VIRTUAL TABLE found USING fts5(pairs, content='', tokenize='unicode61')")
        for pk, text in File.objects.filter(role="text").values_list("rendition_id", "text").iterator(5000):
            index.execute("INSERT INTO found(rowid, pairs) VALUES (?, ?)", (pk, words.pairs(text)))
        index.commit()
    clock, warm = Clock(), Clock()
    asked = "SELECT rowid FROM found WHERE found MATCH ? ORDER BY bm25(found) LIMIT 10"
    for turn in range(3):
        for query in QUERIES:
            pairs = " AND ".join(f'"{words.pairs(term.text)}"' for term in words.parse(query))
            (clock if turn else warm).take(lambda pairs=pairs: index.execute(asked, (pairs,)).fetchall())
    return clock.spread()


if __name__ == "__main__":
    sys.exit(main())
