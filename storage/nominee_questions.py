"""Questions of the Council's members about nominees, back to the office; each is answered once."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, insert, select, update

from storage.engine import Db
from storage.nomination_tables import NomineeQuestion as Row
from storage.people import people
from storage.proposed import nominations
from storage.tables import table

questions = table(Row)
_answering = people.alias("answering")


class Question(NamedTuple):
    """A question about a nominee; `answer` and who gave it, once it was."""

    id: int
    nomination_id: int
    asker_id: int
    asker: str
    at: datetime
    said: str
    answer: str | None
    answered_by: str | None
    answered_at: datetime | None


def _all() -> Select[Any]:
    columns = (questions.c.id, questions.c.nomination_id, questions.c.by_id, people.c.name,
               questions.c.at, questions.c.said, questions.c.answer, _answering.c.name,
               questions.c.answered_at)  # fmt: skip
    return select(*columns).select_from(
        questions.join(people, people.c.id == questions.c.by_id).outerjoin(
            _answering, _answering.c.id == questions.c.answered_by
        )
    )


def of_nomination(db: Db, nomination_id: int) -> list[Question]:
    """All about a nominee, as they were asked."""
    found = _all().where(questions.c.nomination_id == nomination_id).order_by(questions.c.id)
    return [Question(*row) for row in db.execute(found)]


def by_id(db: Db, question_id: int) -> Question | None:
    """One of them."""
    row = db.execute(_all().where(questions.c.id == question_id)).first()
    return None if row is None else Question(*row)


def waiting(db: Db, movement: str, year: int) -> list[tuple[Question, int]]:
    """Those about nominees of a year that have no answer, each with the id of the office."""
    where = (nominations.c.movement == movement, nominations.c.year == year, nominations.c.live,
             questions.c.answered_at.is_(None))  # fmt: skip
    statement = (
        _all()
        .join(nominations, nominations.c.id == questions.c.nomination_id)
        .add_columns(nominations.c.office_id)
        .where(*where)
        .order_by(questions.c.id)
    )
    return [(Question(*row[:-1]), row[-1]) for row in db.execute(statement)]


def add(db: Db, nomination_id: int, by: int, said: str, now: datetime) -> int:
    """Ask; the question's id."""
    row = {"nomination_id": nomination_id, "by_id": by, "at": now, "said": said}
    return int(db.execute(insert(questions).values(row).returning(questions.c.id)).scalar_one())


def answer(db: Db, question_id: int, by: int, said: str, now: datetime) -> bool:
    """Answer; False where it was answered before."""
    open_ = (questions.c.id == question_id, questions.c.answered_at.is_(None))
    told = {"answer": said, "answered_by": by, "answered_at": now}
    return bool(db.execute(update(questions).where(*open_).values(told)).rowcount)
