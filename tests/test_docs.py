"""The pages that are printed from the code are as the code would print them today."""

import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PRINTER = runpy.run_path(str(ROOT / "scripts" / "print-docs"))


@pytest.mark.parametrize(("page", "source"), PRINTER["PAGES"].items())
def test_a_printed_page_is_current(page, source):
    assert (ROOT / page).read_text(encoding="utf-8") == PRINTER["printed"](source), "run make docs"
