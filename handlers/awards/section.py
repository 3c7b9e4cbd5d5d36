"""A part of the page that `/awards` opens: what concerns a reader, and what can be done now."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from handlers.engine.turn import Choice, Outcome, Turn
from scoring.award import Award
from scoring.duties import year_under_review
from scoring.movement import Movement

COMMAND = "/awards"


@dataclass(frozen=True)
class Section:
    """Lines, and rows of buttons under the whole page."""

    lines: Sequence[Markup]
    rows: Sequence[tuple[Choice, ...]] = ()


@dataclass(frozen=True)
class Room:
    """What a part answers for: words behind the command, and its sections of the first page."""

    words: dict[str, Callable[[Turn, str], Outcome]]
    home: Callable[[Turn], Sequence[Section]]


@dataclass(frozen=True)
class Season:
    """The movement whose award it is by the rules of the year, the award, the year."""

    movement: Movement
    award: Award
    year: int


def season(turn: Turn) -> Season | None:
    """The award that concerns the writer, of the year that is reviewed now or next."""
    year = year_under_review(turn.today)
    for one in turn.concerned:
        rules = one.in_year(year)
        if rules.award is not None and year >= rules.first_year:
            turn.turn_to(one)
            return Season(rules, rules.award, year)
    return None
