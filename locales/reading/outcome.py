"""What reading an answer comes to: a value, a doubt, or a refusal; never a guess."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

Read = int | Decimal | date | str
"""amount: đồng; count: int; points: hundredths; percent: Decimal percent points; date: date;
period: its code; yesno: "yes" or "no"."""


@dataclass(frozen=True)
class Value:
    """A clear value; `approximate` where the writer said "about" or "more than"."""

    value: Read
    approximate: bool = False


@dataclass(frozen=True)
class Ambiguous:
    """Something that could be meant in more than one way; the readings may be offered."""

    readings: tuple[Read, ...] = ()


@dataclass(frozen=True)
class Invalid:
    """Nothing that fits the question.

    `reason` is a code: empty, too_long, not_a_number, letter_for_digit, bad_grouping, negative,
    not_whole, wrong_unit, slang, too_big, not_a_date, no_such_date, not_a_period, not_yes_no,
    not_one_of_them.
    """

    reason: str


Outcome = Value | Ambiguous | Invalid
