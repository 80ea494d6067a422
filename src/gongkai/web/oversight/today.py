"""What oversight puts on 今日待办: orders to mend or to look at, complaints to answer, appeals."""

from collections.abc import Iterable, Iterator
from datetime import date

from gongkai.web.accounts.models import Account
from gongkai.web.messages.today import Task
from gongkai.web.oversight.models import Appeal, Complaint, Order, Scheme
from gongkai.web.oversight.models.mending import ORGAN_ACTS, State


class Oversight:
    """The source of tasks."""

    name = "监督保障"

    def tasks(self, account: Account, today: date) -> Iterable[Task]:
        """For the organ what it must mend and may appeal; for the county what it must look at and answer."""
        yield from self._mend(account)
        yield from self._look(account, today)
        yield from self._complaints(account)
        yield from self._appeals(account)

    def _mend(self, account: Account) -> Iterator[Task]:
        organs = account.organs_for("oversight.rectify")
        for one in Order.objects.filter(organ__in=organs, state__in=ORGAN_ACTS).select_related("organ"):
            why = f"{one.number}：{one.problem[:60]}（条例第四十七条）"
            yield Task("整改", why, f"/workbench/orders/{one.pk}/", "去整改", due=one.limit_on, key=f"order:{one.pk}")

    def _look(self, account: Account, today: date) -> Iterator[Task]:
        organs = account.organs_for("oversight.inspect")
        for one in Order.objects.filter(organ__in=organs, state=State.DONE).select_related("organ"):
            why = f"{one.organ.short_name} {one.done_on} 报完成：{one.problem[:40]}"
            yield Task(f"复查整改 {one.number}", why, f"/workbench/orders/{one.pk}/", "去复查", key=f"verify:{one.pk}")
        again = Order.objects.filter(organ__in=organs, state=State.VERIFIED, again_on__lte=today)
        for one in again.select_related("organ"):
            why = f"{one.organ.short_name}：{one.problem[:40]}"
            yield Task(
                f"回头看 {one.number}",
                why,
                f"/workbench/orders/{one.pk}/",
                "去看",
                due=one.again_on,
                key=f"again:{one.pk}",
            )

    def _complaints(self, account: Account) -> Iterator[Task]:
        organs = account.organs_for("oversight.answer_complaint")
        states = (Complaint.State.RECEIVED, Complaint.State.ACCEPTED)
        for one in Complaint.objects.filter(organ__in=organs, state__in=states).select_related("organ"):
            why = f"{one.organ.short_name}：{one.get_kind_display()}（条例第四十七条、第五十一条）"
            url = f"/workbench/complaints/{one.pk}/"
            yield Task(f"办理投诉举报 {one.receipt}", why, url, "去办理", due=one.due_on, key=f"complaint:{one.pk}")

    def _appeals(self, account: Account) -> Iterator[Task]:
        organs = account.organs_for("oversight.assess")
        waiting = Appeal.objects.filter(
            answered_on=None, deduction__assessment__organ__in=organs,
            deduction__assessment__scheme__state=Scheme.State.TOLD,
        ).select_related("deduction__assessment__organ")  # fmt: skip
        for one in waiting:
            assessment = one.deduction.assessment
            url = f"/workbench/assessments/{assessment.scheme_id}/{assessment.organ.short_code}/"
            yield Task(
                f"处理考核申诉：{assessment.organ.short_name}", one.words[:60], url, "去处理", key=f"appeal:{one.pk}"
            )


def order_count(account: Account) -> int:
    """How many orders wait for this person's organ or for his look: the number in the navigation."""
    mine = Order.objects.filter(organ__in=account.organs_for("oversight.rectify"), state__in=ORGAN_ACTS).count()
    return mine + Order.objects.filter(organ__in=account.organs_for("oversight.inspect"), state=State.DONE).count()


def complaint_count(account: Account) -> int:
    """How many complaints wait."""
    states = (Complaint.State.RECEIVED, Complaint.State.ACCEPTED)
    return Complaint.objects.filter(
        organ__in=account.organs_for("oversight.answer_complaint"), state__in=states
    ).count()
