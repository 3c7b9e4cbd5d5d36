"""Kinds of questions: what an answer is, what may be done with it, what cannot be one.

How an answer is read and written stands in `locales` under a kind's name, how it is asked in
`handlers.asking.kinds`; a kind is a row here and one there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

LONGEST_TEXT = 500
"""Characters of an answer in words."""
_MOST = 10**18 - 1
"""64 bits hold it, and no group's loans come near."""


class Named(NamedTuple):
    """A unit or a person: the id, and the name at the time at which it was answered."""

    id: int
    name: str


Value = int | str | Named
"""An answer. Numbers: VND, counts, yes = 1, points and % in hundredths, a day as its ordinal;
words, or the code of a choice; a unit or a person."""


@dataclass(frozen=True)
class Kind:
    """A kind of question; `name` is what a movement's file calls the unit of its answers.

    `reading`: how words are read as one (`locales.reading`). `of`: a quantity, a truth, a day,
    words, or somebody or something that is named. `most`: the largest number; `summed`: whether a
    sum over units says something; `hundredths`: whether it is kept in them.
    """

    name: str
    reading: str
    of: Literal["quantity", "truth", "day", "words", "named"] = "quantity"
    most: int = _MOST
    summed: bool = False
    hundredths: bool = False

    @property
    def compared(self) -> bool:
        """Whether rules may look at it."""
        return self.of in ("quantity", "truth", "day")

    @property
    def measured(self) -> bool:
        """Whether a measure, and so a card, may be made of it; a line of figures holds these."""
        return self.of in ("quantity", "truth")

    def holds(self, value: Value) -> bool:
        """Whether a value can be an answer of this kind."""
        if self.of == "named":
            return isinstance(value, Named)
        if self.of == "words":
            return isinstance(value, str) and 0 < len(value) <= LONGEST_TEXT
        return isinstance(value, int) and 0 <= value <= self.most


KINDS = (
    Kind("VND", "amount", summed=True),
    Kind("households", "count", summed=True),
    Kind("count", "count", summed=True),
    Kind("%", "percent", hundredths=True),
    Kind("points", "points", most=10_000, hundredths=True),
    Kind("yesno", "yesno", "truth", most=1),
    Kind("date", "date", "day"),
    Kind("choice", "choice", "words"),
    Kind("text", "text", "words"),
    Kind("unit", "unit", "named"),
    Kind("person", "person", "named"),
)
"""Every kind there is. A picture is none: a channel's id of one shows it to nobody elsewhere."""

BY_NAME: Mapping[str, Kind] = {kind.name: kind for kind in KINDS}


def token(value: Value) -> str:
    """A value as a button says it."""
    return str(value.id) if isinstance(value, Named) else str(value)


def numbers(values: Mapping[str, Value | None]) -> dict[str, int]:
    """Those values with which one can reckon; "not known" is none."""
    return {code: value for code, value in values.items() if isinstance(value, int)}
