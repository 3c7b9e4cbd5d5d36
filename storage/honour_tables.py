"""The tables of what was awarded: decisions as they came back, honours of people and units."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import Index, text
from sqlmodel import SQLModel

from storage.columns import big, new_id, ref, words

VALID = text("cancelled_at IS NULL")
_GRANTED = text("nomination_id IS NOT NULL AND cancelled_at IS NULL")


class AwardDecision(SQLModel, table=True):
    """A decision on a movement's proposal: number, day, who signed it; the base salary then.

    What was entered wrongly is cancelled with a reason, and entered anew under the same number.
    """

    __tablename__: ClassVar[str] = "award_decisions"
    __table_args__ = (
        Index("award_decisions_number", "movement", "year", "number", unique=True,
              sqlite_where=VALID, postgresql_where=VALID),
    )  # fmt: skip
    id: int | None = new_id()
    movement: str
    year: int
    number: str
    day: date
    signer: str
    post: str
    salary: int = big()
    by_id: int = ref("people")
    at: datetime
    cancelled_at: datetime | None = None
    cancelled_for: str | None = words(null=True)
    cancelled_by: int | None = ref("people", null=True)


class Honour(SQLModel, table=True):
    """An honour of a person or a unit: by a decision here, or from earlier years (`source`).

    `sort`: by merit, or for one thing (thematic), which is no ground for a higher one (Decree
    152/2025, Article 4(3)). `achieved_from` to `achieved_to`: the time of the achievement, after
    which the next one counts (Article 33(7)). `money` in VND.
    """

    __tablename__: ClassVar[str] = "honours"
    __table_args__ = (
        Index("honours_nomination", "nomination_id", unique=True,
              sqlite_where=_GRANTED, postgresql_where=_GRANTED),
    )  # fmt: skip
    id: int | None = new_id()
    person_id: int | None = ref("people", null=True, index=True)
    unit_id: int | None = ref("units", null=True, index=True)
    form: str
    sort: str
    number: str
    day: date
    body: str
    year: int | None = None
    achieved_from: date | None = None
    achieved_to: date | None = None
    money: int | None = big(null=True)
    decision_id: int | None = ref("award_decisions", null=True, index=True)
    nomination_id: int | None = ref("nominations", null=True)
    source: str | None = words(null=True)
    cancelled_at: datetime | None = None
    cancelled_for: str | None = words(null=True)
    cancelled_by: int | None = ref("people", null=True)
