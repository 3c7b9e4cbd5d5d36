"""Places for awards among units: largest remainder, with caps (criteria, section 9.2).

Each unit's exact share of the places is by its weight; it gets the whole part, and the places that
are left go one by one to the largest fractional parts. Who would get more than may be used gets
just that, and what this frees is allotted again over the others by the same rule, so that of two
units neither of which is capped the heavier never gets less. That holds for who has no nominees as
well: the share stands in the arithmetic, and is freed. What nobody can use stays unused; a unit
that weighs nothing can use none.

What does not hold, for any rule of largest remainders: with one place more a unit may get one
fewer, when the remainders of others have overtaken its own (the paradox of Alabama). Without caps
it is never more than one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor


@dataclass(frozen=True)
class Round:
    """One time through, as it is shown to whoever it concerns.

    `places`: to be allotted among these units; `exact`: each one's share; `given`: what the rule
    gives it; `kept`: who gets more than may be used, and keeps so many.
    """

    places: int
    exact: Mapping[str, Fraction]
    given: Mapping[str, int]
    kept: Mapping[str, int]


def allocate(
    weights: Mapping[str, Fraction],
    places: int,
    *,
    cap: int | None = None,
    nominees: Mapping[str, int] | None = None,
    order: Sequence[str] = (),
) -> dict[str, int]:
    """How many places each unit gets; every code of `weights` is in the answer, the sum is never
    more than `places`.

    `cap`: the most of one unit. `nominees`: how many each has (a unit that is not named has none).
    `order`: codes, the best first: decides between equal remainders; those that are not named come
    behind, by their codes. ValueError for a negative number.
    """
    found = dict.fromkeys(weights, 0)
    for one in rounds(weights, places, cap=cap, nominees=nominees, order=order):
        found |= one.kept or one.given
    return found


def rounds(
    weights: Mapping[str, Fraction],
    places: int,
    *,
    cap: int | None = None,
    nominees: Mapping[str, int] | None = None,
    order: Sequence[str] = (),
) -> list[Round]:
    """The arithmetic of `allocate`, round by round; in the last one nobody is capped,
    unless there everybody is.
    """
    limits = (places, cap or 0, *(nominees or {}).values())
    if min(limits) < 0 or any(weight < 0 for weight in weights.values()):
        raise ValueError("weights, places, a cap and numbers of nominees are not negative")
    most = {code: _most(code, places, cap, nominees) for code in weights}
    open_to = {code: weight for code, weight in weights.items() if weight}
    found, left = list[Round](), places
    while open_to and left:
        one = _round(open_to, left, most, order)
        found.append(one)
        if not one.kept:
            break
        left -= sum(one.kept.values())
        open_to = {code: weight for code, weight in open_to.items() if code not in one.kept}
    return found


def _most(code: str, places: int, cap: int | None, nominees: Mapping[str, int] | None) -> int:
    """How many a unit can use."""
    limits = [places]
    limits += [] if cap is None else [cap]
    limits += [] if nominees is None else [nominees.get(code, 0)]
    return min(limits)


def _round(
    weights: Mapping[str, Fraction], places: int, most: Mapping[str, int], order: Sequence[str]
) -> Round:
    total = sum(weights.values(), Fraction(0))
    exact = {code: Fraction(weight) * places / total for code, weight in weights.items()}
    given = {code: floor(share) for code, share in exact.items()}
    rank = {code: at for at, code in enumerate(order)}

    def first(code: str) -> tuple[Fraction, int, str]:
        return given[code] - exact[code], rank.get(code, len(rank)), code

    for code in sorted(weights, key=first)[: places - sum(given.values())]:
        given[code] += 1
    kept = {code: most[code] for code, n in given.items() if n > most[code]}
    return Round(places, exact, given, kept)
