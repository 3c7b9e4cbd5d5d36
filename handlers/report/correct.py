"""Corrections: new words for an answer that is there, one after the other, each with old and new.

They come from an edited message or from a reply to an earlier question. Where one still waits for
its yes the next is kept until then; where nobody can know which answer is meant, it is asked.
"""

from __future__ import annotations

import re
from dataclasses import replace

from markupsafe import Markup

from handlers.engine.dialogue import Again, Next, Taken
from handlers.engine.turn import Reply, Turn, button, lines, say
from handlers.report import answers as answering
from handlers.report.line import under
from handlers.report.state import Said, State
from handlers.seen import showing
from handlers.sheets import load
from handlers.wording.values import full
from locales.fold import fold
from services.sheets import Sheet
from storage.answers import Answer

_NUMBER = re.compile(r"(?:\D*\s)?(\d{1,2})")
_ALREADY = ("skip", "keep", "back")


def propose(turn: Turn, sheet: Sheet, state: State, code: str) -> Taken:
    """Read the new words, and ask about them before they replace the old.

    A question without an answer takes them as its answer.
    """
    before = sheet.values.get(code)
    there = state.model_copy(update={"at": code, "pending": None})
    if before is None:
        return answering.take(_as(turn, "text"), sheet, there, code)
    if turn.word in _ALREADY:
        return Next(there)
    taken = answering.take(_as(turn, "edit"), sheet, there, code)
    new = taken.state if isinstance(taken, Next) else None
    if not isinstance(new, State) or new.pending is None or new.pending.value != before.value:
        return _open(turn, taken)
    name, value = _named(turn, sheet, code, before)
    said = lines(turn.t("{name}: {value}.", name=name, value=value), turn.t("Nothing has changed."))
    return go_on(turn, Next(state.model_copy(update={"at": None, "pending": None}), said))


def wait(turn: Turn, sheet: Sheet, state: State, code: str) -> Taken:
    """Keep a correction until the one before is answered; the newest words of a message count."""
    mine = Said(text=turn.text, code=code, message=turn.incoming.message)
    others = tuple(one for one in state.later if one.code != code and one.message != mine.message)
    name = turn.t.movement(sheet.indicator(code).name)
    said = turn.t("The correction of {name} is asked about next. First:", name=name)
    return Next(state.model_copy(update={"later": (*others, mine)}), said)


def go_on(turn: Turn, taken: Next) -> Taken:
    """The next correction that waits, once nothing else is asked."""
    state = taken.state
    if not isinstance(state, State) or not state.later or state.pending or state.at:
        return taken
    first, *rest = state.later
    state = state.model_copy(update={"later": tuple(rest)})
    sheet = load(turn, state.report, "report")
    if sheet is None or first.code is None or first.code not in sheet.asked():
        return go_on(turn, replace(taken, state=state))
    following = _play(turn, sheet, state, first, first.code)
    return under([taken.said] if taken.said else [], following)


def ask_which(turn: Turn, sheet: Sheet, said: Said) -> Reply:
    """Ask which answer the words are for."""
    t = turn.t
    rows = []
    for n, code in enumerate(sheet.asked(), 1):
        if code in said.codes and code in sheet.values:
            label = t("{n}. {name}: {value}", n=n, name=t.movement(sheet.indicator(code).name),
                      value=full(t, sheet.indicator(code), sheet.values[code]))  # fmt: skip
            rows.append((button(label, f"correct {n}"),))
    question = t("Which answer is to become {text}?", text=said.text.strip()[:60])
    none = (button(t("None of them"), "no"),)
    return say(question, *rows, none, digits=True, shows=showing(sheet, "card"))


def placed(turn: Turn, sheet: Sheet, state: State, said: Said) -> Taken:
    """The answer to that: a line's number, or none of them."""
    free = state.model_copy(update={"which": None})
    if turn.word in ("no", "back"):
        return Next(free, turn.t("Not kept."))
    match = _NUMBER.fullmatch(fold(turn.text))
    asked = sheet.asked()
    if match and 1 <= int(match[1]) <= len(asked) and asked[int(match[1]) - 1] in said.codes:
        return _play(turn, sheet, free, said, asked[int(match[1]) - 1])
    return Again(turn.t("Please choose one of the lines, or none of them."), state)


def refused(turn: Turn, sheet: Sheet, code: str) -> Markup:
    """A correction was not wanted: what holds."""
    before = sheet.values.get(code)
    if before is None:
        return turn.t("Not kept.")
    name, value = _named(turn, sheet, code, before)
    return turn.t("Not kept. {name}: still {value}.", name=name, value=value)


def _named(turn: Turn, sheet: Sheet, code: str, answer: Answer) -> tuple[Markup, str]:
    indicator = sheet.indicator(code)
    return turn.t.movement(indicator.name), full(turn.t, indicator, answer)


def _play(turn: Turn, sheet: Sheet, state: State, said: Said, code: str) -> Taken:
    """Words that were written earlier, as if they came now."""
    turn.seen.pop("word", None)  # another text, but what was read of the report stays
    try:
        incoming = turn.incoming.model_copy(update={"text": said.text, "message": said.message})
        then = replace(turn, incoming=incoming, text=said.text, tapped=False)
        return propose(then, sheet, state, code)
    finally:
        turn.seen.pop("word", None)


def _as(turn: Turn, kind: str) -> Turn:
    return replace(turn, incoming=turn.incoming.model_copy(update={"kind": kind}))


def _open(turn: Turn, taken: Taken) -> Taken:
    """What answered nothing yet is read anew where its message is edited."""
    if isinstance(taken, Next | Again) and isinstance(taken.state, State):
        return replace(taken, state=taken.state.model_copy(
            update={"open": turn.incoming.written_in}))  # fmt: skip
    return taken
