"""人员与分工: accounts, their roles, first passwords, hand-over and closing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from gongkai.web.accounts import handover, services
from gongkai.web.accounts.models import Account, Post, Role
from gongkai.web.organs.models import Organ
from gongkai.web.patterns.forms import Form
from gongkai.web.patterns.values import Badge, Link, Row
from gongkai.web.patterns.written import whole
from gongkai.web.workbench.access import needs
from gongkai.web.workbench.acting import done, posted, press

PEOPLE = Link("人员与分工", "/workbench/people/")


class AccountForm(Form):
    """A new account."""

    organ = forms.ModelChoiceField(label="所在机关", queryset=Organ.objects.none(), empty_label=None)
    name = forms.CharField(label="姓名", max_length=50)
    login = forms.CharField(label="登录名", max_length=50, help_text="小写字母和数字，例如姓名的拼音；以后不能改。")
    phone = forms.CharField(label="手机", max_length=20, required=False, help_text="收短信提醒用，不公开。")
    email = forms.EmailField(label="电子邮箱", required=False, help_text="收邮件提醒用，不公开。")
    role = forms.ChoiceField(label="先给一个角色", choices=[("", "以后再给"), *Role.choices], required=False)

    def __init__(self, *args: Any, organs: QuerySet[Organ], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organ"].queryset = organs


class ChangeForm(Form):
    """What may be changed of an account."""

    name = forms.CharField(label="姓名", max_length=50)
    phone = forms.CharField(label="手机", max_length=20, required=False)
    email = forms.EmailField(label="电子邮箱", required=False)
    organ = forms.ModelChoiceField(label="所在机关", queryset=Organ.objects.none(), empty_label=None)

    def __init__(self, *args: Any, organs: QuerySet[Organ], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organ"].queryset = organs


class GrantForm(Form):
    """A role in an organ."""

    role = forms.ChoiceField(label="角色", choices=Role.choices)
    organ = forms.ModelChoiceField(label="在哪个机关", queryset=Organ.objects.none(), empty_label=None)

    def __init__(self, *args: Any, organs: QuerySet[Organ], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organ"].queryset = organs


class HandOverForm(Form):
    """To whom the work goes."""

    taker = forms.ModelChoiceField(label="移交给谁", queryset=Account.objects.none(), empty_label="选择接手人")
    roles = forms.BooleanField(label="角色也一并交给接手人", required=False, initial=True,
                               help_text="接手人没有这些角色的，补上；原来有的不变。")  # fmt: skip
    close = forms.BooleanField(label="移交后停用这个账号", required=False, help_text="离开本机关的人请勾上。")

    def __init__(self, *args: Any, takers: QuerySet[Account], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["taker"].queryset = takers
        self.fields["taker"].label_from_instance = lambda account: f"{account.name}（{account.organ.short_name}）"


def seen(request: HttpRequest) -> QuerySet[Account]:
    """The accounts this person may see."""
    organs = request.user.organs_for("accounts.see")
    return Account.objects.filter(organ__in=organs).select_related("organ").prefetch_related("posts__organ")


@needs("accounts.see")
def people(request: HttpRequest) -> HttpResponse:
    """The list, by organ; closed accounts stay, at the end."""
    found = seen(request).order_by("-is_active", "organ__order", "organ__pk", "pk")
    query = request.GET.get("q", "").strip()
    if query:
        found = found.filter(name__icontains=query) | found.filter(organ__name__icontains=query)
    page = Paginator(found, 50).get_page(request.GET.get("page"))
    context = {"page": page, "query": query, "kept": f"q={query}" if query else "",
               "may_open": request.user.organs_for("accounts.open").exists()}  # fmt: skip
    return render(request, "workbench/people/list.html", context)


def find(request: HttpRequest, key: int) -> Account:
    """One account, if this person may see it."""
    return get_object_or_404(seen(request), pk=key)


@needs("accounts.see")
def person(request: HttpRequest, key: int) -> HttpResponse:
    """One account: who, which roles, what is in hand, what can be done."""
    account = find(request, key)
    may = {
        act: request.user.can(f"accounts.{act}", account)
        for act in ("change", "close", "reset_password", "hand_over", "grant")
    }
    rows = [
        Row("登录名", account.login), Row("所在机关", account.organ.name), Row("手机", account.phone or "没有填"),
        Row("电子邮箱", account.email or "没有填"), Row("两步登录", "已开启" if account.totp_secret else "没有开启"),
        Row("开通", localdate(account.opened_at)), Row("停用", account.closed_at and localdate(account.closed_at)),
    ]  # fmt: skip
    form = GrantForm(organs=request.user.organs_for("accounts.grant").active()) if may["grant"] else None
    state = Badge("在用", "ok") if account.is_active else Badge("已停用")
    context = {"account": account, "rows": rows, "may": may, "form": form, "state": state,
               "work": handover.open_work(account), "back": PEOPLE}  # fmt: skip
    return render(request, "workbench/people/person.html", context)


@needs("accounts.open")
def add(request: HttpRequest) -> HttpResponse:
    """Open an account; the first password is shown once."""
    form = AccountForm(posted(request)[0], organs=request.user.organs_for("accounts.open").active())
    if form.is_valid():
        data, made = form.cleaned_data, []
        role = data.pop("role")
        if done(form, lambda: made.extend(services.open_account(by=request.user, **data))):
            account, password = made
            if role:
                press(request, lambda: services.grant(account, role=Role(role), organ=account.organ, by=request.user),
                      f"{account.name}已是{Role(role).label}。")  # fmt: skip
            return render(request, "workbench/people/first_password.html", {"account": account, "password": password})
    context = {"title": "开通账号", "form": form, "button": "开通账号", "back": PEOPLE,
               "lead": "开通后会显示一次首次密码，请当面或者打电话告诉本人。"}  # fmt: skip
    return render(request, "workbench/form.html", context)


@needs("accounts.change")
def change(request: HttpRequest, key: int) -> HttpResponse:
    """Change name, telephone, e-mail, organ."""
    account = find(request, key)
    start = {name: getattr(account, name) for name in ("name", "phone", "email", "organ")}
    organs = request.user.organs_for("accounts.open").active()
    form = ChangeForm(posted(request)[0], initial=start, organs=organs)
    if form.is_valid() and done(form, lambda: services.change(account, by=request.user, **form.cleaned_data)):
        messages.success(request, f"{form.cleaned_data['name']}的资料已修改。")
        return redirect("workbench:person", key)
    context = {"title": f"修改{account.name}的资料", "form": form, "button": "存资料", "back": back_to(account)}
    return render(request, "workbench/form.html", context)


def back_to(account: Account) -> Link:
    """The way back to an account."""
    return Link(account.name, reverse("workbench:person", args=[account.pk]))


@require_POST
@needs("accounts.grant")
def grant(request: HttpRequest, key: int) -> HttpResponse:
    """Give a role."""
    account = find(request, key)
    form = GrantForm(request.POST, organs=request.user.organs_for("accounts.grant").active())
    if form.is_valid():
        role, organ = Role(form.cleaned_data["role"]), form.cleaned_data["organ"]
        told = f"{account.name}已是{organ.short_name}的{role.label}。"
        press(request, lambda: services.grant(account, role=role, organ=organ, by=request.user), told)
    else:
        messages.error(request, "没有授予：请选择角色和机关。")
    return redirect("workbench:person", key)


@require_POST
@needs("accounts.grant")
def revoke(request: HttpRequest, key: int) -> HttpResponse:
    """Take a role away."""
    account = find(request, key)
    post = get_object_or_404(
        Post.objects.select_related("organ", "account"), pk=whole(request.POST.get("post")) or 0, account=account
    )
    told = f"{account.name}不再是{post.organ.short_name}的{post.get_role_display()}。"
    press(request, lambda: services.revoke(post, by=request.user), told)
    return redirect("workbench:person", key)


@require_POST
@needs("accounts.reset_password")
def reset(request: HttpRequest, key: int) -> HttpResponse:
    """A new first password, shown once."""
    account, made = find(request, key), []
    if press(
        request,
        lambda: made.append(services.reset_password(account, by=request.user)),
        "密码已重置，别处的登录已退出。",
    ):
        return render(request, "workbench/people/first_password.html", {"account": account, "password": made[0]})
    return redirect("workbench:person", key)


@require_POST
@needs("accounts.close")
def close(request: HttpRequest, key: int) -> HttpResponse:
    """Close an account whose work is handed over."""
    account = find(request, key)
    press(
        request, lambda: services.close(account, by=request.user), f"{account.name}的账号已停用，办过的事仍记在他名下。"
    )
    return redirect("workbench:person", key)


@needs("accounts.hand_over")
def hand_over(request: HttpRequest, key: int) -> HttpResponse:
    """移交: what is in hand goes to a colleague, with the roles it needs; the account may be closed in the same act."""
    giver = find(request, key)
    if not request.user.can("accounts.hand_over", giver):
        raise Http404
    takers = (
        Account.objects.working().filter(organ__in=request.user.organs_for("accounts.hand_over")).exclude(pk=giver.pk)
    )
    form = HandOverForm(posted(request)[0], takers=takers.select_related("organ"))
    if form.is_valid():
        taker, given = form.cleaned_data["taker"], {}
        roles = form.cleaned_data["roles"]
        if done(form, lambda: given.update(handover.hand_over(giver, taker, by=request.user, roles=roles))):
            told = "、".join(f"{name} {count} 件" for name, count in given.items()) or "没有在办的事"
            messages.success(request, f"{giver.name}的工作已移交给{taker.name}：{told}。")
            if form.cleaned_data["close"]:
                press(request, lambda: services.close(giver, by=request.user), f"{giver.name}的账号已停用。")
            return redirect("workbench:person", taker.pk)
    context = {"title": f"移交{giver.name}的工作", "account": giver, "form": form, "work": handover.open_work(giver),
               "posts": giver.posts.select_related("organ"), "back": back_to(giver)}  # fmt: skip
    return render(request, "workbench/people/hand_over.html", context)
