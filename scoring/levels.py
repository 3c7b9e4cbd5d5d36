"""Levels: the kinds of units that a movement knows, and the lists in which they are ranked."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil

SCOPES = 4
"""Kinds of scopes that a list may have at most."""


@dataclass(frozen=True)
class Level:
    """A kind of unit; `within`: the kinds in which it lies, the nearest first.

    `over`: the kind whose measures are summed for it; `reporter`, `verifier`: roles.
    """

    code: str
    name: str
    within: tuple[str, ...]
    over: str | None
    reporter: str | None
    verifier: str | None


@dataclass(frozen=True)
class Check:
    """Who checks the reports of a level: whoever holds `role` in a unit above.

    `after`: only where somebody with this role has had a hand in it, for nobody checks themselves.
    `forms`: only these, where another movement asks the same level too.
    """

    level: str
    role: str
    after: str | None = None
    forms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Register:
    """What a rule may look at beside a report of a level (`register_<code>`), from earlier ones.

    `kind`: `latest` value of `of`; what is `left` of the year's `of` less `less`; `units_left`:
    the active units of the level `below`, less the year's `of`.
    """

    code: str
    level: str
    kind: str
    of: str
    less: str | None
    below: str | None


@dataclass(frozen=True)
class Tie:
    """A measure that decides between equal points; `sign` is -1 where less is better."""

    measure: str
    sign: int


@dataclass(frozen=True)
class League:
    """A list: which level is ranked, by which card, inside which kinds of scope.

    `key`: its name among the lists of all movements.

    `minimum_share`: of the reports that were due, in percent; with fewer there is no place (DQ5).
    `weighted_by`: the measure by which a mean of its scores is weighted, for information.
    `classes`: from-to of the measure `size`; each is ranked apart. Without any, all together.
    `named`: the share of the ranked, from the first on, that those see by name who see of the
    others only how many are in which band.
    """

    key: str
    code: str
    name: str
    level: str
    card: str
    inside: tuple[str, ...]
    ties: tuple[Tie, ...]
    minimum_share: int
    weighted_by: str | None = None
    size: str | None = None
    classes: tuple[tuple[int, int], ...] = ()
    named: Fraction = Fraction(1)

    def named_of(self, ranked: int) -> int:
        """The last place that everybody sees by name, of so many."""
        return ceil(self.named * ranked)

    @property
    def widest(self) -> str:
        """The kind of scope that holds the whole list."""
        return self.inside[-1] if self.inside else self.level

    def class_of(self, size: int | None) -> int:
        """The number of the class of a unit of this size, from 1; 0 if it is in none."""
        numbered = enumerate(self.classes, 1)
        return next((n for n, (a, b) in numbered if size is not None and a <= size <= b), 0)

    @property
    def sizes(self) -> tuple[int, ...]:
        """The numbers of all classes, that of those in none last; (0,) where there are none."""
        return (*range(1, len(self.classes) + 1), 0)
