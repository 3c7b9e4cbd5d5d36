"""Guards: a day that was wrong in an organisation file is put right by importing the right one, as
far as nothing that is closed or happened since rests on it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from imports import Roster
from mergers import JULY, PLACES, SEASON, after, before, season, table, told, unit_of

from services.roster import compare
from services.roster.entries import RosterError
from storage import then, within
from storage.engine import Db

RIGHT, WRONG, LATER = "2027-06-01", "2027-07-01", "2027-07-02"


@pytest.fixture
def office(db: Db) -> Roster:
    office = Roster(db)
    office.apply(before(), SEASON)
    season(db)
    office.apply(after(WRONG), JULY)
    return office


def lies(db: Db, code: str, day: str) -> str:
    """The commune in which a group lay on a day."""
    there = within.on(db, unit_of(db, code).id, date.fromisoformat(day))
    return {unit_of(db, one).id: one for one in ("C1", "C2", "C3", "C9")}[there["commune"]]


def links(db: Db) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in db.execute(within.within.select().order_by(*within.within.c))]


@pytest.mark.parametrize("day", [RIGHT, LATER])
def test_a_merger_was_on_another_day(office: Roster, day: str) -> None:
    """Earlier or later: everything that moved with it did so on that day, once and for all."""
    kept = [table(office.db, code, 2026) for code in ("C1", "C2", "O1", "B")]
    plan = office.apply(after(day), JULY)
    shown = {change.new.code: change.fields[0] for change in plan.units}
    wrong, right = date.fromisoformat(WRONG), date.fromisoformat(day)
    assert shown == dict.fromkeys(("C1", "C2", "C3", "C9"), ("effective_from", wrong, right))
    for code, commune in PLACES.items():
        assert lies(office.db, code, day) == "C9"
        assert lies(office.db, code, "2027-05-31") == commune
    between = lies(office.db, "G3", "2027-06-20" if day == RIGHT else WRONG)
    assert between == ("C9" if day == RIGHT else "C2")
    month = {RIGHT: "2027-06", LATER: "2027-08"}[day]
    assert compare.stored_units(office.db)["C9"].reports_from == month
    assert [table(office.db, code, 2026) for code in ("C1", "C2", "O1", "B")] == kept
    assert not office.apply(after(day), JULY)
    office.apply(after(WRONG), JULY)
    fresh = Roster(office.db)
    assert lies(fresh.db, "G1", "2027-06-30") == "C1"


def test_it_is_as_if_the_right_day_had_been_brought_at_once(db: Db, office: Roster) -> None:
    told(office.db, "G4", "2027-05", datetime(2027, 6, 3, tzinfo=UTC), 2_100_000_000)
    office.apply(after(RIGHT), JULY)
    corrected = links(db)
    office.apply(after(WRONG), JULY)
    office.apply(after(RIGHT), JULY)
    assert links(db) == corrected
    assert {row[2] for row in corrected} == {within.ALWAYS, date.fromisoformat(RIGHT)}
    assert {row[3] for row in corrected} == {None, date.fromisoformat(RIGHT)}


def test_a_name_was_another_one_until_another_day(office: Roster) -> None:
    content = after(WRONG)
    content["groups"][0] |= {"name": "A1", "effective_from": "2027-07-02"}
    office.apply(content, JULY)
    content["groups"][0]["effective_from"] = "2027-07-03"
    office.apply(content, JULY)
    unit, former = unit_of(office.db, "G1"), before()["groups"][0]["name"]
    assert then.names(office.db, [unit.id], date(2027, 7, 2)) == {unit.id: former}
    assert then.names(office.db, [unit.id], date(2027, 7, 3)) == {}
    assert lies(office.db, "G1", "2027-07-01") == "C9"


def test_what_is_locked_or_older_is_refused_with_its_place(office: Roster) -> None:
    content, kept = after("2026-12-31"), links(office.db)
    with pytest.raises(RosterError, match="2027-07-01 cannot become from 2026-12-31: 2026 is"):
        office.apply(content, JULY)
    again = after(WRONG)
    again["communes"][-1] |= {"name": "Xã Mới", "effective_from": "2027-07-02"}
    office.apply(again, JULY)
    again["communes"][-1]["effective_from"] = "2027-06-15"
    with pytest.raises(RosterError, match="from 2027-06-15 is not after 2027-07-01"):
        office.apply(again, JULY)
    assert links(office.db) == kept


def test_a_day_of_an_earlier_event_corrects_nothing(office: Roster) -> None:
    """A file that grows with the years still names the day on which a unit came."""
    content = after(WRONG)
    content["communes"][-1] |= {"name": "Xã Mới", "effective_from": "2027-07-02"}
    office.apply(content, JULY)
    content["communes"][-1]["effective_from"] = WRONG
    assert not office.apply(content, JULY)


def test_what_moved_on_meanwhile_stands_in_the_way(office: Roster) -> None:
    content = after(WRONG)
    content["communes"] += [{"code": "C8", "name": "Xã Tám", "transaction_office": "O1"}]
    content["groups"][0] |= {"commune": "C8", "effective_from": "2027-07-02"}
    office.apply(content, JULY)
    for row in content["communes"]:
        if "effective_from" in row:
            row["effective_from"] = "2027-07-03"
    with pytest.raises(RosterError, match="what lies in it moved in between"):
        office.apply(content, JULY)
