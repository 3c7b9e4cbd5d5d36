"""What an answer says, whatever its kind."""

from __future__ import annotations

from dataclasses import dataclass

from scoring.questions import Value


@dataclass(frozen=True)
class Heard:
    """A value, or the `readings` between which it is open; without either nothing fits.

    `doubtful`: it says something of the kind, and nobody knows what.
    """

    value: Value | None = None
    readings: tuple[Value, ...] = ()
    approximate: bool = False
    doubtful: bool = False

    @property
    def fits(self) -> bool:
        """Whether it says what the answer is, or may be."""
        return self.value is not None or bool(self.readings)
