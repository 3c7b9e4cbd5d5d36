"""Guards: whoever pushes and is killed at any step goes on: each reader gets one, nobody none."""

from __future__ import annotations

from datetime import UTC
from functools import partial

import pytest
from push_stage import FIRST, wants
from sqlalchemy import Engine, select
from told_stage import MOVEMENT, ZONE, at

from scheduler import publication
from storage import steps
from storage.engine import looked_at, reading, replayed, transaction
from storage.outbox import outbox
from storage.publications import publications

TAN_NINH = "25459"


class Killed(Exception):
    """As a power cut would have it."""


def lives(engine: Engine, most: int, *, inside: bool) -> bool:
    """Whether it comes to its end; killed at a step in its transaction, or after its commit."""
    left, moment = most, at(f"{FIRST}T08:00").astimezone(UTC)

    def step(work):  # type: ignore[no-untyped-def]
        nonlocal left
        left -= 1
        if left < 0 and inside:
            with transaction(engine) as db:
                work(db)
                raise Killed
        found = replayed(engine, work)
        if left < 0:
            raise Killed
        return found

    try:
        publication.publish(partial(looked_at, engine), step, MOVEMENT, ZONE, moment)
    except Killed:
        return False
    return True


@pytest.mark.parametrize("inside", [True, False])
def test_whoever_is_killed_at_any_step_sends_each_reader_one(
    pushing: Engine, monkeypatch: pytest.MonkeyPatch, inside: bool
) -> None:
    """Killed at the next step of every life: in its transaction, or right after its commit."""
    monkeypatch.setattr(steps, "BRIEF", 0)
    everybody = {"P054": "BRANCH", "P055": "BRANCH", "P001": TAN_NINH, "P002": "9900001"}
    for who, scope in everybody.items():
        wants(pushing, who, "daily", scope=scope)
    assert not lives(pushing, 0, inside=inside)
    assert any(lives(pushing, most, inside=inside) for most in range(1, 40))
    with reading(pushing) as db:
        chats = db.execute(select(outbox.c.chat).where(outbox.c.kind == "standings")).scalars()
        assert sorted(chats) == sorted(everybody)
        assert len(list(db.execute(select(publications.c.key)))) == 1
