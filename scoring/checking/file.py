"""A file read and checked whole."""

from __future__ import annotations

import re
import tomllib
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from scoring import shape
from scoring.checking import (
    alike,
    awards,
    ballots,
    cards,
    forms,
    grades,
    grounds,
    indicators,
    levels,
    lists,
    measurable,
    measures,
    questions,
    roles,
    rules,
    season,
    targets,
    texts,
    ways,
    written,
)
from scoring.checking.catalogue import Catalogue
from scoring.checking.fault import Chat, Fault, Named
from scoring.checking.lines import line_of, lines
from scoring.checking.places import place
from scoring.checking.shapes import shaped
from scoring.checking.slips import Slips
from scoring.checking.wording import keys

_CHECKS: tuple[Callable[[Catalogue], Iterator[Fault]], ...] = (
    texts.codes, texts.names, season.season, levels.levels, levels.lists, levels.registers,
    forms.forms, indicators.indicators, questions.questions, rules.rules, cards.derived,
    cards.cards, grades.bands, grades.parts, grounds.grounds, written.written, alike.codes,
    alike.names, roles.roles, season.reminders, measures.measures, ways.ways,
    measurable.measurable, lists.weighting, lists.classes, targets.directions, targets.reached,
    ballots.ballots, awards.awards,
)  # fmt: skip
_WORD_PROCESSORS = {
    **dict.fromkeys("“”„«»", 'a quote is written "'), **dict.fromkeys("‘’", "a quote is written '"),
    "\u00a0": "the space is one that does not break", "\ufeff": "there is a second mark of UTF-8",
    "\r": "its lines end as on an old Macintosh",
}  # fmt: skip
"""What other programs put into a text, and TOML does not know."""
_AT_LINE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


@dataclass(frozen=True)
class Checked:
    """A file's sound part, if it can be read at all, and its faults in the order of the file."""

    file: shape.File | None
    faults: tuple[Named, ...]


def check(content: bytes, chat: Chat | None = None) -> Checked:
    """All faults of a movement's TOML; never raises."""
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        if content[:2] in (BOM_UTF16_LE, BOM_UTF16_BE):
            return _unreadable(1, "is in UTF-16; TOML is in UTF-8")
        line = content[: error.start].count(b"\n") + 1
        return _unreadable(line, f"byte {content[error.start]:#04x} is no UTF-8 text")
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return _broken(str(error), text)
    except RecursionError:
        return _unreadable(1, "is nested too deeply")
    return _checked(text, raw, chat or Chat())


def _broken(message: str, text: str) -> Checked:
    found = _AT_LINE.search(message)
    line = int(found[1]) if found and found[1] else text.count("\n") + 1
    said = _AT_LINE.sub("", message)
    written = text.split("\n")[line - 1]
    odd = next((letter for letter in written if letter in _WORD_PROCESSORS), None)
    more = f"; {_WORD_PROCESSORS[odd]}" if odd else ""
    return _unreadable(line, f"is not TOML: {said[:1].lower()}{said[1:]}{more}")


def _unreadable(line: int, says: str) -> Checked:
    return Checked(None, (Named(line, "", says, stops=True),))


def _checked(text: str, raw: dict[str, Any], chat: Chat) -> Checked:
    slips = Slips(raw)
    raw = slips.raw
    if not raw.keys() & {*keys(shape.File, ())}:
        return _unreadable(
            1, "is no movement: nothing that one has is there (code, name, level, …)"
        )
    sound = shaped(raw)
    known = Catalogue(raw, sound)
    found = [fault for one in _CHECKS for fault in one(known)] + [*texts.said(known, chat)]
    original = [Fault(sound.original(fault.at), fault.says, fault.stops) for fault in found]
    faults = [
        *slips.faults,
        *sound.faults,
        *(fault for fault in original if not sound.broken(fault.at)),
    ]
    at_line = slips.lines(lines(text)) if faults else {}
    named = {
        Named(line_of(at_line, fault.at), place(raw, fault.at), fault.says, fault.stops)
        for fault in faults
    }
    return Checked(sound.file, tuple(sorted(named, key=lambda one: (one.line, str(one)))))
