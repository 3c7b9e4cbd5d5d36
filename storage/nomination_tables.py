"""The tables of who is proposed: nominations, holds, what was asked and chosen, objections."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import Index, text
from sqlmodel import SQLModel

from storage.columns import new_id, ref, words
from storage.partial import only

LIVE = text("live")
_LIVE_PERSON = text("live AND person_id IS NOT NULL")
_LIVE_COLLECTIVE = text("live AND person_id IS NULL")


class Nomination(SQLModel, table=True):
    """A collective (`unit_id` alone) or a person of a unit, proposed by an office for a year.

    `live`: not withdrawn; while it is, nobody is proposed a second time. `kind`: the code of the
    movement's file. `ground`: the reason in words. `elsewhere`: whether another movement proposes
    them for the same; None: not said.
    """

    __tablename__: ClassVar[str] = "nominations"
    __table_args__ = (
        Index("nominations_person", "movement", "year", "person_id", unique=True,
              sqlite_where=_LIVE_PERSON, postgresql_where=_LIVE_PERSON),
        Index("nominations_collective", "movement", "year", "unit_id", unique=True,
              sqlite_where=_LIVE_COLLECTIVE, postgresql_where=_LIVE_COLLECTIVE),
        Index("nominations_office", "office_id", "movement", "year"),
    )  # fmt: skip
    id: int | None = new_id()
    movement: str
    year: int
    office_id: int = ref("units")
    what: str
    unit_id: int = ref("units")
    person_id: int | None = ref("people", null=True, index=True)
    kind: str
    ground: str = words()
    elsewhere: bool | None = None
    by_id: int = ref("people")
    at: datetime
    withdrawn_at: datetime | None = None
    withdrawn_by: int | None = ref("people", null=True)
    live: bool = True


class Hold(SQLModel, table=True):
    """Not considered for the time being: a review, an inspection, a complaint is open.

    Of a unit or a person, in a movement's year; released again. It is no disqualification
    (Decree 152/2025, Article 4(4)).
    """

    __tablename__: ClassVar[str] = "holds"
    __table_args__ = (Index("holds_year", "movement", "year", "released_at"),)
    id: int | None = new_id()
    movement: str
    year: int
    unit_id: int | None = ref("units", null=True, index=True)
    person_id: int | None = ref("people", null=True, index=True)
    reason: str = words()
    since: date
    by_id: int = ref("people")
    at: datetime
    released_at: datetime | None = None
    released_by: int | None = ref("people", null=True)
    release: str | None = words(null=True)


class Absence(SQLModel, table=True):
    """Months (YYYY-MM, both included) in which a person was on maternity leave: they are excused
    (Decree 152/2025, Article 4(5)).
    """

    __tablename__: ClassVar[str] = "absences"
    id: int | None = new_id()
    person_id: int = ref("people", index=True)
    first: str
    last: str
    reason: str = words()
    by_id: int | None = ref("people", null=True)
    at: datetime


class NomineeQuestion(SQLModel, table=True):
    """A question of a member about a nominee, back to the office that proposes; its answer."""

    __tablename__: ClassVar[str] = "nominee_questions"
    id: int | None = new_id()
    nomination_id: int = ref("nominations", index=True)
    by_id: int = ref("people")
    at: datetime
    said: str = words()
    answer: str | None = words(null=True)
    answered_by: int | None = ref("people", null=True)
    answered_at: datetime | None = None


class Choice(SQLModel, table=True):
    """Whether a nominee goes to the vote (`chosen`), with a reason where the order says otherwise.

    Only ever added to; the last one of a nomination counts.
    """

    __tablename__: ClassVar[str] = "award_choices"
    id: int | None = new_id()
    nomination_id: int = ref("nominations", index=True)
    chosen: bool
    reason: str | None = words(null=True)
    by_id: int = ref("people")
    at: datetime


class Appraisal(SQLModel, table=True):
    """Points of an item of a unit's card as the appraiser sees them, with the reason.

    Only ever added to; the last one counts. `points`: a fraction as text; None: as worked out.
    """

    __tablename__: ClassVar[str] = "appraisals"
    __table_args__ = (Index("appraisals_unit", "unit_id", "movement", "year"),)
    id: int | None = new_id()
    movement: str
    year: int
    unit_id: int = ref("units")
    item: str
    points: str | None = None
    reason: str = words()
    by_id: int = ref("people")
    at: datetime


class Objection(SQLModel, table=True):
    """What a unit holds against a result, within the days for it; and the answer."""

    __tablename__: ClassVar[str] = "objections"
    __table_args__ = (only("objections_open", "movement", "year", "id",
                           where=text("answered_at IS NULL")),)  # fmt: skip
    id: int | None = new_id()
    movement: str
    year: int
    unit_id: int = ref("units", index=True)
    nomination_id: int | None = ref("nominations", null=True)
    by_id: int = ref("people")
    at: datetime
    said: str = words()
    answer: str | None = words(null=True)
    answered_by: int | None = ref("people", null=True)
    answered_at: datetime | None = None
