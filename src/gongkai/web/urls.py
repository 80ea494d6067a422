"""Where everything is served. The portal's addresses are permanent."""

from django.urls import include, path

from gongkai.web.api import api, calendars, health

urlpatterns = [
    path("healthz", health.healthz),
    path("calendar/<str:token>.ics", calendars.calendar),
    path("api/v1/", api.api.urls),
    path("workbench/", include("gongkai.web.workbench.urls")),
    path("", include("gongkai.web.portal.urls")),
]
