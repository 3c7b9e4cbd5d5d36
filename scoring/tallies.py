"""Opened ballots are counted: by case, how many said what. Knows neither member nor time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, TypeVar, get_args

from scoring.votes import Votes

Choice = Literal["yes", "no", "blank"]
CHOICES: tuple[str, ...] = get_args(Choice)
Case = TypeVar("Case")


def over(choices: Mapping[Case, str], places: int) -> bool:
    """Whether a ballot says yes more often than there are places."""
    return sum(choice == "yes" for choice in choices.values()) > places


def counted(
    cases: Sequence[Case], ballots: Iterable[Mapping[Case, str]], places: int
) -> dict[Case, Votes]:
    """What the ballots say on each case.

    A case that a ballot leaves out is one on which its writer may not vote: nothing is counted
    there. A ballot with too many yes, or with anything that is no choice, is invalid wherever it
    speaks: as a whole.
    """
    found: dict[Case, Counter[str]] = {case: Counter() for case in cases}
    for ballot in ballots:
        readable = not over(ballot, places) and all(one in CHOICES for one in ballot.values())
        for case in found.keys() & ballot.keys():
            found[case][ballot[case] if readable else "invalid"] += 1
    return {case: Votes(**many) for case, many in found.items()}
