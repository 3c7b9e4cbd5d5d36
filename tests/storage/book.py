"""What was said and accepted, kept plainly beside the storage: for the calculator."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from tests.scoring.known_commune import QUARTERLY as COMMUNE_QUARTERLY
from tests.scoring.known_group import MONTHLY, QUARTERLY, Report


@dataclass
class Told:
    """A report as the book has it; `official`: what was accepted last."""

    came: date
    says: dict[str, int | None]
    status: str = "confirmed"
    official: dict[str, int | None] | None = None


OF_GROUP = {"month": ("head-month", MONTHLY), "quarter": ("head-quarter", QUARTERLY)}
OF_COMMUNE = {"quarter": ("commune-quarter", COMMUNE_QUARTERLY)}
"""By kind of report: the form, and what it asks."""


@dataclass
class Book:
    """What is known of a group; of a commune what it has told itself.

    `lay`: in which commune it lay when the year ended, if it has moved since.
    """

    code: str
    commune: str
    since: tuple[int, int]
    skips: float
    told: dict[tuple[str, int], Told] = field(default_factory=dict)
    bank: dict[tuple[str, int], int] = field(default_factory=dict)
    opening: dict[str, int] = field(default_factory=dict)
    lay: str = ""
    forms: dict[str, tuple[str, tuple[str, ...]]] = field(default_factory=lambda: OF_GROUP)

    def counting(self, basis: str) -> tuple[Report, ...]:
        """The reports that count on a basis: accepted figures stay official while corrected."""
        found = []
        for (kind, n), told in self.told.items():
            says = told.official if basis == "official" else told.says
            if says is not None and (basis == "official" or told.status != "returned"):
                found.append(Report(kind, n, told.came, says))
        return tuple(found)

    @property
    def under_review(self) -> bool:
        """Whether a correction of something accepted waits."""
        return any(t.official is not None and t.status != "accepted" for t in self.told.values())
