"""Answers that name a unit or a person: one of those in the unit that the questions are about."""

from __future__ import annotations

from handlers.asking.heard import Heard
from handlers.asking.subject import Subject
from handlers.engine.turn import Choice, Turn
from locales import naming, reading
from locales.reading.choosing import choice
from scoring.indicators import Indicator
from scoring.questions import Named, Value, token
from storage import nameable

_OFFERED = 8
_MOST = 500
"""So many people are looked through for a name."""
Rows = list[tuple[Choice, ...]]


def unit_buttons(turn: Turn, subject: Subject, asked: Indicator) -> Rows:
    """A button for each, where they are few."""
    return _buttons(nameable.units_in(turn.db, subject.unit, asked.of or "", _OFFERED + 1))


def unit(turn: Turn, subject: Subject, asked: Indicator, _labels: object) -> Heard:
    """By its code or its name, as people write it."""
    said, plain = turn.text.strip().upper(), naming.plain(turn.text)
    return _heard(
        nameable.units_called(turn.db, subject.unit, asked.of or "", said, plain, _OFFERED)
    )


def unit_pressed(turn: Turn, subject: Subject, asked: Indicator, said: str) -> Value | None:
    """The unit of a button, if it still is one of them."""
    number = _number(said)
    return nameable.unit(turn.db, subject.unit, asked.of or "", number) if number else None


def person_buttons(turn: Turn, subject: Subject, _asked: Indicator) -> Rows:
    """A button for each, where they are few."""
    return _buttons(nameable.people_in(turn.db, subject.unit, _OFFERED + 1))


def person(turn: Turn, subject: Subject, _asked: Indicator, _labels: object) -> Heard:
    """By the name, or its beginning."""
    known = {token(one): one for one in nameable.people_in(turn.db, subject.unit, _MOST)}
    found = choice(turn.text, {key: _called(one) for key, one in known.items()})
    if isinstance(found, reading.Value):
        return Heard(known[str(found.value)])
    readings = found.readings if isinstance(found, reading.Ambiguous) else ()
    return _heard([known[str(key)] for key in readings])


def person_pressed(turn: Turn, subject: Subject, _asked: Indicator, said: str) -> Value | None:
    """The person of a button, if still one of them."""
    number = _number(said)
    return (
        next(iter(nameable.people_in(turn.db, subject.unit, 1, number)), None) if number else None
    )


def _called(one: Named) -> tuple[str, ...]:
    """The whole name, and the last of its words, by which people are called."""
    return one.name, one.name.split()[-1]


def _heard(found: list[Named]) -> Heard:
    return Heard(found[0]) if len(found) == 1 else Heard(readings=tuple(found[:_OFFERED]))


def _number(said: str) -> int | None:
    return int(said) if said.isdecimal() and len(said) < 18 else None


def _buttons(found: list[Named]) -> Rows:
    few = found if len(found) <= _OFFERED else []
    return [(Choice(label=one.name, says=f"={one.id}"),) for one in few]
