"""Duties whose records this room keeps: village checks, training, rectification."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import Count, Q

from gongkai.web.disclosure.obligations import last_period
from gongkai.web.organs.models import Kind, Organ
from gongkai.web.oversight.duties.base import Cell, Duty, Record
from gongkai.web.oversight.models import Order, Training, VillageCheck
from gongkai.web.oversight.models.mending import OPEN, ORGAN_ACTS
from gongkai.web.oversight.terms import kind_of_share, limits


class Villages(Duty):
    """村务检查: how many villages were looked at since the last whole quarter began."""

    code, title, cites = "villages", "村务检查", "条例第五十四条、第五十五条；村民委员会组织法"

    def cells(self, organs: Sequence[Organ], today: date) -> Mapping[int, Cell]:
        """Checked of all villages, of organs that have villages."""
        since, _ = last_period("quarterly", today)
        villages = Organ.objects.active().filter(kind=Kind.VILLAGE, parent__in=organs).order_by()
        whole = dict(villages.values_list("parent").annotate(Count("pk")))
        checks = VillageCheck.objects.filter(organ__in=organs, on__gte=since).order_by().values_list("organ")
        done = dict(checks.annotate(Count("village", distinct=True)))
        return {key: self._cell(min(done.get(key, 0), count), count) for key, count in whole.items()}

    def _cell(self, done: int, whole: int) -> Cell:
        share = done / whole
        return Cell(f"{done}/{whole}", kind_of_share(self.code, share), share)

    def records(self, organ: Organ, today: date) -> Sequence[Record]:
        """Villages that nobody looked at, then the checks."""
        since, _ = last_period("quarterly", today)
        checks = VillageCheck.objects.filter(organ=organ, on__gte=since).select_related("village")
        seen = {check.village_id for check in checks}
        missing = Organ.objects.active().filter(kind=Kind.VILLAGE, parent=organ).exclude(pk__in=seen)
        found = [Record(village.name, f"{since} 以后没有检查", kind="bad") for village in missing]
        return found + [
            Record(
                one.village.name,
                one.problems or "没有发现问题",
                one.on,
                kind="warn" if one.problems and not one.mended_on else "",
            )
            for one in checks
        ]


class Trainings(Duty):
    """培训: sessions of this year, or of the last where it has just begun."""

    code, title, cites = "training", "培训", "条例第四十八条"

    def _year(self, today: date) -> int:
        return today.year if today.month > 6 else today.year - 1

    def cells(self, organs: Sequence[Organ], today: date) -> Mapping[int, Cell]:
        """How many."""
        least = limits()["training"]["sessions_a_year"]
        year = self._year(today)
        rows = Training.objects.filter(organ__in=organs, on__year__gte=year).order_by().values_list("organ")
        counts = dict(rows.annotate(Count("pk")))
        return {organ.pk: self._cell(counts.get(organ.pk, 0), least) for organ in organs}

    def _cell(self, count: int, least: int) -> Cell:
        share = min(1.0, count / least)
        return Cell(f"{count} 次", kind_of_share(self.code, share), share)

    def records(self, organ: Organ, today: date) -> Sequence[Record]:
        """The sessions."""
        year = self._year(today)
        found = [
            Record(one.subject, f"{one.people} 人次，{one.hours} 学时", one.on)
            for one in Training.objects.filter(organ=organ, on__year__gte=year)
        ]
        return found or [Record(f"{year}年以来没有登记培训", "至少每年 1 次", kind="bad")]


class Rectification(Duty):
    """整改: orders that wait, and those that are overdue."""

    code, title, cites = "rectification", "整改", "条例第四十七条"

    def cells(self, organs: Sequence[Organ], today: date) -> Mapping[int, Cell]:
        """One query for all; the share is of all orders of the last year, a relapse counting double."""
        late = Q(state__in=ORGAN_ACTS, limit_on__lt=today)
        rows = (
            Order.objects.filter(organ__in=organs)
            .order_by()
            .values("organ")
            .annotate(
                n=Count("pk"),
                open=Count("pk", filter=Q(state__in=OPEN)),
                late=Count("pk", filter=late),
                again=Count("pk", filter=Q(recurred__gt=0)),
            )
        )
        found = {row["organ"]: self._cell(row) for row in rows}
        return {organ.pk: found.get(organ.pk, Cell("0", "ok")) for organ in organs}

    def _cell(self, row: dict[str, int]) -> Cell:
        lost = row["late"] + row["again"] * limits()["order"]["recurrence_counts"]
        share = max(0.0, 1 - lost / row["n"])
        if row["late"]:
            return Cell(f"逾期 {row['late']}", "bad", share)
        return Cell(f"{row['open']} 件", "warn", share) if row["open"] else Cell("0", "ok", share)

    def records(self, organ: Organ, today: date) -> Sequence[Record]:
        """The open orders, the overdue first."""
        found = []
        for one in Order.objects.filter(organ=organ, state__in=OPEN).order_by("limit_on"):
            late = one.waits_for_organ and one.limit_on is not None and one.limit_on < today
            words = f"{one.get_state_display()}：{one.problem}"
            found.append(
                Record(one.number, words, one.limit_on, f"/workbench/orders/{one.pk}/", "bad" if late else "warn")
            )
        return found
