"""Whether a piece of work is short: by the clock, and where that says no, by its calls.

A core that others share is slower for a while; how often functions are called is not changed by it.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Callable

MOST_SECONDS = 0.050
MOST_CALLS = 600_000
"""Calls and returns, where the 50 ms are over: of 8,000 to 9,000 a core of its own takes 1 ms.

Of 7,500 hostile texts the worst took 470,000.
"""
ENDLESS = 0.5
"""Seconds that few calls may take, however busy the machine: an expression that tries all ways."""
TRIES = 10


def short(work: Callable[[], float]) -> tuple[bool, float]:
    """Whether it is, and the seconds it took at best; `work` gives those of one go."""
    spent = work()
    for _ in range(TRIES):
        if spent < MOST_SECONDS:
            return True, spent
        spent = min(spent, work())
    return spent < ENDLESS and calls(work) < MOST_CALLS, spent


def calls(work: Callable[[], object]) -> int:
    """How many functions were entered and left."""
    counted = itertools.count()
    sys.setprofile(lambda *_: next(counted))
    try:
        work()
    finally:
        sys.setprofile(None)
    return next(counted)
