"""An award: who may be proposed, by which units, on which bases (systems A8, A15-A25).

Which year may be judged, until when dossiers come in, and of which kind somebody is.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from scoring.award_rows import Award as Row
from scoring.award_rows import LegalBasis, Money, Nominee, Of, Piece, Places, Salary, Vote
from scoring.rewards import on

_Fits = Callable[[Nominee], bool]


@dataclass(frozen=True)
class Award:
    """An award's definition (see `scoring.award_rows`); what has a code is found by it."""

    terms: Row
    nominees: Mapping[str, Nominee]
    pieces: Mapping[str, Piece]
    bases: Mapping[str, LegalBasis]
    salaries: tuple[Salary, ...]

    @property
    def places(self) -> Places:
        """How places are allotted."""
        return self.terms.places

    @property
    def vote(self) -> Vote:
        """How the Council votes, unless it decides otherwise."""
        return self.terms.vote

    @property
    def money(self) -> Money:
        """What goes with it."""
        return self.terms.money

    def eligible(self, of: Of, kind: str | None) -> bool:
        """Whether those of a kind may be proposed at all."""
        found = self.nominees.get(kind or "")
        return found is not None and found.of == of

    def kind_of_unit(self, level: str, said: str | None) -> Nominee | None:
        """Of which kind a collective is: as the roster says, else by its level; None: of none."""
        return self._kind("collective", said, lambda one: level in one.levels)

    def kind_of_person(self, roles: Collection[str], said: str | None) -> Nominee | None:
        """Of which kind a person is: as the roster says, else by a role that is held."""
        return self._kind("person", said, lambda one: not set(roles).isdisjoint(one.roles))

    def _kind(self, of: Of, said: str | None, fits: _Fits) -> Nominee | None:
        kinds = [one for one in self.nominees.values() if one.of == of]
        if said is not None:
            return next((one for one in kinds if one.code == said), None)
        return next((one for one in kinds if fits(one)), None)

    def salary(self, day: date) -> Salary | None:
        """The base salary in force on a day."""
        return on(self.salaries, day)

    def texts(self) -> Iterator[str]:
        """Every Vietnamese text that is read in each language; legal bases stay as they are."""
        yield self.terms.name
        yield from (one.name for one in self.nominees.values())
        yield from (one.name for one in self.pieces.values())


def of(
    terms: Row | None, nominees: Sequence[Nominee], pieces: Sequence[Piece],
    bases: Sequence[LegalBasis], salaries: Sequence[Salary],
) -> Award | None:  # fmt: skip
    """The award of a file; None where there is none."""
    if terms is None:
        return None
    return Award(
        terms,
        {one.code: one for one in nominees},
        {one.code: one for one in pieces},
        {one.code: one for one in bases},
        tuple(sorted(salaries, key=lambda one: one.since)),
    )
