"""账号设置: one's own account."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localtime

from gongkai.web.patterns.values import Row
from gongkai.web.workbench.access import staff


@staff
def account(request: HttpRequest) -> HttpResponse:
    """Who one is here, password, second step, where one is logged in, how one wants to read."""
    person = request.user
    rows = [
        Row("姓名", person.name), Row("登录名", person.login), Row("所在机关", person.organ.name),
        Row("手机", person.phone or "没有填"), Row("电子邮箱", person.email or "没有填"),
    ]  # fmt: skip
    since = person.password_at and localtime(person.password_at).date()
    context = {
        "rows": rows,
        "posts": person.posts_held(),
        "since": since,
        "log_ins": person.log_ins.filter(ended_at=None)[:5],
        "here": request.session.session_key,
    }
    return render(request, "workbench/account/account.html", context)
