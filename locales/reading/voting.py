"""Reads a line of votes: "1 đ, 2 k, 3 t", "all yes", "2 no, the rest yes", "1-5 đ".

Nothing is guessed: a case that is named twice differently, one that is not named, a word that is
not known, and there is no vote; what is told then are numbers of cases, never what was chosen.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle

from locales.reading.vote_words import (
    ALL,
    CHOICES,
    LONGEST,
    REST,
    Choice,
    Said,
    Target,
    cut,
    said_in,
)
from locales.tables import table

Groups = list[tuple[list[Target], Choice]]


@dataclass(frozen=True)
class Line:
    """What is chosen on each of the cases that the writer votes on."""

    choices: Mapping[int, Choice]


@dataclass(frozen=True)
class Wrong:
    """Why there is no vote: numbers of cases, in their order; `unread`: words that are not known.

    `twice`: named differently; `missing`; `unknown`: there are none; `barred`: the writer's own.
    """

    twice: tuple[int, ...] = ()
    missing: tuple[int, ...] = ()
    unknown: tuple[int, ...] = ()
    barred: tuple[int, ...] = ()
    unread: bool = False


def read(
    text: str, language: str, cases: Collection[int], barred: Collection[int] = ()
) -> Line | Wrong | None:
    """The votes; why they are none; `None` for what is no line of votes at all.

    `cases`: all there are, `barred` those of them on which the writer has no vote.
    """
    if len(text) > LONGEST:
        return None
    said = said_in(text, language)
    mine = sorted(set(cases) - set(barred))
    if said.choices and not said.groups and said.whole and len(mine) == 1:
        return Line({mine[0]: said.choices[0]}) if len(set(said.choices)) == 1 else None
    if not said.choices or not said.groups:
        return None
    paired = _paired(said)
    if paired is None or not said.whole:
        return Wrong(unread=True)
    return _settled(paired, mine, cases, barred, besides=said.besides)


def _paired(said: Said) -> Groups | None:
    """Each group with its choice, be it behind ("1 đ, 2 k") or in front ("đ 1, k 2")."""
    if len(said.groups) != len(said.choices):
        return None
    return list(zip(said.groups, said.choices, strict=True))


def _settled(
    paired: Groups, mine: Sequence[int], cases: Collection[int], barred: Collection[int], *,
    besides: bool,
) -> Line | Wrong:  # fmt: skip
    found: dict[int, Choice] = {}
    twice: set[int] = set()
    for number, choice in _named(paired, mine, besides=besides):
        if found.setdefault(number, choice) != choice:
            twice.add(number)
    rest = {choice for targets, choice in paired if REST in targets or (besides and ALL in targets)}
    if len(rest) > 1:
        return Wrong(unread=True)
    for choice in rest:
        found = {**dict.fromkeys(mine, choice), **found}
    wrong = Wrong(
        twice=tuple(sorted(twice)),
        missing=tuple(one for one in mine if one not in found),
        unknown=tuple(sorted(found.keys() - set(cases))),
        barred=tuple(sorted(found.keys() & set(barred))),
    )
    return Line({one: found[one] for one in mine}) if wrong == Wrong() else wrong


def _named(
    paired: Groups, mine: Sequence[int], *, besides: bool
) -> Iterator[tuple[int, Choice]]:  # fmt: skip
    for targets, choice in paired:
        for target in targets:
            if isinstance(target, int):
                yield target, choice
            elif target == ALL and not besides:
                yield from ((one, choice) for one in mine)


def example(cases: Sequence[int], language: str) -> str:
    """A right line for these cases; it is the same whatever was written."""
    words = table(language)["vote"]
    marks = cycle([words[kind][0] for kind in CHOICES])
    return ", ".join(f"{number} {mark}" for number, mark in zip(cases, marks, strict=False))


def sounds(text: str, language: str) -> bool:
    """Whether a text may be a vote, be it badly said: more than a word, one of them a choice."""
    if len(text) > LONGEST:
        return False
    found = cut(text, language)
    return len(found) > 1 and any(token.kind in CHOICES for token in found)


def mark(choice: Choice, language: str) -> str:
    """The word for a choice that is shown as an example."""
    kind = next(kind for kind, said in CHOICES.items() if said == choice)
    return str(table(language)["vote"][kind][0])


def one(text: str, language: str) -> Choice | None:
    """The choice that a text says of one case; `None` where it says none, or more."""
    if len(text) > LONGEST:
        return None
    said = said_in(text, language)
    alone = said.whole and not said.groups and len(said.choices) == 1
    return said.choices[0] if alone else None
