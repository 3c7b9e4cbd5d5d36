"""What an office's dossier needs, piece by piece and condition by condition, and who owes it.

Pieces are data of the movement; conditions are those of the domain (dossier, section 6).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from scoring import bases
from scoring.award import Award
from scoring.award_rows import LegalBasis, Piece
from scoring.movement import Movement
from services import disqualifications, gathering, places
from services.gathering import Gathered
from services.places import Places
from storage import dossiers, holds, mismatches, proposed
from storage import pieces as kept
from storage.dossiers import Dossier
from storage.engine import Db
from storage.holds import Hold
from storage.mismatches import Mismatch
from storage.pieces import Sent
from storage.proposed import Proposed
from storage.units import Unit

Condition = Literal["nominees", "reports", "checks", "mismatches", "barred", "holds", "places",
                    "signer", "bases"]  # fmt: skip


@dataclass(frozen=True)
class Part:
    """A piece: so many of it are needed, so many are there; `lacking`: of these nominees."""

    piece: Piece
    needed: int
    there: int
    lacking: tuple[Proposed, ...] = ()

    @property
    def ready(self) -> bool:
        """Whether nothing of it is missing."""
        return self.there >= self.needed


@dataclass(frozen=True)
class Checklist:
    """All of it. `over`: persons proposed beyond the places; `lapsed`: legal bases with what came
    instead.
    """

    dossier: Dossier | None
    nominees: Sequence[Proposed]
    parts: Sequence[Part]
    sent: Sequence[Sent]
    gathered: Gathered
    mismatches: Sequence[Mismatch]
    explained: bool
    barred: Sequence[Proposed]
    holds: Sequence[Hold]
    places: int
    over: int
    lapsed: Sequence[tuple[LegalBasis, LegalBasis | None]]

    def unmet(self) -> list[Condition]:
        """Conditions that do not hold."""
        return [one for one, holds_ in self.conditions() if not holds_]

    def conditions(self) -> Iterator[tuple[Condition, bool]]:
        """Every condition, and whether it holds."""
        yield "nominees", bool(self.nominees)
        yield "reports", not self.gathered.missing or self.explained
        yield "checks", not self.gathered.unchecked
        yield "mismatches", not self.mismatches or self.explained
        yield "barred", not self.barred
        yield "holds", not self.holds
        yield "places", self.over <= 0
        yield "signer", bool(self.dossier and self.dossier.signer and self.dossier.post)
        yield "bases", not self.lapsed

    @property
    def counted(self) -> tuple[int, int]:
        """How many of pieces that are needed and conditions are ready, of how many."""
        found = [one.ready for one in self.parts if not one.piece.optional and one.needed]
        found += [holds_ for _, holds_ in self.conditions()]
        return sum(found), len(found)


def of_office(
    db: Db, movement: Movement, year: int, office: Unit, now: datetime, zone: ZoneInfo,
    allotted: Places | None = None,
) -> Checklist | None:  # fmt: skip
    """The checklist of an office's dossier of a year; None where no award is proposed.

    `allotted`: the places of all offices, where they are known already.
    """
    rules = movement.in_year(year)
    award = rules.award
    if award is None:
        return None
    today = now.astimezone(zone).date()
    nominees = proposed.live(db, rules.code, year, office=office.id)
    dossier = dossiers.of_unit(db, rules.code, year, office.id)
    sent = kept.of_dossier(db, dossier.id) if dossier else []
    barred = disqualifications.barred(db, rules, year, sorted({one.unit.id for one in nominees}))
    council = places.council_of(db, award, office)
    if allotted is None and council is not None:
        allotted = places.of_council(db, rules, year, council, today)
    given = allotted.of(office.id) if allotted else 0
    return Checklist(
        dossier,
        nominees,
        [_part(piece, nominees, sent) for piece in award.pieces.values()],
        sent,
        gathering.of_year_in(db, rules, year, office, today),
        mismatches.of_year(db, rules.code, year, office),
        any(award.pieces[one.code].explains for one in sent if one.code in award.pieces),
        [one for one in nominees if one.unit.id in barred],
        _held(db, rules, year, nominees),
        given,
        sum(one.person_id is not None for one in nominees) - given,
        bases.lapsed(award.bases.values(), _cited(award), today),
    )


def _part(piece: Piece, nominees: Sequence[Proposed], sent: Sequence[Sent]) -> Part:
    """What the program writes is there as soon as there is whom to write of."""
    whose = [one for one in nominees if one.what == piece.each]
    mine = [one for one in sent if one.code == piece.code]
    if piece.each == "dossier":
        there = bool(nominees) if piece.by == "program" else bool(mine)
        return Part(piece, 1, int(there))
    if piece.by == "program":
        return Part(piece, len(whose), len(whose))
    given = {one.nomination_id for one in mine}
    lacking = tuple(one for one in whose if one.id not in given)
    return Part(piece, len(whose), len(whose) - len(lacking), lacking)


def _held(db: Db, rules: Movement, year: int, nominees: Sequence[Proposed]) -> list[Hold]:
    persons = {one.person_id for one in nominees if one.person_id is not None}
    collectives = {one.unit.id for one in nominees if one.person_id is None}
    found = holds.standing(db, rules.code, year, collectives, persons)
    return [one for one in found if one.person_id is None or one.person_id in persons]


def _cited(award: Award) -> list[str]:
    """What the offices' papers stand on: every basis that any paper of the movement cites."""
    return [one.code for one in award.bases.values() if one.cites]
