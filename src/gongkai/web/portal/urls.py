"""The portal's addresses. They are permanent: printed on notices, quoted in letters."""

from django.urls import path

from gongkai.web.portal import columns, files, home, organs, preferences

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("search/", home.search, name="search"),
    path("guide/", columns.guide, name="guide"),
    path("rules/", columns.rules, name="rules"),
    path("rules/<int:key>/", columns.rule, name="rule"),
    path("content/", columns.content, name="content"),
    path("reports/", columns.reports, name="reports"),
    path("apply/", columns.apply, name="apply"),
    path("organs/", organs.organs, name="organs"),
    path("organs/<slug:code>/", organs.organ, name="organ"),
    path("organs/<slug:code>/guide/", organs.guide, name="organ-guide"),
    path("organs/<slug:code>/rules/", organs.rules, name="organ-rules"),
    path("files/<slug:key>/", files.download, name="file"),
    path("accessibility/", home.accessibility, name="accessibility"),
    path("preferences/", preferences.preferences, name="preferences"),
]
