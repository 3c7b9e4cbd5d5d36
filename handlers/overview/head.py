"""The board in a line, above the reports that wait: how many are in, and who owes."""

from __future__ import annotations

from markupsafe import Markup

from handlers.engine.turn import Choice, Turn, button
from handlers.overview import progress
from handlers.overview.progress import Topic
from handlers.wording.reports import period
from storage.units import Unit

_NAMED = 3


def told(turn: Turn) -> list[Markup]:
    """A line for each unit that one looks after: of what is most pressing there."""
    found = ((scope, progress.current(turn, scope)) for scope in progress.scopes(turn))
    return [_line(turn, scope, topic) for scope, topic in found if topic is not None]


def button_of(turn: Turn) -> tuple[Choice, ...]:
    """The way to the board."""
    return (button(turn.t("Who has reported"), "/board"),)


def _line(turn: Turn, scope: Unit, topic: Topic) -> Markup:
    t = turn.t
    total, given = progress.numbers(turn, scope, topic)
    name, when = t.movement(topic.form.name), period(t, topic.period)
    head = t("{form}, {period}: {n} of {total} reported.", form=name, period=when, n=given,
             total=total)  # fmt: skip
    owing = _names(turn, scope, topic)
    if not owing:
        return head
    shown = t.listing(owing)
    return Markup("{} {}").format(head, t("Still missing: {units}.", units=shown))


def _names(turn: Turn, scope: Unit, topic: Topic) -> list[str | Markup]:
    """Some of those who owe it, the others counted; nobody where units lie between."""
    if progress.far_apart(turn, scope, topic):
        return []
    names: list[str | Markup] = [one.unit.name for one in progress.owing(turn, scope, topic)]
    if len(names) <= _NAMED:
        return names
    more = turn.t.many("{n} other", "{n} others", len(names) - _NAMED)
    return [*names[:_NAMED], more]
