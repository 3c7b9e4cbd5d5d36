"""Who may be proposed: of which kind, what stands against it, who has proposed already.

A kind is what the roster says, else what follows from the level or a role. A ground refuses; a hold
is shown, and is no ground.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from scoring.award_rows import Nominee as Kind
from scoring.award_rows import Of
from scoring.movement import Movement
from scoring.rows import Ground
from services import disqualifications
from storage import holds, nominable, nominations
from storage.engine import Db
from storage.holds import Hold
from storage.nominable import Somebody
from storage.nominations import Made
from storage.units import Unit

Why = Literal["no_kind", "barred", "already"]


@dataclass(frozen=True)
class Eligible:
    """What is to be known before somebody is proposed; `kind` None: of none that may be."""

    kind: Kind | None
    grounds: tuple[Ground, ...] = ()
    holds: tuple[Hold, ...] = ()
    already: Made | None = None

    @property
    def why(self) -> Why | None:
        """Why they may not be proposed; None: they may."""
        if self.kind is None:
            return "no_kind"
        if self.grounds:
            return "barred"
        return "already" if self.already is not None else None


def of_unit(db: Db, movement: Movement, unit: Unit, year: int) -> Eligible:
    """Of a unit as a collective."""
    rules = movement.in_year(year)
    if rules.award is None:
        return Eligible(None)
    kind = rules.award.kind_of_unit(unit.kind, nominable.said_of_unit(db, unit.id))
    held = [one for one in holds.standing(db, rules.code, year, [unit.id])
            if one.person_id is None]  # fmt: skip
    return Eligible(
        kind,
        _grounds(db, rules, year, unit),
        tuple(held),
        nominations.of_nominee(db, rules.code, year, unit.id, None),
    )


def of_person(db: Db, movement: Movement, one: Somebody, year: int) -> Eligible:
    """Of a person in a role of a unit; what stands against that unit stands against them."""
    rules = movement.in_year(year)
    if rules.award is None:
        return Eligible(None)
    return Eligible(
        rules.award.kind_of_person((one.role,), one.said),
        _grounds(db, rules, year, one.unit),
        tuple(holds.standing(db, rules.code, year, [], [one.id])),
        nominations.of_nominee(db, rules.code, year, one.unit.id, one.id),
    )


def kinds(movement: Movement, year: int, of: Of) -> list[Kind]:
    """The kinds of collectives or of persons that may be proposed."""
    award = movement.in_year(year).award
    return [one for one in award.nominees.values() if one.of == of] if award else []


def _grounds(db: Db, rules: Movement, year: int, unit: Unit) -> tuple[Ground, ...]:
    return disqualifications.barred(db, rules, year, [unit.id]).get(unit.id, ())
