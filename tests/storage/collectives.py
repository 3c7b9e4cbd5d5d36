"""The communes and offices of a random season, as the calculator is given them."""

from __future__ import annotations

from datetime import date

from book import Book
from season import YEAR, Season

from tests.scoring.collective import Collective
from tests.scoring.known_commune import Commune

OFFICES = {"O1": ["C1"], "O2": ["C2", "C3"]}


def collectives(season: Season, basis: str, today: date) -> dict[str, Collective]:
    """By the unit's code."""
    groups = {
        code: [b for b in season.books if (b.lay or b.commune) == code] for code in season.communes
    }
    found = {code: ("commune", [code]) for code in groups}
    found |= {code: ("office", communes) for code, communes in OFFICES.items()}
    return {
        code: _collective(season, kind, {one: groups[one] for one in communes}, basis, today)
        for code, (kind, communes) in found.items()
    }


def _collective(
    season: Season, kind: str, communes: dict[str, list[Book]], basis: str, today: date
) -> Collective:
    groups = (season.by_hand(b, basis, today) for books in communes.values() for b in books)
    told = (
        Commune(YEAR, today, (YEAR, 1), season.communes[code].counting(basis), len(books))
        for code, books in communes.items()
    )
    own = Commune(YEAR, today, (YEAR - 1, 12), (), 0, yearly=False) if kind == "office" else None
    return Collective(kind, tuple(groups), tuple(told), own)
