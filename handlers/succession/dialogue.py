"""`/successor`: whoever looks after a unit names who takes it over, and passes an invitation on."""

from __future__ import annotations

import re

from markupsafe import Markup
from pydantic import BaseModel

from handlers import apart, inviting, rights
from handlers.engine import dialogue as engine
from handlers.engine.dialogue import Again, Dialogue, Done, Next, Taken
from handlers.engine.turn import Choice, Outcome, Reply, Turn, button, continuing, lines, only, say
from handlers.succession import arrived, named
from services import succession
from services.succession import ROLE
from storage import people, phones, units
from storage.units import Unit

_PAGE = 20
_FROM = re.compile(r"\+(\d{1,6})", re.ASCII)


class State(BaseModel):
    """Which unit, and who is to take it over: a `person` of the roster, or somebody new."""

    unit: int
    name: str | None = None
    phone: str | None = None
    person: int | None = None


def start(turn: Turn, words: str) -> Outcome:
    """`/successor` lists the units; `/successor CODE` asks at once."""
    page = _FROM.fullmatch(words)
    if not words or page:
        return _list(turn, int(page[1]) if page else 0)
    unit = rights.unit(turn, words, "invite")
    if unit is None or not _has_head(turn, unit):
        return only(say(rights.unknown(turn, words)))
    return engine.begin(turn, SUCCESSION, State(unit=unit.id))


def _has_head(turn: Turn, unit: Unit) -> bool:
    return any(one.reporter(unit.kind) == ROLE for one in turn.concerned)


def _list(turn: Turn, after: int) -> Outcome:
    _, areas = rights.reach(turn, "invite")
    kinds = dict.fromkeys(kind for one in turn.concerned for kind in one.levels
                          if one.reporter(kind) == ROLE)  # fmt: skip
    found = [unit for area in areas for kind in kinds for unit in units.below(turn.db, area, kind)]
    mine = [unit for unit in found[after:] if rights.allowed(turn, "invite", unit)]
    if not mine:
        return only(say(turn.t("There is nothing here that could be handed over.")))
    names = apart.called(turn, mine[:_PAGE], found)
    rows = [(Choice(label=names[one.id], says=f"/successor {one.code}"),) for one in mine[:_PAGE]]
    if len(mine) > _PAGE:
        rows.append((button(turn.t("More"), f"/successor +{after + _PAGE}"),))
    return only(say(turn.t("What is to be handed over?"), *rows))


def _unit(turn: Turn, state: State) -> Unit | None:
    return rights.unit_above(turn, state.unit, "invite")


def _ask(turn: Turn, state: State) -> Reply:
    unit = _unit(turn, state)
    if unit is None:
        return say(rights.ended(turn))
    now = _names(turn, people.holding(turn.db, ROLE, unit.id))
    if state.name is None:
        return _ask_name(turn, unit, now)
    t = turn.t
    who = _who(state)
    text = lines(
        t("{name} is to take over {unit}.", name=who, unit=unit.name),
        t("Until now: {names}. Once {name} has joined, that ends. What was reported stays there.",
          names=t.listing(now), name=state.name) if now else None,
        t("Is that right?"),
    )  # fmt: skip
    # Neither a number nor a sticker hands anything over.
    yes, no = button(t("Yes, hand it over"), "yes"), button(t("No"), "no")
    return say(text, (yes, no), digits=True)


def _ask_name(turn: Turn, unit: Unit, now: list[str]) -> Reply:
    t, invited = turn.t, _names(turn, succession.waiting(turn.db, unit.id))
    return say(lines(
        t("Who takes over {unit}? Please write the name, and the phone number where it is known, "
          "for example: {example}", unit=unit.name, example=f"Nguyễn Thị Mẫu {phones.EXAMPLE}"),
        t("Until now: {names}.", names=t.listing(now)) if now else None,
        t("Invited so far: {names}. Whoever is named now comes instead.",
          names=t.listing(invited)) if invited else None,
    ), digits=True)  # fmt: skip


def _names(turn: Turn, ids: list[int]) -> list[str]:
    return [one.name for one in (people.by_id(turn.db, found) for found in ids) if one]


def _who(state: State) -> Markup:
    name = Markup("{}").format(state.name)
    return Markup("{} ({})").format(name, state.phone) if state.phone else name


def _take(turn: Turn, state: State) -> Taken:
    unit = _unit(turn, state)
    if unit is None:
        return Done(say(rights.ended(turn)))
    if turn.word in ("no", "cancel"):
        return Done(say(_leave(turn, state)))
    if state.name is None:
        return _take_name(turn, state, unit)
    if turn.word != "yes":
        return Again(turn.t("Please answer yes or no."), state)
    return _hand_over(turn, state, unit)


def _take_name(turn: Turn, state: State, unit: Unit) -> Taken:
    found = named.read(turn)
    if isinstance(found, Markup):
        return Again(found, state)
    known = found.known
    if known is not None and named.holds(known, ROLE, unit):
        return Again(turn.t("{name} holds that role already.", name=known.name), state)
    person = known.id if known else None
    return Next(State(unit=unit.id, name=found.name, phone=found.phone, person=person))


def _hand_over(turn: Turn, state: State, unit: Unit) -> Taken:
    """Whoever has joined takes over at once; else an invitation goes out, to be passed on."""
    person = people.by_id(turn.db, state.person) if state.person else None
    if state.person and (person is None or not named.answers_for(turn, person)):
        return Done(say(rights.ended(turn)))
    new = person.id if person else succession.add(turn.db, unit, state.name or "", state.phone)
    succession.name(turn.db, unit, new, turn.me.code, turn.now)
    if new in {one.id for one in inviting.guests(turn.db, unit)}:
        return Done(inviting.invite(turn, unit, new).replies[0])
    if person is None or person.consented_at is None:  # then with the consent
        return Done(say(turn.t("{name} is to take over {unit}.", name=state.name, unit=unit.name)))
    handed = succession.take_over(turn.db, new, turn.now, turn.today)
    said = turn.t("{name} has taken over {unit}.", name=person.name, unit=unit.name)
    notices = arrived.told(turn, person, handed) + arrived.begun(turn, person, handed)
    return Done(say(said), notices)


def _leave(turn: Turn, _state: State) -> Markup:
    return turn.t("Nothing was changed.")


def _restart(turn: Turn) -> Outcome:
    return start(turn, "")


def _open(turn: Turn, state: State) -> bool:
    return _unit(turn, state) is not None


def _brief(turn: Turn, state: State) -> Reply | None:
    unit = _unit(turn, state)
    if unit is None:
        return None
    what = turn.t("who takes over {unit}.", unit=unit.name)
    return continuing(turn, what, digits=True)


SUCCESSION = Dialogue("succession", 1, State, _ask, _take, _leave, _restart, _open, _brief)
