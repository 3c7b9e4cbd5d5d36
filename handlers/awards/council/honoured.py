"""Who is told of a decision: those honoured and their units, once; the Council."""

from __future__ import annotations

from datetime import datetime

from handlers import rights
from handlers.awards.council import told
from handlers.awards.council.seat import Seat
from handlers.awards.council.told import Task, What
from services.awarding import Decided
from storage import award_decisions, honours, proposed
from storage.award_decisions import Decision
from storage.engine import Db
from storage.honours import Honour


def tell(db: Db, at: Seat, made: Decided, by: int, now: datetime) -> None:
    """Queue it for everybody whom it concerns."""
    decided = award_decisions.by_id(db, made.id)
    if decided is not None:
        _tell(db, decided, "honoured", by, now)
    council = {*rights.answering(db, "appraise", at.council)}
    council |= {*rights.answering(db, "vote", at.council)}
    task = Task(what="decided", movement=at.movement.code, year=at.year, id=made.id)
    told.queue(db, task, council, by, now)


def undo(db: Db, decided: Decision, by: int, now: datetime) -> None:
    """Those who were told hear that it was a mistake."""
    _tell(db, decided, "undone", by, now)


def _tell(db: Db, decided: Decision, what: What, by: int, now: datetime) -> None:
    for honour in honours.of_decision(db, decided.id):
        task = Task(what=what, movement=decided.movement, year=decided.year, id=honour.id)
        told.queue(db, task, readers(db, honour), by, now)


def readers(db: Db, honour: Honour) -> set[int]:
    """The person, whoever answers for the unit, and the office that proposed them."""
    about = proposed.by_id(db, honour.given.nomination_id or 0)
    found = {honour.given.person_id} if honour.given.person_id else set()
    if about is None:
        return found
    return found | told.holders(db, "answer", about.unit.id) | told.holders(
        db, "nominate", about.office_id)  # fmt: skip
