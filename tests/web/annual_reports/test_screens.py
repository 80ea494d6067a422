"""The pages of the report: what a clerk, a reviewer and a citizen see and press."""

import io
import json
from datetime import date

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.report import write
from gongkai.web.accounts.models import Role
from gongkai.web.accounts.tokens import issue_token
from gongkai.web.annual_reports.checking import examine
from gongkai.web.annual_reports.composing import as_report
from gongkai.web.annual_reports.models import AnnualReport, Sentence, State
from gongkai.web.annual_reports.services import moving, writing
from web.annual_reports.conftest import NEXT, complete
from web.conftest import TESTS

PAGE = "/workbench/reports/liuhe/2025/"


@pytest.fixture
def desk(client, clerk):
    """The clerk's window."""
    client.force_login(clerk)
    return client


def words(answer):
    return answer.content.decode()


def test_the_page_shows_tables_sentences_findings_and_where_a_number_comes_from(report, case, desk):
    application = case(date(2025, 3, 3), "granted", date(2025, 3, 20))
    shown = words(desk.get(f"{PAGE}?cell=applications/granted/natural_person"))
    assert 'name="applications/granted/natural_person"' in shown
    assert 'value="1"' in shown
    assert application.number in shown
    assert "依申请公开登记簿" in shown
    assert "缺：写明" in shown
    assert "还没有填报" in shown


def test_the_panel_alone_is_what_the_script_asks_for(report, case, desk):
    application = case(date(2025, 3, 3))
    panel = words(desk.get(f"{PAGE}source/?cell=applications/carried_out/total"))
    assert application.number in panel
    assert "<html" not in panel
    assert desk.get(f"{PAGE}source/?cell=applications/nonsense/total").status_code == 404


def post_cells(desk, report, reason="", **changes):
    seen = json.loads(_seen(desk))
    changed = {path.replace("__", "/"): value for path, value in changes.items()}
    return desk.post(f"{PAGE}cells/", seen | changed | {"seen": json.dumps(seen), "reason": reason})


def _seen(desk):
    return desk.get(PAGE).context["seen"]


def test_entered_figures_are_saved_from_the_grid_and_others_want_a_reason(report, case, desk):
    assert post_cells(desk, report, proactive__licensing__decisions="37").status_code == 302
    assert as_report(report).cells["proactive/licensing/decisions"] == 37
    refused = post_cells(desk, report, applications__new__other="2")
    assert refused.status_code == 422
    assert "改数要写理由" in words(refused)
    assert 'value="2"' in words(refused)
    post_cells(desk, report, "漏登两件", applications__new__other="2", applications__carried_out__other="2")
    assert as_report(report).cells["applications/new/total"] == 2


def test_two_people_saving_the_same_page_both_keep_their_cells(report, desk):
    mine = json.loads(_seen(desk))
    post_cells(desk, report, proactive__penalties__decisions="5")
    desk.post(f"{PAGE}cells/", mine | {"seen": json.dumps(mine), "proactive/coercion/decisions": "1"})
    cells = as_report(AnnualReport.objects.get(pk=report.pk)).cells
    assert (cells["proactive/penalties/decisions"], cells["proactive/coercion/decisions"]) == (5, 1)
    clash = desk.post(f"{PAGE}cells/", mine | {"seen": json.dumps(mine), "proactive/penalties/decisions": "9"})
    assert clash.status_code == 422
    assert "由别人填成 5" in words(clash)


def test_a_sentence_is_saved_while_it_is_written_and_a_clash_keeps_both(report, desk):
    one = Sentence.objects.get(report=report, key="problems")
    address, script = f"{PAGE}sentences/{one.pk}/", {"headers": {"HX-Request": "true"}}
    saved = desk.post(address, {"text": "解读少。", "seen": one.version}, **script)
    assert "已存" in words(saved)
    assert f'value="{one.version + 1}"' in words(saved)
    assert "您写的没有丢" in words(desk.post(address, {"text": "更新慢。", "seen": one.version}, **script))
    clash = desk.post(address, {"text": "更新慢。", "seen": one.version})
    assert clash.status_code == 422
    assert "更新慢。" in words(clash)


def test_the_round_from_the_draft_to_the_portal_by_its_buttons(report, client, clerk, reviewer, leader, supervisor):
    complete(report, clerk)

    def press(who, act, **data):
        client.force_login(who)
        answer = client.post(f"{PAGE}act/{act}/", data, follow=True)
        return words(answer), AnnualReport.objects.get(pk=report.pk).state

    assert press(clerk, "describe", document_number="柳政发〔2026〕3号", issued_on="2026-01-12")[1] == State.WRITING
    assert press(clerk, "freeze")[1] == State.WRITING
    assert press(clerk, "submit")[1] == State.REVIEWING
    assert press(reviewer, "review", secrecy="1")[1] == State.SIGNING
    assert press(leader, "sign", name="何鸣远")[1] == State.SIGNING
    told, state = press(clerk, "publish")
    assert (state, "已公布" in told) == (State.PUBLISHED, True)
    assert press(supervisor, "accept")[1] == State.ACCEPTED
    client.logout()
    page = words(client.get("/reports/liuhe/2025/"))
    assert "柳政发〔2026〕3号" in page
    assert "本年新收政府信息公开申请数量" in page
    assert client.get("/reports/liuhe/2025/1/docx/").content.startswith(b"PK")
    assert client.get("/reports/liuhe/2025/1/pdf/").content.startswith(b"%PDF")
    assert "柳河镇人民政府2025年" in words(client.get("/reports/"))


def test_what_is_not_published_is_nowhere_on_the_portal_or_in_the_api(report, client):
    for address in ("/reports/liuhe/2025/", "/reports/liuhe/2025/1/", "/reports/liuhe/2025/1/pdf/"):
        assert client.get(address).status_code == 404
    assert client.get("/api/v1/organs/liuhe/annual-reports/").json()["count"] == 0
    assert client.get("/api/v1/organs/liuhe/annual-reports/2025/").status_code == 404


def test_a_corrected_report_shows_its_old_edition_at_its_own_address(report, client, clerk, through):
    through(complete(report, clerk))
    through(moving.correct(report, reason="漏写一句", by=clerk), date(2026, 2, 20))
    assert "后来更正过" in words(client.get("/reports/liuhe/2025/1/"))
    assert "漏写一句" in words(client.get("/reports/liuhe/2025/"))


def test_the_api_lists_gives_and_takes_reports(report, client, clerk, through, county):
    through(complete(report, clerk))
    (listed,) = client.get("/api/v1/organs/liuhe/annual-reports/").json()["results"]
    assert (listed["year"], listed["form"], listed["url"]) == (2025, "2021", "http://testserver/reports/liuhe/2025/")
    data = client.get("/api/v1/organs/liuhe/annual-reports/2025/").json()
    assert data["schema"] == "gongkai.annual-report/1"
    _, secret = issue_token(county.township, name="OA", acts=["annual_reports.file"], expires_on=date(2026, 12, 1),
                            by=TESTS, today=date(2026, 11, 1))  # fmt: skip
    address = "/api/v1/organs/liuhe/annual-reports/2024/"
    assert client.post(address, data | {"year": 2024}, "application/json").status_code == 401
    bearer = {"authorization": f"Bearer {secret}"}
    filed = client.post(address, data | {"year": 2024}, "application/json", headers=bearer)
    assert filed.status_code == 200, filed.content
    assert filed.json()["state"] == "writing"
    assert {"period-of-the-year", "year-in-the-title"} <= {one["code"] for one in filed.json()["findings"]}
    again = client.post(f"{address[:-5]}2025/", data, "application/json", headers=bearer)
    assert again.status_code == 409
    elsewhere = client.post(
        "/api/v1/organs/yunling/annual-reports/2024/", data | {"year": 2024}, "application/json", headers=bearer
    )
    assert elsewhere.status_code == 403


def as_docx(report, tmp_path):
    path = tmp_path / "年报.docx"
    write(as_report(report), path)
    return path.read_bytes()


def test_an_uploaded_file_is_read_checked_and_goes_the_same_way(report, desk, clerk, county, through, tmp_path):
    content = as_docx(complete(report, clerk), tmp_path)
    AnnualReport.objects.filter(pk=report.pk).delete()
    file = SimpleUploadedFile("年报.docx", content)
    answer = desk.post("/workbench/reports/upload/", {"organ": county.township.pk, "file": file}, follow=True)
    assert "读出来了" in words(answer)
    uploaded = AnnualReport.objects.get(organ=county.township, year=2025)
    assert uploaded.source == AnnualReport.Source.UPLOAD
    assert [one.finding.message for one in examine(uploaded).errors] == []
    assert through(uploaded).number == 1


def test_no_file_that_is_no_report_is_taken(desk, county):
    file = SimpleUploadedFile("通知.txt", "今天开会。".encode())
    answer = desk.post("/workbench/reports/upload/", {"organ": county.township.pk, "file": file})
    assert "不是政府信息公开工作年度报告" in words(answer)
    assert not AnnualReport.objects.exists()


def test_anybody_may_have_a_report_checked_and_nothing_is_kept(report, client, clerk, tmp_path):
    from gongkai.web.files.models import StoredFile

    content = as_docx(complete(report, clerk, problems="没有问题，一切都好。", measures="无。"), tmp_path)
    answer = client.post("/check/", {"file": SimpleUploadedFile("年报.docx", content)})
    assert answer.status_code == 200
    assert "第五部分" in words(answer)
    assert "柳河镇人民政府" in words(answer)
    assert not StoredFile.objects.exists()
    wrong = client.post("/check/", {"file": SimpleUploadedFile("年报.docx", b"no")})
    assert "内容不是" in words(wrong)


def test_who_checks_too_often_is_told_when_to_come_back(client, db, monkeypatch):
    from gongkai.web.portal import throttling

    cache.clear()
    monkeypatch.setitem(throttling.LIMITS, "check", (1, 600))
    for status in (200, 429):
        answer = client.post("/check/", {"file": SimpleUploadedFile("通知.txt", "今天开会。".encode())})
        assert answer.status_code == status


def test_the_figures_of_the_year_are_typed_by_month_or_imported(county, desk):
    from gongkai.web.annual_reports.models import YearlyFigure
    from gongkai.web.annual_reports.services.entering import sheet_for

    address = "/workbench/reports/liuhe/2025/figures/"
    path = "proactive/licensing/decisions"
    desk.post(address, {"path": path, "m1": "3", "seen1": "", "m2": "4", "seen2": "", "source": "政务服务系统"})
    assert "合计 <b>7</b>" in words(desk.get(address))
    content = sheet_for(county.township, 2025)
    taken = desk.post(address, {"file": io.BytesIO(content)})
    assert taken.status_code == 200
    named = SimpleUploadedFile("数据.xlsx", content)
    assert "导入了 2 行" in words(desk.post(address, {"file": named}))
    assert YearlyFigure.objects.count() == 2


def test_people_are_told_what_waits_for_them(report, clerk, reviewer, leader):
    from gongkai.web.annual_reports.today import Reports

    def told(who):
        return [(one.act, one.review) for one in Reports().tasks(who, NEXT)]

    assert ("接着写", False) in told(clerk)
    assert told(reviewer) == []
    moving.submit(complete(report, clerk), by=clerk)
    assert told(reviewer) == [("核稿", True)]
    moving.review(report, secrecy=True, by=reviewer)
    assert told(leader) == [("签发", True)]


def test_a_neighbour_sees_nothing_and_an_auditor_changes_nothing(report, client, county):
    client.force_login(county.account(Role.CLERK, county.neighbour, "neighbour-clerk"))
    assert client.get(PAGE).status_code == 404
    client.force_login(county.account(Role.AUDITOR, county.government, "auditor"))
    assert client.get(PAGE).status_code == 200
    assert client.post(f"{PAGE}act/redraft/").status_code == 403
    assert writing.follow(report) == 0
