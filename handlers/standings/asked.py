"""Which table is asked for: of which list, in which scope, on which basis, which page.

`/standings [LIST] [SCOPE] [page] [official]`: a list by its code or its name, or by the kind that
it ranks ("xếp hạng xã"); a scope by its code, its name, or as one's own ("tỉnh").
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from handlers import kinds, lists, movements, naming, rights, whose
from handlers.engine.turn import Outcome, Turn
from handlers.standings import sizes
from locales import naming as words_of
from scoring.duties import year_under_review
from scoring.levels import League
from scoring.movement import Movement
from scoring.standings import Basis
from storage import places, then
from storage.asked import Asked, ended
from storage.units import Unit

PAGE = 15
_LONGEST_PAGE = 4
BEHIND: dict[Basis, str] = {"provisional": "", "official": "official"}
"""What stands last where a table is named."""


@dataclass(frozen=True)
class View:
    """Which table: list, scope, page from 1, basis; the unit in it that was asked for.

    `size`: the number of the class of size that is shown.
    """

    league: League
    scope: Unit
    page: int = 1
    basis: Basis = "provisional"
    unit: Unit | None = None
    size: int = 0

    def asked(self, turn: Turn) -> Asked:
        """As the database is asked for it."""
        year = year_under_review(turn.today)
        asked = Asked(self.league, self.scope, year, self.basis, ended(year, turn.today), self.size)
        return then.scope(turn.db, asked)


def view(turn: Turn, wanted: str) -> View | Outcome:
    """The table that is named, else one's own; or what has to be said instead."""
    words = words_of.without(wanted.split(), "provisional")
    named = words_of.without(words, "official")
    basis: Basis = "provisional" if named == words else "official"
    league, named = lists.named(turn, movements.named(turn, named))
    if league is None and not named:
        league = lists.own(turn)
    size, named = sizes.named(_dated(turn, league or turn.movement.first_league), named)
    named, page = _page(turn, named)
    found = _scope(turn, league, " ".join(named), basis)
    if isinstance(found, Outcome):
        return found
    return _sized(turn, _view(turn, league, found, page, basis), size)


def _dated(turn: Turn, league: League) -> League:
    """The list as the rules of the year have it."""
    return turn.movement.in_year(year_under_review(turn.today)).leagues.get(league.code, league)


def _sized(turn: Turn, found: View, named: int | None) -> View:
    """The class of size that is named, else that of the unit or of one's own, else the first; of a
    unit that is ranked the page on which it stands.
    """
    league = _dated(turn, found.league)
    mine = [found.unit] if found.unit else all_own(turn, league.level) if league.classes else []
    asked = found.asked(turn)
    size = named if named is not None else league.sizes[0]
    if named is None and mine and league.classes:
        size = places.size(turn.db, mine[0], asked)
    place = places.place(turn.db, found.unit, asked) if found.unit else None
    page = found.page if place is None else (place[0] - 1) // PAGE + 1
    return replace(found, league=league, size=size, page=page)


def _page(turn: Turn, words: list[str]) -> tuple[list[str], int]:
    """What is named, and the page behind it; a number may also be the end of a name."""
    if not (words and words[-1].isdecimal() and len(words[-1]) < _LONGEST_PAGE):
        return words, 1
    name = " ".join(words[:-1])
    code = len(words) == 2 and any(map(str.isdecimal, name))
    kind = kinds.named(turn.movement, name)
    if not name or code or kind or rights.unit(turn, name.upper(), "see"):
        return words[:-1], max(1, int(words[-1]))
    return words, 1


def _scope(turn: Turn, league: League | None, name: str, basis: Basis) -> Unit | Outcome:
    one = league or turn.movement.first_league
    kind = kinds.named(turn.movement, name)
    wanted = one.inside if not name else (kind,) if kind in one.inside else ()
    found = next((unit for kind in wanted if (unit := own(turn, kind)) is not None), None)
    if found is not None:
        return found
    command = f"/standings {movements.before(turn)}{league.code if league else ''}".strip()
    named = (league.inside, (league.level,)) if league else _every_kind(movements.in_turn(turn))
    return naming.resolve(turn, name, "see", named, command, BEHIND[basis])


def _every_kind(all: tuple[Movement, ...]) -> kinds.Kinds:
    """Of all lists; those of the first one are meant first."""
    first = kinds.to_name(all[0])
    known = {kind for some in first for kind in some}
    lists = [one for movement in all for one in movement.leagues.values()]
    more = {kind: None for one in lists for kind in (*one.inside, one.level) if kind not in known}
    return (*first, tuple(more)) if more else first


@cache
def _kinds(movement: Movement) -> frozenset[str]:
    """The kinds of which there are lists, or in which."""
    return frozenset(kind for one in movement.leagues.values() for kind in (*one.inside, one.level))


def own(turn: Turn, kind: str) -> Unit | None:
    """The person's own unit of a kind, or the one above it."""
    return next(iter(all_own(turn, kind)), None)


def all_own(turn: Turn, kind: str) -> list[Unit]:
    """The units of a kind in which somebody holds a role, or that lie above one."""
    return whose.nearest(turn, kind, "see")


def _view(turn: Turn, league: League | None, unit: Unit, page: int, basis: Basis) -> View:
    """A scope's table; of a unit that is ranked the one where it stands."""
    if league is None:
        movements.meant(turn, lambda one: unit.kind in _kinds(one))
    movement = turn.movement
    one = league or movement.first_league
    if unit.kind not in (*one.inside, one.level):
        one = next(iter(movement.leagues_of(unit.kind)), one)
    if unit.kind in one.inside or unit.kind != one.level:
        return View(one, unit, page, basis)
    around = (rights.unit_above(turn, unit.ancestor(kind), "see") for kind in one.inside)
    scope = next((above for above in around if above is not None), None)
    if scope is None:
        return View(one, unit, page, basis)
    return View(one, scope, basis=basis, unit=unit)
