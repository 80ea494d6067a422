"""The people of 柳河镇 who write, review and publish, and drafts as they are needed."""

import io
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import docx
import openpyxl
import pytest

from gongkai.web.accounts.models import Account, Role
from gongkai.web.disclosure.models import Item, Publication, Stage
from gongkai.web.disclosure.services import drafting, publishing, reviewing

TODAY = date(2026, 1, 22)
NOW = datetime(2026, 1, 22, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
SHEN = "11010519491231002X"
"""The specimen number of GB 11643."""


@dataclass
class Staff:
    """Who does what in 柳河镇."""

    county: Any
    clerk: Account
    colleague: Account
    head: Account
    secrecy: Account
    first: Account
    second: Account
    final: Account

    @property
    def organ(self) -> Any:
        """柳河镇人民政府."""
        return self.county.township

    def draft(self, **content: Any) -> Item:
        """A draft that lacks nothing."""
        values = {
            "title": "柳河镇2026年防汛工作安排", "kind": "notice", "body": "<p>现将防汛工作安排公布如下。</p>",
            "made_on": date(2026, 1, 20), "clause": "20-12", "field": "disaster-relief", "summary": "防汛安排",
        } | content  # fmt: skip
        return drafting.draft(self.organ, by=self.clerk, **values)

    def submitted(self, **content: Any) -> Item:
        """A draft sent to review."""
        return reviewing.submit(self.draft(**content), by=self.clerk, today=TODAY)

    def pass_all(self, item: Item) -> Item:
        """Every review, each by its person."""
        for stage, by in (
            (Stage.SECRECY, self.secrecy), (Stage.FIRST, self.first),
            (Stage.SECOND, self.second), (Stage.THIRD, self.final),
        ):  # fmt: skip
            item.refresh_from_db()
            item = reviewing.approve(item, stage=stage, version=item.version, by=by, today=TODAY)
        return item

    def ready(self, **content: Any) -> Item:
        """An item that waits to be published."""
        return self.pass_all(self.submitted(**content))

    def published(self, **content: Any) -> Publication:
        """An item that the public reads."""
        return publishing.publish(self.ready(**content), by=self.clerk, now=NOW)


@pytest.fixture(autouse=True)
def quick_passwords(settings: Any) -> None:
    """Nobody attacks these passwords."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def people(county: Any) -> Staff:
    """The people of 柳河镇 in a county."""
    make, at = county.account, county.township
    return Staff(
        county, make(Role.CLERK, at, "chen"), make(Role.CLERK, at, "tao"), make(Role.HEAD, at, "lin"),
        make(Role.SECRECY_REVIEWER, at, "xu-secrecy"), make(Role.FIRST_REVIEWER, at, "zhou"),
        make(Role.SECOND_REVIEWER, at, "xu"), make(Role.FINAL_REVIEWER, at, "he"),
    )  # fmt: skip


@pytest.fixture
def staff(county: Any) -> Staff:
    """The people of 柳河镇."""
    return people(county)


def word(*paragraphs: str, table: list[list[str]] | None = None) -> bytes:
    """A Word file."""
    document = docx.Document()
    for words in paragraphs:
        document.add_paragraph(words)
    if table:
        grid = document.add_table(len(table), len(table[0]))
        for y, row in enumerate(table):
            for x, words in enumerate(row):
                grid.cell(y, x).text = words
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def workbook(*rows: list[Any], hidden: tuple[str, ...] = ()) -> bytes:
    """A spreadsheet; columns named in `hidden` are hidden."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for letter in hidden:
        book.active.column_dimensions[letter].hidden = True
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
