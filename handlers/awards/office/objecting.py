"""`/awards object`: a unit objects to the result within the days for it; answers stand there."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from markupsafe import Markup
from pydantic import BaseModel

from handlers import apart, rights
from handlers.awards.council import words
from handlers.awards.section import COMMAND, Season, season
from handlers.engine import dialogue as engine
from handlers.engine.dialogue import Again, Dialogue, Done, Taken
from handlers.engine.turn import (
    About,
    Choice,
    Notice,
    Outcome,
    Reply,
    Turn,
    button,
    continuing,
    lines,
    only,
    say,
)  # fmt: skip
from handlers.wording.reports import day
from locales.translator import Translator
from services import objections
from storage import objections as kept
from storage.units import Unit

OBJECT = f"{COMMAND} object"


class State(BaseModel):
    """Which unit, of which year."""

    unit: int
    year: int


def its_season(turn: Turn) -> Season | None:
    """The year of which a result may be told: the last one, as long as days are left for it."""
    found = season(turn)
    if found is None or found.year == turn.today.year - 1:
        return found
    rules = next(one for one in turn.concerned if one.code == found.movement.code)
    last = rules.in_year(found.year - 1)
    told = objections.until(turn.db, last, found.year - 1, turn.zone)
    return Season(last, last.award or found.award, found.year - 1) if told else found


def mine(turn: Turn) -> list[Unit]:
    """The units for which the writer may object."""
    own = {one.id: one for one in rights.reach(turn, "object")[0]}
    return [one for one in own.values() if rights.allowed(turn, "object", one)]


def start(turn: Turn, wanted: str) -> Outcome:
    """What was objected so far; the question, while there is time."""
    its, own = its_season(turn), mine(turn)
    if its is None or not own:
        return only(say(turn.t("This is for units of the movement.")))
    named = [one for one in own if one.code == wanted.upper()]
    own = named or own
    if len(own) > 1:
        names = apart.called(turn, own)
        rows = [(Choice(label=names[one.id], says=f"{OBJECT} {one.code}"),) for one in own]
        return only(say(turn.t("Which one is meant?"), *rows))
    shut = objections.closed(turn.db, its.movement, its.year, turn.now, turn.zone)
    if shut is not None:
        return only(say(lines(_closed(turn, its, shut), *_earlier(turn, its, own[0]))))
    return engine.begin(turn, OBJECTING, State(unit=own[0].id, year=its.year))


def _closed(turn: Turn, its: Season, why: objections.Closed) -> Markup:
    if why == "early":
        return turn.t("There is no result yet to which one could object.")
    last = objections.until(turn.db, its.movement, its.year, turn.zone) or turn.today
    return turn.t("The time for objections was over at the end of {day}.", day=day(turn.t, last))


def _earlier(turn: Turn, its: Season, unit: Unit) -> Iterator[Markup]:
    """What the unit has objected, with the answers."""
    for one in kept.of_unit(turn.db, its.movement.code, its.year, unit.id):
        when = day(turn.t, one.at.astimezone(turn.zone).date())
        yield turn.t("{day}, {who}: {words}", day=when, who=one.by, words=one.said)
        if one.answer is not None:
            said = turn.t("Answer of {who}: {words}", who=one.answered_by or "", words=one.answer)
            yield words.under(said)


def _unit(turn: Turn, state: State) -> Unit | None:
    return rights.unit_above(turn, state.unit, "object")


def _ask(turn: Turn, state: State) -> Reply:
    its, unit, t = its_season(turn), _unit(turn, state), turn.t
    if its is None or unit is None:
        return say(rights.ended(turn))
    last = objections.until(turn.db, its.movement, its.year, turn.zone) or turn.today
    text = lines(
        Markup("<b>{}</b>").format(t("Objection to the result of {year}: {unit}", year=its.year,
                                     unit=unit.name)),
        *_earlier(turn, its, unit),
        t("To what does the unit object, and why? The Council's secretary answers. Until the end "
          "of {day}.", day=day(t, last)),
    )  # fmt: skip
    return say(text, digits=True)


def _take(turn: Turn, state: State) -> Taken:
    its, unit = its_season(turn), _unit(turn, state)
    if its is None or unit is None or its.year != state.year:
        return Done(say(rights.ended(turn)))
    said = words.read(turn, most=objections.LONGEST)
    if isinstance(said, Markup):
        return Again(said, state)
    made = objections.object_(turn.db, its.movement, its.year, unit, said, turn.me.id, turn.now,
                              turn.zone)  # fmt: skip
    if not isinstance(made, int):
        return Done(say(_closed(turn, its, made)))
    text = turn.t("The objection is kept under number {n}. The answer will come here.", n=made)
    return Done(say(text), tuple(_notices(turn, unit, made, said)))


def _notices(turn: Turn, unit: Unit, made: int, said: str) -> Iterator[Notice]:
    """To the Council's secretaries above the unit."""
    about: tuple[About, ...] = (("appraise", unit.id),)
    for one in sorted(set(rights.answering(turn.db, "appraise", unit)) - {turn.me.id}):
        yield Notice(one, _told(unit.name, said), f"objection:{made}:{one}", about)


def _told(unit: str, said: str) -> Callable[[Translator], Reply]:
    return lambda t: say(
        lines(t("{unit} objects to the result:", unit=unit), Markup("{}").format(said)),
        (button(t("Objections"), f"{COMMAND} objections"),),
    )  # fmt: skip


def _leave(turn: Turn, _state: State) -> Markup:
    return turn.t("Nothing was objected.")


def _restart(turn: Turn) -> Outcome:
    return only(say(turn.t("Nothing was objected.")))


def _open(turn: Turn, state: State) -> bool:
    return _unit(turn, state) is not None


def _brief(turn: Turn, state: State) -> Reply | None:
    unit = _unit(turn, state)
    if unit is None:
        return None
    return continuing(turn, turn.t("the objection of {unit}.", unit=unit.name), digits=True)


OBJECTING = Dialogue("objecting", 1, State, _ask, _take, _leave, _restart, _open, _brief)
