"""The statutory columns of the county: 指南, 制度, 法定主动公开内容, 年报, and how to apply."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from gongkai.web.organs.models import Guide, Organ, Policy
from gongkai.web.patterns.values import Link, Row
from gongkai.web.portal import files, site
from gongkai.web.portal.organs import as_docs, channels, published_guide


def guide(request: HttpRequest) -> HttpResponse:
    """政府信息公开指南 of the county government, and the way to every organ's own (条例第十二条)."""
    organ = site.read().government
    version = published_guide(organ) if organ else None
    return render(request, "portal/guide.html", {"guide": version, "groups": site.groups(None, "guide/"), "own": organ})


def rules(request: HttpRequest) -> HttpResponse:
    """政府信息公开制度: of every organ, newest first."""
    policies = Policy.objects.filter(published=True, organ__in=Organ.objects.public()).select_related("organ")
    return render(request, "portal/rules.html", {"rules": as_docs(policies)})


def rule(request: HttpRequest, key: int) -> HttpResponse:
    """One document of the rules."""
    policy = get_object_or_404(Policy.objects.select_related("organ"), pk=key, published=True)
    if policy.organ.ended_on is None and not Organ.objects.public().filter(pk=policy.organ_id).exists():
        raise Http404
    rows = [
        Row("制定机关", policy.issuer or policy.organ.name), Row("文号", policy.number),
        Row("成文日期", policy.issued_on),
        Row("公开机关", Link(policy.organ.name, policy.organ.get_absolute_url())),
    ]  # fmt: skip
    paragraphs = [line.strip() for line in policy.body.splitlines() if line.strip()]
    context = {"policy": policy, "rows": rows, "paragraphs": paragraphs, "file": files.shown(policy.file)}
    return render(request, "portal/rule.html", context)


def apply(request: HttpRequest) -> HttpResponse:
    """依申请公开: where and how to apply, organ by organ (条例第二十八条、第二十九条)."""
    organs = Organ.objects.public()
    rows = [
        (Link(organ.short_name, organ.get_absolute_url()), organ.unit_name or "没有写明",
         organ.unit_phone or organ.phone,
         organ.unit_address or organ.address, channels(organ))
        for organ in organs
    ]  # fmt: skip
    return render(request, "portal/apply.html", {"rows": rows, "guides": Guide.objects.exists()})
