"""A real Chromium, and two things to look at with it: the page alone, the whole program."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect, sync_playwright
from stage import ZONE, Stage
from talks import Talk
from windows import PATIENCE, WIDE, Screen, Windows

from bot.demo import database, seed
from scoring.loading import builtin

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
WINDOWS = pytest.StashKey[Windows]()
CHROMIUM = Path("/usr/bin/chromium")
MISSING = f"the browser tests need {CHROMIUM} (Debian's package chromium)"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
]  # fmt: skip


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Without a browser its tests are one line: the first is skipped, the others are left out."""
    mine = [item for item in items if item.path.parent == HERE]
    if not mine or CHROMIUM.exists() or os.environ.get("THIDUA_REQUIRE_BROWSER"):
        return
    first, *others = mine
    first.add_marker(pytest.mark.skip(reason=f"{len(mine)} tests: {MISSING}"))
    items[:] = [item for item in items if item not in others]
    config.hook.pytest_deselected(items=others)


@pytest.fixture
def windows(request: pytest.FixtureRequest) -> Windows:
    """One browser for this folder; Playwright's loop must be gone before others need theirs."""
    folder = next(node for node in request.node.iter_parents() if node.path == HERE)
    if WINDOWS not in folder.stash:
        until_left = ExitStack()
        folder.stash[WINDOWS] = until_left.enter_context(chromium())
        until_left.callback(folder.stash.__delitem__, WINDOWS)
        folder.addfinalizer(until_left.close)
    return folder.stash[WINDOWS]


@contextmanager
def chromium() -> Iterator[Windows]:
    """A browser that runs."""
    if not CHROMIUM.exists():
        pytest.fail(MISSING)
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield Windows(browser)
        browser.close()


@pytest.fixture
def screen() -> Screen:
    """What the page is looked at on, where a test does not say it."""
    return WIDE


@pytest.fixture
def page(windows: Windows, screen: Screen) -> Iterator[Page]:
    """A page to open the simulator in."""
    with windows.window(screen) as found:
        yield found


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    engine = database.opened(path)
    seed.prepare(engine, builtin(), ZONE)
    engine.dispose()
    return path.read_bytes()


@pytest.fixture(scope="session")
def reporting(seeded: bytes, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The same, in which a head has joined and been asked the first question of the report."""
    path = tmp_path_factory.mktemp("reporting") / "demo.db"
    with played(seeded, path) as stage:
        head = Talk(stage, "P002")
        head.join()
        head.tap("Báo cáo")
    return path.read_bytes()


@pytest.fixture
def beginning(seeded: bytes) -> bytes:
    """The database that a test begins with, where it does not say it."""
    return seeded


@pytest.fixture
def stage(beginning: bytes, tmp_path: Path) -> Iterator[Stage]:
    """The simulator in this process, with the real dialogues behind it."""
    with played(beginning, tmp_path / "demo.db") as found:
        yield found


@contextmanager
def played(beginning: bytes, path: Path) -> Iterator[Stage]:
    """A simulator on a database of its own, which begins like this."""
    path.write_bytes(beginning)
    engine = database.opened(path)
    found = Stage(engine)
    try:
        yield found
    finally:
        found.stop()
        engine.dispose()


@pytest.fixture(scope="module")
def demo_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the real program."""
    with program(tmp_path_factory.mktemp("program")) as found:
        yield found


@contextmanager
def program(folder: Path) -> Iterator[str]:
    """The same: started as `thidua demo --fresh` on a free port."""
    address = f"127.0.0.1:{_free_port()}"
    command = [sys.executable, "-m", "bot", "demo", "--fresh", "--database", "demo.db"]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "THIDUA_LISTEN": address}
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=log, stderr=subprocess.STDOUT
        )
    try:
        _wait(f"http://{address}/health", process, folder / "log")
        yield f"http://{address}"
    finally:
        process.terminate()
        assert process.wait(10) == 0, (folder / "log").read_text(encoding="utf-8")


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"the demo did not start:\n{log.read_text(encoding='utf-8')}")
