"""Words for those who may not be proposed, where they are ranked and where points are explained."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from locales.translator import Translator
from scoring.disqualification import counts
from scoring.movement import Movement
from storage import disqualifications as marks
from storage.engine import Db
from storage.units import Unit

SIGN = "(*)"


def signed(text: Markup, *, barred: bool) -> Markup:
    """A line of the standings, with a sign where its unit may not be proposed."""
    return Markup("{} {}").format(text, SIGN) if barred else text


def below(t: Translator, *, signed: bool) -> list[Markup]:
    """What the sign means, where it stands anywhere."""
    said = t("{sign} Not eligible for proposal; still ranked.", sign=SIGN)
    return [said] if signed else []


def of_unit(t: Translator, db: Db, movement: Movement, unit: Unit, year: int) -> Iterator[Markup]:
    """What stands against a unit, and what is still open, each with its basis."""
    for mark in marks.of_units(db, movement.code, year, [unit.id]):
        ground = movement.in_year(year).grounds.get(mark.of.ground)
        if ground is None or mark.step == "lifted":
            continue
        name = t.movement(ground.name)
        if counts(ground, mark.step):
            yield t("Not eligible for proposal: {reason}.", reason=name)
        else:
            yield t("Eligibility for proposal is being looked at: {reason}.", reason=name)
        yield t("Basis: {basis}", basis=t.movement(ground.basis))
