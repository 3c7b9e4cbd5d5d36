"""Which kinds of units lie in which: what the movement's levels say, worked out once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from scoring.levels import Level


@dataclass(frozen=True)
class Tree:
    """The kinds of a movement's units by what they lie in; an unknown kind lies in nothing."""

    levels: Mapping[str, Level]

    def above(self, kind: str) -> tuple[str, ...]:
        """All kinds in which one lies, the nearest first."""
        return self._above.get(kind, ())

    def below(self, kind: str) -> tuple[str, ...]:
        """All kinds that lie in one, the lowest first."""
        return self._below.get(kind, ())

    def parent(self, kind: str) -> str | None:
        """The kind directly above, to which a unit is counted first."""
        level = self.levels.get(kind)
        return level.within[0] if level and level.within else None

    def directly(self, kind: str, above: str) -> bool:
        """Whether one kind lies in another with none between them."""
        level = self.levels.get(kind)
        return level is not None and above in level.within

    @cached_property
    def lowest(self) -> str:
        """The kind of those who report at the bottom; of all units, where nobody reports."""
        reporting = [code for code in self._upwards if self.levels[code].reporter]
        return (reporting or self._upwards)[0]

    @cached_property
    def _above(self) -> Mapping[str, tuple[str, ...]]:
        return {code: self._found(code) for code in self.levels}

    def _found(self, kind: str) -> tuple[str, ...]:
        found: dict[str, None] = {}
        nearest = list(self.levels[kind].within)
        while nearest:
            found |= dict.fromkeys(nearest)
            nearest = [up for one in nearest for up in self.levels[one].within if up not in found]
        return tuple(found)

    @cached_property
    def _below(self) -> Mapping[str, tuple[str, ...]]:
        return {
            code: tuple(one for one in self._upwards if code in self._above[one])
            for code in self.levels
        }

    @cached_property
    def _upwards(self) -> tuple[str, ...]:
        """All kinds, the lowest first; those of a height as the file has them."""
        return tuple(sorted(self.levels, key=lambda code: -self._height(code)))

    def _height(self, kind: str) -> int:
        within = self.levels[kind].within
        return 1 + max(map(self._height, within), default=0)
