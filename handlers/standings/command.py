"""The table of a list in one's commune, office or province, one's own place always shown."""

from __future__ import annotations

from markupsafe import Markup

from handlers import frequency, kinds, movements, rights
from handlers.engine.turn import Choice, Outcome, Reply, Turn, button, lines, only, say
from handlers.standings import sizes
from handlers.standings.asked import BEHIND, PAGE, View, all_own, own, view
from handlers.wording.disqualified import below
from handlers.wording.scales import set_by
from handlers.wording.standings import heading, line, reviewed, shared
from locales import formats
from scoring.standings import Basis, Line
from services.standings import page
from storage import places, scores, units

_IN_A_ROW = 5


def start(turn: Turn, wanted: str) -> Outcome:
    """The table that is named, else one's own."""
    found = view(turn, wanted)
    return found if isinstance(found, Outcome) else only(_table(turn, found))


def _table(turn: Turn, view: View) -> Reply:
    t, start = turn.t, (view.page - 1) * PAGE
    table = page(turn.db, turn.movement, view.asked(turn), turn.now, length=PAGE, start=start)
    shown = dict(enumerate(table.lines, start + 1))
    reasons = _reasons(turn, shown)
    text = lines(
        movements.called(turn),
        *heading(t, view.league, table, turn.zone),
        sizes.line(turn, view.league, view.size),
        *(_line(turn, view, row, n if reasons else None) for n, row in shown.items()),
        *below(t, table),
        *shared(t, table),
        *_own(turn, view, {row.unit_id for row in table.lines}),
        t("A line's number shows why it has its points.") if reasons else None,
        set_by(t, turn.movement.in_year(table.year).cards[view.league.card]),
    )
    return say(text, *reasons, *_buttons(turn, view, more=table.more))


def _line(turn: Turn, view: View, row: Line, number: int | None) -> Markup:
    """With the unit above it where those of several are ranked; summed ones with their reports."""
    movement, level = turn.movement, view.league.level
    apart = view.scope.kind != level and not movement.tree.directly(level, view.scope.kind)
    asked = view.unit is not None and view.unit.id == row.unit_id
    counted = movement.over(level) is not None
    return line(turn.t, row, apart=apart, counted=counted, number=number, marked=asked)


def _reasons(turn: Turn, shown: dict[int, Line]) -> list[tuple[Choice, ...]]:
    """A button for each line of which one may know more; one's own unit has a named one."""
    own = {unit.id for unit in rights.mine(turn, "head", "details")}
    if not rights.reach(turn, "details")[1]:
        return []
    known = {n: row for n, row in shown.items() if rights.unit(turn, row.code, "details")}
    if all(row.unit_id in own for row in known.values()):
        return []
    why = f"/why {movements.before(turn)}"
    found = [Choice(label=turn.t.number(n), says=f"{why}{row.code}", number=n)
             for n, row in known.items()]  # fmt: skip
    return [tuple(found[n : n + _IN_A_ROW]) for n in range(0, len(found), _IN_A_ROW)]


def _own(turn: Turn, view: View, shown: set[int]) -> list[Markup]:
    """One's own units and the one that was asked for, where they are not on this page."""
    t, asked = turn.t, view.asked(turn)
    found = [Markup("")]
    wanted = [*all_own(turn, view.league.level), *([view.unit] if view.unit else [])]
    for unit in {one.id: one for one in wanted}.values():
        if unit.id in shown:
            continue
        place = places.place(turn.db, unit, asked)
        if place is None:
            found.append(t("{name}: no place yet", name=unit.name))
        else:
            ordinal = formats.ordinal(place[0], t.language)
            text = t("{name}: {place} of {total}", name=unit.name, place=ordinal, total=place[1])
            waits = view.basis == "official" and scores.under_review(turn.db, unit, asked.year)
            found.append(reviewed(t, text, under_review=waits))
    return found


def _buttons(turn: Turn, view: View, *, more: bool) -> list[tuple[Choice, ...]]:
    """Other scopes, other lists, the other basis, the next page."""
    t, all = turn.t, f"{_list(turn, view)} {view.scope.code}"
    here = f"{all} {sizes.command(view.league, view.size)}".rstrip()
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
    if "head" in turn.me.roles():
        rows.append((button(t("Why these points?"), f"/why {movements.before(turn)}".rstrip()),))
    return [*rows, frequency.offer(turn)]


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
