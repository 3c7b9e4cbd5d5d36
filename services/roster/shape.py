"""The shape of an organisation file: what stands in a row, before rows are compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    AliasChoices,
    BaseModel,
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
)

from locales.translator import languages
from storage.phones import read

Role = Literal["group_head", "commune_officer", "transaction_office", "council_member", "admin"]


_UNSEEN = re.compile(
    "[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
"""What turns the direction of a line, or makes two names look the same."""


def _clean(text: str) -> str:
    """One spelling (NFC) and single spaces; control characters break terminals and PostgreSQL."""
    text = " ".join(unicodedata.normalize("NFC", text).split())
    if any(unicodedata.category(c) in {"Cc", "Cs"} for c in text):
        raise ValueError("contains a control character")
    if unseen := _UNSEEN.search(text):
        raise ValueError(f"contains an invisible character (U+{ord(unseen[0]):04X})")
    if not text:
        raise ValueError("is empty")
    return text


def _language(code: str) -> str:
    if code not in languages():
        raise ValueError(f"no language {code!r}, only {', '.join(languages())}")
    return code


Name = Annotated[str, Field(max_length=200), AfterValidator(_clean)]
Code = Annotated[str, Field(max_length=40), AfterValidator(_clean)]
Phone = Annotated[str, Field(max_length=40), AfterValidator(_clean), AfterValidator(read)]
Language = Annotated[str, AfterValidator(_language)]
Month = Annotated[str, Field(pattern=r"^20[0-9]{2}-(0[1-9]|1[0-2])$")]


class Row(BaseModel):
    """A row of the file; keys that we do not know are left to whoever put them there."""

    model_config = ConfigDict(frozen=True, extra="ignore", coerce_numbers_to_str=True)


class Province(Row):
    """The root of the tree."""

    code: Code
    name: Name


class Council(Row):
    """Who sits on it: ids of people."""

    members: tuple[Code, ...] = ()


class Branch(Row):
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


class Office(Dated):
    """A transaction office."""

    id: Code
    name: Name


class Commune(Dated):
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


class Person(Row):
    """Somebody on the roster; `locale` is only a first guess, people choose for themselves."""

    id: Code
    name: Name
    role: Role
    unit: Code
    phone: Phone | None = None
    locale: Language | None = None


class Unit(Dated):
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


class Member(Held):
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
