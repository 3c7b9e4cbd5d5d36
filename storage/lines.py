"""A line of the standings, and how complete they are."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """A line of the standings; `place` is None where there are not enough reports.

    `commune`: the name of the unit in which it lies, called so in what was published before.
    `under_review`: official figures of which a correction waits to be checked.
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
    under_review: bool


@dataclass(frozen=True)
class Coverage:
    """How many of the active units in scope have any figures."""

    reported: int
    active: int
