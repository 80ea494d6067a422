"""What persons do with findings: judge that one is no error, or mend it where the mend is sure."""

from django.db import transaction

from gongkai.report.writing.tables import printed
from gongkai.web.annual_reports.checking import Mend, examine
from gongkai.web.annual_reports.models import AnnualReport, Sentence, Verdict
from gongkai.web.annual_reports.services.setting import override
from gongkai.web.annual_reports.services.writing import edit_sentence, locked, touch
from gongkai.web.audit.services import Actor, Refused, record


@transaction.atomic
def judge(report: AnnualReport, *, fingerprint: str, reason: str, by: Actor) -> Verdict:
    """Say that a finding is no error, and why; it stands until the figures it speaks of change."""
    report = locked(report, by)
    marked = next((one for one in examine(report).findings if one.fingerprint == fingerprint), None)
    if marked is None:
        raise Refused("这一处已经不存在了，请刷新后再看。")
    if not reason.strip():
        raise Refused("写明为什么不是错误。")
    values = {"code": marked.finding.code, "where": marked.finding.where, "reason": reason.strip()[:300],
              "by_name": by.audit_name}  # fmt: skip
    verdict, _ = Verdict.objects.update_or_create(report=report, fingerprint=fingerprint, defaults=values)
    touch(report)
    record("annual_reports.judged", report, by=by, code=verdict.code, where=verdict.where, reason=verdict.reason)
    return verdict


@transaction.atomic
def drop_verdict(report: AnnualReport, *, fingerprint: str, by: Actor) -> None:
    """Take a verdict back."""
    report = locked(report, by)
    verdict = report.verdicts.filter(fingerprint=fingerprint).first()
    if verdict is None:
        raise Refused("没有这一条认定。")
    verdict.delete()
    touch(report)
    record("annual_reports.judgement_dropped", report, by=by, code=verdict.code, where=verdict.where)


@transaction.atomic
def apply_mend(report: AnnualReport, *, fingerprint: str, by: Actor) -> str:
    """Do the sure correction of a finding. Gives what was done, in words."""
    report = locked(report, by)
    checked = examine(report)
    marked = next((one for one in checked.findings if one.fingerprint == fingerprint), None)
    if marked is None or marked.mend is None:
        raise Refused("这一处没有现成的改法，请在表格或者文字里改。")
    mend: Mend = marked.mend
    if mend.path:
        seen = printed(checked.figures[mend.path].value)
        override(report, path=mend.path, value=str(mend.value), reason=marked.finding.message[:300], seen=seen, by=by)
    else:
        sentence = Sentence.objects.get(pk=mend.sentence, report=report)
        edit_sentence(sentence, text=mend.text, seen=sentence.version, by=by)
    return mend.words
