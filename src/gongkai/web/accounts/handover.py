"""A leaver's work goes to somebody else. Each app that gives people work names itself in one tuple."""

from collections.abc import Iterator
from typing import Protocol

from django.db import transaction
from django.utils.module_loading import import_string

from gongkai.web.accounts.models import Account, Post, Role
from gongkai.web.audit.services import Actor, Refused, record


class Work(Protocol):
    """One kind of work in hand: how much of it, and giving it to another."""

    name: str

    def count(self, account: Account) -> int:
        """How many open pieces `account` has in hand."""

    def give(self, giver: Account, taker: Account) -> int:
        """Give all of them to `taker`; how many went."""


WORK: tuple[str, ...] = (
    "gongkai.web.applications.handover.CASES", "gongkai.web.disclosure.handover.DRAFTS",
    "gongkai.web.disclosure.handover.PLANS",
)  # fmt: skip
"""Dotted names of `Work` objects, e.g. `gongkai.web.applications.handover.CASES`. Names, because those apps
stand above this one."""


WIDE = frozenset((Role.ADMINISTRATOR, Role.AUDITOR, Role.SUPERVISOR))
"""Roles that only who may grant them passes on."""


def works() -> Iterator[Work]:
    """The registered kinds of work."""
    return (import_string(name) for name in WORK)


def open_work(account: Account) -> dict[str, int]:
    """What `account` still has in hand: name → how many."""
    counts = {work.name: work.count(account) for work in works()}
    return {name: count for name, count in counts.items() if count}


@transaction.atomic
def hand_over(giver: Account, taker: Account, *, by: Actor, roles: bool = True) -> dict[str, int]:
    """Give everything `giver` has in hand to `taker`, with the roles it needs if `roles`. Returns name → how many."""
    by.may("accounts.hand_over", giver)
    by.may("accounts.hand_over", taker)
    if giver.pk == taker.pk:
        raise Refused("移交人和接手人是同一个人。")
    if not taker.is_active:
        raise Refused(f"{taker.name}的账号已停用，不能接手。")
    posts = list(giver.posts.select_related("organ")) if roles else []
    for post in posts:
        by.may("accounts.grant" if post.role in WIDE else "accounts.hand_over", post.organ)
    given = {work.name: work.give(giver, taker) for work in works()}
    added = []
    for post in posts:
        _, made = Post.objects.get_or_create(account=taker, organ=post.organ, role=post.role)
        if made:
            added.append(f"{post.organ} {post.get_role_display()}")
    record("accounts.handed_over", giver, by=by, to=taker, given=given, roles=added)
    return {name: count for name, count in given.items() if count}
