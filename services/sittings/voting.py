"""Codes and keys, the opening, ballots: from the roll to a box that nobody can look into."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from scoring import tallies, votes
from services import sealing
from services.sealing import Ballot
from services.sittings import roll, settings
from storage import sealed, seating, sittings
from storage.engine import Db
from storage.seating import Seat
from storage.sittings import Sitting

MOST = 400
"""Ballots of a sitting, with those that were replaced: beyond, only first ones are taken."""
Opening = Literal["done", "moved", "few", "codes"]
Cast = Literal["done", "over", "absent", "paper", "cases", "places", "often"]


def code(db: Db, sitting_id: int, person_id: int) -> str | None:
    """A new closing code for a member, seen once: only the public key of it is kept.

    None where the sitting is open already, or over: the parts of its key are dealt out.
    """
    found = roll.held(db, sitting_id, person_id)
    if found is None or found[0].over or found[0].opened_at is not None:
        return None
    made = sealing.code(sealing.CLOSING)
    key = sealing.public(made, sitting_id, person_id)
    seating.change(db, found[1].id, key=key)
    return made


def ready(db: Db, sitting: Sitting) -> Opening:
    """Whether it can be opened: enough are there, and enough of them have a closing code."""
    if sitting.over or sitting.opened_at is not None:
        return "moved"
    seats, rules = seating.of_sitting(db, sitting.id), settings.of(sitting).rules
    there = [seat for seat in seats if seat.present]
    if not votes.quorate(len(seats), len(there), rules):
        return "few"
    with_code = sum(seat.key is not None for seat in there)
    return "done" if with_code >= votes.needed(len(seats), rules) else "codes"


def open_it(db: Db, sitting_id: int, now: datetime) -> Opening:
    """Open it: a new key is made and dealt out, so that a quorum together brings it back."""
    sitting = sittings.hold(db, sitting_id)
    can = ready(db, sitting) if sitting else "moved"
    if sitting is None or can != "done":
        return can
    seats = seating.of_sitting(db, sitting_id)
    keyed = [(seat, seat.key) for seat in seats if seat.key is not None]
    least = votes.needed(len(seats), settings.of(sitting).rules)
    public, shares = sealing.made(least, [key for _, key in keyed])
    for (seat, _), share in zip(keyed, shares, strict=True):
        seating.change(db, seat.id, share=share)
    sittings.change(db, sitting_id, opened_at=now, public_key=public, threshold=least)
    return "done"


def takes_part(sitting: Sitting, seat: Seat) -> bool:
    """Whether a member can cast something: a ballot, or an opinion in writing."""
    return bool(seat.present) or (seat.present is False and settings.of(sitting).written)


def paper(db: Db, sitting_id: int, person_id: int) -> tuple[bool, str | None]:
    """Whether there is a ballot paper for a member; and a new check code, seen once.

    No code once a ballot is in: that one bears the code that was sent before.
    """
    found = roll.held(db, sitting_id, person_id)
    if found is None or not found[0].voting or not takes_part(*found):
        return False, None
    sitting, seat = found
    if seat.voted:
        return True, None
    made = sealing.code(sealing.CHECK)
    seating.change(db, seat.id, slip=sealing.slip(sitting.public_key or b"", made))
    return True, made


def cast(db: Db, sitting_id: int, person_id: int, choices: Mapping[int, str]) -> Cast:
    """Put a ballot, or an opinion of an absent member, into the box; a further one replaces it."""
    found = roll.held(db, sitting_id, person_id)
    if found is None or not found[0].voting:
        return "over"
    sitting, seat = found
    if not takes_part(sitting, seat):
        return "absent"
    if seat.slip is None:
        return "paper"
    cases = sittings.cases_of(db, sitting_id)
    if choices.keys() != cases.keys() - seat.recused:
        return "cases"
    rules = settings.of(sitting)
    if rules.over == "refuse" and tallies.over(choices, rules.places):
        return "places"
    turn = sealed.count(db, sitting_id)
    if seat.voted and turn >= MOST:
        return "often"
    ballot = Ballot(seat.slip, choices, turn, written=not seat.present)
    sealed.add(db, sitting_id, sealing.seal(sitting.public_key or b"", ballot, list(cases)))
    seating.change(db, seat.id, voted=True, written=ballot.written)
    return "done"
