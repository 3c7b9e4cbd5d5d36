"""A real Chromium, and two things to look at with it: the page alone, the whole program."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from stage import ZONE, Stage

from bot.demo import database, seed
from scoring.loading import builtin

ROOT = Path(__file__).parents[2]
CHROMIUM = Path("/usr/bin/chromium")
MISSING = f"the browser tests need {CHROMIUM} (Debian's package chromium)"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
]  # fmt: skip


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Without a browser its tests are one line: the first is skipped, the others are left out."""
    mine = [item for item in items if item.path.parent == Path(__file__).parent]
    if not mine or CHROMIUM.exists() or os.environ.get("THIDUA_REQUIRE_BROWSER"):
        return
    first, *others = mine
    first.add_marker(pytest.mark.skip(reason=f"{len(mine)} tests: {MISSING}"))
    items[:] = [item for item in items if item not in others]
    config.hook.pytest_deselected(items=others)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser a module: Playwright's loop must be gone before other tests need theirs."""
    if not CHROMIUM.exists():
        pytest.fail(MISSING)
    expect.set_options(timeout=15_000)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def options() -> dict[str, object]:
    """How the browser is set up: a Vietnamese one, in a time zone that is not the demo's."""
    return {
        "locale": "vi-VN",
        "timezone_id": "America/New_York",
        "viewport": {"width": 1300, "height": 820},
    }


@pytest.fixture
def page(browser: Browser, options: dict[str, object]) -> Iterator[Page]:
    """An empty page; a fault in its script or a breach of its policy fails the test."""
    context = browser.new_context(**options)
    context.set_default_timeout(15_000)
    found = context.new_page()
    faults: list[str] = []
    found.on("pageerror", lambda error: faults.append(str(error)))
    found.on("console", lambda m: faults.append(m.text) if "Content Security" in m.text else None)
    yield found
    context.close()
    assert faults == []


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    engine = database.opened(path)
    seed.prepare(engine, builtin(), ZONE)
    engine.dispose()
    return path.read_bytes()


@pytest.fixture
def stage(seeded: bytes, tmp_path: Path) -> Iterator[Stage]:
    """The simulator in this process, with the real dialogues behind it."""
    path = tmp_path / "demo.db"
    path.write_bytes(seeded)
    engine = database.opened(path)
    found = Stage(engine)
    yield found
    found.stop()
    engine.dispose()


@pytest.fixture
def demo_server(tmp_path: Path) -> Iterator[str]:
    """The address of the real program, started as `thidua demo --fresh` on a free port."""
    address = f"127.0.0.1:{_free_port()}"
    command = [sys.executable, "-m", "bot", "demo", "--fresh", "--database", "demo.db"]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "THIDUA_LISTEN": address}
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(
            command, cwd=tmp_path, env=environment, stdout=log, stderr=subprocess.STDOUT
        )
    try:
        _wait(f"http://{address}/health", process, tmp_path / "log")
        yield f"http://{address}"
    finally:
        process.terminate()
        assert process.wait(10) == 0, (tmp_path / "log").read_text(encoding="utf-8")


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
