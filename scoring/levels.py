"""Levels: the kinds of units that a movement knows, and the lists in which they are ranked."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Level:
    """A kind of unit; `within`: the kinds in which it lies, the nearest first.

    `over`: the kind whose measures are summed for it; `reporter`, `verifier`: roles.
    """

    code: str
    name: str
    within: tuple[str, ...]
    over: str | None
    reporter: str | None
    verifier: str | None


@dataclass(frozen=True)
class Register:
    """What a rule may look at beside a report of a level (`register_<code>`), from earlier ones.

    `kind`: `latest` value of `of`; what is `left` of the year's `of` less `less`; `units_left`:
    the active units of the level `below`, less the year's `of`.
    """

    code: str
    level: str
    kind: str
    of: str
    less: str | None
    below: str | None


@dataclass(frozen=True)
class Tie:
    """A measure that decides between equal points; `sign` is -1 where less is better."""

    measure: str
    sign: int


@dataclass(frozen=True)
class League:
    """A list: which level is ranked, by which card, inside which kinds of scope.

    `minimum_share`: of the reports that were due, in percent; with fewer there is no place (DQ5).
    """

    code: str
    name: str
    level: str
    card: str
    inside: tuple[str, ...]
    ties: tuple[Tie, ...]
    minimum_share: int
