"""The quick line: a whole report in one message (`BC 45 2285tr 0 …`), by the same rules.

The line is cut into answers, which are played one after the other as if each had been written by
itself: what is doubtful is asked about, what is missing is asked for, and nothing counts before
the card is confirmed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from markupsafe import Markup

from handlers import report_answers as answering
from handlers.dialogue import Again, Next, Taken
from handlers.line_pieces import Fit, Pieces, Spent, by_name, joined, pieces
from handlers.report_state import State
from handlers.sheet import Sheet, load
from handlers.turn import Turn, lines
from handlers.wording import full
from locales import reading, words
from locales.fold import fold
from locales.translator import languages, translator
from scoring.movement import Form, Movement

_LEAST_WORDS = 2
"""A name may be cut short to its first words, but not to one."""

_MOST_LETTERS = 6_000
"""Letters read for a line in all its cuttings: five times what a line in words takes."""
_BESIDES = 10
"""What reading a text costs beside its letters, in letters."""


def cut(turn: Turn, form: Form, asked: Sequence[str], line: Sequence[str]) -> Pieces:
    """The answers in the tokens of a line, for the questions of a form."""
    return pieces(line, asked, names(turn.movement, form), _reading(turn))


def only_names(turn: Turn, form: Form, line: Sequence[str]) -> bool:
    """Whether a line without a word in front is one: two names with their values, no more."""
    first, named = by_name(line, names(turn.movement, form))
    fits = _reading(turn)
    try:
        fit = all(fits(code, joined(value)) != "no" for code, value in named)
    except Spent:
        return False
    return not first and len(named) > 1 and fit


def go_on(turn: Turn, state: State, said: Markup | None) -> Taken:
    """Play the pieces of a line that still wait, up to the first that needs a word.

    `said` stands above what was noted. Where nothing is open any more the card shows all of it.
    """
    noted: list[Markup] = [said] if said else []
    while state.line:
        (code, text), state = state.line[0], state.model_copy(update={"line": state.line[1:]})
        sheet = load(turn, state.report, "report")
        if sheet is None or code not in sheet.asked():
            continue
        taken = _play(turn, sheet, state.model_copy(update={"at": code}), code, text)
        if not isinstance(taken, Next) or not isinstance(taken.state, State):
            return under(noted, taken)
        state = taken.state
        if state.pending is not None or state.at is not None:
            return under(noted, taken)
        noted.append(_noted(turn, load(turn, state.report, "report"), code))
    sheet = load(turn, state.report, "report")
    if sheet is not None and sheet.open() is None:
        noted = [said] if said else []
    return Next(state, lines(*noted) if noted else None)


def _play(turn: Turn, sheet: Sheet, state: State, code: str, text: str) -> Taken:
    turn.seen.pop("word", None)  # another text, but what was read of the report stays
    try:
        alone = turn.incoming.model_copy(update={"kind": "text", "text": text})
        return answering.take(
            replace(turn, incoming=alone, text=text, tapped=False), sheet, state, code
        )
    finally:
        turn.seen.pop("word", None)


def under(noted: list[Markup], taken: Taken) -> Taken:
    """What was taken, with these lines above it."""
    if isinstance(taken, Again):
        return replace(taken, why=lines(*noted, taken.why))
    if isinstance(taken, Next) and noted:
        return replace(taken, said=lines(*noted, *filter(None, [taken.said])))
    return taken


def _noted(turn: Turn, sheet: Sheet | None, code: str) -> Markup:
    answer = sheet.values.get(code) if sheet else None
    if sheet is None or answer is None:
        return Markup("")
    indicator = sheet.indicator(code)
    name = turn.t.movement(indicator.name)
    return turn.t("{name}: {value}.", name=name, value=full(turn.t, indicator, answer))


_NO_NAMES = reading.Labels()
"""Names have been cut off before; one that is left belongs to something else."""


class _Reading:
    """How well texts answer questions: each is read once in a turn, up to a budget of letters.

    The budget counts letters, not time: what is played again comes out the same.
    """

    def __init__(self, turn: Turn) -> None:
        self._turn = turn
        self._known: dict[tuple[str, str], Fit] = {}
        self._left = _MOST_LETTERS

    def __call__(self, code: str, text: str) -> Fit:
        kind = self._turn.movement.indicators[code].kind
        if (kind, text) not in self._known:
            self._left -= len(text) + _BESIDES
            if self._left < 0:
                raise Spent
            self._known[kind, text] = _fit(self._turn, kind, text)
        return self._known[kind, text]


def _reading(turn: Turn) -> _Reading:
    found: _Reading = turn.seen.setdefault("line", _Reading(turn))
    return found


def _fit(turn: Turn, kind: str, text: str) -> Fit:
    if words.word(text, turn.t.language) in ("skip", "keep"):
        return "sure"
    context = "none" if kind == "yesno" else None
    read = reading.read(
        kind, text, turn.t.language, today=turn.today, context=context, labels=_NO_NAMES
    )
    if isinstance(read, reading.Value):
        return "sure"
    return "doubtful" if isinstance(read, reading.Ambiguous) and read.readings else "no"


@cache
def names(movement: Movement, form: Form) -> dict[str, str]:
    """Folded names of a form's indicators, in every language, that can only mean one of them.

    Its code, its name, a beginning of its name, its short name; the last goes before the others
    ("số hộ" is the first of two questions that begin so).
    """
    short: dict[str, str] = {}
    found: dict[str, set[str]] = {}
    for code in form.indicators:
        indicator = movement.indicators[code]
        found.setdefault(fold(code), set()).add(code)
        for t in map(translator, languages()):
            whole = fold(str(t.movement(indicator.name))).split()
            for n in range(min(_LEAST_WORDS, len(whole)), len(whole) + 1):
                found.setdefault(" ".join(whole[:n]), set()).add(code)
            if indicator.short:
                short[fold(str(t.movement(indicator.short)))] = code
    return {name: next(iter(codes)) for name, codes in found.items() if len(codes) == 1} | short
