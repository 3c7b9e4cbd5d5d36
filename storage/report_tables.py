"""The tables of reports, figures and scores."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.columns import BIG, big, new_id, ref, words


class Report(SQLModel, table=True):
    """One form of one unit for one period.

    draft -> confirmed -> accepted | returned -> confirmed …; `version` counts confirmations, and
    the first one decides lateness; `edition` counts every change of the working copy or status.
    """

    __tablename__: ClassVar[str] = "reports"
    __table_args__ = (UniqueConstraint("unit_id", "form", "period"),)
    id: int | None = new_id()
    unit_id: int = ref("units")
    form: str
    period: str
    status: str = Field(default="draft", index=True)
    version: int = 0
    edition: int = 0
    started_at: datetime
    first_confirmed_at: datetime | None = None
    confirmed_at: datetime | None = None
    confirmed_by: int | None = ref("people", null=True)
    verified_at: datetime | None = None
    verified_by: int | None = ref("people", null=True)
    reason: str | None = words(null=True)
    returned_code: str | None = None


class Answer(SQLModel, table=True):
    """The working copy: what has been answered so far; neither value nor text is "not known".

    Numbers stand in `value`, words in `text`; of a unit or a person the id and the name then.
    """

    __tablename__: ClassVar[str] = "answers"
    report_id: int = Field(primary_key=True, foreign_key="reports.id", sa_type=BIG)
    code: str = Field(primary_key=True)
    value: int | None = big(null=True)
    text: str | None = words(null=True)
    approximate: bool = False
    flagged: bool = False
    note: str | None = words(null=True)


class Entry(SQLModel, table=True):
    """History: every value ever given, by whom, when, in which words of which message.

    `edition`: of the report, which this value made (`None` in rows from before there were any).
    """

    __tablename__: ClassVar[str] = "entries"
    __table_args__ = (Index("entries_written_in", "written_in"),)
    id: int | None = new_id()
    report_id: int = ref("reports", index=True)
    code: str
    value: int | None = big(null=True)
    text: str | None = words(null=True)
    raw: str = words()
    person_id: int = ref("people")
    at: datetime
    written_in: str | None = None
    edition: int | None = None


class Event(SQLModel, table=True):
    """What happened to a report: confirmed, accepted, returned, discarded; with its words."""

    __tablename__: ClassVar[str] = "events"
    id: int | None = new_id()
    report_id: int = ref("reports", index=True)
    act: str
    version: int
    person_id: int = ref("people")
    at: datetime
    detail: str | None = words(null=True)
    edition: int | None = None


class Cell(SQLModel, table=True):
    """What counts: the values of the last confirmation; only these reach a score."""

    __tablename__: ClassVar[str] = "cells"
    report_id: int = Field(primary_key=True, foreign_key="reports.id", sa_type=BIG)
    code: str = Field(primary_key=True)
    value: int | None = big(null=True)
    text: str | None = words(null=True)
    flagged: bool = False
    note: str | None = words(null=True)


class AcceptedCell(SQLModel, table=True):
    """What counts officially while a correction of an accepted report waits to be checked."""

    __tablename__: ClassVar[str] = "accepted_cells"
    report_id: int = Field(primary_key=True, foreign_key="reports.id", sa_type=BIG)
    code: str = Field(primary_key=True)
    value: int | None = big(null=True)


class Figure(SQLModel, table=True):
    """The office's own figure of a unit, for a movement; of December also what opens the year."""

    __tablename__: ClassVar[str] = "figures"
    movement: str = Field(primary_key=True)
    unit_id: int = Field(primary_key=True, foreign_key="units.id", sa_type=BIG)
    code: str = Field(primary_key=True)
    period: str = Field(primary_key=True)
    value: int = big()
    imported_at: datetime


class Notice(SQLModel, table=True):
    """How often somebody hears of what came in to be checked, and when they last did."""

    __tablename__: ClassVar[str] = "notices"
    person_id: int = Field(primary_key=True, foreign_key="people.id", sa_type=BIG)
    frequency: str | None = None
    told_at: datetime | None = None


class News(SQLModel, table=True):
    """What somebody is still to be told of a report: `check` it, or it was `accepted`."""

    __tablename__: ClassVar[str] = "news"
    __table_args__ = (UniqueConstraint("kind", "person_id", "report_id"),)
    id: int | None = new_id()
    kind: str
    person_id: int = ref("people")
    report_id: int = ref("reports", index=True)
    version: int
    at: datetime
