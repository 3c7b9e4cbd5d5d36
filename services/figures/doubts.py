"""What the movement's rules say of imported figures: refused, or doubted as a head would be asked.

A file whose amounts are in millions passes every check of a single cell. So the rules that guard
what is typed guard what is imported too, beside what the roster and the period before say.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from scoring.movement import Finding, Known, Movement
from scoring.periods import Period
from storage.engine import Db
from storage.history import of_period

Word = Callable[[Finding], str]
"""Says what a rule of the movement found, in the operator's language."""


@dataclass(frozen=True)
class Doubt:
    """A figure that a rule doubts; `rule` is the same for all that the same rule doubts."""

    number: int
    unit: str
    code: str
    period: str
    rule: str
    text: str


class Rules:
    """Judges rows one by one; what was stored before is read once for each period."""

    def __init__(self, db: Db, movement: Movement, word: Word) -> None:
        self._db, self._movement, self._word = db, movement, word
        self._near = [one.code for one in movement.indicators.values() if one.like_roster]
        self._stored: dict[str, dict[int, dict[str, int]]] = {}
        self.refused: list[str] = []
        self.doubts: list[Doubt] = []

    def judge(
        self,
        number: int,
        unit_id: int,
        unit: str,
        households: int | None,
        values: Mapping[tuple[str, str], int],
    ) -> None:
        """What the rules say of one row; `values` by indicator and period."""
        for period in sorted({period for _, period in values}):
            given = {code: value for (code, at), value in values.items() if at == period}
            together = self._figures(unit_id, period) | given
            known = self._known(unit_id, period, together, households)
            for code, value in together.items():
                for finding in self._movement.indicators[code].check(value, known):
                    said = self._word(finding)
                    if finding.kind == "refuse":
                        self.refused.append(f"row {number}, {code}: {said}")
                    elif finding.kind == "confirm" and code in given:
                        doubt = Doubt(number, unit, code, period, finding.say, f"{value}: {said}")
                        self.doubts.append(doubt)

    def _known(
        self, unit_id: int, period: str, together: Mapping[str, int], households: int | None
    ) -> Known:
        roster = {} if households is None else {"households": households}
        near = {} if households is None else dict.fromkeys(self._near, households)
        before = Period.parse(period).previous().code
        last = self._figures(unit_id, before)
        return Known(values={**near, **together}, last=last, figures={}, register=roster)

    def _figures(self, unit_id: int, period: str) -> dict[str, int]:
        if period not in self._stored:
            self._stored[period] = of_period(self._db, self._movement.code, period)
        return self._stored[period].get(unit_id, {})
