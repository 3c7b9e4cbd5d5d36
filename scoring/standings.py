"""A standing: worked out or published, one value; whoever renders it asks nothing again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Literal

Basis = Literal["provisional", "official"]


@dataclass(frozen=True)
class Line:
    """A line of the standings; `place` is None where there are not enough reports.

    `total`: nanopoints (10**-9). `commune`: the name of the unit in which it lies, called so in
    what was published before. `under_review`: official figures of which a correction waits to be
    checked. `size`: the number of its class of size, in which its place is. `barred`: the grounds
    on which it may not be proposed. `ties`: what decides between equal points; `scopes`: the codes
    of the units in which it is ranked, the nearest first: both where the whole table is.
    """

    place: int | None
    code: str
    name: str
    total: int
    reported: int
    required: int
    standing: str
    unit_id: int
    commune: str
    under_review: bool = False
    size: int = 0
    barred: tuple[str, ...] = ()
    ties: tuple[int, ...] = ()
    scopes: tuple[str, ...] = ()

    @property
    def points(self) -> Fraction:
        """The points, exact."""
        return Fraction(self.total, 10**9)


@dataclass(frozen=True)
class Coverage:
    """How many of the active units in scope have any figures."""

    reported: int
    active: int


@dataclass(frozen=True)
class Scope:
    """The unit whose table it is, as it was called then."""

    kind: str
    code: str
    name: str


@dataclass(frozen=True)
class Standings:
    """A list of a movement in a scope, of a year, on a basis, as of a moment (UTC).

    `list`: its code; `digest`: SHA-256 of the rules by which it was worked out. `lines`: all of
    them, or a page of which `more` follows. `barred`: grounds that hold for every unit of the kind.
    `mean`: of the points below the scope in nanopoints, for information. `number`: of the
    publication; None where it is as of now and nobody was sent it. `version`: above 1 it `corrects`
    the publication of that number.
    """

    movement: str
    list: str
    level: str
    scope: Scope
    year: int
    basis: Basis
    as_of: datetime
    digest: str
    coverage: Coverage
    lines: tuple[Line, ...] = ()
    more: bool = False
    barred: tuple[str, ...] = ()
    mean: int | None = None
    number: int | None = None
    version: int = 1
    corrects: int | None = None

    @property
    def anybody_barred(self) -> bool:
        """Whether any line shows a unit that may not be proposed."""
        return any(line.barred for line in self.lines)

    @property
    def shares(self) -> bool:
        """Whether a place is shared: equal in points and in every tie (criteria, section 8)."""
        places = [(line.size, line.place) for line in self.lines if line.place is not None]
        return len(set(places)) < len(places)
