"""Why something is not done: in words, with what can be done instead."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from markupsafe import Markup

from handlers.engine.turn import lines
from handlers.wording.reports import day
from locales.translator import Translator
from scoring.award_rows import Of
from scoring.movement import Movement
from services import award_time, eligibility
from services.award_time import Closed
from services.eligibility import Eligible
from services.nominations import Why


def closed(t: Translator, why: Closed, movement: Movement, year: int) -> Markup:
    """Why nothing is proposed, withdrawn or sent any more."""
    last = day(t, award_time.deadline(movement, year))
    said: dict[Closed, Callable[[], Markup]] = {
        "year": lambda: t("The year {year} cannot be evaluated: the movement began in {first}.",
                          year=year, first=movement.first_year),
        "submitted": lambda: t("The dossier is with the Council. It is changed only when the "
                               "Council returns it."),
        "sitting": lambda: t("The Council sits on this already; nothing of it is changed "
                             "any more."),
        "late": lambda: t("The time for it was over at the end of {day}.", day=last),
    }  # fmt: skip
    return said[why]()


def nomination(
    t: Translator, why: Why, found: Eligible | None, name: str, of: Of, movement: Movement,
    year: int,
) -> Markup:  # fmt: skip
    """Why somebody is not proposed."""
    if why in ("year", "submitted", "sitting", "late"):
        return closed(t, why, movement, year)
    if why == "no_kind":
        return lines(*_no_kind(t, name, of, movement, year))
    if why == "barred" and found is not None:
        return lines(*_barred(t, found, name))
    if why == "already" and found is not None and found.already is not None:
        return t("{name} is proposed already: by {who}, {office}.", name=name,
                 who=found.already.by, office=found.already.office)  # fmt: skip
    if why == "no_place":
        return t("All places for individuals are taken. Somebody has to be withdrawn first.")
    if why == "gone":
        return t("This nominee is not there, or was withdrawn.")
    return t("{name} does not belong to this office.", name=name)


def _no_kind(t: Translator, name: str, of: Of, movement: Movement, year: int) -> Iterator[Markup]:
    if of == "collective":
        yield t("{name} is none of the kinds of collectives that may be proposed:", name=name)
    else:
        yield t("{name} is none of the kinds of persons that may be proposed:", name=name)
    for one in eligibility.kinds(movement, year, of):
        yield Markup("- {}").format(t.movement(one.name))


def _barred(t: Translator, found: Eligible, name: str) -> Iterator[Markup]:
    yield t("{name} may not be proposed.", name=name)
    for ground in found.grounds:
        yield t("Not eligible for proposal: {reason}.", reason=t.movement(ground.name))
        yield t("Basis: {basis}", basis=t.movement(ground.basis))
