"""Duties of publication: guide, organ's own facts, timeliness, catalogue, interpretation, accounts."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q, prefetch_related_objects

from gongkai.law.errors import NoCalendar
from gongkai.web.disclosure import coverage, obligations, vocabulary
from gongkai.web.disclosure.limits import calendar_of, due_after
from gongkai.web.disclosure.models import Channel, Item, Link, Publication, Status
from gongkai.web.organs import guide
from gongkai.web.organs.models import Organ
from gongkai.web.oversight.duties.base import Cell, Duty, Record, share_cell

YEAR = timedelta(days=365)
FACTS = {
    "duties": "机关职能",
    "structure": "机构设置",
    "address": "办公地址",
    "office_hours": "办公时间",
    "phone": "联系方式",
    "unit_name": "公开工作机构",
}


class Guides(Duty):
    """公开指南: there, and saying what is true today."""

    code, title, cites = "guide", "公开指南", "条例第十二条"

    def cells(self, organs: Sequence[Organ], today: date) -> Mapping[int, Cell]:
        """By organ; guides and windows are read for all of them at once."""
        prefetch_related_objects(list(organs), "guides", "windows")
        return {organ.pk: self._cell(organ, today) for organ in organs if organ.publishes_guide}

    def _cell(self, organ: Organ, today: date) -> Cell:
        state = guide.state_of(organ)
        if state.current:
            return Cell("一致", "ok", 1.0)
        if state.guide is None:
            return Cell("没有", "bad", 0.0)
        late = state.due is not None and state.due < today
        return Cell("过期", "bad", 0.0) if late else Cell("待更新", "warn", 0.5)

    def records(self, organ: Organ, today: date) -> Sequence[Record]:
        """The guide and what is wrong with it."""
        state, url = guide.state_of(organ), f"/workbench/organs/{organ.short_code}/guide/"
        words = state.why or "与机构信息一致。"
        return [Record("《政府信息公开指南》", words, state.due, url, "" if state.current else "bad")]


class Functions(Duty):
    """机构职能: what 条例第二十条第二项 wants every organ to say of itself."""

    code, title, cites = "functions", "机构职能", "条例第二十条第二项"

    def _missing(self, organ: Organ, leaders: int) -> list[str]:
        missing = [words for name, words in FACTS.items() if not str(getattr(organ, name)).strip()]
        return missing if leaders else [*missing, "负责人姓名"]

    def cells(self, organs: Sequence[Organ], today: date) -> Mapping[int, Cell]:
        """How many of them are missing."""
        counted = Organ.objects.filter(pk__in=[organ.pk for organ in organs]).annotate(n=Count("leaders"))
        leaders = dict(counted.order_by().values_list("pk", "n"))
        return {organ.pk: self._cell(len(self._missing(organ, leaders.get(organ.pk, 0)))) for organ in organs}

    def _cell(self, missing: int) -> Cell:
        share = 1 - missing / (len(FACTS) + 1)
        return (
            Cell("一致", "ok", 1.0) if not missing else Cell(f"缺 {missing}", "warn" if missing < 3 else "bad", share)
        )

    def records(self, organ: Organ, today: date) -> Sequence[Record]:
        """What is missing."""
        url = f"/workbench/organs/{organ.short_code}/"
        return [Record(words, "没有填写", None, url, "bad") for words in self._missing(organ, organ.leaders.count())]


class Timeliness(Duty):
    """20 个工作日内公开, or as the line of the catalogue says: over the last twelve months, and what is late now."""

    code, title, cites = "timeliness", "按期公开", "条例第二十六条"

    def cells(self, organs: Sequence[Organ], today: date) -> Mapping[int, Cell]:
        """The share that was in time."""
        published, waiting = defaultdict(list), defaultdict(list)
        for one in self._published(organs, today):
            published[one.organ_id].append(one)
        for item in obligations.waiting(organs):
            waiting[item.organ_id].append(item)
        return {organ.pk: self._cell(organ, today, published[organ.pk], waiting[organ.pk]) for organ in organs}

    def _cell(self, organ: Organ, today: date, published: Iterable[Publication], waiting: Iterable[Item]) -> Cell:
        judged = [late for _, _, late in self._judged(organ, published)]
        late_now = sum(duty.state == obligations.LATE for duty in self._open(organ, today, waiting))
        return share_cell(self.code, len(judged) - sum(judged), len(judged) + late_now, "没有新增")

    def _open(self, organ: Organ, today: date, items: Iterable[Item] | None = None) -> Iterable[obligations.Duty]:
        return obligations.documents(organ, today, calendar_of(organ), items)

    def _published(self, organs: Sequence[Organ], today: date):
        every = Publication.objects.filter(
            organ__in=organs, published_on__gt=today - YEAR, item__formed_on__isnull=False
        )
        return every.select_related("item", "catalogue")

    def _judged(self, organ: Organ, published: Iterable[Publication]) -> list[tuple[Publication, date, bool]]:
        calendar, judged = calendar_of(organ), []
        for one in published:
            try:
                due, _ = due_after(one.item.formed_on, calendar, one.catalogue)
            except NoCalendar:
                continue
            judged.append((one, due, one.published_on > due))
        return judged

    def records(self, organ: Organ, today: date) -> Sequence[Record]:
        """What is late now, then what came out late."""
        late = [
            Record(duty.title, f"逾期 {-duty.left} {duty.unit}，还没有公开", duty.due_on, kind="bad")
            for duty in self._open(organ, today)
            if duty.state == obligations.LATE and duty.left is not None
        ]
        out = [
            Record(one.title, f"应于 {due} 前公开，{one.published_on} 公开", one.published_on, kind="warn")
            for one, due, was_late in self._judged(organ, self._published([organ], today))
            if was_late
        ]
        return late + out


class Coverage(Duty):
    """目录覆盖: lines of the catalogue that have content and need nothing."""

    code, title, cites = "coverage", "目录覆盖", "条例第十七条；国办发〔2019〕54号"

    def cells(self, organs: Sequence[Organ], today: date) -> Mapping[int, Cell]:
        """The share of lines."""
        return {
            key: share_cell(self.code, sum(not line.needs_work for line in lines), len(lines), "没有目录")
            for key, lines in coverage.of_many(organs, today).items()
        }

    def records(self, organ: Organ, today: date) -> Sequence[Record]:
        """The lines that need something."""
        lines = [line for line in coverage.lines(organ, today) if line.needs_work]
        lines.sort(key=lambda line: line.kind != "bad")
        return [Record(line.item.path, line.words, line.last_on, kind=line.kind) for line in lines]


class Interpretations(Duty):
    """政策解读: documents of the last twelve months that need one and have one."""

    code, title, cites = "interpretation", "政策解读", "国办发〔2016〕80号"

    def _documents(self, organs: Sequence[Organ], today: date):
        kinds = [code for code, kind in vocabulary.kinds().items() if kind.interpret]
        told = Link.objects.filter(
            what=Link.What.INTERPRETS, to=OuterRef("item"), item__publication__status=Status.LIVE
        )
        every = Publication.objects.live().filter(organ__in=organs, kind__in=kinds, published_on__gt=today - YEAR)
        return every.annotate(told=Exists(told))

    def cells(self, organs: Sequence[Organ], today: date) -> Mapping[int, Cell]:
        """The share that is interpreted."""
        rows = (
            self._documents(organs, today)
            .order_by()
            .values("organ")
            .annotate(n=Count("pk"), good=Count("pk", filter=Q(told=True)))
        )
        found = {row["organ"]: share_cell(self.code, row["good"], row["n"]) for row in rows}
        return {organ.pk: found.get(organ.pk, Cell("无文件")) for organ in organs}

    def records(self, organ: Organ, today: date) -> Sequence[Record]:
        """Those without."""
        return [
            Record(one.title, "还没有解读", one.published_on, one.get_absolute_url(), "bad")
            for one in self._documents([organ], today).filter(told=False)
        ]


class Accounts(Duty):
    """新媒体更新: the account that has slept longest."""

    code, title, cites = "accounts", "新媒体更新", "国办秘函〔2019〕19号"

    def cells(self, organs: Sequence[Organ], today: date) -> Mapping[int, Cell]:
        """Days since the last post."""
        having = set(
            Channel.objects.filter(organ__in=organs, active=True, kind__in=("wechat", "weibo")).values_list(
                "organ", flat=True
            )
        )
        return {organ.pk: self._cell(organ, today) if organ.pk in having else Cell("没有账号") for organ in organs}

    def _cell(self, organ: Organ, today: date) -> Cell:
        found = list(obligations.accounts(organ, today))
        if not found:
            return Cell("没有账号")
        worst = min(found, key=lambda duty: duty.left or 0)
        breach = vocabulary.table("rhythms")["account"]["breach"]
        kind = obligations.BADGES[worst.state] or "ok"
        share = {"ok": 1.0, "warn": 0.8}.get(kind, 0.0)
        return Cell(f"{breach - (worst.left or 0)} 天", kind, share)

    def records(self, organ: Organ, today: date) -> Sequence[Record]:
        """Each account."""
        return [
            Record(duty.title, duty.words, duty.due_on, kind=obligations.BADGES[duty.state])
            for duty in obligations.accounts(organ, today)
        ]
