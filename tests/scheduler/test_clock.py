"""Guards: a work that takes longer than its time is not begun a second time meanwhile, and nobody
is warned of that each minute; what the other hand does goes on."""

from __future__ import annotations

import asyncio
import time

import pytest

from scheduler.clock import Hands


async def test_what_is_still_at_work_is_not_begun_again(caplog: pytest.LogCaptureFixture) -> None:
    at_once, most, quick = 0, [0], [0]

    def slow() -> None:
        nonlocal at_once
        at_once += 1
        most.append(at_once)
        time.sleep(0.2)
        at_once -= 1

    hands = Hands({slow: 0.02, lambda: quick.append(1): 0.02})
    hands.start()
    await asyncio.sleep(0.7)
    await hands.stop()
    begun = len(most) - 1
    assert max(most) == 1
    assert 2 <= begun <= 5  # again as soon as it is over, and what was left out is not made up for
    assert len(quick) > begun
    assert at_once == 0
    assert [line for line in caplog.messages if "skipped" in line] == []


async def test_one_that_fails_is_called_again() -> None:
    calls: list[int] = []

    def fails() -> None:
        calls.append(1)
        raise OSError

    hands = Hands({fails: 0.02})
    hands.start()
    await asyncio.sleep(0.3)
    await hands.stop()
    assert len(calls) > 1
