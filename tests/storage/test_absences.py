"""Guards: months in which whoever alone reports for a unit is on leave are excused everywhere by
one rule, never to the person's disadvantage, and asked again where the leave ends or somebody comes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine, insert, select

from scheduler import reminders
from scoring.loading import builtin
from scoring.periods import Period
from scoring.points import measure, score
from services import absences, duties, scores, succession, sums
from services.absences import Leave
from services.roster import apply, file
from storage import absences as rows
from storage import answers, facts, people, reports, units
from storage.answers import Answer
from storage.engine import Db
from storage.import_tables import ImportChange
from storage.imports import PROGRAM
from storage.people import roles
from storage.scores import scores as kept_scores
from storage.tables import table
from storage.timeliness import required
from storage.units import Unit
from tests.beginnings import ORGANISATION, organised
from tests.scoring.calculator import Group
from tests.scoring.known_group import Report

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
MOVEMENT = builtin()
CARD, LEAGUE = MOVEMENT.cards["TN-G"], MOVEMENT.leagues["groups"]
GROUP, HEAD = "9900001", "P002"
TOLD = {"HH_LOAN": 40, "LOAN_OUT": 2_000_000_000, "LOAN_OVD": 2_000_000, "INT_DUE": 10_000_000,
        "INT_COL": 9_000_000, "INT_ARR": 500_000, "SAV_HH": 30, "SAV_BAL": 90_000_000,
        "GDX_ATT": 1}  # fmt: skip


def at(day: date, hour: int = 9) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=ZONE)


NOW = at(date(2026, 12, 8))


@pytest.fixture
def beginning() -> Callable[[Engine], None]:
    return organised


class Office:
    """The organisation as the tests change it."""

    def __init__(self, db: Db) -> None:
        self.db = db
        db.execute(units.units.update().values(reports_from="2026-01"))

    @property
    def group(self) -> Unit:
        found = units.by_code(self.db, GROUP)
        assert found is not None
        return found

    def person(self, code: str = HEAD) -> int:
        found = people.by_code(self.db, code)
        assert found is not None
        return found[0]

    def leave(self, first: str, last: str, *, code: str = HEAD, now: datetime = NOW) -> str:
        wanted = Leave(self.person(code), code, first, last, "nghỉ thai sản")
        return absences.enter(self.db, [MOVEMENT], wanted, None, PROGRAM, now, ZONE)

    def tell(self, month: int, came: date, says: Mapping[str, int] = TOLD) -> None:
        period = f"2026-{month:02}"
        draft = reports.start(self.db, self.group.id, "head-month", period, at(came))
        for code, value in says.items():
            answers.put(self.db, draft.id, code, Answer(value), raw="", person_id=self.person(),
                        now=at(came), edition=reports.touch(self.db, draft.id))  # fmt: skip
        reports.confirm(self.db, draft, self.person(), at(came))

    def points(self, day: date) -> tuple[object, object]:
        """The points by the scoring, and the reports in and due, at a day."""
        found = facts.of_unit(self.db, MOVEMENT, self.group, 2026, at(day), ZONE, "provisional")
        total = score(CARD, measure(MOVEMENT, LEAGUE, found)).total
        return total, (found.reports.reported, found.reports.required)


@pytest.fixture
def office(db: Db) -> Office:
    return Office(db)


def beside(told: Mapping[int, date], excused: range, today: date, **more: object) -> Group:
    """The same group, as the calculator knows it."""
    found = (Report("month", n, came, dict(TOLD) | more) for n, came in told.items())  # type: ignore[arg-type]
    return Group(2026, today, (2026, 1), tuple(found), excused=frozenset(excused))


IN_TIME = {n: date(2026, n + 1, 3) for n in (1, 2, 9, 10)}
TODAY = NOW.date()


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


def test_it_ends_earlier_and_is_asked_again(office: Office) -> None:
    office.leave("2026-03", "2026-08")
    assert office.leave("2026-03", "2026-08") == "same"
    office.leave("2026-03", "2026-04")
    assert office.group.excused == "2026-03 2026-04"
    [one] = rows.of_person(office.db, office.person())
    assert absences.cancel(office.db, [MOVEMENT], one.id, HEAD, PROGRAM, NOW, ZONE)
    assert not absences.cancel(office.db, [MOVEMENT], one.id, HEAD, PROGRAM, NOW, ZONE)
    assert office.group.excused == ""
    changes = table(ImportChange)
    told = select(changes.c.old, changes.c.new).where(changes.c.field == "absence")
    assert [tuple(row) for row in office.db.execute(told.order_by(changes.c.id))] == [
        (None, "2026-03 to 2026-08: nghỉ thai sản"),
        ("2026-03 to 2026-08: nghỉ thai sản", "2026-03 to 2026-04: nghỉ thai sản"),
        ("2026-03 to 2026-04: nghỉ thai sản", None),
    ]


@pytest.mark.parametrize(
    ("first", "last", "why"),
    [("2026-08", "2026-03", "turned"), ("2026-01", "2027-01", "long"),
     ("2026-05", "2026-06", "overlaps"), ("2026-01", "2026-03", "overlaps")],
)  # fmt: skip
def test_what_cannot_be_is_refused(office: Office, first: str, last: str, why: str) -> None:
    office.leave("2026-03", "2026-08")
    assert office.leave(first, last) == why


def test_whoever_takes_over_owes_what_is_to_come_and_not_what_was(office: Office) -> None:
    office.leave("2026-09", "2027-02")
    new = succession.add(office.db, office.group, "Lê Thị Mới", None)
    succession.name(office.db, office.group, new, "P001", NOW)
    succession.take_over(office.db, new, NOW, TODAY)
    assert office.group.excused == "2026-09 2026-10 2026-11 2026-12"


def test_an_import_that_names_another_head_does_the_same(office: Office, db: Db) -> None:
    office.leave("2026-09", "2027-02")
    text = (
        "code,name,role,unit\nP002,Nguyễn Thị Mẫu Một,head,9900002\nP003,Trần Văn Mẫu Hai,head,{}\n"
    )
    wanted = file.read(text.format(GROUP).encode(), MOVEMENT, whole=False)
    apply.apply(db, wanted, MOVEMENT, NOW, ZONE)
    assert office.group.excused == "2026-09 2026-10 2026-11 2026-12"
    of_theirs = units.by_code(db, "9900002")
    assert of_theirs is not None
    assert of_theirs.excused == "2026-12 2027-01 2027-02"


def test_whoever_is_left_alone_on_leave_is_excused_from_then_on(office: Office, db: Db) -> None:
    db.execute(insert(roles).values(
        person_id=office.person("P003"), unit_id=office.group.id, role="head"))  # fmt: skip
    office.leave("2026-09", "2027-02")
    wanted = replace(file.read(ORGANISATION.read_bytes()), reports_from="2026-01")
    apply.apply(db, wanted, MOVEMENT, NOW + timedelta(hours=1), ZONE)
    assert office.group.excused == "2026-12 2027-01 2027-02"


def test_a_score_is_worked_out_anew_at_once(office: Office) -> None:
    office.tell(1, date(2026, 2, 3))
    scores.refresh(office.db, MOVEMENT, office.group, 2026, NOW, ZONE)
    total = select(kept_scores.c.total).where(
        kept_scores.c.unit_id == office.group.id, kept_scores.c.basis == "provisional"
    )
    before = office.db.execute(total).scalar_one()
    office.leave("2026-02", "2026-11")
    assert office.db.execute(total).scalar_one() > before
