"""Grounds of disqualification: what they look at, of whom, from which day, and who decides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from scoring.checking.catalogue import Catalogue
from scoring.checking.fault import At, Fault, blemish, instead
from scoring.disqualification import HIGHEST, SHARED
from scoring.rows import Ground
from scoring.rules import Expression

_COMMON_YEAR = 2025


def grounds(known: Catalogue) -> Iterator[Fault]:
    """Each by itself."""
    for at, one in known.rows("disqualification"):
        for number, level in enumerate(one.levels):
            yield from known.unknown((*at, "levels", number), "level", level)
        for number, condition in enumerate(one.when):
            yield from _condition(known, (*at, "when", number), condition)
        yield from _way(at, one)
        yield from _day(at, one)
        yield from _decider(known, at, one)


def conditions(known: Catalogue) -> frozenset[str]:
    """The measures that conditions name, also those that cannot be parsed."""
    names = re.findall(r"\w+", " ".join(known.named("disqualification", "when")))
    return frozenset(code for code in (known.meant("derived", name) for name in names) if code)


def _condition(known: Catalogue, at: At, condition: str) -> Iterator[Fault]:
    try:
        names = Expression.parse(condition).names
    except ValueError as error:
        yield Fault(at, str(error))
        return
    codes = known.codes("derived")
    if codes is None:
        return
    every = (*codes, *SHARED)
    for name in sorted(names.difference(every)):
        yield Fault(at, f"nothing is called {name} in {condition!r}{instead(name, every)}")
    if not names:
        yield Fault(at, f"{condition!r} looks at no measure")


def _way(at: At, one: Ground) -> Iterator[Fault]:
    """Set by hand, computed, or true of the levels: one of them."""
    if one.always and one.when:
        yield Fault((*at, "always"), "it always holds, so `when` says nothing")
    elif one.always and not one.levels:
        yield Fault((*at, "levels"), "is missing; it would hold of every unit")
    if one.conclusion and not one.by_hand:
        yield Fault((*at, "conclusion"), "nobody is asked for a conclusion: it is computed")
    if one.by_hand and not one.confirm:
        yield Fault((*at, "confirm"), "only what is computed may count without being confirmed")


def _day(at: At, one: Ground) -> Iterator[Fault]:
    if one.since is None:
        if one.when:
            yield Fault((*at, "since"), "is missing; the day from which it is computed")
        return
    if not one.when:
        yield blemish((*at, "since"), "nothing is computed, so no day is needed")
    try:
        date(_COMMON_YEAR, *one.since)
    except ValueError:
        month, day = one.since
        says = f"day {day} of month {month} is not in every year; a day is [month, day]"
        yield Fault((*at, "since"), says)


def _decider(known: Catalogue, at: At, one: Ground) -> Iterator[Fault]:
    """The Council is there in any case; other roles are those that report for a level."""
    reporters = known.named("level", "reporter")
    if one.decided_by != HIGHEST and one.decided_by not in reporters:
        says = f"no level's reporter is {one.decided_by}; the {HIGHEST} would decide"
        yield blemish((*at, "decided_by"), says)
