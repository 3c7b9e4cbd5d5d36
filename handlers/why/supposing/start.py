"""`/why UNIT if …`: a list to choose from, a question, or the answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from handlers.engine import dialogue as engine
from handlers.engine.turn import Choice, Outcome, Reply, button, lines, only, say
from handlers.why.case import Case
from handlers.why.supposing import listed, told
from handlers.why.supposing.asking import SUPPOSING, State
from handlers.why.supposing.said import Clause, clauses
from handlers.why.supposing.settable import Settable, possible
from handlers.why.supposing.valued import refused, shown
from locales.reading import words

_IF = "if"
_MOST = 8
_LONGEST_PAGE = 2


@dataclass(frozen=True)
class Parted:
    """What stands before an "if", what behind it is supposed (None without one), both again."""

    before: str
    supposed: str | None = None

    @property
    def behind(self) -> tuple[str, ...]:
        """The supposition as a button says it."""
        return () if self.supposed is None else (_IF, *self.supposed.split())


def parted(text: str, language: str) -> Parted:
    """Cut at the first word that says "if", in any language."""
    written = text.split()
    for at in range(len(written)):
        rest = " ".join(written[at:])
        if written[at] == _IF or words.command(rest, language) == _IF:
            return Parted(
                " ".join(written[:at]), " ".join(written[at + 1 :]) * (written[at] == _IF)
            )
        begun = words.begun(rest, language)
        if begun is not None and begun[0] == _IF:
            return Parted(" ".join(written[:at]), begun[1])
    return Parted(text)


def start(case: Case, said: str) -> Outcome:
    """What was said behind "if"; nothing: the list."""
    t = case.turn.t
    if not possible(case):
        return only(say(t("Members of the Council judge this unit: nothing can be supposed.")))
    if not said or (said.isdecimal() and len(said) <= _LONGEST_PAGE):
        return only(listed.listed(case, int(said or 1)))
    found = clauses(case, said)
    if len(found) == 1 and found[0].open is not None and not found[0].choices:
        state = State(unit=case.unit.id, basis=case.basis, code=found[0].open.code,
                      movement=case.turn.movement.code)  # fmt: skip
        return engine.begin(case.turn, SUPPOSING, state)
    return only(reply(case, found))


def understood(case: Case, said: str) -> bool:
    """Whether all that is supposed names something of this unit."""
    found = clauses(case, said)
    return all(one.set or one.choices or one.open for one in found)


def reply(case: Case, found: Sequence[Clause]) -> Reply:
    """The answer where everything is clear, else what is not."""
    clear = [one.set for one in found if one.set]
    if not clear or len(clear) < len(found):
        return _unclear(case, found)
    why = refused(case, clear)
    return told.answer(case, clear) if why is None else say(why, _again(case))


def _again(case: Case) -> tuple[Choice, ...]:
    return (button(case.turn.t("What can be supposed"), case.says("if")),)


def _unclear(case: Case, found: Sequence[Clause]) -> Reply:
    t = case.turn.t
    clear = [one.set for one in found if one.set]
    understood = t.row(t("{name}: {value}", name=one.called(case), value=shown(case, one, said))
                       for one, said in clear)  # fmt: skip
    open_ = [one for one in found if not one.set]
    text = lines(
        t("Understood: {value}.", value=understood) if clear else None,
        *(_why(case, one) for one in open_),
        None if any(one.choices for one in open_) else listed.example(case, alone=True),
    )
    before = [f"{one.code}={said}" for one, said in clear]
    first = next((one for one in open_ if one.choices), None)
    behind = ", ".join(one.text for one in open_ if one is not first)
    rows = [
        (button(_label(case, one, said), case.says("if", *before, f"{one.code}={said}", behind)),)
        for one, said in (first.choices if first else ())[:_MOST]
    ]
    return say(text, *rows, _again(case))


def _label(case: Case, one: Settable, said: str) -> Markup:
    return case.turn.t("{name}: {value}", name=one.called(case), value=shown(case, one, said))


def _why(case: Case, one: Clause) -> Markup:
    t = case.turn.t
    if one.choices:
        return t("It is not clear what is meant by {text}.", text=one.text)
    if one.open is not None:
        return t("{name}: what is it to be?", name=one.open.called(case))
    if one.why:
        return lines(t("Understood: {value}.", value=one.text), one.why)
    if one.other is not None:
        return lines(
            t("Understood: {value}.", value=t.movement(one.other.name)),
            t("This unit does not report it itself: only items of its card can be supposed."),
        )
    return t("{text} could not be read: please write an item and its value.", text=one.text)
