"""A share that has to be reached, or exceeded: a quorum, a majority; exact."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

_WRITTEN = re.compile(r"(>?)(?:(\d{1,3})/(\d{1,3})|(\d{1,3})%|all)", re.ASCII)


@dataclass(frozen=True)
class Share:
    """So much of the whole; `above`: it has to be more than that."""

    part: Fraction
    above: bool = False

    def __post_init__(self) -> None:
        if not 0 < self.part <= 1 or (self.above and self.part == 1):
            raise ValueError(f"{self.part} can never be reached, or always is")

    @classmethod
    def read(cls, said: str) -> Share:
        """As a movement's file has it: ">1/2", "2/3", "80%", "all". ValueError for anything
        else.
        """
        match = _WRITTEN.fullmatch(said)
        if match is None or (match[3] and not int(match[3])):
            raise ValueError(f"{said!r} is no share: >1/2, 2/3, 80%, all")
        above, over, under, percent = match.groups()
        part = Fraction(int(over), int(under)) if over else Fraction(int(percent or 100), 100)
        return cls(part, bool(above))

    def least(self, whole: int) -> int:
        """The smallest number that is enough of so many; of nobody one would be needed."""
        exact = self.part * whole
        return max(1, floor(exact) + 1 if self.above else ceil(exact))

    def reached(self, number: int, whole: int) -> bool:
        """Whether a number is enough of so many; of nobody nothing ever is."""
        return whole > 0 and number >= self.least(whole)


TWO_THIRDS = Share(Fraction(2, 3))
MAJORITY = Share(Fraction(1, 2), above=True)
QUORUMS = ("1/2", "2/3", "80%", "all")
MAJORITIES = (">1/2", "2/3", "80%", "90%")
"""What is usually chosen, as it is written."""
