"""What a stored value means: plain numbers, days, words, the names of units and people."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from scoring.indicators import Indicator
from scoring.live import Live
from scoring.movement import Movement
from scoring.questions import Kind

Meant = int | Decimal | date | str | None


def versions(movement: Movement) -> tuple[Movement, ...]:
    """A movement as its file has it, and as was decided for years, the last one behind."""
    return (movement, *(movement.years[year] for year in sorted(movement.years)))


class Meanings:
    """What values of forms and of the office mean in the movements that are installed."""

    def __init__(self, live: Live) -> None:
        self._live = live

    @cached_property
    def _of_movement(self) -> Mapping[str, Mapping[str, Indicator]]:
        return {
            one.code: {k: v for version in versions(one) for k, v in version.indicators.items()}
            for one in self._live.all
        }

    @cached_property
    def owners(self) -> Mapping[str, str]:
        """The movement of each form, by their codes."""
        return {form: one.code for one in self._live.all for version in versions(one)
                for form in version.forms}  # fmt: skip

    def kind(self, movement: str | None, code: str) -> Kind | None:
        """The kind of an indicator; None where no movement that is installed knows it."""
        found = self._of_movement.get(movement or "", {}).get(code)
        return None if found is None else found.kind

    def of_form(self, row: Any) -> Kind | None:
        """The kind of what a report of a form answers."""
        return self.kind(self.owners.get(row.form), row.code)


def meant(kind: Kind | None, value: int | None, text: str | None = None) -> Meant:
    """A value as a table has it: points and percent in whole ones, a day as one, words as words.

    Of a unit or a person it is the name that was given then.
    """
    if text is not None or value is None:
        return text
    if kind is not None and kind.hundredths:
        return Decimal(value).scaleb(-2)
    if kind is not None and kind.of == "day":
        return date.fromordinal(value)
    return value
