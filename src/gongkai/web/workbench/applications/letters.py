"""Writing, approving, sending and printing the letters of a case."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from gongkai.law import BadInput, outcome
from gongkai.letters import KINDS, kind_of
from gongkai.paper import Unprintable, to_bytes
from gongkai.web.applications.models import Decision, Letter
from gongkai.web.applications.services import answering, identities, writing
from gongkai.web.audit.services import Refused
from gongkai.web.patterns.values import Link
from gongkai.web.workbench.access import needs
from gongkai.web.workbench.acting import done, posted, press
from gongkai.web.workbench.applications import guiding
from gongkai.web.workbench.applications.case import find
from gongkai.web.workbench.applications.letter_forms import DeliverForm, LetterForm, OutcomeForm, SendForm
from gongkai.web.workbench.applications.register import seen_by
from gongkai.web.workbench.applications.stepping import show_form

PRINTED = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "txt": "text/plain; charset=utf-8",
    "html": "text/html; charset=utf-8",
}
ALONE = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
"""What a letter as a page may load: nothing; its styles and its seal are in it."""


@needs("applications.decide")
def choose(request: HttpRequest, key: int) -> HttpResponse:
    """Choose the answer; the letter with its fields comes next."""
    application, today = find(request, key), localdate()
    form = OutcomeForm(request.POST or None, today=today)
    if form.is_valid():
        return redirect("workbench:application-answer", key, form.cleaned_data["outcome"])
    return show_form(request, application, form, "作出答复", "写答复书")


@needs("applications.decide")
def answer(request: HttpRequest, key: int, code: str) -> HttpResponse:
    """Fill in the letter of the chosen answer."""
    try:
        chosen = outcome(code)
    except BadInput as error:
        raise Http404 from error
    return _write(request, key, chosen.letter, f"起草：{chosen.name}", code)


@needs("applications.letter")
def letter_add(request: HttpRequest, key: int, kind: str) -> HttpResponse:
    """Fill in another letter of the case."""
    if kind not in KINDS:
        raise Http404
    return _write(request, key, kind, f"起草{kind_of(kind).name}")


def _write(request: HttpRequest, key: int, kind: str, title: str, code: str = "") -> HttpResponse:
    application, today = find(request, key), localdate()
    path = guiding.answers_of(request) if code else {}
    to = request.GET.get("to", "")[:100]
    form = LetterForm(
        request.POST or None, application=application, kind=kind, code=code, today=today, path=path, to=to
    )
    if request.method == "POST" and form.is_valid() and done(form, lambda: form.call(request.user, today)):
        messages.success(request, "已存为草稿，请负责人批准。" if code else "已存为草稿，核对后发出。")
        return redirect("workbench:application", key)
    return show_form(request, application, form, title, "存为草稿")


def _letter(request: HttpRequest, key: int) -> Letter:
    letters = Letter.objects.filter(application__in=seen_by(request.user)).select_related("application__organ")
    return get_object_or_404(letters, pk=key)


@needs("applications.see")
def letter(request: HttpRequest, key: int) -> HttpResponse:
    """A letter as it reads, with what may be done with it."""
    one = _letter(request, key)
    identities.read_in_letter(one.application, by=request.user)
    shown = {"letter": one, "text": writing.text_of(one), "application": one.application}
    if one.sent_on is None and request.user.can("applications.letter", one.application):
        shown["edit"] = _edit_address(one)
    shown["files"] = one.files.filter(erased_at=None)
    shown["back"] = Link(one.application.number, f"/workbench/applications/{one.application_id}/")
    shown["may_send"] = one.sent_on is None and (one.decision is None or bool(one.decision.approved_by))
    shown["may_send"] = shown["may_send"] and bool(kind_of(one.kind).to)
    shown["may_approve"] = one.decision and not one.decision.approved_by
    shown["may_approve"] = shown["may_approve"] and request.user.can("applications.approve_decision", one.application)
    return render(request, "workbench/applications/letter.html", shown)


def _edit_address(one: Letter) -> str:
    """Where a draft is changed: its form, filled in as it stands."""
    if one.decision:
        return reverse("workbench:application-answer", args=[one.application_id, one.decision.outcome])
    place = reverse("workbench:application-letter", args=[one.application_id, one.kind])
    return f"{place}?{urlencode({'to': one.addressee})}"


@needs("applications.see")
def print_letter(request: HttpRequest, key: int, ending: str) -> HttpResponse:
    """The letter as Word, PDF or text; as a page it is shown at once, as it will look on paper."""
    one = _letter(request, key)
    if ending not in PRINTED:
        raise Http404
    identities.read_in_letter(one.application, by=request.user)
    try:
        content = to_bytes(writing.page_of(one), ending)
    except (Unprintable, Refused) as error:
        messages.error(request, str(error))
        return redirect("workbench:letter", key)
    response = HttpResponse(content, content_type=PRINTED[ending])
    how = "inline" if ending == "html" else "attachment"
    if ending == "html":
        response["Content-Security-Policy"] = ALONE
    response["Content-Disposition"] = f'{how}; filename="letter-{key}.{ending}"'
    return response


@needs("applications.approve_decision")
@require_POST
def approve(request: HttpRequest, key: int) -> HttpResponse:
    """The head approves a draft."""
    decisions = Decision.objects.filter(application__in=seen_by(request.user))
    decision = get_object_or_404(decisions, pk=key)
    press(request, lambda: answering.approve(decision, by=request.user, today=localdate()), "已批准，可以发出。")
    return redirect("workbench:application", decision.application_id)


@needs("applications.send")
def send(request: HttpRequest, key: int) -> HttpResponse:
    """Send a letter, or the approved answer."""
    one, today = _letter(request, key), localdate()
    form = SendForm(request.POST or None, initial={"on": today}, organ=one.application.organ)
    if form.is_valid():
        facts = {name: form.cleaned_data[name] for name in ("on", "sending", "tracking")}
        facts |= {"by": request.user, "today": today, "press": form.cleaned_data.get("press", False)}
        if done(
            form,
            lambda: answering.answer(one.decision, **facts) if one.decision else answering.send_letter(one, **facts),
        ):
            messages.success(request, "已发出。送达后登记送达日期。")
            return redirect("workbench:application", one.application_id)
    return show_form(request, one.application, form, f"发出{one.title}", "发出")


@needs("applications.send")
def deliver(request: HttpRequest, key: int) -> HttpResponse:
    """Note the delivery of a letter."""
    one, today = _letter(request, key), localdate()
    form = DeliverForm(*posted(request), initial={"on": today})
    if form.is_valid() and done(form, lambda: form.call(one, request.user, today)):
        messages.success(request, "已登记送达。")
        return redirect("workbench:application", one.application_id)
    return show_form(request, one.application, form, "登记送达", "登记送达")
