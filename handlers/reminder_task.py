"""A reminder as it is queued: what is still owed is looked at when it leaves.

One person gets one a day, whoever asks for it: the calendar, or the officer who looks at the board.
"""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel

KIND = "reminder"


class Duty(BaseModel):
    """A report by its unit, form and period."""

    unit: str
    form: str
    period: str


class Task(BaseModel):
    """What a reminder is about; whether it is still owed is decided when it leaves.

    `dossier` and `escalation`: the year whose dossier the office is reminded of, or shown the
    missing reports of. `asked`: whoever checks asked for it; it names all that is open then.
    """

    day: date
    duties: tuple[Duty, ...] = ()
    dossier: int | None = None
    escalation: int | None = None
    asked: bool = False


def key(person_id: int, day: date) -> str:
    """The one reminder of a person on a day."""
    return f"remind:{person_id}:{day.isoformat()}"
