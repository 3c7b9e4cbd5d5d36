"""The commands that a standing's buttons say: other lists, scopes, classes, forms."""

from __future__ import annotations

from handlers import frequency, kinds, movements, rights
from handlers.engine.turn import Choice, Turn, button
from handlers.standings import sizes
from handlers.standings.asked import BEHIND, View, all_own, own
from handlers.standings.names import limits
from scoring.standings import Basis
from storage import units


def at(turn: Turn, view: View) -> str:
    """The command of this very table, its first page."""
    return f"{_here(turn, view)} {BEHIND[view.basis]}".strip()


def _forms(turn: Turn, view: View) -> tuple[Choice, ...]:
    """As a picture; as a file for those who see all of it."""
    here = at(turn, view)
    drawn = button(turn.t("Picture"), f"{here} picture")
    if limits(turn, view) is not None or not rights.allowed(turn, "details", view.scope):
        return (drawn,)
    there = button(turn.t("Who has reported"), f"{here} map") if _around(turn, view) else None
    return tuple(filter(None, (drawn, button(turn.t("Spreadsheet"), f"{here} file"), there)))


def _around(turn: Turn, view: View) -> bool:
    """Whether units lie between the scope and the lowest ones, which report."""
    tree = turn.movement.tree
    return view.scope.kind != tree.lowest and not tree.directly(tree.lowest, view.scope.kind)


def why(turn: Turn, view: View) -> list[tuple[Choice, ...]]:
    """Why one's own unit has its points: of somebody whose lines have no button each."""
    label, before = turn.t("Why these points?"), movements.before(turn)
    if "head" in turn.me.roles():
        return [(button(label, f"/why {before}".rstrip()),)]
    if limits(turn, view) is None:
        return []
    mine = all_own(turn, view.league.level)
    return [(button(label, f"/why {before}{one.code}"),) for one in mine[:1]
            if rights.allowed(turn, "details", one)]  # fmt: skip


def _here(turn: Turn, view: View) -> str:
    """The same without the basis."""
    return f"{_list(turn, view)} {view.scope.code} {sizes.command(view.league, view.size)}".rstrip()


def buttons(turn: Turn, view: View, *, more: bool) -> list[tuple[Choice, ...]]:
    """Other scopes, other lists, the other basis, the next page."""
    t, all, here = turn.t, f"{_list(turn, view)} {view.scope.code}", _here(turn, view)
    scopes = tuple(
        button(kinds.label(t, turn.movement, kind), f"{_list(turn, view)} {scope.code}")
        for kind in view.league.inside
        if (scope := own(turn, kind)) is not None and scope.id != view.scope.id
    )
    official = view.basis == "official"
    other: Basis = "provisional" if official else "official"
    label = t("Provisional") if official else t("Official")
    basis = button(label, f"{here} {BEHIND[other]}".strip())
    following = button(t("More"), f"{here} {view.page + 1} {BEHIND[view.basis]}".strip())
    classes = sizes.buttons(
        turn, view.league, view.size, lambda size: f"{all} {size} {BEHIND[view.basis]}".strip()
    )
    rows = [scopes, *((one,) for one in classes), *_lists(turn, view), _movements(turn, view)]
    rows.append((basis, following) if more else (basis,))
    rows.append(_forms(turn, view))
    rows += why(turn, view)
    return [*rows, frequency.offer(turn, view.league, view.scope)]


def _list(turn: Turn, view: View) -> str:
    """The command for this list; the first one need not be named."""
    first = view.league.key == turn.movement.first_league.key
    return f"/standings {movements.before(turn)}{'' if first else view.league.code}".rstrip()


def _lists(turn: Turn, view: View) -> list[tuple[Choice, ...]]:
    """The other lists that there are of this scope, where it has units that they rank.

    Two in a row: their names are long.
    """
    others = [
        one for one in turn.movement.leagues_in(view.scope.kind) if one.key != view.league.key
    ]
    there = units.kinds_here(turn.db, view.scope, {one.level for one in others})
    here = f"{view.scope.code} {BEHIND[view.basis]}".strip()
    found = [
        button(turn.t.movement(one.name), f"/standings {movements.before(turn)}{one.code} {here}")
        for one in others
        if one.level in there
    ]
    return [tuple(found[n : n + 2]) for n in range(0, len(found), 2)]


def _movements(turn: Turn, view: View) -> tuple[Choice, ...]:
    """The other movements in which there is a list of this scope, each with its first one."""
    here = f"{view.scope.code} {BEHIND[view.basis]}".strip()
    return tuple(
        button(
            turn.t.movement(one.name),
            f"/standings {one.code} {one.leagues_in(view.scope.kind)[0].code} {here}",
        )
        for one in movements.others(turn, lambda one: bool(one.leagues_in(view.scope.kind)))
    )
