"""Guards: months in which whoever alone reports for a unit is on leave are excused everywhere
by one rule, never against the person, and asked again where the leave ends or somebody comes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import pytest
from leaves import GROUP, MOVEMENT, NOW, TODAY, TOLD, ZONE, Office
from sqlalchemy import Engine, insert, select

from scheduler import reminders
from scoring.periods import Period
from services import duties, gathering, scores, sums
from storage import units
from storage.engine import Db
from storage.people import roles
from storage.scores import scores as kept_scores
from storage.timeliness import required
from tests.beginnings import organised
from tests.scoring.calculator import Group
from tests.scoring.known_group import Report


@pytest.fixture
def beginning() -> Callable[[Engine], None]:
    return organised


@pytest.fixture
def office(db: Db) -> Office:
    return Office(db)


def beside(told: Mapping[int, date], excused: range, today: date, **more: object) -> Group:
    """The same group, as the calculator knows it."""
    found = (Report("month", n, came, dict(TOLD) | more) for n, came in told.items())  # type: ignore[arg-type]
    return Group(2026, today, (2026, 1), tuple(found), excused=frozenset(excused))


IN_TIME = {n: date(2026, n + 1, 3) for n in (1, 2, 9, 10)}


def test_it_has_the_points_of_the_same_group_asked_over_the_other_months(office: Office) -> None:
    for month, came in IN_TIME.items():
        office.tell(month, came)
    before, _ = office.points(TODAY)
    assert before == beside(IN_TIME, range(0), TODAY).total
    office.leave("2026-03", "2026-08")
    after, counted = office.points(TODAY)
    assert after == beside(IN_TIME, range(3, 9), TODAY).total
    assert (after > before, counted) == (True, (4, 6))  # type: ignore[operator]  # months, Q3
    stored = select(kept_scores.c.required, kept_scores.c.reported).where(
        kept_scores.c.unit_id == office.group.id, kept_scores.c.basis == "provisional"
    )
    assert tuple(office.db.execute(stored).one()) == (6, 4)


def test_what_somebody_gave_in_their_place_counts_and_never_against_them(office: Office) -> None:
    for month, came in IN_TIME.items():
        office.tell(month, came)
    office.leave("2026-03", "2026-08")
    alone, _ = office.points(TODAY)
    office.tell(4, date(2026, 5, 4))
    office.tell(5, date(2026, 6, 9), TOLD | {"GDX_ATT": 0})  # late, and not at the session
    given, counted = office.points(TODAY)
    assert counted == (5, 7)
    assert given >= alone  # type: ignore[operator]


def test_nothing_of_it_is_owed_reminded_or_missing_and_it_can_be_given(office: Office) -> None:
    db, live, day = office.db, MOVEMENT, date(2026, 12, 2)

    def owes() -> tuple[bool, bool, bool]:
        [month] = [one for one in duties.of_unit(db, live, office.group, "head", day)
                   if one.period.code == "2026-11"]  # fmt: skip
        whole = units.root(db, "branch")
        assert whole is not None
        missing = reminders.missing(db, live, whole, 2026, day)
        reminded = reminders.of_people(db, live, day, [office.person()])
        return (month.owed, bool(reminded),
                (GROUP, "2026-11") in {(one.unit.code, one.period) for one in missing})  # fmt: skip

    assert owes() == (True, True, True)
    office.leave("2026-11", "2026-12")
    assert owes() == (False, False, False)


def test_the_dossier_does_not_lack_it_either(office: Office) -> None:
    def owed() -> int:
        above = units.by_code(office.db, "HS")
        assert above is not None
        found = gathering.of_year_in(office.db, MOVEMENT, 2026, above, TODAY)
        return {one.name: one.reports for one in found.owing}.get("Nguyễn Thị Mẫu Một", 0)

    whole = owed()
    office.leave("2026-03", "2026-08")
    assert owed() == whole - 8  # six months, and the quarters that end in two of them
    office.leave("2026-01", "2026-02")
    office.leave("2026-09", "2026-12")
    assert owed() == 0


def test_a_quarter_is_excused_with_its_last_month(office: Office) -> None:
    office.leave("2026-03", "2026-05")
    group = office.group
    since = Period.parse(group.reports_from)
    found = required(MOVEMENT, group.kind, since, 2026, TODAY, group.excused_months)
    due = {(form.code, period.code) for form, period in found}
    assert {("head-quarter", "2026-Q1"), ("head-month", "2026-05")}.isdisjoint(due)
    assert {("head-quarter", "2026-Q2"), ("head-month", "2026-06")} <= due


def test_a_silent_unit_owes_less_above_too(office: Office) -> None:
    group = office.group
    whole = sums.silent(MOVEMENT, group.kind, group.reports_from, 2026, TODAY, group.excused)
    office.leave("2026-03", "2026-08")
    less = sums.silent(MOVEMENT, group.kind, group.reports_from, 2026, TODAY, office.group.excused)
    assert (whole["TIMELY"].due, less["TIMELY"].due) == (14, 6)


def test_only_where_nobody_else_reports_for_the_unit(office: Office) -> None:
    other = office.person("P003")
    office.db.execute(insert(roles).values(
        person_id=other, unit_id=office.group.id, role="head"))  # fmt: skip
    assert office.leave("2026-03", "2026-08") == "done"
    assert office.group.excused == ""


def test_a_score_is_worked_out_anew_at_once(office: Office) -> None:
    office.tell(1, date(2026, 2, 3))
    scores.refresh(office.db, MOVEMENT, office.group, 2026, NOW, ZONE)
    total = select(kept_scores.c.total).where(
        kept_scores.c.unit_id == office.group.id, kept_scores.c.basis == "provisional"
    )
    before = office.db.execute(total).scalar_one()
    office.leave("2026-02", "2026-11")
    assert office.db.execute(total).scalar_one() > before
