"""Rows of a movement's TOML file: kinds of units, lists, cards, grades."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator

Text = Annotated[str, Field(min_length=1)]
Exact = Annotated[
    Decimal, BeforeValidator(lambda v: Decimal(str(v)) if type(v) in (int, float) else v)
]
"""A decimal as it is written: 0.1 is one tenth, no binary fraction."""
Role = Literal["head", "officer", "office"]
"""Who reports or checks; what each may do stands in one table (`handlers.rights`)."""


class Row(BaseModel):
    """A table of the file; unknown keys are mistakes."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Level(Row):
    """A kind of unit: who reports for it, who checks that, and in which kinds it lies.

    `over`: the kind whose figures are summed for it, where it is ranked by them.
    """

    code: Text
    name: Text
    within: tuple[str, ...] = ()
    over: str | None = None
    reporter: Role | None = None
    verifier: Role | None = None


class Register(Row):
    """What the rules of a level's forms may look at beside the report: `register_<code>`.

    `latest`: the last value of `of`; `left`: this year's `of` less this year's `less`, of earlier
    periods; `units_left`: the active units of `below`, less this year's `of`.
    """

    code: Text
    level: Text
    kind: Literal["latest", "left", "units_left"]
    of: Text
    less: str | None = None
    below: str | None = None


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
    """A card; `set_by`: who decided on its weights and targets; else they are our defaults."""

    code: Text
    set_by: Text | None = None
    item: list[Item]


class Tie(Row):
    """What decides between equal points."""

    measure: Text
    better: Literal["higher", "lower"]


class League(Row):
    """A list: units of a level, by a card, inside scopes (the nearest first)."""

    code: Text
    name: Text
    level: Text
    card: Text
    inside: Annotated[list[Text], Field(max_length=4)]
    ties: Annotated[tuple[Tie, ...], Field(max_length=5)] = ()
    minimum_share: Annotated[int, Field(ge=0, le=100)]
    weighted_by: str | None = None
    size: str | None = None
    classes: tuple[tuple[int, int], ...] = ()
    named: Annotated[str, Field(pattern=r"^(1|[1-9][0-9]?/[1-9][0-9]?)$")] = "1"

    @field_validator("named")
    @classmethod
    def _share(cls, said: str) -> str:
        if Fraction(said) > 1:
            raise ValueError(f"{said} is more than all of them")
        return said


class Ballot(Row):
    """What people judge where nothing is counted: see `scoring.ballots.Ballot`."""

    code: Text
    name: Text
    level: Text
    judge: Literal["council"]
    measures: Annotated[tuple[Text, ...], Field(min_length=1, max_length=10)]
    most: Annotated[int, Field(ge=1, le=100)] = 10
    lock: tuple[int, int]


class Ground(Row):
    """A ground on which a unit of these levels may not be proposed (none named: all in a list).

    `decided_by`: who sets it by hand, or decides what was computed. `when`: any of these
    conditions on the unit's measures; `since`: from this day after the year that is judged.
    `always`: it holds of the levels themselves. `conclusion`: only after a written one.
    `confirm`: whether it counts only once it is confirmed. `answer_days`: so long before that the
    unit alone has the word.
    """

    code: Text
    name: Text
    basis: Text
    levels: tuple[str, ...] = ()
    decided_by: Literal["office", "council"]
    when: tuple[Text, ...] = ()
    since: tuple[int, int] | None = None
    always: bool = False
    conclusion: bool = False
    confirm: bool = True
    answer_days: Annotated[int, Field(ge=0, le=60)] = 3

    @property
    def by_hand(self) -> bool:
        """Whether a person sets it."""
        return not self.when and not self.always


class Band(Row):
    """A grade."""

    grade: Text
    name: Text
    least: Annotated[Exact, Field(decimal_places=2)]
    factor: Exact


class GradePart(Row):
    """A part of our own grade."""

    indicator: Text
    points: int
    full_at: Exact
    zero_at: Exact
