"""Guards: whoever works on a report at the same moment, nothing counts that was not shown to those
who agreed to it, no answer goes to another question, and nobody checks what they had a hand in.

`make crash` plays 2,000 rounds on each database.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import Engine

from tests.crash.audit import audit
from tests.crash.together import CAST, Town

SCALE = int(os.environ.get("CRASH_SCALE", "1"))
SEED = int(os.environ.get("CRASH_SEED", str(random.SystemRandom().randrange(10**6))))
ROUNDS = 8 if SCALE == 1 else 20 * SCALE


def test_nothing_counts_that_was_not_seen(peopled: Engine) -> None:
    print(f"CRASH_SEED={SEED}")
    town, found = Town(peopled, random.Random(SEED)), Counter[str]()
    town.join()
    with ThreadPoolExecutor(len(CAST)) as pool:
        for _ in range(ROUNDS):
            town.forget()
            town.round(pool)
            found += audit(town)
    print(f"{ROUNDS} rounds: {dict(found)}")
    assert {name: n for name, n in found.items() if name.isupper()} == {}
    assert found["confirmed"] > ROUNDS / 2
    assert found["accepted"] + found["returned"] > ROUNDS / 10
