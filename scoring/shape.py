"""The shape of a movement's TOML file."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from scoring.cards import DerivedKind
from scoring.periods import Frequency

Text = Annotated[str, Field(min_length=1)]
Exact = Annotated[Decimal, BeforeValidator(lambda v: str(v) if isinstance(v, int | float) else v)]
"""A decimal as it is written: 0.1 is one tenth, no binary fraction."""


class Row(BaseModel):
    """A table of the file; unknown keys are mistakes."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Rule(Row):
    """A rule and its sentence."""

    when: Text
    say: Text


class Indicator(Row):
    """A raw indicator."""

    code: Text
    family: Text
    unit: Literal["VND", "households", "count", "yesno", "points"]
    frequency: Frequency
    reporter: Literal["head", "officer", "office"]
    name: Text
    short: Text | None = None
    also: list[Text] = []
    question: Text
    example: int
    stock: bool = False
    hard: list[Rule] = []
    soft: list[Rule] = []
    explain: list[Rule] = []
    skip: str | None = None


class Form(Row):
    """A form and its days."""

    code: Text
    name: Text
    frequency: Frequency
    reporter: Literal["head", "officer", "office"]
    level: Literal["group", "commune"]
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
    unit: Literal["%", "factor", "count"]
    kind: DerivedKind
    of: str | None = None
    per: str | None = None
    cap: bool = False
    unless_zero: str | None = None
    both_zero: int = -100


class Item(Row):
    """An item of a card."""

    code: Text
    family: Text
    indicator: Text
    weight: Annotated[int, Field(gt=0)]
    full_at: Exact
    zero_at: Exact
    not_applicable: Literal["redistribute", "zero"]


class Card(Row):
    """A card."""

    code: Text
    level: Literal["group"]
    item: list[Item]


class Band(Row):
    """A grade."""

    grade: Text
    name: Text
    least: Exact
    factor: Exact


class GradePart(Row):
    """A part of our own grade."""

    indicator: Text
    points: int
    full_at: Exact
    zero_at: Exact


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
    minimum_share: int
    stock_months: int
    caps: Caps
    families: dict[str, Text]
    calendar: Calendar
    form: list[Form]
    indicator: list[Indicator]
    derived: list[Derived]
    card: list[Card]
    band: list[Band]
    grade_part: list[GradePart]
