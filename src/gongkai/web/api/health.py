"""Whether the platform is up: for the load balancer and the watchdog."""

from django.db import connection
from django.http import HttpRequest, JsonResponse


def healthz(request: HttpRequest) -> JsonResponse:
    """200 with `{"status": "ok"}` when the database answers."""
    connection.ensure_connection()
    return JsonResponse({"status": "ok"})
