"""Somebody is held with a reason, or released with one; the unit is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from markupsafe import Markup
from pydantic import BaseModel

from handlers import rights
from handlers.awards.council import words
from handlers.awards.office import held
from handlers.awards.office.held import Area
from handlers.awards.office.whom import Whom, found_again
from handlers.engine import dialogue as engine
from handlers.engine.dialogue import Again, Dialogue, Done, Taken
from handlers.engine.turn import (
    About,
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
from locales.translator import Translator
from services import holds
from storage import holds as kept
from storage import nominable
from storage.holds import Hold
from storage.units import Unit

_LONGEST = 15


class State(BaseModel):
    """Whom, or which hold is to be released."""

    area: int
    unit: int | None = None
    person: int | None = None
    hold: int | None = None


def start(turn: Turn, wanted: str) -> Outcome:
    """The list; or ask why somebody is to be held."""
    if not wanted:
        return held.page(turn)
    found = held.named(turn, wanted)
    if isinstance(found, Outcome):
        return found
    area, whom = found
    state = State(area=area.its.office.id, unit=whom.unit.id, person=whom.person)
    return engine.begin(turn, HOLDING, state)


def release(turn: Turn, wanted: str) -> Outcome:
    """Ask why a hold is released."""
    known = wanted.isdecimal() and len(wanted) <= _LONGEST
    one = kept.by_id(turn.db, int(wanted)) if known else None
    for area in held.areas(turn):
        if one is not None and one.released_at is None and held.may_release(turn, area, one):
            return engine.begin(turn, HOLDING, State(area=area.its.office.id, hold=one.id))
    return only(say(turn.t("There is no such hold here, or it was released.")))


def _area(turn: Turn, state: State) -> Area | None:
    return next((one for one in held.areas(turn) if one.its.office.id == state.area), None)


def _whom(turn: Turn, area: Area, state: State) -> Whom | None:
    return found_again(turn, area.its, state.unit or 0, state.person)


def _hold(turn: Turn, area: Area, state: State) -> Hold | None:
    one = kept.by_id(turn.db, state.hold or 0)
    return one if one is not None and held.may_release(turn, area, one) else None


def _head(turn: Turn, state: State) -> tuple[Markup, Markup] | None:
    """What it is about, and what is asked; None where it is the writer's no more."""
    area, t = _area(turn, state), turn.t
    if area is None:
        return None
    if state.hold is not None:
        one = _hold(turn, area, state)
        asked = t("What has been found? Please write why it is released.")
        return None if one is None else (held.line(turn, one), asked)
    whom = _whom(turn, area, state)
    if whom is None:
        return None
    head = t("Not to be considered for the time being, {year}: {name}", year=area.its.year,
             name=whom.name)  # fmt: skip
    return (
        Markup("<b>{}</b>").format(head),
        t("What is open: a review, an inspection, a complaint? Please write it in words; the unit "
          "will read them."),
    )  # fmt: skip


def _ask(turn: Turn, state: State) -> Reply:
    found = _head(turn, state)
    return say(rights.ended(turn)) if found is None else say(lines(*found), digits=True)


def _take(turn: Turn, state: State) -> Taken:
    area = _area(turn, state)
    if area is None or _head(turn, state) is None:
        return Done(say(rights.ended(turn)))
    said = words.read(turn)
    if isinstance(said, Markup):
        return Again(said, state)
    return _released(turn, area, state, said) if state.hold else _held(turn, area, state, said)


def _held(turn: Turn, area: Area, state: State, said: str) -> Taken:
    whom = _whom(turn, area, state)
    if whom is None:
        return Done(say(rights.ended(turn)))
    of = (None, whom.person) if whom.person is not None else (whom.unit.id, None)
    made = holds.put(turn.db, area.its.code, area.its.year, of, said, turn.today, turn.me.id,
                     turn.now)  # fmt: skip
    text = turn.t("Held: {name}. The unit is told.", name=whom.name)
    notices = tuple(_notices(turn, whom.unit, whom.person, made, _told(whom.name, said)))
    return Done(say(text, (button(turn.t("All holds"), held.HOLD),)), notices)


def _released(turn: Turn, area: Area, state: State, said: str) -> Taken:
    one = _hold(turn, area, state)
    if one is None or holds.release(turn.db, one.id, turn.me.id, turn.now, said) == "gone":
        return Done(say(turn.t("There is no such hold here, or it was released.")))
    name = held.name(turn, one)
    text = turn.t("Released: {name}. The unit is told.", name=name)
    unit = _unit(turn, area, one)
    write = _freed(name, said)
    notices = tuple(_notices(turn, unit, one.person_id, one.id, write)) if unit else ()
    return Done(say(text, (button(turn.t("All holds"), held.HOLD),)), notices)


def _unit(turn: Turn, area: Area, one: Hold) -> Unit | None:
    """The unit that is held, or the first in which the person has a role."""
    if one.unit_id is not None:
        return rights.unit_above(turn, one.unit_id, "details")
    roles = nominable.of_person(turn.db, area.its.office, one.person_id or 0)
    return roles[0].unit if roles else None


def _notices(
    turn: Turn, unit: Unit, person: int | None, hold: int, write: Callable[[Translator], Reply]
) -> Iterator[Notice]:
    """To those who answer for the unit, and to the person."""
    about: tuple[About, ...] = (("answer", unit.id),)
    key = f"hold:{hold}:{turn.incoming.external_id}"
    answering = set(rights.answering(turn.db, "answer", unit))
    for one in sorted(answering - {turn.me.id}):
        yield Notice(one, write, f"{key}:{one}", about)
    if person is not None and person not in answering | {turn.me.id}:
        yield Notice(person, write, f"{key}:{person}")


def _told(name: str, reason: str) -> Callable[[Translator], Reply]:
    return lambda t: say(lines(
        t("{name} is not considered for an award for the time being: {reason}", name=name,
          reason=reason),
        t("It is no disqualification: it is released once what is open has been cleared."),
    ))  # fmt: skip


def _freed(name: str, reason: str) -> Callable[[Translator], Reply]:
    return lambda t: say(t("{name} is considered for an award again: {reason}", name=name,
                           reason=reason))  # fmt: skip


def _leave(turn: Turn, _state: State) -> Markup:
    return turn.t("Nothing was changed.")


def _restart(turn: Turn) -> Outcome:
    return only(say(turn.t("Nothing was changed.")))


def _open(turn: Turn, state: State) -> bool:
    return _head(turn, state) is not None


def _brief(turn: Turn, state: State) -> Reply | None:
    found = _head(turn, state)
    return None if found is None else continuing(turn, found[0], digits=True)


HOLDING = Dialogue("holding", 1, State, _ask, _take, _leave, _restart, _open, _brief)
