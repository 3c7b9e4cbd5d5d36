"""Answers: the working copy of a report, what counts of it, and the history of both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Executable, bindparam, delete, insert, select

from scoring.questions import Named, Value
from storage.engine import Db, dialect_insert
from storage.prepared import Prepared
from storage.report_tables import Answer as AnswerRow
from storage.report_tables import Cell, Entry
from storage.tables import table

answers, cells, entries = table(AnswerRow), table(Cell), table(Entry)


@dataclass(frozen=True)
class Answer:
    """A value given (see `scoring.questions`); `None` is "not known"."""

    value: Value | None
    approximate: bool = False
    flagged: bool = False
    note: str | None = None


_answers = Prepared(
    select(answers).where(answers.c.report_id == bindparam("key")).order_by(answers.c.code)
)
_cells = Prepared(select(cells).where(cells.c.report_id == bindparam("key")).order_by(cells.c.code))
"""In one order, whichever way a database reads them: what is said first follows from it."""


def given(db: Db, report_id: int) -> dict[str, Answer]:
    """The working copy: what has been answered so far, by indicator."""
    rows = _answers.all(db, {"key": report_id})
    return {
        row.code: Answer(valued(row.value, row.text), row.approximate, row.flagged, row.note)
        for row in rows
    }


def counted(db: Db, report_id: int) -> dict[str, Answer]:
    """The values of the last confirmation, by indicator: what the scores see."""
    rows = _cells.all(db, {"key": report_id})
    return {
        row.code: Answer(valued(row.value, row.text), False, row.flagged, row.note) for row in rows
    }


def valued(number: int | None, text: str | None) -> Value | None:
    """A value from its two columns: a number, words, or an id and its name."""
    if text is None:
        return number
    return text if number is None else Named(number, text)


def _columns(value: Value | None) -> dict[str, int | str | None]:
    if isinstance(value, Named):
        return {"value": value.id, "text": value.name}
    if isinstance(value, str):
        return {"value": None, "text": value}
    return {"value": value, "text": None}


def put(
    db: Db,
    report_id: int,
    code: str,
    answer: Answer,
    *,
    raw: str,
    person_id: int,
    now: datetime,
    edition: int,
    written_in: str | None = None,
) -> None:
    """Keep an answer in the working copy, and for ever in the history, with its words.

    `edition`: of the report, as this change makes it (`reports.touch`).
    """
    row = {
        "report_id": report_id,
        "code": code,
        **_columns(answer.value),
        "approximate": answer.approximate,
        "flagged": answer.flagged,
        "note": answer.note,
    }
    _putting.run(db, row)
    entry = {"report_id": report_id, "code": code, **_columns(answer.value), "raw": raw}
    by = {"person_id": person_id, "at": now, "edition": edition, "written_in": written_in}
    _entering.run(db, {**entry, **by})


def _put(dialect: str) -> Executable:
    statement = dialect_insert(dialect, answers)
    changed = {
        name: statement.excluded[name]
        for name in ("value", "text", "approximate", "flagged", "note")
    }
    return statement.on_conflict_do_update(index_elements=["report_id", "code"], set_=changed)


_putting, _entering = Prepared(_put), Prepared(insert(entries))


def written_in(db: Db, message: str, person_id: int) -> list[tuple[int, str]]:
    """The values a person gave in this message: (report, indicator), oldest first."""
    where = (entries.c.written_in == message) & (entries.c.person_id == person_id)
    found = select(entries.c.report_id, entries.c.code).where(where).order_by(entries.c.id)
    return list(dict.fromkeys((row.report_id, row.code) for row in db.execute(found)))


def forget(db: Db, report_id: int, codes: list[str]) -> None:
    """Take answers out of the working copy (questions that are no longer asked)."""
    where = (answers.c.report_id == report_id) & answers.c.code.in_(codes)
    db.execute(delete(answers).where(where))


def counts_already(db: Db, report_id: int, values: Mapping[str, Answer]) -> bool:
    """Whether these values are what counts: confirming them would change nothing."""
    exact = {code: replace(answer, approximate=False) for code, answer in values.items()}
    return exact == counted(db, report_id)


def freeze(db: Db, report_id: int) -> None:
    """The working copy counts from now on."""
    _melt.run(db, {"key": report_id})
    _freeze.run(db, {"key": report_id})


_COPIED = ("report_id", "code", "value", "text", "flagged", "note")
_mine = answers.c.report_id == bindparam("key")
_melt = Prepared(delete(cells).where(cells.c.report_id == bindparam("key")))
_freeze = Prepared(
    insert(cells).from_select(_COPIED, select(*(answers.c[n] for n in _COPIED)).where(_mine))
)


def revert(db: Db, report_id: int) -> None:
    """Back to what last counted, or to nothing."""
    db.execute(delete(answers).where(answers.c.report_id == report_id))
    copied = select(*(cells.c[name] for name in _COPIED)).where(cells.c.report_id == report_id)
    db.execute(insert(answers).from_select(_COPIED, copied, include_defaults=True))
