"""January in the Council: the secretary convenes, members come, vote, and give their codes.

The vote is opened, and its close asked for, by the visitor. Codes are read where the phone has
them (`bot.demo.simulator.spoken`): after a restart those of an open vote are gone.
"""

from __future__ import annotations

from zlib import crc32

from bot.demo import phones
from bot.demo.dossiers import Review
from bot.demo.hand import Hand
from bot.demo.phones import Phone
from bot.demo.simulator.spoken import Spoken
from scoring.award_rows import Of
from services import shortlist
from storage import seating, sittings, units
from storage.engine import Db
from storage.seating import Seat
from storage.sittings import Sitting

BOTH: tuple[Of, ...] = ("collective", "person")


def members(db: Db, held: frozenset[str]) -> list[str]:
    """Those who sit in the Council and whose phones nobody holds."""
    return [one.code for one in phones.everybody(db) if one.role == "council"
            and one.code not in held]  # fmt: skip


def secretary(db: Db, held: frozenset[str]) -> Phone | None:
    """The one who convenes, if nobody holds the phone."""
    found = (one for one in phones.everybody(db) if one.role == "secretary")
    return next((one for one in found if one.code not in held), None)


def to_convene(db: Db, of: Review, by: Phone) -> list[Of]:
    """On what no sitting was convened so far, though somebody is on the shortlist."""
    council = units.by_code(db, by.unit_code)
    if council is None:
        return []
    there = {one.what for one in sittings.of_year(db, of.movement.code, of.year, council.id)}
    return [what for what in BOTH if what not in there
            and shortlist.of(db, of.movement, of.year, what, council).listed]  # fmt: skip


def convene(hand: Hand, of: Review, what: Of, by: Phone) -> None:
    """Whoever is on the shortlist goes to the vote, the best first; the usual settings."""
    council = units.by_code(hand.db, by.unit_code)
    listed = shortlist.of(hand.db, of.movement, of.year, what, council).listed
    hand.say(f"/awards shortlist {what}")
    for one in listed:
        hand.say(f"/awards choose {one.nominee.id}")
    hand.say(f"/awards convene {what}")
    hand.tap("convene")


def under_way(db: Db, code: str) -> list[Sitting]:
    """The sittings in which somebody has a seat."""
    return sittings.under_way(db, phones.person_id(db, code) or 0)


def code(spoken: Spoken, chat: str, sitting: Sitting) -> str | None:
    """The closing code as the phone has it."""
    return spoken.secret(chat, f"{_at(sitting)} present")


def take_part(hand: Hand, spoken: Spoken) -> None:
    """Whatever a member owes in the sittings that are under way."""
    person = phones.person_id(hand.db, hand.chat) or 0
    for one in under_way(hand.db, hand.chat):
        seat = seating.of_person(hand.db, one.id, person)
        if seat is not None:
            _owed(hand, one, seat, code(spoken, hand.chat, one))


def _owed(hand: Hand, sitting: Sitting, seat: Seat, closing: str | None) -> None:
    if closing is None and sitting.opened_at is None:
        hand.say(f"{_at(sitting)} code")
    elif seat.present is None:
        hand.say(f"{_at(sitting)} present")
    elif sitting.voting and seat.slip is not None and not seat.voted:
        _vote(hand, sitting, seat)
    if sitting.closing_at is not None and seat.share is not None and seat.given is None and closing:
        hand.say(closing)


def _vote(hand: Hand, sitting: Sitting, seat: Seat) -> None:
    """Case by case, mostly in favour: the same in each demo."""
    hand.say(f"{_at(sitting)} each")
    for number in sorted(sittings.cases_of(hand.db, sitting.id)):
        if number not in seat.recused:
            hand.tap(_choice(f"{sitting.what} {number} {hand.chat}"))


def _choice(of: str) -> str:
    chance = crc32(of.encode()) / 2**32
    return "no" if chance < 0.13 else "blank" if chance < 0.2 else "yes"


def _at(sitting: Sitting) -> str:
    return f"/awards vote #{sitting.id}"
