"""The ground of all tests: a folder and a database of their own, and what this machine must have.

`GONGKAI_DATABASE_URL=postgresql` runs them on a PostgreSQL that is brought up here. A test skipped for want of
something that
`GONGKAI_REQUIRE=postgresql,browser,libreoffice` names is a failure; what could not run is named last.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import django
import pytest
from django.conf import settings
from django.db import connection
from hypothesis import HealthCheck
from hypothesis import settings as examples

import needs
from gongkai.web.keys import Keys, write

CALM = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]}
examples.register_profile("same", derandomize=True, **CALM)
examples.register_profile("fresh", **CALM)
examples.load_profile("same")
"""`make test` tries the same examples every time: what is red, a change made red. `make test-all` tries fresh ones."""

_folder = Path(tempfile.mkdtemp(prefix="gongkai-tests-"))
(_folder / "static").mkdir()
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
for name in [name for name in os.environ if name.startswith("GONGKAI_") and name not in needs.KEPT]:
    del os.environ[name]
os.environ |= {"GONGKAI_DATA": str(_folder), "GONGKAI_WORKER": "none", "DJANGO_SETTINGS_MODULE": "gongkai.web.settings"}
if os.environ.get("GONGKAI_DATABASE_URL") == "postgresql":
    os.environ["GONGKAI_DATABASE_URL"] = needs.postgresql()
write(Keys(), _folder / "keys.json")
django.setup()
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # argon2 is slow on purpose
settings.FRAME_SECONDS = 0  # a test sees at once what it changed
if connection.vendor == "sqlite":  # a file, so that the processes a test starts can open it too
    connection.settings_dict["TEST"]["NAME"] = _folder / "test.sqlite3"


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes() -> None:
    """Let each process that is started make a ground of its own: with this variable it would take this one's."""
    os.environ.pop("DJANGO_SETTINGS_MODULE", None)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests of PostgreSQL belong to the run on PostgreSQL; tests that need what is not here are skipped, or fail."""
    on_sqlite = not os.environ.get("GONGKAI_DATABASE_URL", "").startswith("postgresql")
    elsewhere = [item for item in items if on_sqlite and item.get_closest_marker("postgresql")]
    if elsewhere:
        config.hook.pytest_deselected(items=elsewhere)
        items[:] = [item for item in items if item not in elsewhere]
    for item in items:
        for need in ("browser", "libreoffice", "ocr"):
            if item.get_closest_marker(need) and not needs.here(need):
                item.add_marker(pytest.mark.skip(reason=f"{needs.UNMET}{need}"))


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):
    """A test skipped for an unmet need that `GONGKAI_REQUIRE` names is a failure."""
    outcome = yield
    report = outcome.get_result()
    if report.skipped and isinstance(report.longrepr, tuple) and needs.required(report.longrepr[2]):
        report.outcome, report.longrepr = "failed", f"GONGKAI_REQUIRE: {report.longrepr[2]}"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name last what this machine lacks and how many tests that left out."""
    counted = needs.counted(terminalreporter.stats.get("skipped", []))
    for need, left_out in counted.items():
        terminalreporter.write_line(f"NOT RUN: {left_out} tests, this machine has no {need}", yellow=True)
