"""The running program: one a SQLite file, leaves at once when told, says what is missing."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def start(folder: Path, port: int, what: str = "demo", **settings: str) -> subprocess.Popen[str]:
    given = {k: v for k, v in os.environ.items() if not k.startswith("THIDUA_")}
    given |= {"THIDUA_LISTEN": f"127.0.0.1:{port}", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "bot", what]
    if what == "demo":
        command += ["--database", str(folder / "demo.db")]
    return subprocess.Popen(
        command, cwd=folder, env=given | settings, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


@pytest.fixture
def port(unused_tcp_port: int) -> int:
    return unused_tcp_port


def test_a_second_one_is_refused_and_sigterm_ends_the_first(tmp_path: Path, port: int) -> None:
    first = start(tmp_path, port)
    assert first.stdout is not None
    assert "Open http://127.0.0.1:" in first.stdout.readline()
    second = start(tmp_path, port)
    _, error = second.communicate(timeout=20)
    assert second.returncode == 1
    assert error.count("\n") == 1
    assert "another" in error
    begun = time.monotonic()
    first.send_signal(signal.SIGTERM)
    first.communicate(timeout=10)
    assert time.monotonic() - begun < 5
    assert first.returncode == 0


def test_the_demo_refuses_to_be_reached_from_outside(tmp_path: Path, port: int) -> None:
    program = start(tmp_path, port, THIDUA_LISTEN=f"0.0.0.0:{port}")
    _, error = program.communicate(timeout=20)
    assert program.returncode == 1
    assert error == "thidua: THIDUA_LISTEN: the demo listens on 127.0.0.1 only\n"


BOT = {
    "THIDUA_TELEGRAM_TOKEN": "123456789:" + "A" * 35,
    "THIDUA_TELEGRAM_API": "http://127.0.0.1:9",
}


@pytest.mark.parametrize("settings", [{}, BOT], ids=["demo", "run"])
def test_an_address_that_is_taken_is_one_line(tmp_path: Path, settings: dict[str, str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = other.getsockname()[1]
        program = start(tmp_path, taken, "run" if settings else "demo", **settings)
        out, error = program.communicate(timeout=20)
    assert (program.returncode, out) == (1, "")
    assert error == f"thidua: cannot listen on 127.0.0.1:{taken}: address already in use\n"


def test_run_without_a_channel_says_so(tmp_path: Path) -> None:
    given = {k: v for k, v in os.environ.items() if not k.startswith("THIDUA_")}
    done = subprocess.run(
        [sys.executable, "-m", "bot", "run"],
        cwd=tmp_path, env=given | {"PYTHONPATH": str(ROOT)}, text=True, capture_output=True,
        timeout=20, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "no channel: set THIDUA_TELEGRAM_TOKEN" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("env", "said"), [("", "Open http://"), ("\ufeffexport THIDUA_ZALO_TOKEN = '?'", "")]
)
def test_one_reader_decides_between_the_bot_and_the_demo(
    tmp_path: Path, port: int, env: str, said: str
) -> None:
    (tmp_path / ".env").write_text(env, encoding="utf-8")
    given = {k: v for k, v in os.environ.items() if not k.startswith("THIDUA_")}
    given |= {"THIDUA_LISTEN": f"127.0.0.1:{port}", "PYTHONPATH": str(ROOT)}
    program = subprocess.Popen(
        [sys.executable, "-m", "bot", "run", "--or-demo"], cwd=tmp_path, env=given, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert program.stdout is not None
    assert program.stdout.readline().startswith(said)
    program.terminate()
    _, error = program.communicate(timeout=20)
    assert ("THIDUA_ZALO_TOKEN" in error) == (not said)
    assert "run --or-demo" in (ROOT / "Makefile").read_text(encoding="utf-8")
