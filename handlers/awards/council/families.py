"""The figures of a unit's card, family by family: points of the weight, and what was measured."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from markupsafe import Markup

from handlers.awards.council.seat import Seat
from handlers.wording import scales
from locales import formats
from locales.translator import Translator
from scoring.points import Item
from scoring.shown import shown
from services import appraisals
from storage.engine import Db
from storage.units import Unit

_HUNDRED = 100


def told(t: Translator, db: Db, at: Seat, unit: Unit) -> Iterator[Markup]:
    """A line for each family of the card; nothing of a unit without one."""
    found = appraisals.sheet(db, at.movement, unit, at.year)
    if found is None:
        return
    parts = shown(found.score)
    for family in dict.fromkeys(item.family for item in found.score.items):
        items = [item for item in found.score.items if item.family == family]
        points = sum(parts[item.code].points for item in items)
        weight = sum(parts[item.code].weight for item in items)
        yield t("{name}: {points} of {weight}", name=t.movement(at.movement.families[family]),
                points=scales.points(t, points),
                weight=formats.number(Fraction(weight, _HUNDRED), t.language))  # fmt: skip
        values = [one for item in items if (one := _value(t, at, item))]
        if values:
            yield Markup("  {}").format(t.row(values))


def _value(t: Translator, at: Seat, item: Item) -> Markup | None:
    if item.value is None:
        return None
    derived = at.movement.derived[item.indicator]
    name = t.movement(derived.name)
    if derived.kind == "grade":
        band = next((one for one in at.movement.bands if one.factor == item.value), None)
        return t("{name}: {value}", name=name, value=t.movement(band.name)) if band else None
    return t("{name}: {value}", name=name, value=scales.level(t, derived, item.value))
