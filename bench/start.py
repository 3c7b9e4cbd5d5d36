"""How soon `thidua run` answers its first message, and what memory it holds.

Run: .venv/bin/python bench/start.py
A Bot API stand-in in this process gives one message to a freshly started program in another;
the clock runs from the start of that process to the arrival of its answer. Also printed: from
the first getUpdates (the program is up) to the answer, and the resident memory after 200 turns.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "channels")]

from botapi_server import TOKEN, BotApi  # noqa: E402
from telegram_talk import said  # noqa: E402


async def once(folder: str, messages: int) -> tuple[float, float, int]:
    """Seconds to the first answer, seconds from being up to it, resident kilobytes."""
    env = os.environ | {
        "THIDUA_TELEGRAM_TOKEN": TOKEN,
        "THIDUA_DATABASE_URL": f"sqlite:///{folder}/bench.db",
        "THIDUA_LISTEN": "127.0.0.1:18080",
        "THIDUA_ADMIN_LISTEN": "127.0.0.1:18081",
    }
    async with BotApi() as api:
        api.add(said("hello"))
        begun = time.perf_counter()
        program = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", cwd=ROOT, env=env | {"THIDUA_TELEGRAM_API": api.url}
        )
        await api.until("getUpdates", seconds=20)
        up = time.perf_counter()
        await api.until("sendMessage", seconds=20)
        answered = time.perf_counter()
        for n in range(messages):
            api.add(said(f"hello {n}"))
        await asyncio.sleep(3)
        memory = _resident(program.pid)
        program.terminate()
        await program.wait()
    return answered - begun, answered - up, memory


def _resident(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1])


async def main() -> None:
    """Five starts on one database, the first of which makes its tables."""
    with tempfile.TemporaryDirectory() as folder:
        found = [await once(folder, 200) for _ in range(6)][1:]
    print(f"first answer after start: {statistics.median(f[0] for f in found):.2f} s (median of 5)")
    print(f"first answer once up:     {statistics.median(f[1] for f in found):.3f} s")
    print(f"resident memory:          {max(f[2] for f in found) / 1024:.0f} MB (most of 5)")


asyncio.run(main())
