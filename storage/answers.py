"""Answers: the working copy of a report, what counts of it, and the history of both."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy import Executable, RowMapping, bindparam, delete, insert, select

from storage.engine import Db, dialect_insert
from storage.report_tables import Answer as AnswerRow
from storage.report_tables import Cell, Entry
from storage.tables import table

answers, cells, entries = table(AnswerRow), table(Cell), table(Entry)


@dataclass(frozen=True)
class Answer:
    """A value given; `None` is "not known". Amounts in VND, yes = 1, points in hundredths."""

    value: int | None
    approximate: bool = False
    flagged: bool = False
    note: str | None = None


_answers = select(answers).where(answers.c.report_id == bindparam("key"))
_cells = select(cells).where(cells.c.report_id == bindparam("key"))


def given(db: Db, report_id: int) -> dict[str, Answer]:
    """The working copy: what has been answered so far, by indicator."""
    rows = db.execute(_answers, {"key": report_id}).mappings()
    return {
        row["code"]: Answer(row["value"], row["approximate"], row["flagged"], row["note"])
        for row in rows
    }


def counted(db: Db, report_id: int) -> dict[str, Answer]:
    """The values of the last confirmation, by indicator: what the scores see."""
    rows = db.execute(_cells, {"key": report_id}).mappings()
    return {row["code"]: _cell(row) for row in rows}


def _cell(row: RowMapping) -> Answer:
    return Answer(row["value"], False, row["flagged"], row["note"])


def put(
    db: Db, report_id: int, code: str, answer: Answer, *, raw: str, person_id: int, now: datetime
) -> None:
    """Keep an answer in the working copy, and for ever in the history, with its words."""
    row = {
        "report_id": report_id,
        "code": code,
        "value": answer.value,
        "approximate": answer.approximate,
        "flagged": answer.flagged,
        "note": answer.note,
    }
    db.execute(_putting(db.dialect.name), row)
    entry = {"report_id": report_id, "code": code, "value": answer.value, "raw": raw}
    db.execute(_entering, {**entry, "person_id": person_id, "at": now})


_entering = insert(entries)


@cache
def _putting(dialect: str) -> Executable:
    statement = dialect_insert(dialect, answers)
    changed = {
        name: statement.excluded[name] for name in ("value", "approximate", "flagged", "note")
    }
    return statement.on_conflict_do_update(index_elements=["report_id", "code"], set_=changed)


def forget(db: Db, report_id: int, codes: list[str]) -> None:
    """Take answers out of the working copy (questions that are no longer asked)."""
    where = (answers.c.report_id == report_id) & answers.c.code.in_(codes)
    db.execute(delete(answers).where(where))


def freeze(db: Db, report_id: int) -> None:
    """The working copy counts from now on."""
    db.execute(delete(cells).where(cells.c.report_id == report_id))
    columns = ["report_id", "code", "value", "flagged", "note"]
    copied = select(*(answers.c[name] for name in columns)).where(answers.c.report_id == report_id)
    db.execute(insert(cells).from_select(columns, copied))


def revert(db: Db, report_id: int) -> None:
    """Back to what last counted, or to nothing."""
    db.execute(delete(answers).where(answers.c.report_id == report_id))
    columns = ["report_id", "code", "value", "flagged", "note"]
    copied = select(*(cells.c[name] for name in columns)).where(cells.c.report_id == report_id)
    db.execute(insert(answers).from_select(columns, copied, include_defaults=True))
