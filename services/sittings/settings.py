"""What the Council decides by: frozen with a sitting."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from scoring.award_rows import Vote
from scoring.votes import Base, Over, Rules
from storage.sittings import Sitting

BASES: tuple[Base, ...] = ("entitled", "present", "valid")
OVERS: tuple[Over, ...] = ("refuse", "invalid")
Kind = Literal["ballot", "second", "chair"]


class Settings(BaseModel):
    """`quorum`, `passes`: shares as they are written ("2/3", ">1/2"); `places`: so many at most can
    be elected, of `most` in the whole year. `kind`: an ordinary sitting, a second ballot among the
    tied, or the chair's word.
    """

    model_config = ConfigDict(frozen=True)

    quorum: str
    base: Base
    passes: str
    written: bool
    shrinks: bool
    over: Over = "refuse"
    places: int = 0
    most: int = 0
    kind: Kind = "ballot"

    @classmethod
    def usual(cls, vote: Vote) -> Settings:
        """As the movement's file has them."""
        return cls(quorum=vote.quorum, base=vote.base, passes=vote.passes, written=vote.written,
                   shrinks=vote.shrinks, over=vote.over)  # fmt: skip

    @property
    def rules(self) -> Rules:
        """For whoever counts."""
        return Rules.read(self.quorum, self.passes, base=self.base, written=self.written,
                          shrinks=self.shrinks, over=self.over)  # fmt: skip


def of(sitting: Sitting) -> Settings:
    """Those of a sitting."""
    return Settings.model_validate_json(sitting.settings)
