"""`/awards appraise UNIT [ITEM]`: a unit's card as worked out, and as the appraiser sees it.

Whoever is of the unit or its office sees it with the reasons; the secretary changes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markupsafe import Markup

from handlers import naming, rights
from handlers.awards.council import appraising, card
from handlers.awards.council.seat import before_us, seat
from handlers.awards.section import COMMAND, Season, season
from handlers.engine.turn import Choice, Outcome, Reply, Turn, button, lines, only, say
from handlers.wording import scales
from scoring.appraised import Row
from scoring.movement import Movement
from services import appraisals
from services.appraisals import Sheet
from storage.units import Unit

PAGE = 10
_FROM = re.compile(r"(.+?) \+(\d{1,4})", re.ASCII)


def start(turn: Turn, wanted: str) -> Outcome:
    """A page of a unit's card; or an item that is to be appraised."""
    found = season(turn)
    if found is None or not wanted:
        return only(say(turn.t("Please write the name of a unit behind the command.")))
    its = before_us(turn, found)
    page = _FROM.fullmatch(wanted)
    named, item = _item(its.movement, page[1] if page else wanted)
    unit = naming.resolve(turn, named, "details", kinds(its.movement), f"{COMMAND} appraise")
    if isinstance(unit, Outcome):
        return unit
    return _of(turn, its, unit, item, int(page[2]) if page else 0)


def _of(turn: Turn, its: Season, unit: Unit, item: str | None, start: int) -> Outcome:
    if not rights.acting(turn.me, "details", unit) - {"admin"}:
        return only(say(rights.unknown(turn, unit.code)))
    found = appraisals.sheet(turn.db, its.movement, unit, its.year)
    if found is None:
        return only(say(turn.t("Nothing is known of {unit} in {year}.", unit=unit.name,
                               year=its.year)))  # fmt: skip
    at = seat(turn)
    changes = at is not None and at.secretary and rights.allowed(turn, "appraise", unit)
    if item is not None and changes and found.row(item) is not None:
        return appraising.begin(turn, found, item)
    return only(page(turn, found, start, changes=changes))


def kinds(movement: Movement) -> tuple[naming.Kinds, ...]:
    """Kinds of units that have a card: those that nominate are meant first."""
    first = movement.award.terms.nominators if movement.award else ""
    others = dict.fromkeys(one.level for one in movement.leagues.values() if one.level != first)
    return (first,), tuple(others)


def _item(movement: Movement, wanted: str) -> tuple[str, str | None]:
    """The unit that is named, and the item behind it."""
    words = wanted.split()
    codes = {item.code for one in movement.cards.values() for item in one.items}
    if len(words) > 1 and words[-1].upper() in codes:
        return " ".join(words[:-1]), words[-1].upper()
    return wanted, None


def page(turn: Turn, found: Sheet, start: int, *, changes: bool) -> Reply:
    """So many items from one on, and both totals."""
    t = turn.t
    rows = found.rows[start : start + PAGE] or found.rows[:PAGE]
    text = lines(
        Markup("<b>{}</b>").format(card.title(t, found)),
        t("Appraised points are the Council's own figure; no standing changes by them."),
        *card.totals(t, found),
        Markup(""),
        *(line for row in rows for line in card.told(t, turn.zone, found, row)),
    )
    more: tuple[Choice, ...] = ()
    if start + PAGE < len(found.rows):
        says = f"{COMMAND} appraise {found.unit.code} +{start + PAGE}"
        more = (button(t("More"), says),)
    return say(text, *(_buttons(turn, found, rows) if changes else ()), more)


def _buttons(turn: Turn, found: Sheet, rows: Sequence[Row]) -> Iterator[tuple[Choice, ...]]:
    for row in rows:
        name = scales.name(turn.t, found.movement.derived[row.item.indicator])
        says = f"{COMMAND} appraise {found.unit.code} {row.item.code}"
        yield (button(turn.t("Appraise: {name}", name=name), says),)
