"""A standing as a picture; the words below it say the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from handlers import movements
from handlers.engine.turn import Reply, Turn, button, lines, say
from handlers.pictures import card
from handlers.standings import commands, own, sizes
from handlers.standings.asked import View, all_own
from handlers.standings.moves import moves, told
from handlers.standings.names import limits, others
from handlers.wording.disqualified import below
from handlers.wording.standings import heading, line
from scoring.movement import Movement
from scoring.standings import Line
from services.standings import Around, Named, around, page


def picture(turn: Turn, view: View) -> Reply:
    """The card, with the table's words."""
    t, limit = turn.t, limits(turn, view)
    rules = turn.movement.in_year(view.asked(turn).year)
    table = page(turn.db, turn.movement, view.asked(turn), turn.now, length=_length(limit))
    blocks = _blocks(turn, view, table.lines, names=limit is None)
    mine = own.ids(turn, view) | ({view.unit.id} if view.unit else set())
    since = moves(turn, view)
    by = since.all(line for block in blocks for line in block) if since else {}
    rest = _rest(turn, rules, limit, blocks, table.coverage.active)
    text = lines(
        movements.called(turn),
        *heading(t, view.league, table, turn.zone),
        sizes.line(turn, view.league, view.size),
        *_words(turn, view, blocks, mine, by),
        *rest,
        *below(t, signed=any(one.barred for block in blocks for one in block)),
        told(turn, since, by),
    )
    drawn = card.card(
        t, rules, table, blocks, turn.zone, own=mine, moved=by, shown=view.size,
        since=told(turn, since, by), rest=rest,
    )  # fmt: skip
    whole = (button(t("The whole table"), commands.at(turn, view)),)
    return say(text, whole, *commands.why(turn, view)).enclosing(card.KIND, drawn)


def _rest(
    turn: Turn, rules: Movement, limit: Named | None, blocks: card.Blocks, active: int
) -> list[Markup]:
    """Those of whom there is no line."""
    shown, beyond = blocks[0], list(blocks[1]) if len(blocks) > 1 else []
    if limit is not None and limit.lines <= len(shown):
        return others(turn.t, rules, limit, beyond, active)
    more = active - len(shown) - len(beyond)
    if more <= 0:
        return []
    return [turn.t.many("{n} more is in the table.", "{n} more are in the table.", more)]


def _length(limit: Named | None) -> int:
    return card.MOST if limit is None else min(card.MOST, limit.lines)


def _blocks(turn: Turn, view: View, first: Sequence[Line], *, names: bool) -> card.Blocks:
    """The first lines, and one's own with its neighbours where it is not among them."""
    placed = [one for one in first if one.place is not None] or list(first)
    shown = {one.unit_id for one in placed}
    mine = [view.unit] if view.unit else all_own(turn, view.league.level)
    unit = next((one for one in mine if one.id not in shown), None)
    if unit is None or len(mine) > 1:
        return [placed]
    found = around(turn.db, turn.movement, view.asked(turn), unit)
    near = _near(found) if names else [found.line]
    top = placed[: card.MOST - len(near)]
    beyond = [one for one in near if one.unit_id not in {line.unit_id for line in top}]
    return [top, beyond]


def _near(found: Around) -> list[Line]:
    return [one for one in (found.before, found.line, found.behind) if one is not None]


def _words(
    turn: Turn, view: View, blocks: card.Blocks, mine: set[int], by: Mapping[int, int]
) -> list[Markup]:
    apart = view.scope.kind != view.league.level and not turn.movement.tree.directly(
        view.league.level, view.scope.kind
    )
    found: list[Markup] = []
    for block in filter(None, blocks):
        found += [Markup("⋯")] if found else []
        found += [
            line(turn.t, one, apart=apart, marked=one.unit_id in mine, moved=by.get(one.unit_id))
            for one in block
        ]
    return found
