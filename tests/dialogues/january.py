"""January: offices with points, nominees, a secretary of the Council; as the season has left them.

Points are kept by the program's own way of keeping them, made of measures that bring just so many.
"""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction

from on_stage import person
from player import ZONE, Player
from sqlalchemy import insert, select, update

from scoring.award_rows import Of
from scoring.cards import CardItem, Derived
from scoring.stored import Stored
from services.keeping import Worked, keep
from services.sittings import closing, convening, roll, voting
from services.sittings.convening import Round
from services.sittings.settings import Settings
from storage import dossiers, sittings, units
from storage.engine import Db, transaction
from storage.measures import Kept
from storage.people import people
from storage.proposed import nominations
from storage.standing_holds import holds
from storage.units import Unit
from storage.units import units as unit_rows
from tests.known_movement import known

YEAR = 2026
DAY = datetime(2027, 1, 11, 8, 5, tzinfo=ZONE)
OFFICES = {"HTH": 95, "TBI": 88, "HS": 88, "GDA": 75, "DMC": 60}
"""Percent of what each item brings, by office."""
PERSONS = (
    ("P002", "9900001", "group_head", "HS", 90),
    ("P006", "9900004", "group_head", "HTH", 90),
)


def begin(player: Player) -> None:
    """The eleventh of January, with five offices and two heads proposed."""
    player.now = DAY
    for code, share in OFFICES.items():
        score(player, code, share)
        propose(player, code, code, "transaction_office", f"Hoàn thành tốt nhiệm vụ năm {YEAR}")
    for who, group, kind, office, share in PERSONS:
        score(player, group, share)
        propose(player, office, group, kind, "Sinh hoạt đều, không nợ quá hạn", who)


def score(player: Player, code: str, share: int, basis: str = "official") -> None:
    """A unit has this share of what each item of its card brings."""
    with transaction(player.engine) as db:
        unit = _unit(db, code)
        movement = known().in_year(YEAR)
        leagues = movement.leagues_of(unit.kind)
        items = [item for one in leagues for item in movement.cards[one.card].items]
        made = {one.indicator: _stored(movement.derived[one.indicator], one, share)
                for one in items}  # fmt: skip
        kept = Kept(made, counts=True, told=1, among=1, under_review=False)
        standings = {one.code: "ranked" for one in leagues}
        keep(db, movement, Worked(unit, YEAR, basis, date(2027, 3, 31), kept, standings,  # type: ignore[arg-type]
                                  (12, 12)))  # fmt: skip


def _stored(derived: Derived, item: CardItem, share: int) -> Stored:
    value = item.zero_at + (item.full_at - item.zero_at) * Fraction(share, 100)
    if derived.kind == "grade":
        return Stored(10000, 1, 1, 1)
    if derived.kind == "change":
        value = 100 + value
        return Stored(value.numerator, 100 * value.denominator, 1, 1)
    value = Fraction(value) / derived.scale
    return Stored(value.numerator, value.denominator, 1, 1)


def propose(
    player: Player, office: str, unit: str, kind: str, ground: str, who: str | None = None
) -> int:
    """An office proposes a collective, or a person of a unit; the nomination's id."""
    with transaction(player.engine) as db:
        row = {"movement": known().code, "year": YEAR, "office_id": _unit(db, office).id,
               "what": "person" if who else "collective", "unit_id": _unit(db, unit).id,
               "person_id": person(player, who) if who else None, "kind": kind, "ground": ground,
               "by_id": person(player, "P045"), "at": player.now, "live": True}  # fmt: skip
        made = insert(nominations).values(row).returning(nominations.c.id)
        return int(db.execute(made).scalar_one())


def _unit(db: Db, code: str) -> Unit:
    found = units.by_code(db, code)
    assert found is not None, code
    return found


def hold(player: Player, code: str, reason: str) -> None:
    """A collective is not considered for now."""
    with transaction(player.engine) as db:
        row = {"movement": known().code, "year": YEAR, "unit_id": _unit(db, code).id,
               "reason": reason, "since": date(2026, 12, 1), "by_id": person(player, "P054"),
               "at": player.now}  # fmt: skip
        db.execute(insert(holds).values(row))


def members(player: Player, code: str, all_: int, women: int) -> None:
    """How many are in a collective, and how many of them are women."""
    with transaction(player.engine) as db:
        of = unit_rows.c.code == code
        db.execute(update(unit_rows).where(of).values(members=all_, women=women))


def gender(player: Player, who: str, said: str) -> None:
    """A man or a woman."""
    with transaction(player.engine) as db:
        db.execute(update(people).where(people.c.code == who).values(gender=said))


def nomination(player: Player, code: str) -> int:
    """The nomination of a collective."""
    with transaction(player.engine) as db:
        unit = _unit(db, code).id
        of = (nominations.c.unit_id == unit, nominations.c.person_id.is_(None))
        return int(db.execute(select(nominations.c.id).where(*of)).scalar_one())


def submit(player: Player, code: str, number: int) -> None:
    """An office's dossier is in."""
    with transaction(player.engine) as db:
        found = dossiers.begun(db, known().code, YEAR, _unit(db, code).id)
        dossiers.submit(db, found.id, number, person(player, "P045"), player.now)
        dossiers.note(db, found.id, "submitted", person(player, "P045"), player.now)


def elect(player: Player, what: Of) -> None:
    """The Council votes on those who were chosen: all of them are elected."""
    with transaction(player.engine) as db:
        council, members = _unit(db, "BRANCH"), ("P054", "P055", "P056", "P057", "P058")
        of = Round(known().in_year(YEAR), YEAR, council, what)
        assert of.movement.award
        usual = Settings.usual(of.movement.award.vote)
        made = convening.convene(db, of, usual, person(player, "P061"), player.now)
        assert isinstance(made, int), made
        ids = [person(player, one) for one in members]
        codes = {one: voting.code(db, made, one) or "" for one in ids}
        for one in ids:
            roll.attend(db, made, one, there=True)
        assert voting.open_it(db, made, player.now) == "done"
        for one in ids:
            voting.paper(db, made, one)
            cases = sittings.cases_of(db, made)
            assert voting.cast(db, made, one, dict.fromkeys(cases, "yes")) == "done"
        closing.ask(db, made, player.now)
        for one in ids:
            closing.give(db, one, codes[one], player.now)
