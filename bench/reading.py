"""How long an answer takes to read: every shared and own case, and a whole quick line.

Run: .venv/bin/python -m bench.reading
"""

from __future__ import annotations

import csv
import statistics
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from handlers.line.words import read as words
from handlers.report.line import cut
from locales.reading import read
from locales.translator import translator
from scoring.loading import builtin

TABLES = Path(__file__).parents[1] / "tests" / "locales"
TODAY = date(2026, 12, 23)
ROUNDS = 5
LINE = "45 2285tr 0 12,4 triệu 12,4tr 900k 45 229tr có"


def microseconds(work: Callable[[], object]) -> float:
    began = time.perf_counter_ns()
    work()
    return (time.perf_counter_ns() - began) / 1000


def cases() -> list[Callable[[], object]]:
    found: list[Callable[[], object]] = []
    for name in ("parse-cases.csv", "more-cases.csv"):
        with (TABLES / name).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                found.append(
                    lambda row=row: read(
                        row["kind"],
                        row["input"],
                        row["locale"],
                        today=TODAY,
                        context=row.get("context"),
                    )
                )
    return found


def main() -> None:
    """Print the figures of docs/performance.md."""
    found = cases()
    for work in found:
        work()
    times = sorted(min(microseconds(work) for _ in range(ROUNDS)) for work in found)
    print(f"{len(found)} cases, each the best of {ROUNDS}: mean {statistics.mean(times):.0f} µs, "
          f"median {times[len(times) // 2]:.0f}, p99 {times[len(times) * 99 // 100]:.0f}, "
          f"worst {times[-1]:.0f}")  # fmt: skip
    movement = builtin()
    form = movement.forms["head-month"]
    line = words(LINE)

    def once() -> None:  # a turn of its own: what a turn has read it does not read again
        turn: Any = SimpleNamespace(movement=movement, t=translator("vi"), today=TODAY, seen={})
        cut(turn, form, form.indicators, line)

    spent = min(microseconds(once) for _ in range(50))
    print(f"a quick line of nine figures: {spent:.0f} µs")


if __name__ == "__main__":
    main()
