"""The portal's addresses. They are permanent: printed on notices, quoted in letters."""

from django.urls import path

from gongkai.web.portal import applying, columns, files, home, organs, preferences, reports, tracking

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("search/", home.search, name="search"),
    path("guide/", columns.guide, name="guide"),
    path("rules/", columns.rules, name="rules"),
    path("rules/<int:key>/", columns.rule, name="rule"),
    path("content/", columns.content, name="content"),
    path("reports/", reports.reports, name="reports"),
    path("reports/<slug:code>/<int:year>/", reports.report, name="report"),
    path("reports/<slug:code>/<int:year>/<int:number>/", reports.report, name="report-edition"),
    path("reports/<slug:code>/<int:year>/<int:number>/<slug:ending>/", reports.download, name="report-file"),
    path("check/", reports.check, name="check"),
    path("apply/", columns.apply, name="apply"),
    path("apply/online/", applying.online, name="apply-online"),
    path("apply/receipt/", applying.receipt, name="receipt"),
    path("track/", tracking.track, name="track"),
    path("track/case/", tracking.case, name="case"),
    path("track/case/letter/<int:key>/", tracking.letter, name="case-letter"),
    path("track/case/<slug:name>/", tracking.act, name="case-act"),
    path("organs/", organs.organs, name="organs"),
    path("organs/<slug:code>/", organs.organ, name="organ"),
    path("organs/<slug:code>/guide/", organs.guide, name="organ-guide"),
    path("organs/<slug:code>/rules/", organs.rules, name="organ-rules"),
    path("files/<slug:key>/", files.download, name="file"),
    path("emblem/", files.emblem, name="emblem"),
    path("accessibility/", home.accessibility, name="accessibility"),
    path("preferences/", preferences.preferences, name="preferences"),
]
