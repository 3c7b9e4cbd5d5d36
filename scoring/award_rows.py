"""Rows of a movement's file about awards: who may be proposed, how, on which legal bases."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, field_validator

from scoring.placing import Weight
from scoring.rows import Exact, Row, Text
from scoring.shares import Share
from scoring.votes import Base

Of = Literal["collective", "person"]
DAY = "day"
"""In JSON, which knows no days, one is a table with this key; a text is none."""


def _day(said: Any) -> Any:
    written = said.get(DAY) if isinstance(said, dict) else None
    return said if written is None else date.fromisoformat(written)


Day = Annotated[date, BeforeValidator(_day)]


class Nominee(Row):
    """A kind of those who may be proposed.

    A unit is of it that the roster says so of, else whose level is one of `levels`; a person the
    roster says so of, else who holds one of `roles`. `direct`: they do the work themselves.
    `summary`: they write no report, the program writes half a page from the year's figures (Decree
    152/2025, Article 33(8)).
    """

    code: Text
    of: Of
    name: Text
    levels: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    direct: bool = False
    summary: bool = False


class Piece(Row):
    """A part of a unit's dossier: written by the program, or sent by those who owe it.

    `each`: one for the dossier, or one for each collective or person proposed. `several`: what
    comes later stands beside it, and not in its place. `explains`: where figures differ or reports
    are missing, it says why.
    """

    code: Text
    name: Text
    by: Literal["program", "sent"]
    each: Literal["dossier", "collective", "person"] = "dossier"
    optional: bool = False
    several: bool = False
    explains: bool = False


class LegalBasis(Row):
    """A legal basis, as long as it is in force: `since` a day, up to and without the day `until`.

    `cites`: in which papers it stands. `confirmed`: the Council has said that it is right.
    """

    code: Text
    kind: Text
    number: Text
    day: Day
    issuer: Text
    title: Text
    since: Day
    until: Day | None = None
    successor: str | None = None
    cites: tuple[str, ...] = ()
    confirmed: bool = False
    note: str | None = None


class Salary(Row):
    """The base salary since a day, by which the money of awards is worked out."""

    since: Day
    amount: Annotated[int, Field(ge=1)]
    decree: Text


class Places(Row):
    """How places for persons are allotted to the units that nominate: by a list's results."""

    list: Text
    scores: Literal["official", "provisional"] = "official"
    weight: Weight = "score"
    cap: Annotated[int, Field(ge=1)] | None = None


class Vote(Row):
    """How the Council votes; all of it is frozen with a sitting.

    `base`: of whom the yes votes are a share. `written`: opinions of the absent count. `shrinks`:
    who may not vote on a case is no part of its base. `over`: a ballot with more yes than places is
    refused when it is cast, or is invalid.
    """

    quorum: Text = "2/3"
    base: Base = "entitled"
    passes: Text = ">1/2"
    written: bool = True
    shrinks: bool = True
    over: Literal["refuse", "invalid"] = "refuse"

    @field_validator("quorum", "passes")
    @classmethod
    def _share(cls, said: str) -> str:
        Share.read(said)
        return said


class Money(Row):
    """How many base salaries go with an award; amounts are rounded up to whole `round_to`."""

    person: Exact
    collective: Exact
    round_to: Annotated[int, Field(ge=1)] = 10_000


class Award(Row):
    """What a year's best are proposed for, by whom, and how it is decided.

    `council`: the level at which the Council sits; `nominators`: the level whose units nominate.
    `least_points`: who has fewer is not on the shortlist. `women_share`: collectives with so many
    women in a hundred go first among equals. Days: for a unit's answer, for objections, and working
    days of the appraisal by the authority. `leaves`: month and day by which the request is to leave
    for it.
    """

    name: Text
    form: Text
    to: Text
    council: Text
    nominators: Text
    least_points: Exact
    women_share: Annotated[int, Field(ge=1, le=100)] = 70
    objection_days: Annotated[int, Field(ge=0, le=60)] = 3
    appraisal_days: Annotated[int, Field(ge=0, le=120)] = 25
    leaves: tuple[int, int] | None = None
    evening: Annotated[int, Field(ge=7, le=22)] = 19
    places: Places
    vote: Vote = Vote()
    money: Money
