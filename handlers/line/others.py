"""Whose report a line says that it is: somebody else's, who is named by no code or number.

"Gửi giùm tổ của chị Năm": the figures are not those of the writer's own group. Nobody can be looked
up by such a name, so nothing is taken and the writer hears which group was not found.
"""

from __future__ import annotations

from functools import cache

from handlers.engine.turn import Turn
from handlers.kinds import lowest
from handlers.line.names import asks
from handlers.line.reading import mute
from handlers.line.words import Line, Word
from locales.reading import line as written
from scoring.movement import Movement

_MOST_BEFORE = 10
_LONGEST = 4
_POSSESSIVE = ("'s", "’s")


def somebody_elses(turn: Turn, line: Line) -> str:
    """The words in front of the figures that name another person's group, or ""."""
    before = Line(line.text, line.before)
    parts = ((before, len(before.words)), (line, front(turn.movement, line)))
    return next(filter(None, (named(turn, part, end) for part, end in parts)), "")


def named(turn: Turn, line: Line, end: int) -> str:
    """The same within the first words."""
    for at in range(end):
        person = at + _behalf(turn.movement, line, at, end)
        named = person > at and person + 1 < end and _is_person(line, person)
        if named and not mute(line.words[person + 1].text):
            return line.piece(at, end)
        if _phrase(line, _lists("others"), at, end) or (at and _owned(turn, line, at, end)):
            return line.piece(max(at - 1, 0), end)
    return ""


def front(movement: Movement, line: Line) -> int:
    """How many words stand before the first figure or name of a question."""
    for at, word in enumerate(line.words[:_MOST_BEFORE]):
        if word.figure or (at and asks(movement, line, at)):
            return at
    return min(len(line.words), _MOST_BEFORE)


def _behalf(movement: Movement, line: Line, at: int, end: int) -> int:
    """How many words say that it is for somebody, or whose group: "giùm", "tổ của", "nhóm"."""
    first = at
    while at < end and line.words[at].cell == line.words[first].cell:
        n = _phrase(line, _lists("behalf", *(["behalf_first"] if not at else [])), at, end)
        if not n and line.words[at].folded not in lowest(movement):
            break
        at += n or 1
    return at - first


def somebody_at(line: Line, at: int) -> bool:
    """Whether somebody is named from here on: "chị Lan", "Sister Lan's"."""
    words = line.words
    n = _phrase(line, _lists("persons"), at, len(words))
    return bool(n) and at + n < len(words) and not mute(words[at + n].text)


def _is_person(line: Line, at: int) -> bool:
    same = line.words[at].cell == line.words[at - 1].cell
    return same and bool(_phrase(line, _lists("persons"), at, len(line.words)))


def _owned(turn: Turn, line: Line, at: int, end: int) -> bool:
    """Sunita's group, "सुनीता के समूह": a name, and behind it that it is whose."""
    before = line.words[at - 1]
    if mute(before.text) or before.cell != line.words[at].cell:
        return False
    if before.text.endswith(_POSSESSIVE):
        return line.words[at].folded in lowest(turn.movement)
    return bool(_phrase(line, _lists("behind"), at, end))


def _phrase(line: Line, known: frozenset[str], at: int, end: int) -> int:
    """How many words from here on are one of the phrases, with their marks; 0 for none."""
    ends = range(min(end, at + _LONGEST), at, -1)
    return next((n - at for n in ends if _plain(line.words[at:n]) in known), 0)


def _plain(words: tuple[Word, ...]) -> str:
    return " ".join(word.text.lower() for word in words)


@cache
def _lists(*kinds: str) -> frozenset[str]:
    return frozenset(phrase.lower() for kind in kinds for phrase in written.said(kind))
