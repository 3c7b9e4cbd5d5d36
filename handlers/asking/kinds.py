"""How each kind of question is asked: the buttons it has, what its words and buttons mean."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from markupsafe import Markup

from handlers.asking import naming
from handlers.asking.heard import Heard
from handlers.asking.subject import Subject
from handlers.engine.turn import Choice, Turn, button
from handlers.kinds import in_all_languages
from handlers.wording.values import example, value
from locales import formats, reading
from locales.reading.choosing import choice
from locales.rounding import half_up
from locales.translator import N_
from scoring.indicators import Indicator
from scoring.questions import LONGEST_TEXT, Value, token

Rows = list[tuple[Choice, ...]]
_YES = {"yes": 1, "no": 0}
_LONGEST = 18
"""Digits of a value: 64 bits hold nineteen."""
_MOST_READINGS = 4


@dataclass(frozen=True)
class Way:
    """`hear`: people's words; `pressed`: what a button says behind its "="; `rows`: its buttons.

    `example`: a right answer, if one helps; `digits`: whether a number is an answer where buttons
    are counted; `help`: what is said to words that do not fit; `keeps`: whether last time's answer
    has a button; `free`: whether any words are an answer; `named`: whether buttons may be missing.
    """

    hear: Callable[[Turn, Subject, Indicator, reading.Labels | None], Heard]
    pressed: Callable[[Turn, Subject, Indicator, str], Value | None]
    rows: Callable[[Turn, Subject, Indicator], Rows] = lambda _turn, _subject, _asked: []
    example: Callable[[Turn, Subject, Indicator], str | None] = lambda _turn, _subject, _asked: None
    digits: bool = True
    help: str | None = None
    keeps: bool = True
    free: bool = False
    named: bool = False


def of(asked: Indicator) -> Way:
    """How a question is asked."""
    return WAYS[asked.unit]


def helped(turn: Turn, asked: Indicator) -> Markup | None:
    """What an answer to it looks like, where its words were not understood."""
    said = of(asked).help
    return turn.t(said, n=LONGEST_TEXT) if said else None


def _read(turn: Turn, subject: Subject, asked: Indicator, labels: reading.Labels | None) -> Heard:
    """Numbers, yes and no, days: what the languages read."""
    truth = "none" if asked.kind.of == "truth" else None
    found = reading.read(
        asked.kind.reading, turn.text, turn.t.language, today=turn.today, context=truth,
        labels=labels,
    )  # fmt: skip
    if isinstance(found, reading.Value):
        said = _number(found.value)
        fits = said is not None and asked.kind.holds(said)
        return Heard(said, approximate=found.approximate) if fits else Heard()
    if isinstance(found, reading.Ambiguous):
        numbers = (n for n in map(_number, found.readings) if n is not None)
        readings = tuple(n for n in numbers if asked.kind.holds(n))
        return Heard(readings=readings, doubtful=True)
    return Heard()


def _number(read: object) -> int | None:
    if isinstance(read, date):
        return read.toordinal()
    if isinstance(read, Decimal):
        return int(half_up(read * 100, 0))
    return _YES.get(read) if isinstance(read, str) else read if isinstance(read, int) else None


def _day(turn: Turn, subject: Subject, asked: Indicator, labels: reading.Labels | None) -> Heard:
    """Of several days the one that lies in what is told of: a day without its year, a weekday."""
    heard = _read(turn, subject, asked, labels)
    first, last = (day.toordinal() for day in subject.days)
    inside = [one for one in heard.readings if isinstance(one, int) and first <= one <= last]
    several = len(heard.readings) > 1 and len(inside) == 1
    return Heard(inside[0]) if several else heard


def _choice(
    turn: Turn, _subject: Subject, asked: Indicator, _labels: reading.Labels | None
) -> Heard:
    names = {code: tuple(in_all_languages(name)) for code, name in asked.choices.items()}
    found = choice(turn.text, names)
    if isinstance(found, reading.Value):
        return Heard(str(found.value))
    readings = found.readings if isinstance(found, reading.Ambiguous) else ()
    return Heard(readings=tuple(map(str, readings)))


def _text(_turn: Turn, _subject: Subject, asked: Indicator, _labels: object) -> Heard:
    said = " ".join(_turn.text.split())
    return Heard(said) if asked.kind.holds(said) else Heard()


def _pressed_number(_turn: Turn, _subject: Subject, asked: Indicator, said: str) -> Value | None:
    number = int(said) if said.isdecimal() and len(said) < _LONGEST else None
    return number if number is not None and asked.kind.holds(number) else None


def _pressed_choice(_turn: Turn, _subject: Subject, asked: Indicator, said: str) -> Value | None:
    return said if said in asked.choices else None


def _pressed_text(_turn: Turn, _subject: Subject, asked: Indicator, said: str) -> Value | None:
    return said if asked.kind.holds(said) else None


def _yes_or_no(turn: Turn, _subject: Subject, _asked: Indicator) -> Rows:
    return [(button(turn.t("Yes"), "yes"), button(turn.t("No"), "no"))]


def _choices(turn: Turn, _subject: Subject, asked: Indicator) -> Rows:
    return [(button(turn.t.movement(name), f"={code}"),) for code, name in asked.choices.items()]


def offered(turn: Turn, asked: Indicator, readings: tuple[Value, ...]) -> Rows:
    """A button for each of several values that may be meant."""
    return [
        (Choice(label=value(turn.t, asked, one), says=f"={token(one)}"),)
        for one in readings[:_MOST_READINGS]
    ]


def _quantity(turn: Turn, _subject: Subject, asked: Indicator) -> str:
    return example(turn.t, asked)


def _last_day(turn: Turn, subject: Subject, _asked: Indicator) -> str:
    return formats.day(subject.days[1], turn.t.language)


def _sample(turn: Turn, _subject: Subject, asked: Indicator) -> str:
    return turn.t.movement(asked.sample).unescape()


_NUMBER = Way(_read, _pressed_number, example=_quantity)
_LISTED = N_("Please choose one of those that are shown, or write its name.")
WAYS: Mapping[str, Way] = {
    "VND": _NUMBER,
    "households": _NUMBER,
    "count": _NUMBER,
    "%": _NUMBER,
    "points": _NUMBER,
    "yesno": Way(_read, _pressed_number, _yes_or_no, digits=False, keeps=False,
                 help=N_("Please answer yes or no.")),
    "date": Way(_day, _pressed_number, example=_last_day),
    "choice": Way(_choice, _pressed_choice, _choices, digits=False, keeps=False, help=_LISTED),
    "text": Way(_text, _pressed_text, example=_sample, free=True,
                help=N_("At most {n} characters can be kept.")),
    "unit": Way(naming.unit, naming.unit_pressed, naming.unit_buttons, digits=False, named=True,
                help=_LISTED),
    "person": Way(naming.person, naming.person_pressed, naming.person_buttons, digits=False,
                  named=True, help=_LISTED),
}  # fmt: skip
"""A row for each of `scoring.questions.KINDS`."""
