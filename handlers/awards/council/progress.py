"""`/awards progress`: how far each office's dossier is, what is missing; a button for each."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markupsafe import Markup

from handlers import rights
from handlers.awards.council import ready
from handlers.awards.council.home import offices
from handlers.awards.council.seat import Seat, nobody, seat
from handlers.awards.section import COMMAND
from handlers.engine.turn import Choice, Outcome, Reply, Turn, button, lines, only, say
from locales import formats
from services import places
from services.places import Places
from storage import dossiers
from storage.dossiers import Dossier
from storage.units import Unit

PAGE = 5
_FROM = re.compile(r"\+(\d{1,5})", re.ASCII)


def start(turn: Turn, wanted: str) -> Outcome:
    """A page of all dossiers."""
    at, more = seat(turn), _FROM.fullmatch(wanted)
    if at is None:
        return nobody(turn)
    return only(page(turn, at, int(more[1]) if more else 0))


def page(turn: Turn, at: Seat, start: int) -> Reply:
    """So many offices from one on; how many are in stands above."""
    t = turn.t
    every = [one for one in offices(turn, at) if rights.allowed(turn, "dossier", one)]
    there = dossiers.of_year(turn.db, at.movement.code, at.year)
    given = sum(there[one.id].sent for one in every if one.id in there)
    start = min(start, max(0, len(every) - 1)) // PAGE * PAGE
    shown = every[start : start + PAGE]
    allotted = places.of_council(turn.db, at.movement, at.year, at.council, turn.today)
    text = lines(
        Markup("<b>{}</b>").format(t("Dossiers of {year}: {unit}", year=at.year,
                                     unit=at.council.name)),
        t("{n} of {total} dossiers are in.", n=given, total=len(every)),
        *(line for one in shown for line in _office(turn, at, one, there.get(one.id), allotted)),
    )  # fmt: skip
    rows = [row for one in shown for row in ways(turn, at, one, there.get(one.id))]
    if start + PAGE < len(every):
        rows.append((button(t("More"), f"{COMMAND} progress +{start + PAGE}"),))
    return say(text, *rows, (button(t("Back"), COMMAND),))


def _office(
    turn: Turn, at: Seat, unit: Unit, found: Dossier | None, allotted: Places
) -> Iterator[Markup]:
    t = turn.t
    yield Markup("")
    yield Markup("<b>{}</b>").format(unit.name)
    yield state(turn, found)
    missing = ready.missing(turn, at, unit, allotted)
    if missing is not None:
        yield t("{n} of {total} parts are ready.", n=missing.ready, total=missing.total)
        if missing.what:
            yield t("Missing: {what}", what=t.listing(missing.what))


def state(turn: Turn, found: Dossier | None) -> Markup:
    """Where it is: with the office, with the Council since a moment, given back."""
    t = turn.t
    if found is None or found.status == "open":
        return t("Not in yet.")
    if found.status == "returned":
        return t("Given back to the office.")
    when = found.submitted_at
    moment = formats.moment(when, turn.zone, t.language) if when else ""
    return t("In, number {number}, {moment}", number=found.number or 0, moment=moment)


def ways(turn: Turn, at: Seat, unit: Unit, found: Dossier | None) -> Iterator[tuple[Choice, ...]]:
    """See it; where it is in, the secretary can give it back."""
    t = turn.t
    see = Choice(label=unit.name, says=f"{COMMAND} dossier {unit.code}")
    if at.secretary and found is not None and found.sent:
        yield (see, button(t("Give back"), f"{COMMAND} return {unit.code}"))
    else:
        yield (see,)
