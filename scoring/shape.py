"""The shape of a movement's TOML file."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from scoring import award_rows
from scoring.cards import DerivedKind, How
from scoring.periods import Frequency
from scoring.questions import BY_NAME
from scoring.rows import (
    Ballot,
    Band,
    Card,
    GradePart,
    Ground,
    League,
    Level,
    Register,
    Role,
    Row,
    Text,
)


class Rule(Row):
    """A rule and its sentence."""

    when: Text
    say: Text


class Choice(Row):
    """One of a list: the code that is kept, and what people read."""

    code: Text
    name: Text


class Indicator(Row):
    """A raw indicator; `level`: whose figure it is, where that is above those who are measured.

    `like_roster`: near enough to the households that the roster counts. `example`: of a
    number, `sample`: of words; `of`: the kind of the unit that is asked for.
    """

    code: Text
    family: Text
    unit: Literal[*BY_NAME]  # type: ignore[valid-type]
    frequency: Frequency
    reporter: Role
    level: str | None = None
    name: Text
    short: Text | None = None
    also: tuple[Text, ...] = ()
    question: Text
    example: int | None = None
    sample: Text | None = None
    choices: tuple[Choice, ...] = ()
    of: str | None = None
    stock: bool = False
    like_roster: bool = False
    hard: tuple[Rule, ...] = ()
    soft: tuple[Rule, ...] = ()
    explain: tuple[Rule, ...] = ()
    skip: str | None = None


class Form(Row):
    """A form and its days."""

    code: Text
    name: Text
    frequency: Frequency
    reporter: Role
    level: Text
    indicators: list[str]
    opens_before: int
    due: int
    lock: int
    last_due: int | None = None
    last_lock: int | None = None


class Derived(Row):
    """A derived indicator."""

    code: Text
    name: Text
    unit: Literal["%", "per_100", "factor", "count", "VND"]
    kind: DerivedKind
    of: str | None = None
    per: str | None = None
    cap: bool = False
    unless_zero: str | None = None
    both_zero: int = -100
    periods: tuple[int, ...] = ()
    per_units: str | None = None
    over: dict[str, How] = Field(default_factory=dict)
    counts: str | None = None
    grades: tuple[str, ...] = ()


class Calendar(Row):
    """Reminder days."""

    days_before: tuple[int, ...]
    hour: int
    dossier: tuple[int, int]
    dossier_days: tuple[tuple[int, int], ...]
    escalation: tuple[int, int]


class Caps(Row):
    """How many may be proposed."""

    collectives: int
    individuals: int


class File(Row):
    """The whole file."""

    code: Text
    name: Text
    first_year: int
    stock_months: int
    caps: Caps
    families: dict[str, Text]
    calendar: Calendar
    level: list[Level]
    registers: tuple[Register, ...] = Field(default=(), alias="register")
    form: list[Form]
    indicator: list[Indicator]
    derived: list[Derived]
    card: list[Card]
    league: list[League] = Field(alias="list")
    ballots: tuple[Ballot, ...] = Field(default=(), alias="ballot")
    grounds: tuple[Ground, ...] = Field(default=(), alias="disqualification")
    award: award_rows.Award | None = None
    nominee: tuple[award_rows.Nominee, ...] = ()
    piece: tuple[award_rows.Piece, ...] = ()
    legal_bases: tuple[award_rows.LegalBasis, ...] = Field(default=(), alias="legal_basis")
    salary: tuple[award_rows.Salary, ...] = ()
    band: tuple[Band, ...] = ()
    grade_part: tuple[GradePart, ...] = ()
