"""What a measure is made of: whether its question, its unit and its keys fit its kind."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.cards import AMOUNTS
from scoring.checking.catalogue import Catalogue
from scoring.checking.fault import At, Fault, blemish
from scoring.checking.measurable import tells
from scoring.periods import COUNT
from scoring.questions import BY_NAME
from scoring.shape import Derived

_LOOKS = {
    "sum_ratio": {"of", "per", "cap"}, "last_ratio": {"of", "per"}, "change": {"of", "both_zero"},
    "capped_mean": {"of", "periods"}, "share_true": {"of", "unless_zero", "periods"},
    "timely": set[str](), "grade": {"of"}, "last": {"of"}, "newest": {"of", "periods"},
    "sum": {"of", "periods"}, "done_share": {"of", "periods"},
    "per_units": {"of", "per_units", "periods"}, "unit_share": set[str](),
    "opening_ratio": {"of", "per"}, "judged": set[str](),
}  # fmt: skip
"""What each kind looks at, of the keys that not all look at."""
_SOME = set[str]().union(*_LOOKS.values())
_RATIOS = ("sum_ratio", "last_ratio")


def measures(known: Catalogue) -> Iterator[Fault]:
    """Each derived indicator by itself and beside its questions."""
    for at, one in known.rows("derived"):
        for key in sorted(one.model_fields_set & _SOME - _LOOKS.get(one.kind, _SOME)):
            yield blemish((*at, key), f"has no effect on {one.kind}")
        if one.of in known.indicators and BY_NAME[_unit(known, one.of) or ""].measured:
            yield from _question(known, at, one)
        if one.of in known.indicators:
            yield from _periods(known, at, one)
        yield from _sides(known, at, one)
        yield from _counted(known, at, one)


def _question(known: Catalogue, at: At, one: Derived) -> Iterator[Fault]:
    """Whether the question can be measured so, and is in the unit in which it is shown."""
    unit = _unit(known, one.of)
    wanted = {"share_true": "yesno", "grade": "points"}.get(one.kind)
    if wanted and unit != wanted:
        yield Fault((*at, "of"), f"{one.of} is in {unit}; {one.kind} is of what is in {wanted}")
    elif one.kind == "change" and unit == "yesno":
        yield Fault((*at, "of"), f"{one.of} is a yes or no, and no balance that could change")
    elif right := _shown(one, unit):
        yield blemish((*at, "unit"), f"{one.unit} does not fit a {one.kind} of {unit}; {right}")


def _shown(one: Derived, unit: str | None) -> str | None:
    """What would be right, where the unit of a measure does not fit what it is made of."""
    if one.kind in ("change", "grade"):
        right = "%" if one.kind == "change" else "factor"
        return None if one.unit == right else f"it is {right}"
    if one.kind == "judged":
        return None if one.unit == "count" else "points are a count"
    if one.kind not in AMOUNTS:
        return None
    if (one.unit == "VND") != (unit == "VND"):
        return "it is VND" if unit == "VND" else "it is count"
    percent = one.unit in ("%", "per_100") and unit not in ("yesno", "%")
    return "an amount is no share" if percent else None


def _sides(known: Catalogue, at: At, one: Derived) -> Iterator[Fault]:
    """Two figures that are put beside each other."""
    if not one.of or one.of not in known.indicators:
        return
    for key, other in (("per", one.per), ("unless_zero", one.unless_zero)):
        if other not in known.indicators or key not in _LOOKS.get(one.kind, ()):
            continue
        if one.kind != "last_ratio" and (often := _often(known, other)) != _often(known, one.of):
            says = f"{other} is {often}, and {one.of} {_often(known, one.of)}: no period has both"
            yield Fault((*at, key), says)
    if one.kind in _RATIOS and one.of == one.per:
        yield blemish((*at, "per"), f"is {one.per} as of is: it would always be 1")
    elif one.kind in _RATIOS and one.per in known.indicators and one.unit in ("%", "per_100"):
        units = _unit(known, one.of), _unit(known, one.per)
        if (units[0] == "VND") != (units[1] == "VND"):
            yield blemish((*at, "unit"), f"{units[0]} over {units[1]} is no share in {one.unit}")


def _periods(known: Catalogue, at: At, one: Derived) -> Iterator[Fault]:
    frequency = known.indicators[one.of or ""][1].frequency
    for number, period in enumerate(one.periods):
        if not 1 <= period <= COUNT[frequency]:
            says = f"{one.of} is {frequency}, so there is no period {period} in a year; it is 1 to "
            yield Fault((*at, "periods", number), f"{says}{COUNT[frequency]}")


def _counted(known: Catalogue, at: At, one: Derived) -> Iterator[Fault]:
    """The units by which a sum is divided lie in whoever tells it, and are summed for it."""
    levels = known.codes("level") or ()
    if one.of is None or one.per_units not in levels or one.of not in known.indicators:
        return
    telling = [level for level in levels if tells(known, level, one.of)]
    below = [next(iter(known.summed(level) - {level}), None) for level in telling]
    if telling and all(one.per_units not in known.summed(level) - {level} for level in telling):
        right = f"; there is {below[0]}" if below[0] else ""
        says = f"no {one.per_units} is summed for {telling[0]}, which tells {one.of}{right}"
        yield Fault((*at, "per_units"), says)


def _unit(known: Catalogue, code: str | None) -> str | None:
    found = known.indicators.get(code or "")
    return found[1].unit if found else None


def _often(known: Catalogue, code: str | None) -> str | None:
    found = known.indicators.get(code or "")
    return found[1].frequency if found else None
