"""依申请公开 on the board: counts and due dates, never who asked nor what for."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import Count, Q

from gongkai.web.applications.models import Application
from gongkai.web.applications.models.application import State
from gongkai.web.organs.models import Organ
from gongkai.web.oversight.duties.base import Cell, Duty, Record, share_cell
from gongkai.web.oversight.duties.publishing import YEAR


class Applications(Duty):
    """依申请按期: answered within the limit, of what was answered or is overdue, over the last twelve months.

    What was withdrawn or given up was not answered, in time or late; a late answer stays late though a new one follows.
    """

    code, title, cites = "applications", "依申请按期", "条例第三十三条"

    def _overdue(self, today: date) -> Q:
        return Q(state=State.OPEN, closed_on=None, due_on__lt=today)

    def _late(self, today: date) -> Q:
        return self._overdue(today) | Q(in_time=False)

    def _counted(self, organs: Sequence[Organ], today: date):
        answered = Q(counted_on__gt=today - YEAR, in_time__isnull=False)
        return Application.objects.filter(answered | self._overdue(today), organ__in=organs)

    def cells(self, organs: Sequence[Organ], today: date) -> Mapping[int, Cell]:
        """One query for all."""
        rows = self._counted(organs, today).order_by().values("organ").annotate(
            n=Count("pk"), late=Count("pk", filter=self._late(today))
        )  # fmt: skip
        found = {row["organ"]: share_cell(self.code, row["n"] - row["late"], row["n"]) for row in rows}
        return {organ.pk: found.get(organ.pk, Cell("无申请")) for organ in organs}

    def records(self, organ: Organ, today: date) -> Sequence[Record]:
        """The late ones by number and dates alone."""
        late = self._counted([organ], today).filter(self._late(today)).order_by("due_on", "pk")
        found = [
            Record(f"{one.number}（{one.get_state_display()}）", self._words(one), one.due_on, kind="bad")
            for one in late
        ]
        running = Application.objects.filter(organ=organ, closed_on=None, due_on__gte=today).order_by("due_on", "pk")
        return found + [Record(f"{one.number}（{one.get_state_display()}）", f"应于 {one.due_on} 前答复", one.due_on)
                        for one in running]  # fmt: skip

    def _words(self, one: Application) -> str:
        if one.in_time is False:
            return f"{one.counted_on} 才答复，逾期"
        return f"应于 {one.due_on} 前答复，已逾期"
