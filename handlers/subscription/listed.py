"""What is sent to somebody now, each with a button that ends it; and what could be."""

from __future__ import annotations

import re

from handlers import movements, naming, rights
from handlers.engine.turn import Choice, Outcome, Reply, Turn, button, lines, only, say
from handlers.frequency import when
from handlers.subscription.possible import Possible
from storage import subscriptions
from storage.subscriptions import Following

_IN_A_ROW = 2
_NUMBER = re.compile(r"[0-9]{1,18}")
"""No more than a row's number may have."""


def shown(turn: Turn, around: list[Possible]) -> Reply:
    """The list, and the lists that may be chosen."""
    t, now = turn.t, _now(turn)
    told = [
        t("{n}. {what} - {when}", n=t.number(n), what=one.called(t), when=_when(turn, row))
        for n, (row, one) in enumerate(now, 1)
    ]
    head = t("These standings are sent:") if told else t("No standings are sent yet.")
    stops = [button(t("Stop no. {n}", n=t.number(n)), f"/subscribe stop {row.id}")
             for n, (row, _) in enumerate(now, 1)]  # fmt: skip
    rows = [tuple(stops[n : n + _IN_A_ROW]) for n in range(0, len(stops), _IN_A_ROW)]
    add = [(_add(turn, one),) for one in around]
    more = t("To be sent more, choose a list.")
    return say(lines(head, *told, more, _of_another(turn, around)), *rows, *add)


def _of_another(turn: Turn, around: list[Possible]) -> str | None:
    """How a list of a unit further down is chosen, where one may."""
    league = around[0].league
    below = rights.reach(turn, "subscribe")[1]
    if not below or len(league.inside) < 2:
        return None
    command = f"/subscribe {movements.before(turn)}{league.code}"
    return naming.example(turn, "subscribe", (league.inside[:1],), command)


def _add(turn: Turn, one: Possible) -> Choice:
    turn.turn_to(one.movement)
    command = f"/subscribe {movements.before(turn)}{one.league.code} {one.scope.code}"
    return button(one.called(turn.t), command)


def _now(turn: Turn) -> list[tuple[Following, Possible]]:
    """What is sent; what is no longer one's own is not named, and not sent either."""
    found = []
    for row in subscriptions.of(turn.db, turn.me.id):
        one = _of(turn, row)
        if one is not None:
            found.append((row, one))
    return found


def _of(turn: Turn, row: Following) -> Possible | None:
    movement = next((one for one in turn.live.all if one.code == row.movement), None)
    league = movement.leagues.get(row.list) if movement else None
    scope = rights.unit_above(turn, row.scope_id, "subscribe")
    if movement is None or league is None or scope is None:
        return None
    one = Possible(movement, league, scope)
    return one if one.own or rights.may(turn.me, "names", scope) else None


def _when(turn: Turn, row: Following) -> str:
    return when(turn.t, row.frequency, row.weekday, row.hour)


def stopped(turn: Turn, words: list[str]) -> Outcome:
    """One of them ends; a tap brings it back."""
    number = int(words[0]) if words and _NUMBER.fullmatch(words[0]) else 0
    row = subscriptions.one(turn.db, number)
    t = turn.t
    if row is None or row.person_id != turn.me.id or row.chat:
        return only(say(t("That is no longer sent."), (_all(turn),)))
    subscriptions.stop(turn.db, turn.me.id, row.id)
    one = _of(turn, row)
    if one is None:
        return only(say(t("That is no longer sent."), (_all(turn),)))
    turn.turn_to(one.movement)
    behind = [row.frequency, *(str(n) for n in _day(row))]
    command = f"/subscribe {movements.before(turn)}{row.list} {one.scope.code}"
    again = button(t("Send them again"), " ".join((command, *behind)))
    return only(say(lines(t("That is no longer sent."), one.called(t)), (again,), (_all(turn),)))


def _day(row: Following) -> tuple[int, ...]:
    """The day and the hour as buttons say them."""
    if row.weekday is None:
        return ()
    return (row.weekday + 1,) if row.hour is None else (row.weekday + 1, row.hour)


def all_stopped(turn: Turn) -> Outcome:
    """Nothing is sent any more."""
    subscriptions.stop(turn.db, turn.me.id)
    return only(say(turn.t("Standings are not sent."), (_all(turn),)))


def _all(turn: Turn) -> Choice:
    return button(turn.t("All that is sent"), "/subscribe")
