"""Every page there is, with an address to open it at and who opens it. A test says that none is left out.

A new screen: one line here, and it is checked for accessibility at three widths and two contrasts and for its weight;
`scripts/screenshots` photographs it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from gongkai.web.accounts.models import Role
from web.browser import cases, items, oversight, published, reports
from web.browser.furnished import Furnished


@dataclass(frozen=True)
class Shown:
    """A page: its route, the arguments of its address, and whose eyes see it (None: the public)."""

    route: str
    who: Role | None = None
    arguments: Callable[[Furnished], list[object]] = lambda furnished: []
    query: str = ""


def township(furnished: Furnished) -> list[object]:
    """The township, by the code the portal uses."""
    return [furnished.county.township.code]


def organ(*more: object) -> Callable[[Furnished], list[object]]:
    """The township, by its short code, and what else the address wants."""
    return lambda furnished: [furnished.county.township.short_code, *more]


def person(furnished: Furnished) -> list[object]:
    """The clerk of the township."""
    return [furnished.holder(Role.CLERK).pk]


def file(furnished: Furnished) -> list[object]:
    """A stored file."""
    return [furnished.file.key]


def group(furnished: Furnished) -> list[object]:
    """A leading group."""
    return [furnished.county.township.short_code, furnished.group.pk]


def policy(furnished: Furnished) -> list[object]:
    """One record of a list of the township."""
    return [furnished.county.township.short_code, "policy", furnished.policy.pk]


ADMINISTRATOR, CLERK, OFFICER = Role.ADMINISTRATOR, Role.CLERK, Role.CASE_OFFICER
PAGES: tuple[Shown, ...] = (
    Shown("portal:home", None, published.nothing),
    Shown("portal:search", None, published.nothing, "?q=宅基地"),
    Shown("portal:search", None, published.nothing, "?q=柳河&field=planning"),
    Shown("portal:search", query="?q=河道采砂许可"),
    Shown("portal:search"),
    Shown("portal:items", None, published.nothing),
    Shown("portal:item", None, published.key()),
    Shown("portal:item", None, published.key(published.NOTICE)),
    Shown("portal:guides", None, published.guide),
    Shown("portal:guides", None, published.guide, "?organ=liuhe"),
    Shown("portal:content-node", None, lambda furnished: ["20-1"]),
    Shown("portal:content-node", None, lambda furnished: ["20-7"]),
    Shown("portal:field", None, lambda furnished: ["planning"]),
    Shown("portal:organ-items", None, published.organ),
    Shown("portal:suggest", None, published.nothing, "?content=宅基地审批"),
    Shown("portal:data"),
    Shown("portal:guide"),
    Shown("portal:rules"),
    Shown("portal:rule", None, lambda furnished: [furnished.policy.pk]),
    Shown("portal:content"),
    Shown("portal:reports", None, reports.nothing),
    Shown("portal:report", None, reports.on_portal),
    Shown("portal:report-edition", None, reports.edition),
    Shown("portal:check"),
    Shown("portal:check-rules"),
    Shown("portal:check-rule", None, lambda furnished: ["applications-balance"]),
    Shown("portal:apply"),
    Shown("portal:apply-online"),
    Shown("portal:track"),
    Shown("portal:correct"),
    Shown("portal:case-confirm", None, cases.token),
    Shown("portal:organs"),
    Shown("portal:organ", None, township),
    Shown("portal:organ-guide", None, township),
    Shown("portal:organ-rules", None, township),
    Shown("portal:accessibility"),
    Shown("workbench:log-in"),
    Shown("workbench:today", CLERK),
    Shown("workbench:today", ADMINISTRATOR),
    Shown("workbench:reviews", Role.FIRST_REVIEWER),
    Shown("workbench:search", CLERK, query="?q=柳河"),
    Shown("workbench:patterns", CLERK),
    Shown("workbench:paper", CLERK),
    Shown("workbench:password", CLERK),
    Shown("workbench:two-step", CLERK),
    Shown("workbench:account", CLERK),
    Shown("workbench:wish", CLERK),
    Shown("workbench:notifications", CLERK),
    Shown("workbench:applications", OFFICER, cases.nothing, "?tab=all"),
    Shown("workbench:application-add", OFFICER),
    Shown("workbench:application", OFFICER, cases.key),
    Shown("workbench:application-receipt", OFFICER, cases.key),
    Shown("workbench:application-choose", OFFICER, cases.key),
    Shown("workbench:application-answer", OFFICER, cases.step("partly_granted")),
    Shown("workbench:application-letter", OFFICER, cases.step("extension_notice")),
    Shown("workbench:application-step", OFFICER, cases.step("correction")),
    Shown("workbench:application-step", OFFICER, cases.step("party-answered")),
    Shown("workbench:application-step", OFFICER, cases.step("split")),
    Shown("workbench:application-guide", OFFICER, cases.key),
    Shown("workbench:application-guide", OFFICER, cases.key, "?live=pending&clear=unclear"),
    Shown("workbench:application-convert", OFFICER, cases.key),
    Shown("workbench:application-redact", OFFICER, cases.key),
    Shown("workbench:application-redaction", OFFICER, cases.redaction),
    Shown("workbench:seal", Role.HEAD, cases.seal),
    Shown("workbench:applications-figures", OFFICER, cases.nothing),
    Shown("workbench:applications-figures", Role.SUPERVISOR, cases.nothing),
    Shown("workbench:applications-cell", OFFICER, cases.nothing, "?cell=applications/new/natural_person"),
    Shown("workbench:applications-import", OFFICER),
    Shown("workbench:corrections", OFFICER, cases.corrected),
    Shown("workbench:correction-add", OFFICER),
    Shown("workbench:correction", OFFICER, cases.correction),
    Shown("workbench:data-requests", Role.HEAD, cases.asked),
    Shown("workbench:data-request", Role.HEAD, cases.data_request),
    Shown("workbench:letter", OFFICER, cases.letter),
    Shown("workbench:letter-send", OFFICER, cases.letter),
    Shown("workbench:letter-deliver", OFFICER, cases.letter),
    Shown("workbench:review", OFFICER, cases.review),
    Shown("workbench:items", CLERK, items.nothing, "?tab=all"),
    Shown("workbench:item-new", CLERK),
    Shown("workbench:item-new", CLERK, query="?kind=guide"),
    Shown("workbench:items-upload", CLERK),
    Shown("workbench:item", Role.FIRST_REVIEWER, items.key()),
    Shown("workbench:item", Role.SECRECY_REVIEWER, items.key()),
    Shown("workbench:item", CLERK, items.key("危房改造补助对象公示")),
    Shown("workbench:item-edit", Role.FIRST_REVIEWER, items.key()),
    Shown("workbench:item-versions", CLERK, items.key()),
    Shown("workbench:item-schedule", CLERK, items.key()),
    Shown("workbench:item-withdraw", CLERK, items.key("危房改造补助对象公示")),
    Shown("workbench:item-correct", CLERK, items.key("危房改造补助对象公示")),
    Shown("workbench:item-drop", CLERK, items.key()),
    Shown("workbench:item-consult", CLERK, items.key()),
    Shown("workbench:item-answer", CLERK, items.consultation),
    Shown("workbench:item-validity", CLERK, items.key("危房改造补助对象公示")),
    Shown("workbench:item-bind", CLERK, items.key()),
    Shown("workbench:item-reassess", CLERK, items.key("灌溉项目的请示")),
    Shown("workbench:item-notice", CLERK, items.key("危房改造补助对象公示")),
    Shown("workbench:catalogue", CLERK, items.nothing, "?field=assistance"),
    Shown("workbench:catalogue-statutory", CLERK, items.nothing),
    Shown("workbench:catalogue-reassessments", CLERK, items.nothing),
    Shown("workbench:catalogue-add", CLERK),
    Shown("workbench:catalogue-line", CLERK, items.line),
    Shown("workbench:catalogue-import", CLERK),
    Shown("workbench:catalogue-editions", CLERK),
    Shown("workbench:register", CLERK, lambda furnished: ["normative"]),
    Shown("workbench:interpretations", CLERK),
    Shown("workbench:words", CLERK),
    Shown("workbench:review-plan", Role.HEAD),
    Shown("workbench:channels", CLERK, items.nothing),
    Shown("workbench:channel-open", Role.HEAD),
    Shown("workbench:channels-elsewhere", CLERK, items.registered),
    Shown("workbench:channels-elsewhere-add", CLERK),
    Shown("workbench:channels-elsewhere-import", CLERK),
    Shown("workbench:channels-pick-ups", CLERK, items.registered),
    Shown("workbench:channels-pick-up-add", CLERK),
    Shown("workbench:hand-overs", CLERK, items.registered),
    Shown("workbench:hand-over-add", CLERK),
    Shown("workbench:hand-over", CLERK, items.handed_over),
    Shown("workbench:delivery-put-up", CLERK, items.waiting),
    Shown("workbench:gazette", CLERK, published.gazette),
    Shown("workbench:posting-take-down", CLERK, items.hanging),
    Shown("workbench:reports", CLERK, reports.nothing),
    Shown("workbench:report-upload", CLERK),
    Shown("workbench:report-check", CLERK),
    Shown("workbench:report-check-rules", CLERK),
    Shown("workbench:report-check-rule", CLERK, lambda furnished: ["applications-balance"]),
    Shown("workbench:report", CLERK, reports.of_draft, "?cell=applications/new/total"),
    Shown("workbench:report", Role.SUPERVISOR, reports.of_published),
    Shown("workbench:report-figures", CLERK, reports.of_draft),
    Shown("workbench:report-records", CLERK, reports.of_published, "?what=applications/new/total"),
    Shown("workbench:organs", ADMINISTRATOR),
    Shown("workbench:organs-import", ADMINISTRATOR),
    Shown("workbench:organ-found", ADMINISTRATOR),
    Shown("workbench:organ", ADMINISTRATOR, organ()),
    Shown("workbench:organ-edit", ADMINISTRATOR, organ("what")),
    Shown("workbench:organ-edit", ADMINISTRATOR, organ("place")),
    Shown("workbench:organ-edit", ADMINISTRATOR, organ("unit")),
    Shown("workbench:organ-rename", ADMINISTRATOR, organ()),
    Shown("workbench:organ-end", ADMINISTRATOR, organ()),
    Shown("workbench:organ-move", ADMINISTRATOR, organ()),
    Shown("workbench:organ-sort", ADMINISTRATOR, organ()),
    Shown("workbench:organ-guide", Role.SUPERVISOR, organ()),
    Shown("workbench:group", CLERK, group),
    Shown("workbench:organ-part", CLERK, organ("leader")),
    Shown("workbench:part-add", CLERK, organ("leader")),
    Shown("workbench:part-edit", CLERK, policy),
    Shown("workbench:guide", CLERK),
    Shown("workbench:guide-publish", CLERK, organ()),
    Shown("workbench:people", ADMINISTRATOR),
    Shown("workbench:person-add", ADMINISTRATOR),
    Shown("workbench:person", ADMINISTRATOR, person),
    Shown("workbench:person-change", ADMINISTRATOR, person),
    Shown("workbench:person-hand-over", ADMINISTRATOR, person),
    Shown("workbench:outbox", ADMINISTRATOR),
    Shown("workbench:files", CLERK),
    Shown("workbench:file-erase", ADMINISTRATOR, file),
    Shown("workbench:tokens", ADMINISTRATOR),
    Shown("workbench:token-add", ADMINISTRATOR),
    Shown("workbench:audit", Role.AUDITOR),
    Shown("portal:compare"),
    Shown("portal:complaints"),
    Shown("portal:complaint-track"),
    Shown("workbench:county", Role.SUPERVISOR, oversight.nought),
    Shown("workbench:county-cell", Role.SUPERVISOR, oversight.cell),
    Shown("workbench:training", CLERK, oversight.nought),
    Shown("workbench:oversight", CLERK, oversight.register),
    Shown("workbench:oversight-add", CLERK, oversight.register),
    Shown("workbench:oversight-edit", CLERK, oversight.entry),
    Shown("workbench:orders", CLERK, oversight.nought),
    Shown("workbench:order-add", Role.SUPERVISOR, oversight.nought),
    Shown("workbench:order", CLERK, oversight.order),
    Shown("workbench:order-act", CLERK, oversight.order_act),
    Shown("workbench:complaints", Role.SUPERVISOR, oversight.nought),
    Shown("workbench:complaint", Role.SUPERVISOR, oversight.complaint),
    Shown("workbench:complaints", CLERK, oversight.nought),
    Shown("workbench:complaint-add", CLERK, oversight.nought),
    Shown("workbench:complaint-close", Role.SUPERVISOR, oversight.complaint_close),
    Shown("workbench:assessments", Role.SUPERVISOR, oversight.nought),
    Shown("workbench:scheme", Role.SUPERVISOR, oversight.scheme),
    Shown("workbench:scheme", Role.SUPERVISOR, oversight.scheme_drawn),
    Shown("workbench:card", Role.SUPERVISOR, oversight.card),
    Shown("workbench:score", Role.SUPERVISOR, oversight.score),
    Shown("workbench:appeal", Role.SUPERVISOR, oversight.appeal),
    Shown("workbench:bulletins", Role.SUPERVISOR, oversight.nought),
    Shown("workbench:bulletin", Role.SUPERVISOR, oversight.bulletin),
    Shown("workbench:round", Role.SUPERVISOR, oversight.nought),
    Shown("workbench:round-arrange", Role.SUPERVISOR, oversight.arrange),
    Shown("workbench:round-report", Role.SUPERVISOR, oversight.report),
    Shown("workbench:sums", Role.SUPERVISOR, oversight.nought),
    Shown("workbench:sum-cell", Role.SUPERVISOR, oversight.nought, "?path=applications/new/total"),
    Shown("workbench:sum-chain", Role.SUPERVISOR, oversight.nought),
    Shown("workbench:sum-outliers", Role.SUPERVISOR, oversight.nought),
    Shown("workbench:sum-copies", Role.SUPERVISOR, oversight.nought),
)
# Addresses that are no pages: they take a POST, or answer with a file or another page.
NO_PAGES = {
    "portal:report-file", "workbench:report-start", "workbench:report-cells", "workbench:report-sentence",
    "workbench:report-act", "workbench:report-source", "workbench:report-sheet", "workbench:report-original",
    "workbench:report-preview", "workbench:report-findings", "workbench:report-check-sheet", "portal:check-sheet",
    "portal:item-file", "portal:item-download", "portal:items-csv", "portal:items-json", "portal:feed", "portal:rss",
    "portal:sitemap", "portal:sitemap-part", "portal:sitemap-reports", "portal:robots", "portal:screen",
    "portal:screen-json",
    "portal:preferences", "workbench:log-in-code", "workbench:log-out", "workbench:calendar",
    "workbench:notifications-read",
    "workbench:organs-export", "workbench:group-unseat", "workbench:part-remove", "workbench:person-grant",
    "workbench:person-revoke", "workbench:person-reset", "workbench:person-close", "workbench:outbox-retry",
    "workbench:file",
    "workbench:audit-export", "workbench:token-revoke", "workbench:audit-verify", "portal:file",
    "portal:emblem", "portal:receipt", "portal:case", "portal:case-act", "portal:case-letter", "portal:case-file",
    "portal:case-part",
    "portal:found", "workbench:seal-picture", "workbench:seal-end",
    "workbench:applications-export", "workbench:application-identity", "workbench:letter-print",
    "workbench:decision-approve", "portal:correction", "workbench:applications-figures-export",
    "workbench:applications-sheet", "workbench:application-dossier", "workbench:application-file",
    "portal:complaint-receipt", "portal:complaint-case", "portal:complaint-withdraw",
    "workbench:county-export", "workbench:county-remind", "workbench:oversight-export", "workbench:oversight-nil",
    "workbench:oversight-remove", "workbench:orders-export", "workbench:complaints-export",
    "workbench:complaint-accept", "workbench:points-drop", "workbench:scheme-export", "workbench:scheme-move",
    "workbench:bulletin-draft", "workbench:bulletin-issue", "workbench:bulletin-file", "workbench:round-remind",
    "workbench:round-act", "workbench:sum-export",
    "workbench:items-export", "workbench:item-autosave", "workbench:item-let-go", "workbench:item-attach",
    "workbench:item-attachment", "workbench:item-detach", "workbench:item-submit", "workbench:item-recall",
    "workbench:item-rescan", "workbench:item-mask", "workbench:item-overrule", "workbench:item-review",
    "workbench:item-publish", "workbench:item-cancel", "workbench:catalogue-adopt", "workbench:catalogue-export",
    "workbench:delivery-retry", "workbench:word-forget", "workbench:channels-elsewhere-remove",
    "workbench:channels-pick-up-remove",
}  # fmt: skip

# Screens of other nouns whose pages are still to be entered above. Whoever finishes one takes its line out.
TO_COME: tuple[str, ...] = ()
