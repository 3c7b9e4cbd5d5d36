"""In which order those who may be proposed stand, who is on the shortlist, what is to be warned of.

The program fills nothing up and refuses nothing here: the Council chooses (criteria, 9.1 and 9.4).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Of = Literal["collective", "person"]
Why = Literal["barred", "held", "no_points", "few_points"]
Code = Literal["one_kind", "passed_over", "off_list", "none_direct"]
_Rank = tuple[bool, str, Fraction, bool, bool, int]


@dataclass(frozen=True)
class Candidate:
    """A collective or a person. `points` and `place`: in the list `of_list`, whose points are never
    compared with those of another; None where it stands in none.

    `woman`: of a person, None where it is not known; `members` and `women`: of a collective.
    `barred`: on some ground; `held`: not considered for now. `direct`: does the work. `reasoned`: a
    reason stands in the record for which it is chosen, or is not.
    """

    key: int
    kind: str
    of: Of
    points: Fraction | None = None
    place: int | None = None
    of_list: str = ""
    woman: bool | None = None
    members: int | None = None
    women: int | None = None
    barred: bool = False
    held: bool = False
    direct: bool = False
    chosen: bool = False
    reasoned: bool = False


@dataclass(frozen=True)
class Warned:
    """What is to be said: of whom (None: of all), and `others` whom it concerns too."""

    code: Code
    key: int | None = None
    others: tuple[int, ...] = ()


def favoured(one: Candidate, women_share: int) -> bool:
    """Whether it goes first among equals: a woman, or a collective with so many women in a hundred
    (Decree 152/2025, Article 4(6)).
    """
    if one.of == "person":
        return bool(one.woman)
    return bool(one.members) and (one.women or 0) * 100 >= women_share * (one.members or 0)


def ordered(
    candidates: Iterable[Candidate], kinds: Sequence[str], women_share: int
) -> tuple[Candidate, ...]:
    """Kind by kind, inside a kind list by list, the best of a list first.

    More points; with equal points who is favoured, which comes before whatever else decides the
    standing; then the place. Without points as they were told, behind the others of the kind.
    """
    at = {kind: n for n, kind in enumerate(kinds)}

    def key(one: Candidate) -> tuple[int, str, _Rank]:
        return at.get(one.kind, len(at)), one.kind, _rank(one, women_share)

    return tuple(sorted(candidates, key=key))


def _rank(one: Candidate, women_share: int) -> _Rank:
    if one.points is None:
        return True, "", Fraction(0), False, False, 0
    unplaced = one.place is None
    first = favoured(one, women_share)
    return False, one.of_list, -one.points, not first, unplaced, one.place or 0


def kept_off(one: Candidate, least: Fraction) -> Why | None:
    """Why somebody is not on the shortlist; None: is on it."""
    if one.barred:
        return "barred"
    if one.held:
        return "held"
    if one.points is None:
        return "no_points"
    return "few_points" if one.points < least else None


def shortlist(
    candidates: Iterable[Candidate], kinds: Sequence[str], least: Fraction, women_share: int
) -> dict[str, tuple[Candidate, ...]]:
    """By kind, in order: who has enough points, is not barred and not held."""
    found: dict[str, tuple[Candidate, ...]] = {}
    for one in ordered(candidates, kinds, women_share):
        if kept_off(one, least) is None:
            found[one.kind] = (*found.get(one.kind, ()), one)
    return found


def warnings(
    candidates: Sequence[Candidate], least: Fraction, women_share: int
) -> tuple[Warned, ...]:
    """What is to be said of a choice: all collectives are of one kind; somebody was chosen without
    a reason who is not on the shortlist, or is behind `others` of the kind and list who were not.
    """
    chosen = [one for one in candidates if one.chosen]
    kinds = [one.kind for one in chosen if one.of == "collective"]
    found = [Warned("one_kind")] if len(kinds) > 1 and len(set(kinds)) == 1 else []
    for one in chosen:
        others = _passed_over(one, candidates, least, women_share)
        if one.reasoned:
            continue
        if kept_off(one, least) is not None:
            found.append(Warned("off_list", one.key))
        elif others:
            found.append(Warned("passed_over", one.key, others))
    return tuple(found)


def _passed_over(
    one: Candidate, among: Sequence[Candidate], least: Fraction, women_share: int
) -> tuple[int, ...]:
    """Who of the same kind is before it on the shortlist, and is left out without a reason."""
    alike = [other for other in among if (other.kind, other.of_list) == (one.kind, one.of_list)]
    free = [other for other in alike if not other.chosen and not other.reasoned]
    free = [other for other in free if kept_off(other, least) is None]
    mine = _rank(one, women_share)
    better = [other for other in free if _rank(other, women_share) < mine]
    return tuple(other.key for other in ordered(better, (), women_share))


def of_unit(nominees: Iterable[Candidate]) -> tuple[Warned, ...]:
    """What is to be said to a unit of its nominees: none of the persons does the work itself."""
    persons = [one for one in nominees if one.of == "person"]
    return () if not persons or any(one.direct for one in persons) else (Warned("none_direct"),)
