"""The page of the law room is what its data say."""

from pathlib import Path

from gongkai.law import national, outcomes
from gongkai.law.page import page

PAGE = Path(__file__).parents[2] / "docs" / "law.md"


def test_the_page_is_current():
    assert PAGE.read_text(encoding="utf-8") == page().rstrip("\n") + "\n", "run make docs"


def test_nothing_is_left_out():
    text = page()
    assert all(f"`{name}`" in text for name in national().named)
    assert all(f"`{one.code}`" in text for one in outcomes())
    assert all(value.cites in text for one in national().named.values() for value in one.values)
