"""The quick line: a whole report in one message (`BC 45 2285tr 0 …`), by the same rules.

The line is cut into answers, which are played one after the other as if each had been written by
itself: what is doubtful is asked about, what is missing is asked for, and nothing counts before
the card is confirmed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from markupsafe import Markup

from handlers.engine.dialogue import Again, Next, Taken
from handlers.engine.turn import Turn, lines
from handlers.line import reading as texts
from handlers.line.names import answered, names
from handlers.line.runs import named_within
from handlers.line.split import Pieces, pieces
from handlers.line.words import Line
from handlers.report import answers as answering
from handlers.report.state import State
from handlers.sheets import load
from handlers.wording.values import full
from scoring.movement import Form, Known
from services.sheets import Sheet

_FAR = 10
"""So many times larger or smaller than usual, and a figure is likely another question's."""
_LEAST = 2


def cut(
    turn: Turn, form: Form, asked: Sequence[str], line: Line, known: Known | None = None
) -> Pieces:
    """The answers in a line, for the questions of a form; `known`: what the rules may look at."""
    odd = _Odd(turn, form, known or Known({}, {}, {}, {}))
    asked = answered(turn.movement, asked)
    return pieces(line, asked, names(turn.movement, form), texts.of(turn), odd)


def only_names(turn: Turn, form: Form, line: Line) -> bool:
    """Whether a line without a word in front is one: two names, one of them clear, or all of it.

    A row of a sheet has all cells, though some are empty.
    Beside two that are clear a figure may stand at its place: "45 hộ, dư nợ 2285tr, quá hạn 0".
    """
    parted = len({word.cell for word in line.words}) > _LEAST
    if not parted and not any(True for _ in _named(turn, form, line)):
        return False
    found = cut(turn, form, form.indicators, line)
    asked = len(answered(turn.movement, form.indicators))
    missing = asked - len(found.found)
    if not missing and parted:
        return True
    if line.text.count("\t") == asked - 1 and missing < len(found.found):
        return True
    placed = len(found.found) + len(found.unsure) - found.named
    clear = found.clear >= _LEAST if placed == 1 else found.clear > 0 and placed <= 0
    return found.named + found.topics >= _LEAST and clear


def _named(turn: Turn, form: Form, line: Line) -> Iterator[str]:
    return named_within(line, names(turn.movement, form), 0, len(line.words))


class _Odd:
    """How many of some figures are odd beside the others: a rule wonders, or they are far from
    usual.
    """

    def __init__(self, turn: Turn, form: Form, known: Known) -> None:
        self._movement, self._known = turn.movement, known
        money = (code for code in form.indicators if turn.movement.indicators[code].unit == "VND")
        self._first = next(money, None)

    def __call__(self, figures: Mapping[str, int], looked: frozenset[str]) -> int:
        known = replace(self._known, values={**figures})
        return sum(
            bool(self._movement.indicators[code].check(figure, known)) or self.far(code, figures)
            for code, figure in figures.items()
            if code in looked
        )

    def far(self, code: str, figures: Mapping[str, int]) -> bool:
        """Neither near last period's, nor near the example of a group whose loans are as large."""
        indicator, figure = self._movement.indicators[code], figures[code]
        if indicator.unit != "VND" or not figure:
            return False
        if code == self._first and code not in self._known.last:
            return False  # groups are of every size; its rules look at the households
        last, size = self._known.last.get(code), figures.get(self._first or "")
        usual, scale = last or indicator.example, 1.0
        if not last and size and self._first:
            scale = size / self._movement.indicators[self._first].example
        return not 1 / _FAR < figure / (usual * scale) < _FAR


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
