"""A standing as it was published in a month that is over: "xếp hạng xã tháng 10"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from fractions import Fraction

from markupsafe import Markup

from handlers import movements, rights
from handlers.engine.turn import Choice, Reply, Turn, button, lines, say
from handlers.pictures import card
from handlers.standings import commands, own
from handlers.standings.asked import BEHIND, PAGE, View
from handlers.standings.moves import behind
from handlers.standings.names import others
from handlers.wording.disqualified import below
from handlers.wording.reports import period as worded
from handlers.wording.standings import heading, line
from locales import naming as words_of
from locales import reading
from locales.reading import Value
from scoring import narrowing
from scoring.movement import Movement
from scoring.periods import Period
from scoring.standings import Basis, Coverage, Line, Scope, Standings
from services import publications
from services.standings import Named
from storage import published_places
from storage.published_places import Span

_LONGEST = 4
_CODE = re.compile(r"20[0-9]{2}(-(0[1-9]|1[0-2]|Q[1-4]))?", re.ASCII)
"""A year, a month, a quarter, as buttons say them."""


def named(turn: Turn, words: Sequence[str]) -> tuple[Period | None, list[str]]:
    """The period that the last words name, if it has begun, and the words before it."""
    basis, said = _basis(list(words))
    said = words_of.without(said, "during")
    for start in range(max(0, len(said) - _LONGEST), len(said)):
        found = _period(turn, said[start:])
        if found is not None:
            return found, [*words_of.without(said[:start], "during"), *basis]
    return None, list(words)


def _basis(words: list[str]) -> tuple[list[str], list[str]]:
    """The words for a basis, which stand last on every button, and those before them."""
    for kind in ("official", "provisional"):
        rest = words_of.without(words, kind)
        if rest != words:
            return words[len(rest) :], rest
    return [], words


def _period(turn: Turn, words: list[str]) -> Period | None:
    """A single word is a month's name, a year or a period's code: "T10" may be a hamlet's."""
    text = " ".join(words)
    if len(words) == 1 and any(map(str.isdecimal, text)):
        code = text if _CODE.fullmatch(text) else None
    else:
        read = reading.read("period", text, turn.t.language, today=turn.today, context="past")
        code = str(read.value) if isinstance(read, Value) else None
    found = Period.parse(code) if code else None
    return found if found is not None and found.first <= turn.today else None


def past(turn: Turn, view: View, period: Period, *, drawn: bool = False) -> Reply:
    """The last table that was published in the period, or that there is none.

    `drawn`: with a card too.
    """
    t, now = turn.t, (button(turn.t("The table as it is now"), commands.at(turn, view)),)
    table = _published(turn, view, period)
    if table is None:
        return say(t("Nothing that can be shown was published in {period}.",
                     period=worded(t, period)), now)  # fmt: skip
    rules, mine = turn.movement.in_year(table.year), own.ids(turn, view)
    limit = None if _all_names(turn, view) else _named(rules, view, table.lines)
    shown = [one for one in table.lines if limit is None or one.place][: _length(limit)]
    beyond = [one for one in table.lines if one.unit_id in mine and one not in shown]
    apart = view.scope.kind != view.league.level and not rules.tree.directly(
        view.league.level, view.scope.kind
    )
    text = lines(
        movements.called(turn),
        *heading(t, view.league, table, turn.zone),
        *(line(t, one, apart=apart, marked=one.unit_id in mine) for one in shown),
        *(
            others(t, rules, limit, beyond, len(table.lines))
            if limit and limit.lines <= len(shown)
            else ()
        ),
        *(line(t, one, apart=apart, marked=True) for one in beyond),
        *below(t, signed=any(one.barred for one in (*shown, *beyond))),
        _more(turn, table, shown) if limit is None else None,
    )
    if not drawn:
        return say(text, _ways(turn, view, period), now)
    blocks = [shown[: card.MOST - len(beyond)], beyond]
    content = card.card(t, rules, table, blocks, turn.zone, own=mine, shown=view.size)
    return say(text, now).enclosing(card.KIND, content)


def _ways(turn: Turn, view: View, period: Period) -> tuple[Choice, ...]:
    """The other basis of that time, and the same as a picture."""
    here = commands.at(turn, replace(view, basis="provisional"))
    other: Basis = "provisional" if view.basis == "official" else "official"
    label = turn.t("Official") if other == "official" else turn.t("Provisional")
    this, that = (f"{here} {period.code} {BEHIND[one]}".strip() for one in (view.basis, other))
    return button(label, that), button(turn.t("Picture"), f"{this} picture")


def _more(turn: Turn, table: Standings, shown: Sequence[Line]) -> Markup | None:
    more = len(table.lines) - len(shown)
    if not more:
        return None
    return turn.t.many("{n} more is in the table.", "{n} more are in the table.", more)


def _length(limit: Named | None) -> int:
    return PAGE if limit is None else min(PAGE, limit.lines)


def _all_names(turn: Turn, view: View) -> bool:
    return view.league.named >= 1 or rights.allowed(turn, "names", view.scope)


def _named(rules: Movement, view: View, table: Sequence[Line]) -> Named:
    """How far names go, and the grades of the others: of what was published."""
    ranked = [one for one in table if one.place is not None]
    last = view.league.named_of(len(ranked))
    rest = [one for one in ranked if (one.place or 0) > last]
    bands = [0] * len(rules.bands)
    for one in rest:
        points = Fraction(one.total, 10**9)
        at = next((n for n, band in enumerate(rules.bands) if points >= band.least), None)
        if at is not None:
            bands[at] += 1
    return Named(len(ranked) - len(rest), len(rest), tuple(bands))


def _published(turn: Turn, view: View, period: Period) -> Standings | None:
    """The table of the scope; `None` where none was published, or it is too large to be read."""
    first, over = (datetime.combine(day, time(), turn.zone)
                   for day in (period.first, period.last + timedelta(days=1)))  # fmt: skip
    of, before = f"{turn.movement.code}/{view.league.code}", behind(turn, view)
    asked = {"year": period.year} if period.frequency == "yearly" else {"span": Span(first, over)}
    number = published_places.newest(turn.db, of, before, **asked)
    told = publications.by_number(turn.db, number) if number else None
    whole = told.tables.get(view.basis) if told else None
    if number is None or whole is None:
        return None
    found = published_places.lines(turn.db, number, view.basis)
    if found is None:
        return None
    return _narrowed(whole, view, list(found))


def _narrowed(whole: Standings, view: View, found: list[Line]) -> Standings | None:
    """The scope's part; of classes of size the one that is asked for."""
    scope = view.scope
    if scope.code != whole.scope.code:
        found = narrowing.inside(found, [scope.code])[scope.code]
    some = [one for one in found if one.size == view.size]
    if not some:
        return None
    reported = sum(one.standing != "no_data" for one in some)
    named = Scope(scope.kind, scope.code, scope.name)
    return replace(whole, scope=named, coverage=Coverage(reported, len(some)), lines=tuple(some))
