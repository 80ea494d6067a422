"""What the screens of the ground do, and what they refuse."""

import io
from datetime import date, timedelta

import openpyxl
import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from gongkai.web.accounts.models import Account, Role
from gongkai.web.audit.models import Entry
from gongkai.web.audit.services import record
from gongkai.web.messages import today as gathered
from gongkai.web.messages.models import Outgoing, State
from gongkai.web.messages.services import notify, send
from gongkai.web.organs import guide
from gongkai.web.organs.services import describe
from gongkai.web.workbench import audit as auditing
from gongkai.web.workbench import todo
from web.browser.furnished import UNIT
from web.conftest import TESTS, County

BACKEND = "gongkai.web.accounts.authentication.AccountBackend"


@pytest.fixture
def enter(client, county: County):
    """Log in as somebody with this role in this organ (the township unless told)."""

    def log_in(role: Role, organ=None) -> Account:
        account = county.account(role, organ or county.township)
        client.force_login(account, backend=BACKEND)
        return account

    return log_in


def text(answer) -> str:
    return answer.content.decode()


def test_a_clerk_changes_the_facts_of_his_own_organ_and_of_no_other(client, county, enter):
    enter(Role.CLERK)
    address = reverse("workbench:organ-edit", args=["liuhe", "place"])
    answer = client.post(address, {"address": "河堤路 18 号", "phone": "（0000）660 1234"}, follow=True)
    assert "地址和联系方式已存" in text(answer)
    county.township.refresh_from_db()
    assert county.township.address == "河堤路 18 号"
    assert client.get(reverse("workbench:organ-edit", args=["yunling", "place"])).status_code == 404


def test_a_supervisor_sees_an_organ_and_finds_no_way_to_change_it(client, county, enter):
    enter(Role.SUPERVISOR, county.office)
    page = text(client.get(reverse("workbench:organ", args=["liuhe"])))
    assert "柳河镇" in page
    assert reverse("workbench:organ-edit", args=["liuhe", "place"]) not in page
    assert client.post(reverse("workbench:organ-edit", args=["liuhe", "place"]), {"address": "别处"}).status_code == 403


def test_a_stranger_to_an_act_is_told_in_a_sentence(client, enter):
    enter(Role.CLERK)
    answer = client.get(reverse("workbench:audit"))
    assert answer.status_code == 403
    assert "没有这项权限" in text(answer)


def test_an_unlawful_change_is_an_error_of_the_form(client, county, enter):
    enter(Role.ADMINISTRATOR, county.government)
    address = reverse("workbench:organ-end", args=["qinghe"])
    answer = client.post(address, {"on": "2026-03-01", "ground": "青政发〔2026〕3号"})
    assert "还有下级机关" in text(answer)
    assert 'class="errors"' in text(answer)


def test_a_missing_element_of_the_guide_is_named_with_its_article_and_the_way_to_fill_it(client, county, enter):
    enter(Role.CLERK)
    page = text(client.get(reverse("workbench:guide")))
    assert "公开工作机构传真号码" in page
    assert "条例第十二条第二款" in page
    assert f"{reverse('workbench:organ-edit', args=['liuhe', 'unit'])}#id_unit_fax" in page
    answer = client.post(reverse("workbench:guide-publish", args=["liuhe"]), {})
    assert "公开指南还缺" in text(answer)


def test_a_guide_older_than_the_facts_is_flagged_until_it_is_published_again(client, county, enter):
    enter(Role.CLERK)
    describe(county.township, by=TESTS, **UNIT)
    answer = client.post(reverse("workbench:guide-publish", args=["liuhe"]), {}, follow=True)
    assert "公开指南已发布" in text(answer)
    assert "公开指南与机构信息一致" in text(client.get(reverse("workbench:guide")))
    describe(county.township, by=TESTS, unit_fax="（0000）660 9999")
    assert "公开指南还是旧的" in text(client.get(reverse("workbench:guide")))
    assert "《政府信息公开指南》" in text(client.get(reverse("workbench:today")))


def test_the_own_words_of_a_guide_stay_when_it_is_published_again(client, county, enter):
    enter(Role.CLERK)
    describe(county.township, by=TESTS, **UNIT)
    code = guide.draft(county.township)[0]["code"]
    client.post(reverse("workbench:guide-publish", args=["liuhe"]), {code: "本镇另设自助查询机。"})
    assert "本镇另设自助查询机。" in text(client.get(f"{county.township.get_absolute_url()}guide/"))
    assert "本镇另设自助查询机。" in text(client.get(reverse("workbench:guide-publish", args=["liuhe"])))


def test_an_account_is_opened_with_a_role_and_its_first_password_shown_once(client, county, enter):
    enter(Role.ADMINISTRATOR, county.government)
    data = {"organ": county.township.pk, "name": "陈砚秋", "login": "chenyanqiu", "role": "clerk"}
    page = text(client.post(reverse("workbench:person-add"), data))
    account = Account.objects.get(login="chenyanqiu")
    assert account.posts.get().role == Role.CLERK
    shown = page.partition('<p class="number">')[2].partition("</p>")[0]
    assert (shown.count("-"), len(shown)) == (3, 19)
    assert account.check_password(shown)
    assert shown not in text(client.get(reverse("workbench:person", args=[account.pk])))


def test_nobody_gives_himself_a_role(client, county, enter):
    account = enter(Role.ADMINISTRATOR, county.government)
    data = {"role": "auditor", "organ": county.government.pk}
    answer = client.post(reverse("workbench:person-grant", args=[account.pk]), data, follow=True)
    assert "不能给自己授予角色" in text(answer)
    assert account.posts.count() == 1


def test_a_spreadsheet_with_wrong_rows_takes_the_right_ones_and_names_the_others(client, county, enter):
    enter(Role.ADMINISTRATOR, county.government)
    book = openpyxl.load_workbook(io.BytesIO(client.get(reverse("workbench:organs-export")).content))
    sheet = book.active
    heads = [cell.value for cell in sheet[1]]
    for row in ({"短代码": "shiqiao", "全称": "石桥镇人民政府", "类别": "乡镇人民政府", "层级": "乡级"},
                {"短代码": "wrong", "全称": "错误的行", "类别": "没有这一类", "层级": "乡级"}):  # fmt: skip
        sheet.append([row.get(head) for head in heads])
    content = io.BytesIO()
    book.save(content)
    content.seek(0)
    content.name = "organs.xlsx"
    data = {"under": county.government.pk, "file": content, "on": "2026-01-01"}
    page = text(client.post(reverse("workbench:organs-import"), data))
    assert "添加 1 个" in page
    assert "1 行没有导入" in page
    assert "没有这一类" in page


def test_a_file_that_is_no_spreadsheet_is_refused_in_one_sentence(client, county, enter):
    enter(Role.ADMINISTRATOR, county.government)
    rubbish = io.BytesIO(b"not a spreadsheet")
    rubbish.name = "organs.xlsx"
    data = {"under": county.government.pk, "file": rubbish, "on": "2026-01-01"}
    assert "另存为 .xlsx" in text(client.post(reverse("workbench:organs-import"), data))


def test_a_photograph_is_stored_and_shown_with_the_leader(client, county, enter):
    from PIL import Image

    enter(Role.CLERK)
    picture = io.BytesIO()
    Image.new("RGB", (9, 12), "white").save(picture, "PNG")
    picture.seek(0)
    picture.name = "photo.png"
    data = {"name": "贺云樵", "post": "镇长", "order": 1, "photo": picture}
    client.post(reverse("workbench:part-add", args=["liuhe", "leader"]), data)
    leader = county.township.leaders.get()
    assert client.get(f"/files/{leader.photo}/")["Content-Type"] == "image/png"
    assert f"/files/{leader.photo}/" in text(client.get(county.township.get_absolute_url()))
    address = reverse("workbench:part-edit", args=["liuhe", "leader", leader.pk])
    client.post(address, {"name": "贺云樵", "post": "书记", "order": 1})
    assert county.township.leaders.get().photo == leader.photo


def test_the_auditor_sees_who_did_what_filters_and_takes_it_out(client, county, enter):
    enter(Role.AUDITOR, county.government)
    page = text(client.get(reverse("workbench:audit"), {"kind": "organs", "what": "柳河镇人民政府"}))
    assert "添加机关" in page
    assert "授予角色" not in page.split("<table")[1]
    answer = client.get(reverse("workbench:audit-export"), {"kind": "organs"})
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.values)
    assert rows[0][0] == "序号"
    assert len(rows) == 1 + 6
    assert Entry.objects.filter(act="audit.exported").count() == 1


def test_what_belongs_to_no_organ_is_in_the_export_as_on_the_page_and_too_much_is_told(
    client, county, enter, monkeypatch
):
    enter(Role.AUDITOR, county.government)
    with transaction.atomic():
        record("test.done", ContentType.objects.first(), by=TESTS)
    assert "test.done" in text(client.get(reverse("workbench:audit")))
    book = openpyxl.load_workbook(io.BytesIO(client.get(reverse("workbench:audit-export")).content))
    assert "test.done" in [row[4] for row in book.active.values]
    monkeypatch.setattr(auditing, "MOST", 3)
    assert "按日期分几次导出" in text(client.get(reverse("workbench:audit-export"), follow=True))


def test_an_auditor_of_one_organ_sees_no_other(client, county, enter):
    enter(Role.AUDITOR, county.township)
    page = text(client.get(reverse("workbench:audit")))
    assert "柳河镇" in page
    assert "云岭乡" not in page


def test_the_auditor_proves_the_log(client, county, enter):
    enter(Role.AUDITOR, county.government)
    assert "首尾相扣" in text(client.post(reverse("workbench:audit-verify"), follow=True))
    Entry._base_manager.filter(act="organs.founded").order_by("pk")[:1].get()
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_entry SET actor_name = %s WHERE sequence = 1", ["别人"])
    assert "对不上" in text(client.post(reverse("workbench:audit-verify"), follow=True))


def test_what_was_refused_by_the_other_side_is_sent_once_more(client, county, enter):
    enter(Role.ADMINISTRATOR, county.government)
    message = send("email", key="k", to="a@example.invalid", subject="今日待办", organ=county.township)
    Outgoing.objects.filter(pk=message.pk).update(state=State.REFUSED, error="地址不存在")
    assert "地址不存在" in text(client.get(reverse("workbench:outbox")))
    client.post(reverse("workbench:outbox-retry", args=[message.pk]))
    assert Outgoing.objects.get(pk=message.pk).state == State.WAITING


def test_a_token_is_shown_once_and_revoked(client, county, enter):
    enter(Role.ADMINISTRATOR, county.government)
    until = (localdate() + timedelta(days=30)).isoformat()
    data = {"organ": county.township.pk, "name": "政务服务网", "acts": ["organs.see"], "expires_on": until}
    page = text(client.post(reverse("workbench:token-add"), data))
    assert "gk_" in page
    listed = text(client.get(reverse("workbench:tokens")))
    assert "gk_" not in listed
    token = county.township.tokens.get()
    client.post(reverse("workbench:token-revoke", args=[token.pk]))
    assert "已吊销" in text(client.get(reverse("workbench:tokens")))


def test_notifications_are_read_and_the_wish_is_kept(client, enter):
    account = enter(Role.CLERK)
    notify(account, "文稿退回了。", key="one", url="/workbench/")
    assert "1 条通知没有读" in text(client.get(reverse("workbench:notifications")))
    client.post(reverse("workbench:notifications-read"))
    assert "1 条通知没有读" not in text(client.get(reverse("workbench:notifications")))
    client.post(reverse("workbench:wish"), {"sms": "on"})
    account.refresh_from_db()
    assert (account.wish.email, account.wish.sms, account.wish.digest) == (False, True, False)


def test_a_calendar_address_is_a_new_secret_each_time(client, enter):
    enter(Role.CLERK)
    first, second = (text(client.post(reverse("workbench:calendar"))) for _ in range(2))
    assert ".ics" in first
    assert first.split("/calendar/")[1][:20] != second.split("/calendar/")[1][:20]


@pytest.mark.parametrize(
    ("due", "left", "unit", "says", "kind"),
    [
        (date(2026, 1, 23), 1, "个工作日", "还有 1 个工作日", "bad"),
        (date(2026, 1, 22), 0, "个工作日", "就在今天", "bad"),
        (date(2026, 1, 21), 0, "个工作日", "逾期 1 天", "bad"),
        (date(2026, 1, 13), -7, "个工作日", "逾期 7 个工作日", "bad"),
        (date(2026, 1, 25), None, "天", "还有 3 天", "warn"),
        (date(2026, 2, 9), 12, "个工作日", "还有 12 个工作日", ""),
    ],
)
def test_the_chip_of_a_task_says_what_was_counted(due, left, unit, says, kind):
    chip = todo.due_of(gathered.Task("答复", "", "", "", due=due, left=left, unit=unit), date(2026, 1, 22))
    assert (chip.says, chip.kind) == (says, kind)


def test_the_search_box_finds_organs_and_people_one_may_see(client, county, enter):
    enter(Role.ADMINISTRATOR, county.government)
    assert "柳河镇" in text(client.get(reverse("workbench:search"), {"q": "柳河"}))
    assert "人员" in text(client.get(reverse("workbench:search"), {"q": "林知夏"}))


def test_a_clerk_finds_no_people_of_other_organs(client, county, enter):
    county.account(Role.CLERK, county.neighbour)
    enter(Role.CLERK)
    assert "没有找到" in text(client.get(reverse("workbench:search"), {"q": "林知夏"}))
