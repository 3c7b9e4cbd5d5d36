"""The table of a list in one's commune, office or province, one's own place always shown."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from handlers import movements, rights
from handlers.engine.turn import Choice, Outcome, Reply, Turn, lines, only, say
from handlers.standings import commands, forms, own, sizes
from handlers.standings.asked import PAGE, View, view
from handlers.standings.file import file
from handlers.standings.moves import moves
from handlers.standings.moves import told as moved
from handlers.standings.names import limits, others
from handlers.standings.past import named, past
from handlers.standings.picture import picture
from handlers.standings.reported import reported
from handlers.wording.disqualified import below
from handlers.wording.scales import set_by
from handlers.wording.standings import heading, line, shared
from scoring.duties import year_under_review
from scoring.standings import Line
from services.standings import page

_IN_A_ROW = 5


def start(turn: Turn, wanted: str) -> Outcome:
    """The table that is named, else one's own; as a picture or a file where that is wanted."""
    form, words = forms.named(wanted.split())
    then, words = named(turn, words)
    found = view(turn, " ".join(words))
    if isinstance(found, Outcome):
        return found
    if then is not None and then.code != str(year_under_review(turn.today)):
        return only(past(turn, found, then, drawn=form == "picture"))
    return only(_FORMS[form](turn, found))


def _table(turn: Turn, view: View) -> Reply:
    t, start, limit = turn.t, (view.page - 1) * PAGE, limits(turn, view)
    length = PAGE if limit is None else max(0, min(PAGE, limit.lines - start))
    table = page(turn.db, turn.movement, view.asked(turn), turn.now, length=length, start=start)
    rules, apart = turn.movement.in_year(table.year), _apart(turn, view)
    shown = dict(enumerate(table.lines, start + 1))
    reasons, mine = _reasons(turn, shown), own.ids(turn, view)
    beyond = own.beyond(turn, view, {row.unit_id for row in table.lines})
    more = table.more if limit is None else start + length < limit.lines
    apart_from = [one.line for one in beyond]
    since = moves(turn, view)
    by = since.all([*table.lines, *apart_from]) if since else {}
    text = lines(
        movements.called(turn),
        *heading(t, view.league, table, turn.zone),
        sizes.line(turn, view.league, view.size),
        *(_line(turn, view, row, n if reasons else None, mine, by) for n, row in shown.items()),
        *(others(t, rules, limit, apart_from, table.coverage.active) if limit and not more else ()),
        t("Nobody has a place yet.") if limit and not limit.lines else None,
        *shared(t, table),
        *own.told(t, beyond, by, names=limit is None, apart=apart, counted=_counted(turn, view)),
        *below(t, signed=table.anybody_barred or any(one.barred for one in apart_from)),
        *(own.near(turn, view, table.lines) if limit else ()),
        Markup(""),
        moved(turn, since, by),
        t("A line's number shows why it has its points.") if reasons else None,
        set_by(t, rules.cards[view.league.card]),
    )
    return say(text, *reasons, *commands.buttons(turn, view, more=more))


def _apart(turn: Turn, view: View) -> bool:
    """Whether units of several others are ranked together."""
    level = view.league.level
    return view.scope.kind != level and not turn.movement.tree.directly(level, view.scope.kind)


def _line(
    turn: Turn, view: View, row: Line, number: int | None, mine: set[int], by: Mapping[int, int]
) -> Markup:
    """With the unit above it where those of several are ranked; summed ones with their reports."""
    marked = row.unit_id in mine or (view.unit is not None and view.unit.id == row.unit_id)
    return line(
        turn.t, row, apart=_apart(turn, view), counted=_counted(turn, view), number=number,
        marked=marked, moved=by.get(row.unit_id),
    )  # fmt: skip


def _counted(turn: Turn, view: View) -> bool:
    """Whether reports are counted for what is ranked: of a unit over others."""
    return turn.movement.over(view.league.level) is not None


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


_FORMS = {"": _table, "picture": picture, "file": file, "map": reported}
