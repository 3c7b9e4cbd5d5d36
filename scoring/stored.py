"""Stored measures: whole numbers that are kept and added up exactly, and the value they make."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sized
from dataclasses import dataclass
from fractions import Fraction

from scoring.cards import Derived
from scoring.facts import Measure


@dataclass(frozen=True)
class Stored:
    """A measure of one unit, or of several added up: numerator and denominator.

    In the units of the indicators; reports in time in halves (2.5 of 3 is 5 of 6), grades in
    hundredths of a point (rounded down: bands begin at hundredths) over 1, amounts over 1 or over
    as many units as there are to their mean. `known`, `due`: of how many periods it is made, and
    should be; of a balance that is 1, of reports (`timely`) how many are in.
    `note`: as of a `Measure`; also not_asked, of what the level cannot have.
    """

    top: int = 0
    bottom: int = 0
    known: int = 0
    due: int = 0
    note: str | None = None


MISSING, NOT_ASKED = Stored(note="missing"), Stored(note="not_asked")


def made(top: int, bottom: int, known: int, due: Sized) -> Stored:
    """Of so many periods; made of fewer than half of those that are due it is worth nothing."""
    note = "half" if known * 2 < len(due) else None
    return Stored(top, bottom, known, len(due), note)


def value_of(derived: Derived, top: int, bottom: int) -> Fraction | None:
    """What numerator and denominator make, of one unit or of a sum; None over nothing.

    A change in percent of the opening balance: from 0 to more it is +100.
    """
    if derived.kind == "change":
        if bottom == 0:
            return Fraction(100 if top else derived.both_zero)
        return Fraction((top - bottom) * 100, bottom)
    if bottom == 0:
        return None
    if derived.kind == "grade":
        return derived.band(Fraction(top, bottom)).factor
    return Fraction(top * derived.scale, bottom)


def measured(derived: Derived, found: Stored) -> Measure:
    """The measure that is scored; without anything known there is no value."""
    something = found.known or found.bottom
    value = value_of(derived, found.top, found.bottom) if something else None
    return Measure(value, found.top, found.bottom, found.note)


def packed(measures: Mapping[str, Stored]) -> str:
    """As they are kept: what was asked of nobody is left out."""
    found = {code: _row(one) for code, one in measures.items() if one != MISSING}
    return json.dumps(found, separators=(",", ":"))


def _row(one: Stored) -> list[int | str]:
    numbers: list[int | str] = [one.top, one.bottom, one.known, one.due]
    return numbers if one.note is None else [*numbers, one.note]


def unpacked(body: str) -> dict[str, Stored]:
    """What was packed."""
    return {code: Stored(*row) for code, row in json.loads(body).items()}
