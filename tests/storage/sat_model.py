"""What should be so in a sitting, whatever was done."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Model:
    """What should be so."""

    members: list[str]
    phase: str = "none"
    own: dict[str, set[int]] = field(default_factory=dict)
    there: dict[str, bool | None] = field(default_factory=dict)
    out: dict[str, set[int]] = field(default_factory=dict)
    votes: dict[str, dict[int, str]] = field(default_factory=dict)
    written: set[str] = field(default_factory=set)
    codes: set[str] = field(default_factory=set)
    elected: int = 0
    places: int = 0

    @property
    def least(self) -> int:
        return -(-len(self.members) * 2 // 3)

    @property
    def present(self) -> list[str]:
        return [one for one in self.members if self.there.get(one)]
