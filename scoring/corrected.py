"""Why a published table was corrected, and whether it has to be."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

from pydantic import BaseModel

from scoring.standings import Line


class Reason(BaseModel):
    """What changed afterwards, of which unit; `within`: the ids of it and of those above.

    `form`, `period`: of a report; `by`: the unit for which somebody accepted it.
    """

    kind: Literal["report", "figures", "roster", "eligibility"]
    unit: str
    within: tuple[int, ...]
    form: str | None = None
    period: str | None = None
    by: str | None = None


def differ(was: Iterable[Line], now: Iterable[Line]) -> bool:
    """Whether a table says something else: points, places, who is there, who may be proposed."""
    return _said(was) != _said(now)


def _said(lines: Iterable[Line]) -> dict[str, tuple[Any, ...]]:
    return {
        line.code: (line.place, line.total, line.standing, line.size, tuple(sorted(line.barred)))
        for line in lines
    }
