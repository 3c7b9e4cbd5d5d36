"""A vote on one case: what came in, of how many it is a share, and whether that is enough.

Settings are the Council's (dossier, section 5); numbers of people are whole, shares exact.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass
from fractions import Fraction
from typing import Literal

from scoring.shares import MAJORITY, TWO_THIRDS, Share

Base = Literal["entitled", "present", "valid"]
Over = Literal["refuse", "invalid"]


@dataclass(frozen=True)
class Rules:
    """How a Council votes.

    `base`: of whom the yes votes are a share: of all who may vote on the case, of those of them who
    are there (or have written), or of the valid ballots. `written`: opinions of the absent count.
    `shrinks`: who may not vote on a case is no part of its base. `over`: a ballot with more yes
    than places is refused when it is cast, or is invalid as a whole.
    """

    quorum: Share = TWO_THIRDS
    base: Base = "entitled"
    passes: Share = MAJORITY
    written: bool = True
    shrinks: bool = True
    over: Over = "refuse"

    @classmethod
    def read(
        cls, quorum: str, passes: str, *, base: Base = "entitled",
        written: bool = True, shrinks: bool = True, over: Over = "refuse",
    ) -> Rules:  # fmt: skip
        """From shares as they are written; the other settings as they are."""
        return cls(Share.read(quorum), base, Share.read(passes), written, shrinks, over)


def needed(members: int, rules: Rules) -> int:
    """The smallest number of members with whom the Council can sit."""
    return rules.quorum.least(members)


def quorate(members: int, present: int, rules: Rules) -> bool:
    """Whether enough are there."""
    return rules.quorum.reached(present, members)


@dataclass(frozen=True)
class Votes:
    """Ballots on a case. A blank one is valid: it says neither yes nor no."""

    yes: int = 0
    no: int = 0
    blank: int = 0
    invalid: int = 0

    def __post_init__(self) -> None:
        if min(astuple(self)) < 0:
            raise ValueError("no fewer ballots than none")

    @property
    def valid(self) -> int:
        """How many can be read."""
        return self.yes + self.no + self.blank

    @property
    def given(self) -> int:
        """How many came in."""
        return self.valid + self.invalid


@dataclass(frozen=True)
class Electors:
    """Who could vote on a case. `recused`: members who may not; of these `recused_present` are
    there.
    """

    members: int
    present: int
    recused: int = 0
    recused_present: int = 0

    def __post_init__(self) -> None:
        absent = self.members - self.present
        recused_absent = self.recused - self.recused_present
        if not 0 <= self.recused_present <= self.present or not 0 <= recused_absent <= absent:
            raise ValueError("more of a part than of the whole")

    @property
    def room(self) -> int:
        """How many can cast a ballot."""
        return self.present - self.recused_present

    @property
    def absent(self) -> int:
        """How many can give a written opinion."""
        return self.members - self.recused - self.room


@dataclass(frozen=True)
class Result:
    """What is decided on a case. `room`: ballots; `written`: opinions of the absent, apart, also
    where they do not count. `yes`: all that count; of `base`, which is none where nobody may vote.
    """

    room: Votes
    written: Votes
    yes: int
    base: int
    passed: bool

    @property
    def rate(self) -> Fraction:
        """The yes votes' share of the base; nothing of none."""
        return Fraction(self.yes, self.base) if self.base else Fraction(0)


def result(room: Votes, electors: Electors, rules: Rules, written: Votes = Votes()) -> Result:
    """The result of a case. ValueError where more came in than could vote."""
    if room.given > electors.room or written.given > electors.absent:
        raise ValueError("more votes than members who may vote")
    counted = written if rules.written else Votes()
    yes, base = room.yes + counted.yes, _base(room, counted, electors, rules)
    return Result(room, written, yes, base, rules.passes.reached(yes, base))


def _base(room: Votes, counted: Votes, electors: Electors, rules: Rules) -> int:
    if rules.base == "valid":
        return room.valid + counted.valid
    if rules.base == "present":
        there = electors.room if rules.shrinks else electors.present
        return there + counted.given
    return electors.members - (electors.recused if rules.shrinks else 0)
