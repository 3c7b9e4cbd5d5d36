"""`/eligibility`: who may not be proposed, set by those who may, answered by the unit, decided.

`/eligibility`, `/eligibility NAME`, `/eligibility CODE GROUND YEAR [set|answer|confirm N|lift N]`;
the longer ones are what buttons say, N the step that they showed.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from handlers import naming, rights
from handlers.disqualification import card, listed, told
from handlers.disqualification.answering import ANSWERING
from handlers.disqualification.answering import State as AnsweringState
from handlers.disqualification.card import may_decide
from handlers.disqualification.found import with_ground
from handlers.disqualification.marking import MARKING
from handlers.disqualification.marking import State as MarkingState
from handlers.engine import dialogue as engine
from handlers.engine.turn import Outcome, Turn, button, lines, only, say
from locales.translator import N_
from scoring.disqualification import Step, follows
from services import disqualifications
from services.disqualifications import Case
from storage import disqualifications as marks

_FROM = re.compile(r"\+(\d{1,6})", re.ASCII)
_CASE = re.compile(r"(\S+) (\S+) (2\d{3})(?: ([a-z]+)(?: (\d{1,18}))?)?", re.ASCII)
_SAID = {
    "moved": N_("This has changed meanwhile. Please look at it here."),
    "early": N_("It cannot be confirmed yet."),
    "gone": N_("This is no longer so by the figures of now, and was lifted."),
}


def start(turn: Turn, wanted: str) -> Outcome:
    """What waits; a unit; or an act on a mark."""
    page = _FROM.fullmatch(wanted)
    if not wanted or page:
        return listed.page(turn, int(page[1]) if page else 0)
    if said := _CASE.fullmatch(wanted):
        return _case(turn, *said.groups())
    unit = naming.resolve(turn, wanted, "details", listed.ranked(turn.movement), card.COMMAND)
    return unit if isinstance(unit, Outcome) else listed.unit_page(turn, unit)


def _case(
    turn: Turn, code: str, ground: str, year: str, act: str | None, step: str | None
) -> Outcome:
    unit, movement = rights.unit(turn, code, "details"), with_ground(turn, ground, int(year))
    if unit is None or movement is None:
        return only(say(rights.unknown(turn, code)))
    turn.turn_to(movement)
    case = disqualifications.case(movement, unit, int(year), ground)
    if case is None:
        return only(say(rights.unknown(turn, code)))
    return _ACTS.get(act or "", _shown)(turn, case, int(step or 0))


def _shown(turn: Turn, case: Case, _step: int, above: str | None = None) -> Outcome:
    steps = card.current(turn.db, case)
    text = card.card(turn.t, turn.db, case, turn.now, turn.zone)
    ways = card.ways(turn.t, case, steps, turn.me, turn.today, turn.zone)
    return only(say(lines(turn.t(above) if above else None, text), *ways))


def _set(turn: Turn, case: Case, step: int) -> Outcome:
    last = marks.last(turn.db, case.of)
    fits = case.ground.by_hand and follows("proposed", last.step if last else None)
    if not fits or not _decides(turn, case):
        return _shown(turn, case, step)
    state = MarkingState(unit=case.unit.id, ground=case.ground.code, year=case.year)
    return engine.begin(turn, MARKING, state)


def _answer(turn: Turn, case: Case, step: int) -> Outcome:
    last = marks.last(turn.db, case.of)
    fits = follows("answered", last.step if last else None)
    if not fits or not rights.allowed(turn, "answer", case.unit):
        return _shown(turn, case, step)
    state = AnsweringState(unit=case.unit.id, ground=case.ground.code, year=case.year)
    return engine.begin(turn, ANSWERING, state)


def _confirm(turn: Turn, case: Case, step: int) -> Outcome:
    if not _decides(turn, case):
        return _shown(turn, case, step)
    found = disqualifications.confirm(turn.db, case, turn.me.id, turn.now, turn.zone, step)
    return _decided(turn, case, step, found, "confirmed")


def _lift(turn: Turn, case: Case, step: int) -> Outcome:
    if not _decides(turn, case):
        return _shown(turn, case, step)
    found = disqualifications.lift(turn.db, case, turn.me.id, turn.now, step)
    return _decided(turn, case, step, found, "lifted")


def _decides(turn: Turn, case: Case) -> bool:
    return may_decide(turn.me, case) and rights.allowed(turn, "disqualify", case.unit)


def _decided(
    turn: Turn, case: Case, step: int, found: disqualifications.Result, made: Step
) -> Outcome:
    """The mark as it stands now; where it has moved on, why nothing was done.

    Below what was done stands no way to undo it: where choices are numbered, a "1" that is sent
    twice would take it.
    """
    last = marks.last(turn.db, case.of)
    if last is None or found not in ("done", "gone"):
        return _shown(turn, case, step, _SAID.get(found))
    told.tell(turn.db, case, made, last.id, turn.me.id, turn.now)
    above = turn.t(_SAID[found]) if found in _SAID else None
    text = card.card(turn.t, turn.db, case, turn.now, turn.zone)
    return only(say(lines(above, text), (button(turn.t("See the list"), card.COMMAND),)))


_ACTS: dict[str, Callable[[Turn, Case, int], Outcome]] = {
    "set": _set,
    "answer": _answer,
    "confirm": _confirm,
    "lift": _lift,
}
