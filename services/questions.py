"""A question about a nominee goes back to the office that proposes, and is answered once."""

from __future__ import annotations

from datetime import datetime

from storage import nominee_questions, proposed
from storage.engine import Db


def ask(db: Db, nomination_id: int, by: int, said: str, now: datetime) -> int | None:
    """Keep a question; its id, or None where the nomination was withdrawn meanwhile."""
    if not proposed.hold(db, nomination_id):
        return None
    return nominee_questions.add(db, nomination_id, by, said, now)


def answer(db: Db, question_id: int, by: int, said: str, now: datetime) -> bool:
    """Keep the answer; False where somebody of the office has answered already."""
    return nominee_questions.answer(db, question_id, by, said, now)
