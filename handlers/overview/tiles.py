"""Who has reported, as a picture: a tile for each unit between a scope and those that are asked."""

from __future__ import annotations

from markupsafe import Markup

from handlers import apart
from handlers.engine.turn import Reply, Turn, lines, say
from handlers.overview import progress
from handlers.overview.progress import Topic
from handlers.pictures import tiles
from handlers.wording.reports import period
from storage import units
from storage.units import Unit, below

_COUNTABLE = 6000
"""Units that are counted for one answer: a province has some thousands, a nation has more."""
_MISSING = 5
"""Units in which most is missing that the words below the picture name."""


def topic(turn: Turn, scope: Unit) -> Topic | None:
    """What there is such a picture of: units lie between, and they can be counted for an answer."""
    if units.count_here(turn.db, scope, turn.movement.tree.lowest) > _COUNTABLE:
        return None
    found = progress.current(turn, scope)
    return found if found is not None and progress.far_apart(turn, scope, found) else None


def picture(turn: Turn, scope: Unit, topic: Topic) -> Reply:
    """The tiles in the order of the units' codes; the words name those in which most is missing."""
    t = turn.t
    found = progress.by_unit_between(turn, scope, topic)
    kind = turn.live.of_form(topic.form.code).tree.parent(topic.form.level) or scope.kind
    there = [one for one in below(turn.db, scope, kind) if found.get(one.id)][: tiles.MOST]
    names = apart.called(turn, there)
    parts = [tiles.Part(names[one.id], sum(found[one.id]), len(found[one.id])) for one in there]
    title = t("{form}, {period} - {unit}", form=t.movement(topic.form.name),
              period=period(t, topic.period), unit=scope.name)  # fmt: skip
    total, given = progress.numbers(turn, scope, topic)
    counted = t("{n} of {total} reported.", n=given, total=total)
    text = lines(Markup("<b>{}</b>").format(title), counted, *_missing(turn, parts))
    due = turn.today > topic.form.due(topic.period)
    drawn = tiles.tiles(t, title, (), counted, parts, due=due)
    return say(text).enclosing(tiles.KIND, drawn)


def _missing(turn: Turn, parts: list[tiles.Part]) -> list[Markup]:
    t = turn.t
    owing = [one for one in parts if one.given < one.asked]
    first = sorted(owing, key=lambda one: one.given - one.asked)[:_MISSING]
    return [
        t("- {unit}: {n} of {total} reported.", unit=one.name, n=one.given, total=one.asked)
        for one in first
    ]
