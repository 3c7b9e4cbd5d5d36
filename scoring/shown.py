"""Points as people read them: in hundredths, so that what is shown adds up to the total shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from scoring.points import NANO, Score


@dataclass(frozen=True)
class Shown:
    """An item's points, and what is lost of its weight, in hundredths of a point."""

    points: int
    lost: int

    @property
    def weight(self) -> int:
        """What it counts for."""
        return self.points + self.lost


def shown(result: Score) -> Mapping[str, Shown]:
    """By the item's code. The points add up to the total as it is shown, all weights to 100."""
    total = hundredths(result)
    lost = [item.weight - item.points for item in result.items]
    points = share_out([item.points for item in result.items], total)
    losses = share_out(lost, round(sum(lost, result.total) * 100) - total)
    return {
        item.code: Shown(*pair)
        for item, pair in zip(result.items, zip(points, losses, strict=True), strict=True)
    }


def hundredths(result: Score) -> int:
    """The total as the standings write it."""
    return rounded(result.nano)


def rounded(total: int) -> int:
    """In hundredths, half up, of what is stored in units of 10^-9."""
    return int((Fraction(total, NANO) * 200 + 1) // 2)


def share_out(parts: list[Fraction], total: int) -> list[int]:
    """Hundredths that add up to `total`: cut off, then one more for the largest remainders.

    `total` is the parts' sum in hundredths, rounded either way: nothing stays nothing.
    """
    floors = [int(part * 100 // 1) for part in parts]
    missing = total - sum(floors)
    by_rest = sorted(range(len(parts)), key=lambda n: floors[n] - parts[n] * 100)
    more = set(by_rest[:missing])
    return [floor + (n in more) for n, floor in enumerate(floors)]
