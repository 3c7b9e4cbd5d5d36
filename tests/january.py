"""January: units with points, nominees, dossiers, an election; as a season has left them.

Points are kept by the program's own way of keeping them, made of measures that bring just so many;
the Council votes through the sittings' own acts.
"""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

from sqlalchemy import insert, select, update

from scoring.award_rows import Of
from scoring.cards import CardItem, Derived
from scoring.standings import Basis
from scoring.stored import Stored
from services.keeping import Worked, keep
from services.sittings import closing, convening, roll, voting
from services.sittings.convening import Round
from services.sittings.settings import Settings
from storage import dossiers, sittings, units
from storage.engine import Db
from storage.measures import Kept
from storage.people import people
from storage.proposed import nominations
from storage.standing_holds import holds
from storage.units import Unit
from storage.units import units as unit_rows
from tests.known_movement import known

YEAR = 2026
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
DAY = datetime(2027, 1, 11, 8, 5, tzinfo=ZONE)
MEMBERS = ("P054", "P055", "P056", "P057", "P058")
SECRETARY = "P061"


def unit(db: Db, code: str) -> Unit:
    """The unit of a code."""
    found = units.by_code(db, code)
    assert found is not None, code
    return found


def person(db: Db, code: str) -> int:
    """The id of whoever has a code."""
    return int(db.execute(select(people.c.id).where(people.c.code == code)).scalar_one())


def score(db: Db, code: str, share: int, basis: Basis = "official") -> None:
    """A unit has this share (percent) of what each item of its card brings."""
    found, movement = unit(db, code), known().in_year(YEAR)
    leagues = movement.leagues_of(found.kind)
    items = [item for one in leagues for item in movement.cards[one.card].items]
    made = {one.indicator: _stored(movement.derived[one.indicator], one, share) for one in items}
    kept = Kept(made, counts=True, told=1, among=1, under_review=False)
    standings = {one.code: "ranked" for one in leagues}
    worked = Worked(found, YEAR, basis, date(2027, 3, 31), kept, standings, (12, 12))
    keep(db, movement, worked)


def _stored(derived: Derived, item: CardItem, share: int) -> Stored:
    value = Fraction(item.zero_at + (item.full_at - item.zero_at) * Fraction(share, 100))
    if derived.kind == "grade":
        return Stored(10000, 1, 1, 1)
    if derived.kind == "change":
        return Stored((100 + value).numerator, 100 * value.denominator, 1, 1)
    value /= derived.scale
    return Stored(value.numerator, value.denominator, 1, 1)


def propose(
    db: Db, office: str, of: str, kind: str, who: str | None = None,
    ground: str = "Hoàn thành tốt nhiệm vụ", at: datetime = DAY,
) -> int:  # fmt: skip
    """An office proposes a collective, or a person of a unit; the nomination's id."""
    row = {"movement": known().code, "year": YEAR, "office_id": unit(db, office).id,
           "what": "person" if who else "collective", "unit_id": unit(db, of).id,
           "person_id": person(db, who) if who else None, "kind": kind, "ground": ground,
           "by_id": person(db, "P045"), "at": at, "live": True}  # fmt: skip
    made = insert(nominations).values(row).returning(nominations.c.id)
    return int(db.execute(made).scalar_one())


def withdraw(db: Db, nomination: int) -> None:
    """It is taken back."""
    of = nominations.c.id == nomination
    db.execute(update(nominations).where(of).values(live=False, withdrawn_at=DAY))


def hold(db: Db, code: str, reason: str = "Đang kiểm tra") -> None:
    """A collective is not considered for now."""
    row = {"movement": known().code, "year": YEAR, "unit_id": unit(db, code).id, "reason": reason,
           "since": date(2026, 12, 1), "by_id": person(db, "P054"), "at": DAY}  # fmt: skip
    db.execute(insert(holds).values(row))


def members(db: Db, code: str, all_: int, women: int) -> None:
    """How many are in a collective, and how many of them are women."""
    db.execute(update(unit_rows).where(unit_rows.c.code == code).values(members=all_, women=women))


def submit(db: Db, code: str, number: int, at: datetime = DAY) -> None:
    """An office's dossier is in."""
    found = dossiers.begun(db, known().code, YEAR, unit(db, code).id)
    dossiers.submit(db, found.id, number, person(db, "P045"), at)
    dossiers.note(db, found.id, "submitted", person(db, "P045"), at)


def elect(db: Db, what: Of, at: datetime = DAY) -> None:
    """The Council votes on those who were chosen: all of them are elected."""
    award = known().in_year(YEAR).award
    assert award is not None
    of = Round(known().in_year(YEAR), YEAR, unit(db, "BRANCH"), what)
    made = convening.convene(db, of, Settings.usual(award.vote), person(db, SECRETARY), at)
    assert isinstance(made, int), made
    ids = [person(db, one) for one in MEMBERS]
    codes = {one: voting.code(db, made, one) or "" for one in ids}
    for one in ids:
        roll.attend(db, made, one, there=True)
    assert voting.open_it(db, made, at) == "done"
    for one in ids:
        voting.paper(db, made, one)
        cases = dict.fromkeys(sittings.cases_of(db, made), "yes")
        assert voting.cast(db, made, one, cases) == "done"
    closing.ask(db, made, at)
    for one in ids:
        closing.give(db, one, codes[one], at)
