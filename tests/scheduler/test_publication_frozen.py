"""Guards: what was sent is what is kept: a publication stays what it was, with its number, whatever
happens afterwards; what an earlier version kept can be read as well."""

from __future__ import annotations

import json
import zlib
from dataclasses import replace
from datetime import UTC

from push_stage import ALL, FIRST, SECOND, stand, told
from sqlalchemy import Engine, update
from told_stage import MOVEMENT, at

from scoring.standings import Basis, Coverage, Line, Standings
from services import publications, standings
from storage import disqualifications as marks
from storage import publications as rows
from storage import subscriptions, units
from storage.asked import Asked
from storage.disqualifications import Of
from storage.engine import Db, reading, transaction

MORNING = at(f"{FIRST}T08:00").astimezone(UTC)


def _now(db: Db, basis: Basis) -> Standings:
    branch = units.root(db, "branch")
    assert branch is not None
    asked = Asked(MOVEMENT.first_league, branch, 2026, basis)
    return standings.whole(db, MOVEMENT, asked, MORNING, MORNING.date())


def _bar(db: Db, code: str) -> None:
    """The unit may not be proposed any more."""
    unit, ground = units.by_code(db, code), next(iter(MOVEMENT.grounds))
    assert unit is not None
    marks.add(db, Of(MOVEMENT.code, 2026, unit.id, ground), "confirmed", None, MORNING)


def test_what_was_published_stays_what_it_was(pushing: Engine) -> None:
    with reading(pushing) as db:
        before = {basis: _now(db, basis) for basis in ("provisional", "official")}
    said = told(pushing, FIRST)
    assert said[1].endswith("; publication No. 1")
    stand(pushing, {code: 200 - points for code, points in ALL.items()})
    with transaction(pushing) as db:
        db.execute(update(units.units).values(name="Other"))
    with reading(pushing) as db:
        for basis, then in before.items():
            assert publications.published(db, 1, basis) == replace(then, number=1)
            assert _now(db, basis) != then
        assert publications.published(db, 2, "provisional") is None
    assert told(pushing, SECOND)[1].endswith("; publication No. 2")


def test_who_might_be_proposed_then_is_not_marked_afterwards(pushing: Engine) -> None:
    with transaction(pushing) as db:
        _bar(db, "9900001")
    first = told(pushing, FIRST)
    assert [line.startswith("1. ") for line in first if line.endswith("(*)")] == [True]
    with transaction(pushing) as db:
        _bar(db, "9900002")
    with reading(pushing) as db:
        summary = publications.by_number(db, 1)
        assert summary is not None
        signed = [line.code for line in summary.pushed.lines if line.barred]
        assert signed == ["9900001"]
        table = publications.published(db, 1, "provisional")
        assert table is not None
        assert [line.code for line in table.lines if line.barred] == signed


BEFORE = (
    '{"year": 2026, "as_of": "2026-12-15T01:00:00Z", "coverage": {"reported": 11, "active": 33}, '
    '"first": [{"place": 1, "code": "9900001", "name": "A", "total": 5, "reported": 3, '
    '"required": 3, "standing": "ranked", "unit_id": 7, "commune": "B", "under_review": false}], '
    '"changes": {}}'
)
PART = [[7, 1, "A", "B", "9900001", 5, "ranked", 3, 3]]


def test_what_an_earlier_version_kept_is_compared_with_and_can_be_read(pushing: Engine) -> None:
    packed = zlib.compress(json.dumps(PART).encode())
    with transaction(pushing) as db:
        draft = rows.begin(db, FIRST, 2026, MORNING)
        assert draft is not None
        rows.add(db, draft, MORNING, [("provisional", 0, packed)])
        assert rows.finish(db, draft, MORNING, BEFORE)
        subscriptions.queued(db, 1, 1, None)
    told(pushing, SECOND)
    with reading(pushing) as db:
        table = publications.published(db, 1, "provisional")
        assert table is not None
        line = Line(1, "9900001", "A", 5, 3, 3, "ranked", 7, "B")
        assert (table.lines, table.coverage, table.number) == ((line,), Coverage(11, 33), 1)
        assert publications.published(db, 1, "official") is None
        branch = units.root(db, "branch")
        assert branch is not None
        found = publications.told(db, 2, branch.id)
        assert found is not None
        assert found.changes[1].reported == 11
        assert [one.name for one in found.changes[1].gone.named] == ["A"]
