"""Half a page on somebody who writes no report: in the third person, out of the year's figures.

At most four figures, the year's best; what is not known is not spoken of, and named as missing.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from handlers.papers import common
from handlers.papers.paper import Block
from handlers.papers.voice import Voice, p
from services.papers.parts import Figure, Proposed, Size

MOST, SIZES = 4, 2
_GOOD = Fraction(9, 10)


def body(v: Voice, one: Proposed) -> Iterator[Block]:
    """Who it is; what the year has brought; what is done well; why they are proposed; honours."""
    yield p(_who(v, one))
    sizes, best = _sizes(v, one), _best(v, one)
    if sizes:
        yield p(v.t("At the end of the year {unit} had: {sizes}.", unit=one.unit,
                    sizes=v.row([_told(v, each.row, each.before) for each in sizes])))  # fmt: skip
    if best:
        yield p(v.t("Among the results of the year stand out: {results}.",
                    results=v.row([_told(v, each.row, each.before) for each in best])))  # fmt: skip
    if not sizes and not best:
        yield p(v.t("No figures of {unit} are on record for the year.", unit=one.unit))
    good = _good(v, one)
    if good:
        yield p(v.t("What is asked is met almost fully in: {families}.", families=v.row(good)))
    yield p(v.t("Ground of the proposal: {ground}", ground=one.ground))
    before = v.row([common.honour(v, each) for each in one.honours[:2]])
    yield p(v.t("Awarded before: {honours}.", honours=before) if before
            else v.t("No award before is on record."))  # fmt: skip


def brief(v: Voice, one: Proposed) -> str:
    """In one line, for a list."""
    sizes, best = _sizes(v, one), _best(v, one)
    told = [_value(v, row) for row in [*(each.row for each in sizes), *(each.row for each in best)]]
    return v.row(told) if told else v.t("No figures are on record.")


def _who(v: Voice, one: Proposed) -> str:
    name = called(v, one)
    if one.born is None:
        return v.t("{name}, {kind} of {unit}, took part in the movement of {year} and did the "
                   "duties laid on.", name=name, kind=common.kind(v, one), unit=one.unit,
                   year=v.content.year)  # fmt: skip
    return v.t("{name}, born in {born}, {kind} of {unit}, took part in the movement of {year} and "
               "did the duties laid on.", name=name, born=one.born, kind=common.kind(v, one),
               unit=one.unit, year=v.content.year)  # fmt: skip


def called(v: Voice, one: Proposed) -> str:
    """With Mr or Ms, where that is known."""
    if one.what != "person" or one.gender is None:
        return one.name
    if one.gender == "female":
        return v.t("Ms {name}", name=one.name)
    return v.t("Mr {name}", name=one.name)


def _sizes(v: Voice, one: Proposed) -> list[Size]:
    return [each for each in one.sizes if v.content.row(each.row).value is not None][:SIZES]


def _best(v: Voice, one: Proposed) -> list[Figure]:
    """Those that earned the largest shares of what they weigh; the heavier first among equals."""
    known = [each for each in one.figures
             if v.content.row(each.row).value is not None and Fraction(each.weight)
             and Fraction(each.points)]  # fmt: skip
    known.sort(key=lambda each: (-_share(each), -Fraction(each.weight)))
    return known[: MOST - len(_sizes(v, one))]


def _share(one: Figure) -> Fraction:
    return Fraction(one.points) / Fraction(one.weight)


def _good(v: Voice, one: Proposed) -> list[str]:
    found = []
    for family in dict.fromkeys(each.family for each in one.figures):
        its = [each for each in one.figures if each.family == family]
        weight = sum((Fraction(each.weight) for each in its), Fraction(0))
        points = sum((Fraction(each.points) for each in its), Fraction(0))
        if weight and points >= weight * _GOOD:
            found.append(v.named(v.content.families[family]))
    return found


def _value(v: Voice, row: int) -> str:
    return v.t("{name}: {value}", name=v.named(v.content.row(row).name), value=v.figure(row))


def _told(v: Voice, row: int, before: int) -> str:
    """The figure, and in words how it stands to last year's: no further figure."""
    now, then = v.content.row(row).exact, v.content.row(before).exact
    said = _value(v, row)
    if now is None or then is None:
        return said
    if now == then:
        return v.t("{figure} (as in the year before)", figure=said)
    return v.t("{figure} (higher than in the year before)", figure=said) if now > then \
        else v.t("{figure} (lower than in the year before)", figure=said)  # fmt: skip
