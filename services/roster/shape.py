"""The shape of an organisation file: what stands in a row, before rows are compared."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

from pydantic import AliasChoices, Field, StrictBool, StrictInt

from services.roster.about import AboutPerson, AboutUnit
from services.roster.cells import Code, Language, Month, Name, Phone, Row

Role = Literal[
    "group_head", "commune_officer", "transaction_office", "council_member", "secretary", "admin"
]


class Province(Row):
    """The root of the tree."""

    code: Code
    name: Name


class Council(Row):
    """Who sits on it: ids of people."""

    members: tuple[Code, ...] = ()


class Branch(AboutUnit):
    """The provincial branch and its council."""

    id: Code
    name: Name
    council: Council = Council()


class Union(Row):
    """One of the organisations to which groups are entrusted, with the bank's code."""

    code: Code
    vi: Name | None = None


class Dated(Row):
    """`effective_from`: since when the row is so; `merged_into`: the unit in which it ended."""

    effective_from: date | None = None
    merged_into: Code | None = None


class Office(Dated, AboutUnit):
    """A transaction office."""

    id: Code
    name: Name


class Commune(Dated, AboutUnit):
    """A commune or ward; `reports_from` is the first month asked of it."""

    code: Code
    name: Name
    transaction_office: Code
    transaction_day: Annotated[StrictInt, Field(ge=1, le=31)] | None = None
    officer: Code | None = None
    reports_from: Month | None = None


class Group(Dated):
    """A savings-and-loan group."""

    id: Code
    name: Name
    commune: Code
    transaction_office: Code | None = None
    union: Code
    union_code: Code | None = None
    head: Code | None = None
    households: Annotated[StrictInt, Field(ge=0, le=10_000)] | None = None
    active: StrictBool = True
    reports_from: Month | None = None


class Person(AboutPerson):
    """Somebody on the roster; `locale` is only a first guess, people choose for themselves."""

    id: Code
    name: Name
    role: Role
    unit: Code
    phone: Phone | None = None
    locale: Language | None = None


class Unit(Dated, AboutUnit):
    """A unit of any kind, in the general shape; a kind's code names what it lies in, too."""

    code: Code
    kind: Code
    name: Name
    parent: Code | None = None
    parents: tuple[Code, ...] = ()
    households: Annotated[StrictInt, Field(ge=0, le=10_000)] | None = None
    transaction_day: Annotated[StrictInt, Field(ge=1, le=31)] | None = None
    active: StrictBool = True
    reports_from: Month | None = None


class Held(Row):
    """A role in a unit."""

    role: Code | None = None
    unit: Code | None = None


class Member(Held, AboutPerson):
    """Somebody on the roster, in the general shape: with one role, or several."""

    code: Code = Field(validation_alias=AliasChoices("code", "id"))
    name: Name | None = None
    phone: Phone | None = None
    language: Language | None = Field(
        default=None, validation_alias=AliasChoices("language", "locale")
    )
    roles: tuple[Held, ...] = ()
    active: StrictBool = True

    def held(self) -> Iterator[tuple[str, str | None, str | None]]:
        """The roles: where in the row each stands, the role and the unit."""
        if self.role is not None or self.unit is not None:
            yield "", self.role, self.unit
        yield from ((f"roles[{n}].", one.role, one.unit) for n, one in enumerate(self.roles))
