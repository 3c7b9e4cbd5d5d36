"""What can be supposed of a unit: figures of its next report, and the items of its card."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from markupsafe import Markup

from handlers.kinds import in_all_languages
from handlers.line import names
from handlers.why.case import Case, Part
from handlers.wording import scales
from locales.fold import fold
from scoring.cards import Derived
from scoring.indicators import Indicator
from scoring.movement import Movement


@dataclass(frozen=True)
class Settable:
    """A raw figure (`figure`), or an item of the card (`part`); its code, its folded names."""

    code: str
    names: frozenset[str]
    figure: Indicator | None = None
    part: Part | None = None

    @property
    def percent(self) -> bool:
        """Whether its value is a share."""
        return self.part is not None and self.part.derived.unit == "%"

    @property
    def moves(self) -> bool:
        """Whether its value is a change, up or down."""
        return self.part is not None and self.part.derived.kind == "change"

    @property
    def graded(self) -> bool:
        """Whether its value is the name of a grade."""
        return self.part is not None and self.part.derived.kind == "grade"

    def called(self, case: Case) -> Markup:
        """What it is called."""
        t = case.turn.t
        if self.part is not None:
            return scales.name(t, self.part.derived)
        return t.movement(self.figure.name) if self.figure else Markup("")


def amid(name: Markup) -> Markup:
    """A name within a sentence: its first letter small, unless it is an abbreviation."""
    short = name[1:2].isupper()
    return name if short else name[:1].lower() + name[1:]


def possible(case: Case) -> bool:
    """Whether anything can be supposed: what members of the Council judge cannot."""
    return case.turn.movement.ballot_of(case.unit.kind) is None


def settable(case: Case) -> tuple[Settable, ...]:
    """All of it, the figures in front; an item that is a last figure by itself is that figure."""
    key = ("settable", case.unit.id, case.basis)
    if key not in case.turn.seen:
        case.turn.seen[key] = (*_figures(case), *_items(case))
    found: tuple[Settable, ...] = case.turn.seen[key]
    return found


def share_of(case: Case, one: Settable) -> Settable | None:
    """The item in percent that a figure brings about, where there is one only."""
    found = [
        each for each in settable(case)
        if one.figure and each.part and each.part.derived.of == one.code
        and each.percent and not each.moves
    ]  # fmt: skip
    return found[0] if len(found) == 1 else None


def looked_at(case: Case) -> Iterator[Derived]:
    """The measures that follow from the unit's own figures: of its items, and of its grade."""
    own = [part for part in case.parts if case.own(part)]
    movement = case.turn.movement
    yield from (part.derived for part in own)
    if any(part.derived.kind == "grade" for part in own):
        yield from (movement.derived[part.indicator] for part in movement.grade_parts)


def _figures(case: Case) -> Iterator[Settable]:
    movement = case.turn.movement
    sides = ((one.of, one.per) for one in looked_at(case) if one.kind != "opening_ratio")
    for code in dict.fromkeys(code for pair in sides for code in pair if code is not None):
        raw = movement.indicators[code]
        if raw.kind.measured:
            yield Settable(code, _names(movement)[code] | frozenset(_same(case, code)), figure=raw)


def _same(case: Case, code: str) -> Iterator[str]:
    """What items are called that are this figure by themselves."""
    for part in case.parts:
        if part.derived.of == code and _alike(case, part):
            yield from (fold(name) for name in in_all_languages(part.derived.name))


def _alike(case: Case, part: Part) -> bool:
    return part.derived.kind in ("last", "newest") and case.own(part)


def _items(case: Case) -> Iterator[Settable]:
    for part in case.parts:
        if part.derived.kind != "judged" and not _alike(case, part):
            called = frozenset(_called(case.turn.movement, part.derived))
            yield Settable(part.item.code, called | {fold(part.item.code)}, part=part)


@cache
def _names(movement: Movement) -> Mapping[str, frozenset[str]]:
    """What each figure is called, by its code."""
    return {code: frozenset(names.of(raw)) for code, raw in movement.indicators.items()}


def _called(movement: Movement, derived: Derived) -> Iterator[str]:
    """Its name, and what its figure is called."""
    yield from (fold(name) for name in in_all_languages(derived.name))
    if derived.of is not None:
        yield from _names(movement)[derived.of]
