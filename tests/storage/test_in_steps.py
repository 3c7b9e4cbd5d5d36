"""Guards: an import works in small steps. Interrupted after any of them it has lost nothing, and
the same import again does the rest; another import in between is noticed, and a score is never left
behind what it is made of."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from imports import OCTOBER, ZONE
from organisations import group, small, written
from sqlalchemy import Engine, select

from scheduler.tick import tick
from scoring.loading import builtin
from services.figures import apply
from services.figures.rows import Row
from services.roster import apply as roster_apply
from services.roster import file
from services.roster.compare import stored_people, stored_units
from services.scores import refresh
from storage import imports, measures, scores, steps, units, within
from storage.engine import Db, looked_at, reading, replayed, transaction
from storage.import_tables import ImportChange
from storage.imports import OvertakenError, Source
from storage.people import people, roles
from storage.steps import T
from storage.tables import Setting, table

MOVEMENT = builtin()
LAN = Source("file.json", "abc", "Lan")
changes = table(ImportChange)


class Killed(Exception):
    """As Ctrl+C would have it."""


def content(households: int = 40) -> dict:
    found = small()
    found["groups"] += [group(f"G{n}", "C2", None) for n in range(3, 9)]
    for row in found["groups"]:
        row["households"] = households
    return found


@pytest.fixture(autouse=True)
def _one_thing_a_step(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "BRIEF", 0)
    monkeypatch.setattr("services.roster.rows.AT_ONCE", 2)
    monkeypatch.setattr("services.roster.apply.AT_ONCE", 2)


def took(engine: Engine, wanted: dict, most: int = 999, between: Callable[[], None] = int) -> int:
    """Import; killed after so many steps. How many there were."""
    done = 0

    def step(work: Callable[[Db], T]) -> T:
        nonlocal done
        if done == most:
            raise Killed
        found = replayed(engine, work)
        done += 1
        between()
        return found

    roster = file.read(written(wanted))
    look = partial(looked_at, engine)
    roster_apply.apply_in_steps(look, step, roster, MOVEMENT, OCTOBER, ZONE, LAN)
    return done


def stored(engine: Engine) -> object:
    with reading(engine) as db:
        history = db.execute(select(*(changes.c[name] for name in _HISTORY)).order_by(*_HISTORY))
        return stored_units(db), stored_people(db), [tuple(row) for row in history]


_HISTORY = ("what", "code", "field", "old", "new")


def test_interrupted_anywhere_and_called_again_it_is_as_if_nothing_had_been(
    engine: Engine,
) -> None:
    lives = 0
    for wanted in (content(), content(41)):
        for most in range(1, 100):
            try:
                took(engine, wanted, 1 + most % 3)
                break
            except Killed:
                lives += 1
    assert lives > 5
    with transaction(engine) as db:
        found = stored(engine)
        for one in (
            changes,
            table(imports.Import),
            roles,
            people,
            scores.scores,
            measures.measures,
        ):
            db.execute(one.delete())
        assert db.execute(table(Setting).select()).all() == []
        db.execute(within.within.delete())
        db.execute(units.units.update().values(parent_id=None))
        db.execute(units.units.delete())
        for wanted in (content(), content(41)):
            roster = file.read(written(wanted))
            roster_apply.apply(db, roster, MOVEMENT, OCTOBER, ZONE, LAN)
    assert stored(engine) == found


def test_one_import_has_one_number_and_every_value_its_past(engine: Engine) -> None:
    assert took(engine, content()) > 8
    took(engine, content(41))
    with reading(engine) as db:
        assert len(set(db.execute(select(changes.c.import_id)).scalars())) == 2
        where = (changes.c.field == "households", changes.c.old == "40", changes.c.new == "41")
        assert len(db.execute(select(changes).where(*where)).all()) == 8
    assert took(engine, content(41)) == 0


def test_another_import_in_between_is_noticed(engine: Engine) -> None:
    took(engine, content())

    def another() -> None:
        with transaction(engine) as db:
            other = content(44)
            roster_apply.apply(db, file.read(written(other)), MOVEMENT, OCTOBER, ZONE, LAN)

    with pytest.raises(OvertakenError):
        took(engine, content(41), between=another)
    took(engine, content(41))
    with reading(engine) as db:
        assert {u.households for u in stored_units(db).values() if u.kind == "group"} == {41}


def test_sessions_of_a_commune_reach_its_groups_even_if_interrupted(engine: Engine) -> None:
    took(engine, content())
    with reading(engine) as db:
        commune = units.by_code(db, "C2")
        group_ = units.by_code(db, "G5")
        assert commune is not None
        assert group_ is not None
    told = {("PRIN_DUE", "2026-09"): 100, ("PRIN_COL", "2026-09"): 90}
    sessions = {("GDX_N", "2026-09"): 1}
    rows = [Row(2, commune.id, "C2", sessions), Row(3, group_.id, "G5", told)]

    def step(work: Callable[[Db], T]) -> T:
        found = replayed(engine, work)
        kept.append(found)
        if len(kept) == 2:
            raise Killed
        return found

    kept: list[object] = []
    look = partial(looked_at, engine)
    compared = look(lambda db: apply.compared(db, MOVEMENT, rows))
    with pytest.raises(Killed):
        apply.apply_in_steps(step, compared, MOVEMENT, OCTOBER, ZONE, LAN)
    with reading(engine) as db:
        assert scores.stale(db, MOVEMENT, {2026: scores.MARKED}, 99)
    tick(engine, MOVEMENT, ZONE, OCTOBER)
    with reading(engine) as db:
        assert not scores.stale(db, MOVEMENT, {2026: scores.MARKED}, 99)
        found = _scores(db)
    with transaction(engine) as db:
        for unit in units.below(db, units.root(db, "branch") or commune, "group"):
            refresh(db, MOVEMENT, unit, 2026, OCTOBER, ZONE)
        assert {key: row for key, row in _scores(db).items() if key in found} == found
    assert look(lambda db: apply.compare(db, MOVEMENT, rows)) == []


def _scores(db: Db) -> dict[tuple[int, str], tuple]:
    rows = db.execute(select(scores.scores).where(scores.scores.c.year == 2026))
    return {(row.unit_id, row.basis): tuple(row) for row in rows}
