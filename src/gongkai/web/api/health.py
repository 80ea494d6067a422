"""Whether the platform is up: for the load balancer and the watchdog."""

from django.http import HttpRequest, JsonResponse

from gongkai.web.audit.models import Head


def healthz(request: HttpRequest) -> JsonResponse:
    """200 with `{"status": "ok"}` when the database answers."""
    Head.objects.exists()  # a question: a connection that is kept open says nothing of the database behind it
    return JsonResponse({"status": "ok"})
