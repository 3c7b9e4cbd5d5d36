"""Whose points are meant: the unit that is named, one's own of a kind ("tỉnh"), else one's own."""

from __future__ import annotations

from functools import cache

from handlers import apart, movements, naming, rights
from handlers import kinds as named_kind
from handlers.engine.turn import Choice, Outcome, Turn, lines, only, say
from handlers.rights_table import Act
from scoring.movement import Movement
from storage.units import Unit

_OWN = ("head", "officer", "office", "council", "secretary", "member")
"""Roles whose own unit is meant where none is named."""


def unit(turn: Turn, wanted: str, name: str, behind: str = "") -> Unit | Outcome:
    """The unit that is meant, or what has to be said instead.

    `name`: of the command; `behind`: what stands there behind the unit.
    """
    all, command = movements.in_turn(turn), f"{name} {movements.before(turn)}".rstrip()
    kinds = tuple(some for one in all for some in with_points(one))
    kind = named_kind.named(turn.movement, wanted)
    own = nearest(turn, kind, "details") if kind else _held(turn)
    if wanted and not (kind and own):
        return naming.resolve(turn, wanted, "details", kinds, command, behind)
    own = [one for one in own if any(one.kind in some for some in kinds)]
    if len(own) > 1:
        names = apart.called(turn, own)
        rows = [
            (Choice(label=names[unit.id], says=f"{command} {unit.code} {behind}".strip()),)
            for unit in own
        ]
        return only(say(turn.t("Please choose the group."), *rows))
    if not own:
        named = naming.example(turn, "details", kinds, command)
        return only(say(lines(turn.t("Please write the name or code of a group."), named)))
    return own[0]


def _held(turn: Turn) -> list[Unit]:
    return [one for role in _OWN for one in rights.mine(turn, role, "details")]


def nearest(turn: Turn, kind: str, act: Act) -> list[Unit]:
    """The units of a kind in which somebody holds a role, or that lie above one."""
    found: dict[int, Unit] = {}
    for unit in rights.units_of(turn):
        if unit.kind == kind and rights.allowed(turn, act, unit):
            found.setdefault(unit.id, unit)
        elif (above := unit.ancestor(kind)) not in found:
            there = rights.unit_above(turn, above, act)
            found |= {there.id: there} if there else {}
    return list(found.values())


def with_points(movement: Movement) -> tuple[tuple[str, ...], ...]:
    """The kinds of units that have points: those that report themselves are meant first."""
    kinds = [one.code for one in movement.levels.values() if one.over or movement.scored(one.code)]
    judged = {ballot.level for ballot in movement.ballots.values()}
    alone = tuple(kind for kind in kinds if movement.over(kind) is None and kind not in judged)
    return alone, tuple(kind for kind in kinds if kind not in alone)


@cache
def scored(all: tuple[Movement, ...]) -> frozenset[str]:
    """The kinds of units that have points in any of several movements."""
    return frozenset(kind for one in all for some in with_points(one) for kind in some)
