"""Who is named in a message: a name, a number, or both, in whatever order."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import Markup
from pydantic import TypeAdapter, ValidationError

from handlers import rights
from handlers.engine.turn import Turn
from services.roster import cells
from storage import people, phones
from storage.person import Person
from storage.units import Unit

_PHONE = re.compile(r"\+?\d[\d\s.()/-]{6,}\d")
_AROUND = " ,;:-–()"
_name = TypeAdapter(cells.Name)


@dataclass(frozen=True)
class Named:
    """Somebody new, or somebody `known`, who is called as on the roster."""

    name: str
    phone: str | None
    known: Person | None = None


def read(turn: Turn) -> Named | Markup:
    """Who is meant, or why that cannot be told."""
    number = _PHONE.search(turn.text)
    rest = _PHONE.sub(" ", turn.text, count=1).strip(_AROUND)
    try:
        phone = phones.read(number[0]) if number else None
    except ValueError:
        return _no_number(turn)
    if (known := _known(turn, phone)) is not None:
        return Named(known.name, phone, known)
    if any(c.isdecimal() for c in rest):
        return _no_number(turn)
    name = _readable(rest) if turn.word is None else None
    return turn.t("Please write the name.") if name is None else Named(name, phone)


def _no_number(turn: Turn) -> Markup:
    return turn.t("That is not a phone number. Right is, for example, {example}.",
                  example=phones.EXAMPLE)  # fmt: skip


def _readable(text: str) -> str | None:
    try:
        found = _name.validate_python(text)
    except ValidationError:
        return None
    return found if any(c.isalpha() for c in found) else None


def _known(turn: Turn, phone: str | None) -> Person | None:
    """Whose number it is, if that is somebody the writer answers for; of others nothing is said."""
    found = people.by_phone(turn.db, phone) if phone else []
    return found[0] if len(found) == 1 and answers_for(turn, found[0]) else None


def answers_for(turn: Turn, person: Person) -> bool:
    """Whether somebody is the writer, or holds roles only where the writer may invite."""
    own = person.id == turn.me.id
    held = person.assignments
    return own or (bool(held) and all(rights.allowed(turn, "invite", one.unit) for one in held))


def holds(person: Person, role: str, unit: Unit) -> bool:
    """Whether somebody has this role in a unit already."""
    return unit in person.units(role)
