"""Kinds of questions: what a question of a kind needs, and where one of its kind has no place."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.checking.catalogue import Catalogue
from scoring.checking.fault import At, Fault, blemish
from scoring.questions import BY_NAME, Kind
from scoring.shape import Indicator

_BELONGS = {"example": "a number", "sample": "a text", "choices": "a choice", "of": "a unit"}
"""What is only said of questions of some kinds."""


def questions(known: Catalogue) -> Iterator[Fault]:
    """Each question beside its kind, and what is made of its answers."""
    for at, one in known.rows("indicator"):
        kind = BY_NAME[one.unit]
        yield from _says(at, one, kind)
        yield from _choices(at, one)
        yield from _unit(known, at, one)
        if not kind.compared:
            for rules in ("hard", "soft", "explain"):
                if getattr(one, rules):
                    yield Fault((*at, rules), f"compares numbers, and {one.unit} is none")
        if not kind.measured and one.reporter == "office" and not known.asking(one.code):
            yield Fault((*at, "unit"), f"the office imports numbers, and {one.unit} is none")
        if one.like_roster and not kind.summed:
            yield Fault((*at, "like_roster"), f"is for a count, and {one.unit} is none")
    yield from _measured(known)


def _says(at: At, one: Indicator, kind: Kind) -> Iterator[Fault]:
    """What its kind asks for, and what is said of it in vain."""
    right = {"example": kind.measured, "sample": one.unit == "text",
             "choices": one.unit == "choice", "of": one.unit == "unit"}  # fmt: skip
    for key, belongs in right.items():
        told = getattr(one, key)
        if belongs and told in (None, ()):
            yield Fault((*at, key), "is missing")
        elif not belongs and told not in (None, ()):
            yield blemish((*at, key), f"has no effect: {one.unit} is not {_BELONGS[key]}")


def _choices(at: At, one: Indicator) -> Iterator[Fault]:
    seen: set[str] = set()
    for number, choice in enumerate(one.choices):
        for key in ("code", "name"):
            said = getattr(choice, key)
            if (folded := f"{key} {said.casefold()}") in seen:
                yield Fault((*at, "choices", number, key), f"{said} is there twice")
            seen.add(folded)


def _unit(known: Catalogue, at: At, one: Indicator) -> Iterator[Fault]:
    """A unit is one of those that lie in the unit that reports: others are none of its business."""
    yield from known.unknown((*at, "of"), "level", one.of)
    if one.of is None or one.of not in (known.codes("level") or ()):
        return
    for level in sorted({form.level for form in known.asking(one.code) if form.level}):
        if level not in known.above(one.of):
            yield Fault((*at, "of"), f"{one.of} does not lie within {level}, which is asked")


def _measured(known: Catalogue) -> Iterator[Fault]:
    """Only of numbers something is worked out."""
    for table, keys in (("derived", ("of", "per", "unless_zero")), ("register", ("of", "less"))):
        for at, row in known.rows(table):
            for key in keys:
                if kind := _kind(known, getattr(row, key)):
                    yield Fault((*at, key), f"nothing is worked out of a {kind.name}")


def _kind(known: Catalogue, code: str | None) -> Kind | None:
    """The kind of a question, if nothing can be measured by it."""
    if code is None or code not in known.indicators:
        return None
    kind = BY_NAME[known.indicators[code][1].unit]
    return None if kind.measured else kind


def compared(known: Catalogue, name: str) -> Iterator[str]:
    """Why a rule cannot look at a name, if so."""
    code = name if name in known.indicators else name.removeprefix("last_")
    if code in known.indicators:
        kind = BY_NAME[known.indicators[code][1].unit]
        if not kind.compared:
            yield f"{name} is a {kind.name}, and a rule compares numbers"
