"""Which group the words of a line name: by its code, its number or its name. Only one's own are.

What looks like a code of one's own and is none is said to be unknown. No other unit is looked up:
whether there is one is nobody's business, so the answer must not depend on it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from handlers import rights
from handlers.engine.turn import Turn
from handlers.kinds import lowest
from handlers.line.words import Line
from handlers.report.choice import groups_of
from locales.fold import fold
from scoring.movement import Movement
from storage.units import Unit

_LETTERS = ("t", "g")
"""Short for the word before a number, as heads and officers write it."""
_LONGEST_NUMBER = 3
_LAST_NUMBER = re.compile(r"(?<!\d)(\d+)\D*$")
_LEAST_CODE = 4
_SAME = 3
_LONGEST_NAME = 12
_HOUSEHOLDS = frozenset(("ho", "households"))

Named = Mapping[str, tuple[Unit, ...]]


@dataclass(frozen=True)
class Naming:
    """So many words name these units; none of them if they are not one's own."""

    groups: tuple[Unit, ...]
    words: int


def unit_at(turn: Turn, line: Line, at: int) -> Naming | None:
    """The units that the next words name; `None` if they name none."""
    known = _known(turn)
    for length in range(_reach(line, at), 0, -1):
        phrase = " ".join(word.folded for word in line.words[at : at + length])
        if phrase in known:
            return Naming(known[phrase], length)
        number = _number_in(turn.movement, phrase) if length <= 2 else None
        if number is not None:
            return _numbered(turn, line, at, length, number)
    return Naming((), 1) if _shape(line.words[at].folded) in _shapes(turn) else None


def _number_in(movement: Movement, phrase: str) -> int | None:
    """The number of "t12", "tổ 12", "المجموعة ١٢"."""
    short = _numbers(movement).fullmatch(phrase)
    word, _, number = phrase.rpartition(" ")
    if short:
        return int(short[1])
    named = word in lowest(movement) and number.isdecimal()
    return int(number) if named and len(number) <= _LONGEST_NUMBER else None


@cache
def _numbers(movement: Movement) -> re.Pattern[str]:
    """T12: the unit number 12 of one's own, as heads and officers write it."""
    words = sorted(map(re.escape, (*_LETTERS, *lowest(movement))))
    return re.compile(rf"(?:{'|'.join(words)})\W?(\d{{1,{_LONGEST_NUMBER}}})")


def another_code(turn: Turn, line: Line) -> str:
    """A code behind the word for a group, anywhere in a line, that is none of one's own; or "".

    It begins as one's own do, for figures are as long.
    """
    codes = [fold(unit.code) for unit in _mine(turn)]
    for before, word in pairwise(line.words):
        said = word.folded
        if before.folded not in lowest(turn.movement) or said in codes:
            continue
        if any(_shape(code) == _shape(said) and code[:_SAME] == said[:_SAME] for code in codes):
            return word.text.upper()
    return ""


def _reach(line: Line, at: int) -> int:
    cell = line.words[at].cell
    return sum(word.cell == cell for word in line.words[at : at + _LONGEST_NAME])


def _numbered(turn: Turn, line: Line, at: int, length: int, number: int) -> Naming | None:
    found = tuple(unit for unit in _mine(turn) if _number(unit) == number)
    following = line.words[at + length : at + length + 1]
    named = line.words[at + length - 1].colon  # "tổ 2: hộ vay 30"
    if not found and not named and following and following[0].folded in _HOUSEHOLDS:
        return None  # "tổ 45 hộ"
    return Naming(found, length)


def _mine(turn: Turn) -> list[Unit]:
    every = [*rights.units_of(turn), *groups_of(turn)]
    return list({unit.id: unit for unit in every}.values())


def _known(turn: Turn) -> Named:
    """By code, by name, and by the end of a name ("Mẫu 1", "tổ 1")."""
    if "named" not in turn.seen:
        found: dict[str, set[int]] = {}
        mine = {unit.id: unit for unit in _mine(turn)}
        for unit in mine.values():
            for phrase in {fold(unit.code), *_ends(turn.movement, fold(unit.name).split())}:
                found.setdefault(phrase, set()).add(unit.id)
        turn.seen["named"] = {
            phrase: tuple(mine[one] for one in sorted(ids)) for phrase, ids in found.items()
        }
    known: Named = turn.seen["named"]
    return known


def _ends(movement: Movement, name: list[str]) -> set[str]:
    ends = {" ".join(name[n:]) for n in range(len(name) - 1)}
    last = {" ".join(name[n:]) for n in range(len(name))}
    return ends | {f"{word} {end}" for word in lowest(movement) for end in last}


def _shapes(turn: Turn) -> frozenset[str | None]:
    """What the codes look like that may be meant."""
    if "shapes" not in turn.seen:
        turn.seen["shapes"] = frozenset(_shape(fold(unit.code)) for unit in _mine(turn)) - {None}
    found: frozenset[str | None] = turn.seen["shapes"]
    return found


def _shape(code: str) -> str | None:
    """The code with all digits and all letters alike; `None` where a word or figure may be so."""
    if len(code) < _LEAST_CODE or not any(map(str.isdecimal, code)):
        return None
    return "".join("9" if c.isdecimal() else "a" if c.isalpha() else c for c in code)


def _number(unit: Unit) -> int | None:
    named = _LAST_NUMBER.search(fold(unit.name)) or _LAST_NUMBER.search(unit.code)
    return int(named[1]) if named else None
