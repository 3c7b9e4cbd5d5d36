"""What words suppose: each clause a figure or an item, and what it is set to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from handlers.why.case import Case
from handlers.why.supposing import valued
from handlers.why.supposing.full import in_full
from handlers.why.supposing.matched import elsewhere, loosely, meant, named
from handlers.why.supposing.settable import Settable, settable
from locales.reading import supposing
from locales.reading.supposing import Word, Words
from scoring.indicators import Indicator

_EXACT = re.compile(r"([A-Z][A-Z0-9_]*)=(\S+)")
_NOTHING = Markup("")
_LONGEST = 16
"""Words of a supposition: no name and value have more."""
_MOST = 8
"""Suppositions that are read at once."""
Choice = tuple[Settable, str]
"""Something, and what it is set to."""


@dataclass(frozen=True)
class Clause:
    """`set`: it is clear; `choices`: several may be meant; `open`: named, and no value said.

    Else it was not understood: `why`, if anything is known of that; `other`: a figure of other
    units. `text`: as it was written.
    """

    text: str
    set: Choice | None = None
    choices: tuple[Choice, ...] = ()
    open: Settable | None = None
    why: Markup = _NOTHING
    other: Indicator | None = None


def clauses(case: Case, text: str) -> list[Clause]:
    """All that is supposed; what buttons say (CODE=VALUE) in front."""
    found, rest = [], []
    by_code = {one.code: one for one in settable(case)}
    for word in text.split():
        exact = _EXACT.fullmatch(word)
        one = by_code.get(exact[1]) if exact else None
        if exact and one and valued.fits(case, one, exact[2]):
            found.append(Clause(word, set=(one, exact[2])))
        else:
            rest.append(word)
    names = frozenset(name for one in by_code.values() for name in one.names)
    parted = list(supposing.clauses(supposing.read(" ".join(rest)), names))
    more = [word for one in parted[_MOST:] for word in one]
    unread = [Clause(supposing.written(more))] if more else []
    return [*found, *(_clause(case, one) for one in parted[:_MOST]), *unread]


def _clause(case: Case, words: list[Word]) -> Clause:
    text = supposing.written(words)
    if len(words) > _LONGEST:
        return Clause(text)
    found = list(_ways(case, words))
    sure = [one for one in found if one.set or one.choices]
    told = [one for one in found if one.open or one.why]
    if not sure and not told:
        return Clause(text, other=elsewhere(case.turn.movement, words))
    return next(iter([*sure, *told]))


def _ways(case: Case, words: list[Word]) -> Iterator[Clause]:
    """What the words come to, the likeliest way to cut them in front."""
    all, text = settable(case), supposing.written(words)
    if any(word.figure for word in words):
        for name, value in _cuts(words):
            found = named(all, name) if value[0] is words[0] else meant(all, name)
            if found:
                yield _of(case, text, found, name, value)
        return
    exact = named(all, words)
    if not exact:
        yield from _in_words(case, text, words)
    found = exact or meant(all, words)
    if len({one.code for one in found}) == 1 or exact:
        yield Clause(text, open=found[0])


def _in_words(case: Case, text: str, words: list[Word]) -> Iterator[Clause]:
    """In full, good, none, yes: values without a digit."""
    place = supposing.within("full", words)
    if place:
        name = [*words[: place[0]], *words[place[1] :]]
        choices = in_full(case, meant(settable(case), name))
        if choices:
            yield _clear(text, choices)
    for at in range(len(words) - 1, 0, -1):
        for name, value in ((words[:at], words[at:]), (words[at:], words[:at])):
            found = meant(settable(case), name)
            if found:
                yield _of(case, text, found, name, value)


def _cuts(words: list[Word]) -> Iterator[tuple[Words, Words]]:
    """A name and its value, which begins with the first figure; or the value in front."""
    at = next(n for n, word in enumerate(words) if word.figure)
    marks = [n for n in range(at) if supposing.sign([words[n]])]
    kept = [word for n, word in enumerate(words[:at]) if n not in marks]
    if kept and marks:
        yield kept, [*(words[n] for n in marks), *words[at:]]
    if at:
        yield words[:at], words[at:]
    for end in range(at + 1, len(words)):
        yield words[end:], words[:end]


def _of(case: Case, text: str, found: Sequence[Settable], name: Words, said: Words) -> Clause:
    """What fits the value; of a share the share."""
    for value in (said, supposing.trimmed("filler", said)):
        clause = _set_to(case, text, found, name, value)
        if clause.set or clause.choices:
            break
    return clause


def _set_to(
    case: Case, text: str, found: Sequence[Settable], name: Words, value: Words
) -> Clause:  # fmt: skip
    percent = supposing.within("percent", value) is not None
    fitting = _shares(case, found, name, value) if percent else list(found)
    figures = [one for one in fitting if one.figure]
    read = [(one, valued.read(case, one, value)) for one in figures or fitting]
    sure = tuple((one, got.token) for one, got in read if got.token is not None)
    if sure:
        return _clear(text, sure)
    open_ = tuple((one, token) for one, got in read for token in got.readings)
    why = next((got.why for _, got in read if got.why), _NOTHING)
    return Clause(text, choices=open_, why=why)


def _shares(
    case: Case, found: Sequence[Settable], name: Words, value: Words
) -> list[Settable]:  # fmt: skip
    """The items in percent that are named, or whose figure is; a change where one is said."""
    moves = supposing.sign(value) is not None
    all: list[Settable] = []
    for some in (found, loosely(settable(case), name)):
        of = {one.code for one in some if one.figure}
        shares = [
            one for one in settable(case)
            if one.percent and (one in some or (one.part and one.part.derived.of in of))
        ]  # fmt: skip
        fitting = [one for one in shares if one.moves == moves]
        if fitting:
            return fitting
        all += shares
    return all


def _clear(text: str, choices: Sequence[Choice]) -> Clause:
    if len(choices) == 1:
        return Clause(text, set=choices[0])
    return Clause(text, choices=tuple(choices))
