"""What a figure or an item is set to: read, held against what it can be, written back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from markupsafe import Markup

from handlers.asking import kinds
from handlers.engine.turn import lines
from handlers.kinds import in_all_languages
from handlers.why.case import Case
from handlers.why.supposing.settable import Settable
from handlers.why.supposing.subject import Asked
from handlers.wording.reports import finding
from handlers.wording.scales import level
from handlers.wording.values import full
from locales import reading
from locales.reading import supposing
from locales.reading.choosing import choice
from scoring.questions import token
from storage.answers import Answer

FULL = "full"
"""What stands for "in full": the best that the next report can say."""
_ALL, _MOST = 100, 1000
_OPEN_ABOVE = ("sum_ratio", "last_ratio")
"""Kinds of shares whose upper side may be more than the lower one."""
_UNSURE = Markup("")
_NUMBER = re.compile(r"-?[0-9]{1,18}(?:\.[0-9]{1,9}|/[0-9]{1,18})?")
"""As tokens are written; an exponent of eight digits is a number of ten million."""


@dataclass(frozen=True)
class Read:
    """What some words set something to, as it is written behind "="; or what they may mean, or
    why it cannot be.
    """

    token: str | None = None
    readings: tuple[str, ...] = ()
    why: Markup = _UNSURE


def read(case: Case, one: Settable, words: supposing.Words) -> Read:
    """By the question's own reading; of an item by that of its unit."""
    if one.figure is not None:
        return _figure(case, one, supposing.written(words))
    if one.graded:
        return _grade(case, supposing.written(words))
    return _item(case, one, words)


def _figure(case: Case, one: Settable, text: str) -> Read:
    turn, asked = replace(case.turn, text=text, tapped=False), Asked(case, one.code)
    if one.figure is None:
        return Read()
    heard = kinds.of(one.figure).hear(turn, asked, one.figure, None)
    if heard.value is None:
        return Read(readings=tuple(map(token, heard.readings)))
    return Read(token(heard.value))


def refused(case: Case, choices: Sequence[tuple[Settable, str]]) -> Markup | None:
    """What a report's own rules forbid, of all figures together."""
    given = {one.code: int(said) for one, said in choices if one.figure and said != FULL}
    for code, number in given.items():
        asked = Asked(case, code, given)
        found = asked.figure.check(number, asked.known())
        no = next((finding(case.turn.t, one) for one in found if one.kind == "refuse"), None)
        if no is not None:
            name = case.turn.t.movement(asked.figure.name)
            said = full(case.turn.t, asked.figure, Answer(number))
            return lines(case.turn.t("{name}: {value}.", name=name, value=said), no)
    return None


def _grade(case: Case, text: str) -> Read:
    bands = {band.grade: tuple(in_all_languages(band.name)) for band in case.turn.movement.bands}
    found = choice(text, bands)
    return Read(str(found.value)) if isinstance(found, reading.Value) else Read()


def _item(case: Case, one: Settable, words: supposing.Words) -> Read:
    sign = supposing.sign(words)
    text = supposing.written(supposing.unsigned(words))
    kind = "percent" if one.percent else "count"
    turn = case.turn
    found = reading.read(kind, text, turn.t.language, today=turn.today)
    if not isinstance(found, reading.Value) or not isinstance(found.value, int | Decimal):
        return Read()
    number = Fraction(found.value)
    if one.moves and sign is None and number:
        return Read(readings=(str(number), str(-number)))
    number *= sign if one.moves and sign else 1
    why = _beyond(case, one, number)
    return Read(why=why) if why else Read(str(number))


def _beyond(case: Case, one: Settable, number: Fraction) -> Markup | None:
    """Why an item cannot have a value."""
    least, most = bounds(one)
    if least <= number <= most or one.part is None:
        return None
    t, derived = case.turn.t, one.part.derived
    return t("Only values from {least} to {most} are possible.", least=level(t, derived, least),
             most=level(t, derived, most))  # fmt: skip


def bounds(one: Settable) -> tuple[Fraction, Fraction]:
    """The least and the most that an item can be set to."""
    open_above = one.part is not None and one.part.derived.kind in _OPEN_ABOVE
    whole = one.percent and not one.moves and not (open_above and _uncapped(one))
    return Fraction(-_ALL if one.moves else 0), Fraction(_ALL if whole else _MOST)


def _uncapped(one: Settable) -> bool:
    return one.part is not None and not one.part.derived.cap


def shown(case: Case, one: Settable, said: str) -> Markup | str:
    """A token as people read it."""
    t = case.turn.t
    if said == FULL:
        return t("in full")
    if one.figure is not None:
        return full(t, one.figure, Answer(int(said)))
    if one.graded:
        bands = {band.grade: band.name for band in case.turn.movement.bands}
        return t.movement(bands[said])
    return level(t, one.part.derived, Fraction(said)) if one.part else said


def fits(case: Case, one: Settable, said: str) -> bool:
    """Whether a token, which a button says or a modified client, is one of this kind."""
    if said == FULL:
        return True
    if one.graded:
        return any(band.grade == said for band in case.turn.movement.bands)
    number = _number(said)
    if number is None:
        return False
    if one.figure is not None:
        return number.denominator == 1 and one.figure.kind.holds(int(number))
    return _beyond(case, one, number) is None


def _number(said: str) -> Fraction | None:
    """Nothing is worked out of what is longer than any token."""
    if not _NUMBER.fullmatch(said):
        return None
    try:
        return Fraction(said)
    except ZeroDivisionError:
        return None
