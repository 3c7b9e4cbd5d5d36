"""Which lists somebody may have sent: of the units around them, where there is anything in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import Markup

from handlers import movements, rights
from handlers.engine.turn import Turn
from locales.translator import Translator
from scoring.levels import League
from scoring.movement import Movement
from storage import units
from storage.units import Unit


class Possible(NamedTuple):
    """A list in a scope; of a unit that it ranks, that unit's own place."""

    movement: Movement
    league: League
    scope: Unit

    @property
    def own(self) -> bool:
        """Whether only the unit's own place is sent."""
        return self.scope.kind == self.league.level

    def called(self, t: Translator) -> Markup:
        """In words: the list and whose it is."""
        name = t.movement(self.league.name)
        if self.own:
            return t("{list}: own place of {unit}", list=name, unit=self.scope.name)
        return t("{list}: {unit}", list=name, unit=self.scope.name)


def around(turn: Turn) -> list[Possible]:
    """Of the units in which one holds a role, in the order of the movements' files."""
    own = rights.reach(turn, "subscribe")[0]
    return [
        one
        for movement in movements.in_turn(turn)
        for unit in own
        for one in of_unit(turn, movement, unit)
        if rights.allowed(turn, "subscribe", unit)
    ]


def of_unit(turn: Turn, movement: Movement, unit: Unit) -> Iterator[Possible]:
    """The lists of a unit: those of what lies in it, for those who see all names there, and those
    in which it is ranked.
    """
    named = turn.person is not None and rights.may(turn.person, "names", unit)
    leagues = movement.leagues_in(unit.kind) if named else ()
    there = units.kinds_here(turn.db, unit, {one.level for one in leagues})
    for league in leagues:
        if league.level in there:
            yield Possible(movement, league, unit)
    for league in movement.leagues_of(unit.kind):
        yield Possible(movement, league, unit)
