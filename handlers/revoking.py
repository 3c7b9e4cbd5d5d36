"""`/revoke`: a lost or stolen phone is shut out, at any hour, by the commune or the office."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from markupsafe import Markup
from pydantic import BaseModel

from handlers import rights
from handlers.engine import dialogue as engine
from handlers.engine.dialogue import Again, Dialogue, Done, Taken
from handlers.engine.turn import Choice, Notice, Outcome, Reply, Turn, button, continuing, only, say
from locales.translator import Translator
from storage import access, people, revocable
from storage.person import Person
from storage.revocable import Holder

_PAGE = 20
_FROM = re.compile(r"\+(\d{1,6})", re.ASCII)


class State(BaseModel):
    """Whose access is to end."""

    person: int


def start(turn: Turn, words: str) -> Outcome:
    """`/revoke` lists who can be shut out; `/revoke CODE` (of a person or unit) asks at once."""
    page = _FROM.fullmatch(words)
    word = "" if page else words
    after = int(page[1]) if page else 0
    scopes = tuple(one for role in rights.with_right("revoke")
                   for one in rights.mine(turn, role, "see"))  # fmt: skip
    found = revocable.holders(turn.db, scopes, turn.now, word, after=after, limit=_PAGE + 1)
    ids = {holder.id for holder in found}
    if word and len(ids) == 1 and _target(turn, ids.pop()) is not None:
        return engine.begin(turn, REVOKING, State(person=found[0].id))
    if not found:
        return only(say(turn.t("There is nobody here whose access could be withdrawn.")))
    rows = _rows(found[:_PAGE])
    if len(found) > _PAGE:
        rows.append((button(turn.t("More"), f"/revoke +{after + _PAGE}"),))
    return only(say(turn.t("Whose phone is lost, or whose access is to end?"), *rows))


def _rows(found: list[Holder]) -> list[tuple[Choice, ...]]:
    """Unit and name; where both are equal, the person's code as well."""
    told = Counter((one.unit, one.name) for one in found)
    codes = {one: f" ({one.code})" if told[one.unit, one.name] > 1 else "" for one in found}
    return [(Choice(label=f"{one.unit}: {one.name}{codes[one]}", says=f"/revoke {one.code}"),)
            for one in found]  # fmt: skip


def _target(turn: Turn, person_id: int) -> Person | None:
    """The person, if every one of their units is the writer's to answer for."""
    person = people.by_id(turn.db, person_id)
    if person is None or not person.assignments or person.id == turn.me.id:
        return None
    allowed = all(rights.allowed(turn, "revoke", one.unit) for one in person.assignments)
    return person if allowed else None


def _ask(turn: Turn, state: State) -> Reply:
    person = _target(turn, state.person)
    if person is None:
        return say(_nobody(turn))
    text = turn.t("All access of {name} ({units}) is to end: accounts, codes and open dialogues. "
                  "Is that right?", name=person.name, units=_units(turn.t, person))  # fmt: skip
    # Neither a number nor a sticker shuts anybody out.
    yes, no = button(turn.t("Yes, end it"), "end"), button(turn.t("No"), "no")
    return say(text, (yes, no), digits=True)


def _take(turn: Turn, state: State) -> Taken:
    person = _target(turn, state.person)
    if person is None:
        return Done(say(_nobody(turn)))
    if turn.word in ("no", "cancel"):
        return Done(say(_leave(turn, state)))
    if turn.word != "yes" and turn.text != "end":
        return Again(turn.t("Please answer yes or no."), state)
    access.revoke(turn.db, person.id, turn.now)
    said = turn.t("All access of {name} has ended. The office can send a new invitation.",
                  name=person.name)  # fmt: skip
    return Done(say(said, *_next(turn, person)), _notices(turn, person))


def _next(turn: Turn, person: Person) -> Iterator[tuple[Choice, ...]]:
    """Whoever will not come back may be followed by somebody else."""
    for unit in person.units("head"):
        if rights.allowed(turn, "invite", unit):
            yield (button(turn.t("Hand over {unit}", unit=unit.name), f"/successor {unit.code}"),)


def _notices(turn: Turn, person: Person) -> tuple[Notice, ...]:
    """To everybody else who answers for the person: the same commune's and the office's people."""
    units = [one.unit for one in person.assignments]
    told = {reader for unit in units for reader in rights.answering(turn.db, "revoke", unit)}
    by, of = turn.me.name, person.name

    def write(t: Translator) -> Reply:
        return say(t("{by} ended all access of {name} ({units}). A new invitation is needed.",
                     by=by, name=of, units=_units(t, person)))  # fmt: skip

    at = f"{turn.incoming.channel}:{turn.incoming.bot}:{turn.incoming.external_id}"
    about = tuple(("details", unit.id) for unit in units)
    return tuple(Notice(reader, write, f"revoked:{at}:{reader}", about)
                 for reader in sorted(told - {turn.me.id, person.id}))  # fmt: skip


def _units(t: Translator, person: Person) -> Markup:
    return t.listing(dict.fromkeys(one.unit.name for one in person.assignments))


def _nobody(turn: Turn) -> Markup:
    return turn.t("There is nobody here whose access could be withdrawn.")


def _leave(turn: Turn, _state: State) -> Markup:
    return turn.t("Nothing was changed.")


def _restart(turn: Turn) -> Outcome:
    return start(turn, "")


def _open(turn: Turn, state: State) -> bool:
    return _target(turn, state.person) is not None


def _brief(turn: Turn, state: State) -> Reply | None:
    person = _target(turn, state.person)
    if person is None:
        return None
    what = turn.t("whether all access of {name} is to end.", name=person.name)
    return continuing(turn, what, digits=True)


REVOKING = Dialogue("revoking", 1, State, _ask, _take, _leave, _restart, _open, _brief)
