"""Opening, changing and closing accounts, granting roles, handing over."""

import pytest

from gongkai.web.accounts import handover, services
from gongkai.web.accounts.models import Account, Post, Role
from gongkai.web.audit.models import Entry
from gongkai.web.audit.services import Forbidden, Refused
from web.conftest import PASSWORD, TESTS


class Letters:
    """Work in hand, for the test: letters on a desk."""

    name = "待写的信"
    desk: dict[int, int] = {}  # noqa: RUF012 the test's own desk

    def count(self, account):
        return self.desk.get(account.pk, 0)

    def give(self, giver, taker):
        given = self.desk.pop(giver.pk, 0)
        self.desk[taker.pk] = self.desk.get(taker.pk, 0) + given
        return given


LETTERS = Letters()


@pytest.fixture
def desk(monkeypatch):
    LETTERS.desk.clear()
    monkeypatch.setattr(handover, "WORK", (f"{__name__}.LETTERS",))
    return LETTERS.desk


@pytest.fixture
def administrator(county):
    return county.account(Role.ADMINISTRATOR, county.government)


def test_an_administrator_opens_an_account_with_a_password_that_must_be_changed(county, administrator):
    account, password = services.open_account(login="xu.huai", name="许槐", organ=county.township, by=administrator)
    assert account.must_change_password
    assert account.check_password(password)
    assert len(password) >= 16


def test_the_same_log_in_name_in_other_letters_is_refused(county, administrator):
    services.open_account(login="xu.huai", name="许槐", organ=county.township, by=administrator)
    with pytest.raises(Refused, match="已有人用"):
        services.open_account(login="XU.HUAI", name="许怀", organ=county.township, by=administrator)


def test_nobody_grants_himself_a_role(county, administrator):
    with pytest.raises(Refused, match="不能给自己"):
        services.grant(administrator, role=Role.AUDITOR, organ=county.government, by=administrator)


def test_a_clerk_opens_no_account_and_grants_no_role(county):
    clerk = county.account(Role.CLERK, county.township)
    with pytest.raises(Forbidden):
        services.open_account(login="x", name="x", organ=county.township, by=clerk)
    with pytest.raises(Forbidden):
        services.grant(clerk, role=Role.HEAD, organ=county.township, by=clerk)


def test_the_last_administrator_keeps_his_role(county, administrator):
    with pytest.raises(Refused, match="最后一位"):
        services.revoke(administrator.posts.get(), by=TESTS)


def test_an_account_moves_only_to_an_organ_one_may_open_accounts_in(county):
    local = county.account(Role.ADMINISTRATOR, county.township)
    clerk = county.account(Role.CLERK, county.township)
    with pytest.raises(Forbidden):
        services.change(clerk, by=local, organ=county.neighbour)
    assert services.change(clerk, by=local, name="林知秋").name == "林知秋"


def test_an_account_with_work_in_hand_is_not_closed_before_it_is_handed_over(county, administrator, desk):
    leaver, heir = county.account(Role.CASE_OFFICER, county.township), county.account(Role.CLERK, county.township)
    desk[leaver.pk] = 3
    with pytest.raises(Refused, match="待写的信 3 件"):
        services.close(leaver, by=administrator)
    assert handover.hand_over(leaver, heir, by=administrator) == {"待写的信": 3}
    assert Role.CASE_OFFICER in {Role(post.role) for post in heir.posts.all()}
    closed = services.close(leaver, by=administrator)
    assert not closed.is_active
    assert Entry.objects.filter(act="accounts.handed_over").count() == 1


def test_a_head_hands_over_work_but_not_the_roles_of_an_administrator(county, desk):
    head = county.account(Role.HEAD, county.township)
    leaver = county.account(Role.ADMINISTRATOR, county.township)
    with pytest.raises(Forbidden):
        handover.hand_over(leaver, head, by=head)
    assert not Post.objects.filter(account=head, role=Role.ADMINISTRATOR).exists()


def test_work_is_not_handed_to_oneself_or_to_somebody_gone(county, administrator, desk):
    leaver, gone = county.account(Role.CLERK, county.township), county.account(Role.HEAD, county.township)
    services.close(gone, by=administrator)
    for taker in (leaver, Account.objects.get(pk=gone.pk)):
        with pytest.raises(Refused):
            handover.hand_over(leaver, taker, by=administrator)


def test_an_administrator_gets_no_hold_of_an_account_that_reaches_further_than_he_does(county):
    """A first password that he may read would be the key to the county."""
    of_the_township = county.account(Role.ADMINISTRATOR, county.township)
    colleague = county.account(Role.CLERK, county.township, "colleague")
    services.grant(colleague, role=Role.ADMINISTRATOR, organ=county.government, by=TESTS)
    with pytest.raises(Refused, match="青禾县人民政府的系统管理员"):
        services.reset_password(colleague, by=of_the_township)
    with pytest.raises(Refused, match="您管理不到那里"):
        services.close(colleague, by=of_the_township)
    colleague.refresh_from_db()
    assert colleague.check_password(PASSWORD)
    assert colleague.is_active


def test_an_administrator_still_helps_who_works_under_him_and_elsewhere_under_him(county, administrator):
    colleague = county.account(Role.CLERK, county.township, "colleague")
    services.grant(colleague, role=Role.CLERK, organ=county.neighbour, by=TESTS)
    assert services.reset_password(colleague, by=administrator)


def test_the_account_of_the_last_administrator_is_not_closed(county, administrator):
    with pytest.raises(Refused, match="最后一位"):
        services.close(administrator, by=administrator)
    services.grant(
        county.account(Role.CLERK, county.office), role=Role.ADMINISTRATOR, organ=county.government, by=TESTS
    )
    assert not services.close(administrator, by=administrator).is_active
