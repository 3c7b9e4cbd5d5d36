"""Periods as DHIS2 calls them: 202609, 2026Q3, 2026S2, 2026."""

from __future__ import annotations

from scoring.periods import Frequency, Period

TYPES: dict[Frequency, str] = {
    "monthly": "Monthly", "quarterly": "Quarterly", "halfyearly": "SixMonthly", "yearly": "Yearly",
}  # fmt: skip
"""The types of periods of data sets."""


def code(period: str) -> str:
    """The code of one of ours."""
    found = Period.parse(period)
    if found.frequency == "halfyearly":
        return f"{found.year:04}S{found.index}"
    return found.code.replace("-", "")
