"""Guards: of several communes one is made; from that day everything lies there, and what was
before that day is, told and ranked, as it was."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from imports import ZONE, Roster
from mergers import (
    JULY,
    MOVEMENT,
    NEW_YEAR,
    PLACES,
    SEASON,
    after,
    before,
    season,
    table,
    told,
    unit_of,
)  # fmt: skip
from organisations import group
from sqlalchemy import select

from services.roster import compare
from services.roster.entries import RosterError
from storage import people, review_queue, standings, then, units, within
from storage.asked import Asked, ended
from storage.engine import Db
from storage.missing_reports import missing
from storage.reports import reports
from storage.scores import scores

FIRST = date(2027, 7, 1)


@pytest.fixture
def office(db: Db) -> Roster:
    office = Roster(db)
    office.apply(before(), SEASON)
    season(db)
    return office


def test_the_year_that_is_over_is_the_same_before_and_after(office: Roster) -> None:
    asked = [(code, basis) for code in ("C1", "C2", "O1", "O2", "B")
             for basis in ("provisional", "official")]  # fmt: skip
    was = [table(office.db, code, 2026, basis) for code, basis in asked]  # type: ignore[arg-type]
    assert [line.place for line in was[-1]] == [1, 2, 3, 4]
    kept = rows(office.db, 2026)
    office.apply(after(), JULY)
    assert [table(office.db, code, 2026, basis) for code, basis in asked] == was  # type: ignore[arg-type]
    assert rows(office.db, 2026) == kept


def whole(office: Roster, code: str, league: str, today: date) -> tuple[object, object, str]:
    """A list of the year that is over, as it is printed on a day: lines, coverage, its scope."""
    over = ended(2026, today)
    asked = Asked(MOVEMENT.leagues[league], unit_of(office.db, code), 2026, "official", over)
    asked = then.scope(office.db, asked)
    return standings.table(office.db, asked), standings.coverage(office.db, asked), asked.scope.name


def test_who_had_no_place_and_who_was_merged_stands_where_it_was(office: Roster) -> None:
    silent, end, later = before(), date(2027, 1, 20), date(2027, 8, 1)
    silent["groups"] += [group("G5", "C1", "P2"), group("G6", "C3", "P2")]
    office.apply(silent, NEW_YEAR)
    asked = [("C1", "groups"), ("C3", "groups"), ("O1", "groups"), ("B", "groups"),
             ("O1", "communes"), ("B", "communes"), ("B", "offices")]  # fmt: skip
    was = [whole(office, *one, end) for one in asked]
    assert [line.code for line in was[0][0]] == ["G2", "G1", "G5"]  # type: ignore[attr-defined]
    new_map = after()
    new_map["groups"] += [group("G5", "C9", "P2"), group("G6", "C9", "P2")]
    new_map["groups"][0]["name"] = "A1"
    new_map["transaction_offices"][0]["name"] = "PGD Khác"
    office.apply(new_map, JULY)
    assert [whole(office, *one, later) for one in asked] == was
    assert whole(office, "O1", "groups", date(2026, 12, 30)) != was[2]


def test_everything_lies_in_the_new_commune_since_that_day(office: Roster) -> None:
    plan = office.apply(after(), JULY)
    acts = {change.new.code: change.act for change in plan.units}
    assert acts["C9"] == "add"
    new = unit_of(office.db, "C9")
    assert [one.code for one in units.below(office.db, new, "group")] == sorted(PLACES)
    for code, commune in PLACES.items():
        group = unit_of(office.db, code)
        assert group.parent_id == new.id
        assert within.on(office.db, group.id, FIRST)["commune"] == new.id
        earlier = within.on(office.db, group.id, FIRST - timedelta(days=1))
        assert earlier["commune"] == unit_of(office.db, commune).id
        assert not unit_of(office.db, commune).active
    assert compare.stored_units(office.db)["C9"].reports_from == "2027-07"
    assert not office.apply(after(), JULY)


def test_who_looked_after_the_old_ones_looks_after_the_new_one(office: Roster) -> None:
    db = office.db
    waiting = told(db, "G4", "2027-05", JULY - timedelta(days=30), 2_100_000_000)
    office.apply(after(), JULY)
    (officer,) = people.by_phone(db, "+84000000003")
    assert [(one.role, one.unit.code) for one in officer.assignments] == [("officer", "C9")]
    assert [one.id for one in review_queue.waiting(db, officer, MOVEMENT.checks)] == [waiting.id]
    assert db.execute(select(reports.c.unit_id).where(reports.c.id == waiting.id)).scalar() == (
        unit_of(db, "G4").id
    )
    owed = missing(db, "group", "head-month", "2027-06", scope=unit_of(db, "C9"), role="head")
    assert [(one.unit.code, one.person_id is not None) for one in owed] == [
        (code, True) for code in sorted(PLACES)
    ]
    told(db, "G4", "2027-06", JULY, 2_200_000_000)


def test_the_running_year_is_ranked_in_the_new_commune(office: Roster) -> None:
    told(office.db, "G3", "2027-05", JULY - timedelta(days=30), 2_100_000_000)
    office.apply(after(), JULY)
    asked = Asked(MOVEMENT.first_league, unit_of(office.db, "C9"), 2027, "provisional")
    assert {line.code for line in standings.table(office.db, asked)} == set(PLACES)
    new = unit_of(office.db, "C9").id
    of_year = select(scores.c.scope1).where(scores.c.year == 2027, scores.c.league == LEAGUE)
    assert set(office.db.execute(of_year).scalars()) == {new}


def test_what_a_year_called_its_units_stays(office: Roster) -> None:
    was = table(office.db, "O1", 2026)
    content = before()
    content["communes"][0]["name"] = "Phường Một"
    content["groups"][0]["name"] = "Tổ Mới"
    office.apply(content, JULY)
    assert table(office.db, "O1", 2026) == was
    group = unit_of(office.db, "G1")
    assert group.name == "Tổ Mới"
    today = JULY.astimezone(ZONE).date()
    assert then.names(office.db, [group.id], today) == {}
    assert then.names(office.db, [group.id], today - timedelta(days=1)) == {group.id: "Tổ G1"}


def test_until_its_last_lock_the_year_before_is_still_worked_out(office: Roster) -> None:
    content = before()
    content["groups"][0]["commune"] = "C2"
    office.apply(content, SEASON.replace(month=12, day=20))
    group, there = unit_of(office.db, "G1"), unit_of(office.db, "C2")
    of = select(scores.c.scope1).where(scores.c.unit_id == group.id, scores.c.year == 2026)
    assert set(office.db.execute(of).scalars()) == {there.id}


def test_a_merger_that_leads_nowhere_is_refused(office: Roster) -> None:
    content = before()
    content["communes"][0]["merged_into"] = "C2"
    content["communes"][1]["merged_into"] = "C1"
    content["communes"][2]["merged_into"] = "C8"
    with pytest.raises(RosterError) as caught:
        office.apply(content, JULY)
    assert caught.value.problems == (
        "commune C1: is merged into itself",
        "commune C2: is merged into itself",
        "commune C3: merged into C8, and there is no commune C8",
    )


def test_what_is_still_to_come_is_refused(office: Roster) -> None:
    with pytest.raises(RosterError, match="C9: from 2027-07-04 is still to come"):
        office.apply(after("2027-07-04"), JULY)


LEAGUE = MOVEMENT.first_league.key


def rows(db: Db, year: int) -> list[tuple[object, ...]]:
    """Every score of a year, with where it is ranked."""
    found = select(scores).where(scores.c.year == year)
    ordered = found.order_by(scores.c.league, scores.c.unit_id, scores.c.basis)
    return [tuple(row) for row in db.execute(ordered)]
