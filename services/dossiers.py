"""An office's dossier: who signs, what is sent for it, sending it to the Council, having it back.

Each act holds the office. A receipt's number is the next of the year, with no gap; a dossier that
was given back keeps its number.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from scoring.award_rows import Piece
from scoring.movement import Movement
from services import award_time
from services.award_time import Closed
from storage import dossiers, proposed
from storage import pieces as kept
from storage.dossiers import Dossier
from storage.engine import Db
from storage.pieces import File, Sent
from storage.schema import alone
from storage.units import Unit, hold

Freeze = Callable[[Db, Dossier], int]
"""Freezes a dossier's content; the snapshot's number."""
Refused = Closed | Literal["nobody"]


@dataclass(frozen=True)
class Act:
    """Who does something with which office's dossier of a year, and when."""

    movement: Movement
    year: int
    office: Unit
    by: int
    now: datetime
    zone: ZoneInfo


@dataclass(frozen=True)
class Receipt:
    """That a dossier has come: its number in the year, and when; `again`: after it was returned."""

    number: int
    at: datetime
    again: bool
    snapshot: int | None


def sign(db: Db, act: Act, signer: str, post: str, symbol: str | None = None) -> Closed | None:
    """Who signs the papers, and in which post."""
    hold(db, act.office)
    shut = _shut(db, act)
    if shut is None:
        found = dossiers.begun(db, act.movement.code, act.year, act.office.id)
        dossiers.sign(db, found.id, signer, post, symbol or found.symbol)
        dossiers.note(db, found.id, "signer", act.by, act.now, f"{signer}, {post}")
    return shut


def submit(db: Db, act: Act, freeze: Freeze | None = None) -> Receipt | Refused:
    """Send it to the Council, whatever is missing; nothing of it changes until it is given back."""
    hold(db, act.office)
    shut = _shut(db, act)
    if shut is not None:
        return shut
    code = act.movement.code
    if not proposed.live(db, code, act.year, office=act.office.id):
        return "nobody"
    found = dossiers.begun(db, code, act.year, act.office.id)
    alone(db, "number")
    number = found.number or dossiers.last_number(db, code, act.year) + 1
    dossiers.submit(db, found.id, number, act.by, act.now)
    sent = dossiers.by_id(db, found.id) or found
    snapshot = None if freeze is None else freeze(db, sent)
    dossiers.note(db, found.id, "submitted", act.by, act.now, None, snapshot)
    return Receipt(number, act.now, found.number is not None, snapshot)


def give_back(
    db: Db, movement: Movement, year: int, office: Unit, reason: str, by: int, now: datetime
) -> int | None:
    """The Council returns it; the act's id, or None where it is not with the Council."""
    hold(db, office)
    found = dossiers.of_unit(db, movement.code, year, office.id)
    if found is None or not found.sent:
        return None
    dossiers.give_back(db, found.id)
    return dossiers.note(db, found.id, "returned", by, now, reason)


@dataclass(frozen=True)
class Kept:
    """A piece that was kept; `before`: what it takes the place of; `same`: it was there already;
    `also`: just the same file stands as another piece.
    """

    id: int
    before: Sent | None = None
    same: Sent | None = None
    also: Sent | None = None


def put(db: Db, act: Act, piece: Piece, nomination: int | None, file: File) -> Kept | Closed:
    """Keep a document or photo as a piece; just the same file is kept once."""
    hold(db, act.office)
    shut = _shut(db, act)
    if shut is not None:
        return shut
    found = dossiers.begun(db, act.movement.code, act.year, act.office.id)
    every = kept.of_dossier(db, found.id)
    there = [one for one in every if (one.code, one.nomination_id) == (piece.code, nomination)]
    same = next((one for one in there if one.digest == file.digest), None)
    if same is not None:
        return Kept(same.id, same=same)
    before = None if piece.several or not there else there[-1]
    made = kept.put(db, found.id, (piece.code, nomination), file, act.by, act.now,
                              beside=piece.several)  # fmt: skip
    also = next((one for one in every if one.digest == file.digest), None)
    return Kept(made, before, also=also)


def _shut(db: Db, act: Act) -> Closed | None:
    return award_time.closed(db, act.movement, act.year, act.office, act.now, act.zone)
