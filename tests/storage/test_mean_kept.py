"""Guards: a mean above the communes is read from what is stored, and is not shown in part."""

from __future__ import annotations

from datetime import UTC, datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from organisations import group, small, written
from sqlalchemy import update

from scoring import means
from scoring.loading import builtin
from scoring.stored import packed
from services import sums
from services.figures import apply
from services.figures.rows import Row
from services.means import of
from services.roster import apply as roster_apply
from services.roster import file
from storage import measures, settings, standings, units
from storage.asked import Asked
from storage.engine import Db

ZONE, MOVEMENT, YEAR = ZoneInfo("Asia/Ho_Chi_Minh"), builtin(), 2026
LEAGUE = MOVEMENT.leagues["groups"]
NOW = datetime(2026, 11, 4, 1, tzinfo=UTC)
HOUSEHOLDS = {"G1": 50, "G2": 10, "G3": 40}


@pytest.fixture
def told(db: Db) -> Db:
    """Two communes of one office, of whose three groups the office has brought figures."""
    content = small()
    content["communes"][1]["transaction_office"] = content["communes"][0]["transaction_office"]
    content["groups"] = [group("G1", "C1", None), group("G2", "C1", None), group("G3", "C2", None)]
    content["people"] = [one for one in content["people"] if one["role"] != "group_head"]
    roster_apply.apply(db, file.read(written(content)), MOVEMENT, NOW, ZONE)
    rows = [
        Row(n, unit(db, code).id, code, {("HH_LOAN", "2026-10"): number,
            ("LOAN_OUT", "2026-10"): 10**9 * n, ("LOAN_OVD", "2026-10"): 10**7})
        for n, (code, number) in enumerate(HOUSEHOLDS.items(), 1)
    ]  # fmt: skip
    apply.apply(db, rows, MOVEMENT, NOW, ZONE)
    added_up(db)
    return db


def unit(db: Db, code: str) -> units.Unit:
    found = units.by_code(db, code)
    assert found is not None
    return found


def added_up(db: Db) -> None:
    while sums.go_on(db, MOVEMENT, NOW, ZONE):
        continue


def mean(db: Db, code: str) -> Fraction | None:
    return of(db, MOVEMENT, LEAGUE, unit(db, code), YEAR, "provisional", NOW.date())


def by_hand(db: Db, code: str) -> Fraction:
    lines = standings.table(db, Asked(LEAGUE, unit(db, code), YEAR, "provisional"))
    found = [(line.total, HOUSEHOLDS[line.code]) for line in lines]
    whole = sum(number for _, number in found)
    return Fraction(sum(total * number for total, number in found), whole * 10**9)


def test_the_mean_of_an_office_is_that_of_all_its_groups(told: Db) -> None:
    office = unit(told, "C1").parent_id
    assert office is not None
    assert mean(told, "C1") == by_hand(told, "C1") != by_hand(told, "C2") == mean(told, "C2")
    assert mean(told, units.by_id(told, office).code) == by_hand(told, "B") == mean(told, "B")
    assert mean(told, "G1") is None


def test_what_a_program_from_before_added_up_has_no_mean_until_it_is_added_up_anew(
    told: Db,
) -> None:
    commune = unit(told, "C1")
    kept = measures.of(told, MOVEMENT.code, commune.id, YEAR, "provisional")
    assert kept is not None
    before = {code: one for code, one in kept.measures.items() if code != means.key(LEAGUE)}
    mine = measures.measures.c.unit_id == commune.id
    told.execute(update(measures.measures).where(mine).values(body=packed(before)))
    office = units.by_id(told, commune.parent_id or 0).code
    assert mean(told, office) is None
    settings.put(told, f"sums.{MOVEMENT.code}.{YEAR}", "begun")
    added_up(told)
    assert mean(told, office) == by_hand(told, "B")
