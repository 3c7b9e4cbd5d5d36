"""Guards: what a push says rests on what is kept of that day; it is kept in small steps by one
program, and whoever is killed goes on."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC
from functools import partial
from threading import Event
from time import sleep

import pytest
from push_stage import FIRST, SECOND, stand, told, wants
from sqlalchemy import Engine, select
from told_stage import MOVEMENT, ZONE, at

from scheduler import publication
from scoring.standings import Line
from storage import publications, steps, units
from storage.engine import Db, looked_at, reading, replayed, transaction
from storage.outbox import outbox
from storage.publications import parts


def test_what_is_compared_is_what_was_kept(pushing: Engine) -> None:
    told(pushing, FIRST)
    stand(pushing, {})
    with reading(pushing) as db:
        kept = _placed(db)
        branch = units.root(db, "branch")
        assert branch is not None
        assert [(one.place, one.name) for one in kept][:2] == [
            (1, "Tổ TK&VV ấp/khu phố Mẫu 1"), (2, "Tổ TK&VV ấp/khu phố Mẫu 2"),
        ]  # fmt: skip
        assert len(kept) == 12
    assert "Without a place now" in "\n".join(told(pushing, SECOND))


def _placed(db: Db) -> list[Line]:
    return [one for one in publications.lines(db, 1, "provisional") if one.place is not None]


class Killed(Exception):
    """As a power cut would have it."""


def test_it_is_kept_in_small_steps_and_whoever_is_killed_goes_on(
    pushing: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps, "BRIEF", 0)
    monkeypatch.setattr(publications, "LINES", 4)
    wants(pushing, "P055", "daily")
    look, moment = partial(looked_at, pushing), at(f"{FIRST}T08:00").astimezone(UTC)

    def publish(most: int) -> None:
        left = most

        def step(work):  # type: ignore[no-untyped-def]
            nonlocal left
            left -= 1
            if left < 0:
                raise Killed
            return replayed(pushing, work)

        publication.publish(look, step, MOVEMENT, ZONE, moment)

    in_parts = 2 * -(-33 // 4)
    for most in range(1, in_parts + 3):
        with pytest.raises(Killed):  # before a part, or before the last word
            publish(most)
    publish(99)
    with reading(pushing) as db:
        assert len(db.execute(select(parts)).all()) == in_parts
        kept = db.execute(select(outbox.c.key).where(outbox.c.kind == "standings")).scalars()
        assert len(set(kept)) == 2
        assert len(_placed(db)) == 12


def test_one_program_draws_it_up_and_one_that_died_is_taken_over(pushing: Engine) -> None:
    moments = [at(f"{FIRST}T{hour}").astimezone(UTC) for hour in ("08:00", "08:01", "08:12")]
    began = []
    for moment in moments:
        with transaction(pushing) as db:
            began.append(publications.begin(db, FIRST, 2026, moment))
    assert began[1] is None
    assert began[0] == began[2] is not None
    with transaction(pushing) as db:
        assert publications.add(db, began[2], moments[0], [("official", 0, b"")]) is None
        assert publications.add(db, began[2], moments[2], [("official", 0, b"")]) == 1
        assert publications.finish(db, began[2], moments[0], "{}") is None


def test_two_lists_that_are_finished_at_once_have_a_number_each(pushing: Engine) -> None:
    now, first = at(f"{FIRST}T08:00").astimezone(UTC), Event()
    with transaction(pushing) as db:
        drafts = [publications.begin(db, key, 2026, now) for key in ("groups", "communes")]

    def finish(draft: int | None, pause: float) -> int | None:
        assert draft is not None
        if not pause:
            first.wait()
        with transaction(pushing) as db:
            number = publications.finish(db, draft, now, "{}")
            first.set()
            sleep(pause)  # the other one asks for its number before this one is committed
            return number

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(finish, drafts, (0.5, 0))) == [1, 2]
