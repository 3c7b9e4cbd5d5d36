"""How well texts answer questions: each is read once in a turn, up to a budget of letters.

The budget counts letters, not time: what is played again comes out the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from handlers.engine.turn import Turn
from handlers.line.words import OPEN, Line
from locales import reading
from locales.fold import fold
from locales.reading import words
from locales.reading.labels import names_topic, takes_back
from locales.reading.line import folded, quiet
from locales.reading.yes_no import tells_deed

Fit = Literal["sure", "doubtful", "no"]
"""How well a text answers a question: a clear value, one to be asked about, none."""

_MOST_LETTERS = 2_900
"""Letters read for a line in all its cuttings: more than twice what a line in words takes."""
_BESIDES = 10
"""What reading a text costs beside its letters, in letters."""
VAGUE = "vague"
"""The value of what says something of the kind that was asked for, and not how much."""
_AND_NONE = re.compile(r"\S\s+0\s?(?:đ|₫|đồng|vnd|vnđ)?$", re.IGNORECASE)
_LONGEST_TOPIC = 80
_SIZES = (10**3, 10**6, 10**9)
_LOOSE = 4
_YES = {"yes": 1, "no": 0}


_NO_NAMES = reading.Labels()
"""Names have been cut off before; one that is left belongs to something else."""


class Spent(Exception):
    """Reading the line took more work than any line of a report does."""


class Reading:
    """What texts say to the questions of a movement, for the reader of a turn."""

    def __init__(self, turn: Turn) -> None:
        self._turn = turn
        self._known: dict[tuple[str, str], tuple[Fit, object]] = {}
        self._left = _MOST_LETTERS

    def fit(self, code: str, text: str) -> Fit:
        """How well a text answers the question of a code."""
        return self._read(code, text)[0]

    def value(self, code: str, text: str) -> object:
        """What it says, where it is clear: a number, or the word that leaves it open."""
        return self._read(code, text)[1]

    def number(self, code: str, text: str) -> int | None:
        """The number that it says, where it clearly says one."""
        found = self._read(code, text)[1]
        return found if isinstance(found, int) else None

    def kind(self, code: str) -> str:
        """How an answer to the question of a code is read."""
        return self._turn.movement.indicators[code].kind.reading

    def any_fits(self, codes: Sequence[str], text: str) -> bool:
        """Whether a text could answer one of the questions."""
        return any(self.fit(code, text) != "no" for code in codes)

    def ends_in_another(self, text: str, last: str) -> bool:
        """Whether the last word of a figure is an answer to a question of yes or no."""
        figure = any(map(str.isdecimal, text[: -len(last)]))
        return figure and (last == OPEN or self._as("yesno", last)[0] == "sure")

    def says_yes_or_no(self, text: str) -> bool:
        """Whether it answers a question of yes or no."""
        return self._as("yesno", text)[0] == "sure"

    def says_none(self, text: str) -> bool:
        """Whether a text is one letter that people write for "none"."""
        if len(text) != 1:
            return False
        read = reading.read("amount", text, self._turn.t.language, today=self._turn.today)
        return isinstance(read, reading.Ambiguous) and read.readings == (0,)

    def takes_back(self, line: Line, words: int) -> bool:
        """12,4tr à nhầm 12,5tr: a figure too many, and all that follows may be another's."""
        first = next((n for n in range(words) if line.words[n].figure), words)
        return takes_back(line.piece(first, words), self._turn.t.language)

    def only_takes_back(self, text: str) -> bool:
        """Whether a text takes a figure back, and says none."""
        figure = any(map(str.isdecimal, text))
        return not figure and takes_back(text, self._turn.t.language)

    def tells_deed(self, code: str, text: str) -> bool:
        """Whether it answers a question of yes or no by what was done: "có đi dự"."""
        return self.fit(code, text) == "sure" and tells_deed(text, self._turn.t.language)

    def topical(self, text: str) -> bool:
        """Whether a figure stands beside a word for what questions are about: "lãi 2 triệu"."""
        figure = len(text) <= _LONGEST_TOPIC and any(map(str.isdecimal, text))
        return figure and names_topic(text, self._turn.t.language)

    def silent(self, text: str) -> bool:
        """Whether a text says no number: "tháng mười một" is a month, "năm mươi" is fifty."""
        read = reading.read("count", text, self._turn.t.language, today=self._turn.today)
        return isinstance(read, reading.Invalid) or not getattr(read, "readings", (1,))

    def _read(self, code: str, text: str) -> tuple[Fit, object]:
        return self._as(self.kind(code), text)

    def _as(self, kind: str, text: str) -> tuple[Fit, object]:
        if (kind, text) not in self._known:
            self._left -= len(text) + _BESIDES
            if self._left < 0:
                raise Spent
            self._known[kind, text] = _said(self._turn, kind, text)
        return self._known[kind, text]


def of(turn: Turn) -> Reading:
    """The one reading of a turn."""
    found: Reading = turn.seen.setdefault("line", Reading(turn))
    return found


def _said(turn: Turn, kind: str, text: str) -> tuple[Fit, object]:
    if text == OPEN:
        return "sure", OPEN
    figure = any(map(str.isdecimal, text))
    if not figure and words.word(text, turn.t.language) in ("skip", "keep"):
        return "sure", fold(text)
    if _AND_NONE.search(text):  # nobody writes "2 tỷ 0": that is two answers
        return "no", None
    context = "none" if kind == "yesno" else None
    read = reading.read(
        kind, text, turn.t.language, today=turn.today, context=context, labels=_NO_NAMES
    )
    if isinstance(read, reading.Value):
        found = _YES[read.value] if isinstance(read.value, str) else read.value
        if not figure and " " not in text and found in _SIZES:
            return "no", None  # "triệu" alone, left over from its figure
        return "sure", (found, "about") if read.approximate else found
    if isinstance(read, reading.Ambiguous):
        return ("doubtful", None) if read.readings else ("no", VAGUE)
    return "no", None


def mute(text: str) -> bool:
    """Whether a text says nothing beside a name or a figure.

    Without marks short words may be others ("ba" is three, "bà" a lady).
    """
    said = " ".join(text.lower().split())
    loose = text.isascii() and len(said) >= _LOOSE
    return (
        not said
        or said in quiet()
        or (loose and fold(said) in folded("about") | folded("courtesy"))
    )
