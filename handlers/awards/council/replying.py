"""`/awards answer Q`: the office answers a question about one of its nominees."""

from __future__ import annotations

from markupsafe import Markup
from pydantic import BaseModel

from handlers import rights
from handlers.awards.council import told
from handlers.awards.council.saying import Saying
from handlers.engine import dialogue as engine
from handlers.engine.dialogue import Dialogue
from handlers.engine.turn import Outcome, Reply, Turn, lines, only, say
from services import questions
from storage import nominee_questions, proposed
from storage.nominee_questions import Question
from storage.proposed import Proposed

_LEAST, _LONGEST = 3, 15


class State(BaseModel):
    """Which question."""

    question: int


def start(turn: Turn, wanted: str) -> Outcome:
    """Ask for the answer, where there is none yet."""
    known = wanted.isdecimal() and len(wanted) <= _LONGEST
    found = _found(turn, int(wanted)) if known else None
    if found is None:
        return only(say(turn.t("There is no such question here.")))
    if found[0].answer is not None:
        return only(say(_answered(turn, found[0])))
    return engine.begin(turn, REPLYING, State(question=found[0].id))


def _found(turn: Turn, question_id: int) -> tuple[Question, Proposed] | None:
    """A question about a nominee of one's own office."""
    one = nominee_questions.by_id(turn.db, question_id)
    about = proposed.by_id(turn.db, one.nomination_id) if one else None
    if one is None or about is None:
        return None
    office = rights.unit_above(turn, about.office_id, "nominate")
    return None if office is None else (one, about)


def _answered(turn: Turn, one: Question) -> Markup:
    head = turn.t("This was answered already.")
    said = turn.t("Answer of {who}: {words}", who=one.answered_by or "", words=one.answer or "")
    return lines(head, said)


def _head(turn: Turn, state: State) -> Markup | None:
    found = _found(turn, state.question)
    if found is None:
        return None
    one, about = found
    asked = turn.t("{who} asks: {words}", who=one.asker, words=one.said)
    return lines(Markup("<b>{}</b>").format(about.name), asked)


def _asked(turn: Turn, _state: State) -> Markup:
    return turn.t("Please write the answer. Members of the Council will read it.")


def _keep(turn: Turn, state: State, said: str) -> Reply:
    if not questions.answer(turn.db, state.question, turn.me.id, said, turn.now):
        found = _found(turn, state.question)
        return say(_answered(turn, found[0]) if found else rights.ended(turn))
    told.answered(turn.db, state.question, turn.me.id, turn.now)
    return say(turn.t("The answer goes to whoever asked, and to the Council's secretary."))


def _what(turn: Turn, _state: State) -> Markup:
    return turn.t("the answer to a question about a nominee.")


def _open(turn: Turn, state: State) -> bool:
    return _found(turn, state.question) is not None


_SAYING = Saying(_head, _asked, _keep, _what, _LEAST)
REPLYING = Dialogue("replying", 1, State, _SAYING.ask, _SAYING.take, _SAYING.leave,
                    _SAYING.restart, _open, _SAYING.brief)  # fmt: skip
