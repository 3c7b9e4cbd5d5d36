"""A fault seeded into the built-in movement: what is changed, and how it has to be named."""

from __future__ import annotations

from dataclasses import dataclass

from scoring.loading import FOLDER

TEXT = (FOLDER / "tay-ninh.toml").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Seed:
    """`right` becomes `wrong` once; without `right`, `wrong` is put at the end.

    `alone`: it hides other faults, as it leaves nothing (or not the one card, list) to check.
    """

    right: str
    wrong: str
    place: str
    says: str
    alone: bool = False

    def sown(self, text: str) -> str:
        """The text with the fault in it."""
        if not self.right:
            return f"{text}\n{self.wrong}\n"
        assert self.right in text, f"{self.right!r} is not in the file"
        return text.replace(self.right, self.wrong, 1)

    def fits(self, text: str) -> bool:
        """Whether it can still be sown beside others."""
        return not self.alone and self.right in text
