"""A fault: where it is and what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import get_close_matches

At = tuple[str | int, ...]
"""The way to a value through tables, rows (from 0) and keys: `("form", 0, "indicators", 3)`."""
_LISTED = 8


@dataclass(frozen=True)
class Fault:
    """What is wrong at a place; with one that does not `stop` it, a movement runs all the same."""

    at: At
    says: str
    stops: bool = True


@dataclass(frozen=True)
class Named:
    """A fault as people find it; `line` counts from 1."""

    line: int
    place: str
    says: str
    stops: bool

    def __str__(self) -> str:
        """As it stands behind the file's name."""
        return (
            f"{self.line}: {self.place}: {self.says}" if self.place else f"{self.line}: {self.says}"
        )


@dataclass(frozen=True)
class Chat:
    """What only the chat can say: how it folds words, and the words that are commands there."""

    fold: Callable[[str], str] = str.casefold
    commands: frozenset[str] = frozenset()


def blemish(at: At, says: str) -> Fault:
    """A fault with which the movement runs, though not as it was meant."""
    return Fault(at, says, stops=False)


def nearest(wrong: str, known: Iterable[str]) -> str | None:
    """The nearest that would be right, if any is near."""
    folded = {one.casefold(): one for one in known}
    letters = sorted(wrong.casefold())
    turned = [one for one in folded if sorted(one) == letters]  # of short words all others are far
    near = get_close_matches(wrong.casefold(), folded, 1) or turned
    return folded[near[0]] if near else None


def instead(wrong: str, known: Iterable[str]) -> str:
    """What would be right, the nearest or else what there is, as the end of a sentence."""
    listed = list(dict.fromkeys(known))
    near = nearest(wrong, listed)
    if near:
        return f"; perhaps {near}"
    return f"; there is {', '.join(listed)}" if 0 < len(listed) <= _LISTED else ""
