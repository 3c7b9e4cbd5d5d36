"""`/why`: every point of a unit's score, with the figures it comes from."""

from __future__ import annotations

from fractions import Fraction

from markupsafe import Markup

from handlers import rights
from handlers.engine.turn import Choice, Outcome, Turn, lines, only, say
from locales import formats
from locales.translator import N_, Translator
from scoring.duties import year_under_review
from scoring.facts import Measure
from scoring.movement import Movement
from scoring.points import Item, Score, measure, score
from services.scores import CARD
from storage import facts, places
from storage.units import Unit

NOTES = {
    "missing": N_("no figures"),
    "half": N_("fewer than half of the months or quarters reported"),
    "unanswered": N_("not answered, its weight stays"),
    "provisional_grade": N_("grade worked out here, the bank's is not in yet"),
    "not_applicable": N_("does not apply, its weight goes to the others"),
    "kept": N_("does not apply, its weight stays"),
    "zero_start": N_("started from zero"),
}


def start(turn: Turn, wanted: str) -> Outcome:
    """`/why` on one's own group, `/why CODE` on any whose details one may see."""
    own = rights.mine(turn, "head", "details")
    if not wanted and len(own) > 1:
        rows = [(Choice(label=unit.name, says=f"/why {unit.code}"),) for unit in own]
        return only(say(turn.t("Please choose the group."), *rows))
    unit = rights.unit(turn, wanted.upper(), "details") if wanted else next(iter(own), None)
    if unit is None and not wanted:
        return only(say(turn.t("Please write the group's code, for example /why 9900001.")))
    if unit is None or unit.kind != "group":
        return only(say(rights.unknown(turn, wanted)))
    return only(say(explain(turn, unit)))


def explain(turn: Turn, unit: Unit) -> Markup:
    """The provisional score, item by item, and where most points are left to gain."""
    t, movement = turn.t, turn.movement
    year = year_under_review(turn.today)
    known = facts.of_unit(turn.db, movement, unit, year, turn.now, turn.zone, "provisional")
    measures = measure(movement, movement.cards[CARD], known)
    result = score(movement.cards[CARD], measures)
    return lines(
        Markup("<b>{}</b>").format(t("{unit}, year {year}", unit=unit.name, year=year)),
        _total(turn, unit, year, result),
        Markup(""),
        *(_item(t, movement, item, measures[item.indicator]) for item in result.items),
        Markup(""),
        _to_gain(t, movement, result),
        t("Weights and targets are set by the Council; these are defaults."),
    )


def _total(turn: Turn, unit: Unit, year: int, result: Score) -> Markup:
    t = turn.t
    points = formats.points(result.total, t.language)
    commune = rights.unit_above(turn, unit.commune_id, "see")
    place = places.place(turn.db, unit, commune, year, "provisional") if commune else None
    if place is None:
        return t("Provisional total: {points} of 100, no place yet", points=points)
    return t("Provisional total: {points} of 100, place {place} of {total} in the commune",
             points=points, place=place[0], total=place[1])  # fmt: skip


def _item(t: Translator, movement: Movement, item: Item, found: Measure) -> Markup:
    name = t.movement(movement.derived[item.indicator].name)
    points = formats.points(item.points, t.language)
    earned = f"{points}/{formats.points(item.weight, t.language)}"
    note = t(NOTES.get(item.note or "missing", NOTES["missing"]))
    if item.value is None:
        return t("{code} {name}: {why} = {points}", code=item.code, name=name, why=note,
                 points=earned)  # fmt: skip
    shown = _value(t, movement, item, found)
    text = t("{code} {name}: {value} = {points}", code=item.code, name=name, value=shown,
             points=earned)  # fmt: skip
    return Markup("{} ({})").format(text, note) if item.note in NOTES else text


def _value(t: Translator, movement: Movement, item: Item, found: Measure) -> str:
    unit = movement.derived[item.indicator].unit
    value = item.value or Fraction(0)
    return formats.share(value, t.language) if unit == "%" else formats.plain(value, t.language)


def _to_gain(t: Translator, movement: Movement, result: Score) -> Markup | None:
    lost = sorted(result.items, key=lambda item: item.points - item.weight)[:3]
    open_items = [item for item in lost if item.weight > item.points]
    if not open_items:
        return None
    names = [str(t.movement(movement.derived[item.indicator].name)) for item in open_items]
    return t("Most points to gain: {items}", items=formats.listing(names, t.language))
