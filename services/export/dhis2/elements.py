"""Data elements: what a movement asks, under codes that are one's own in the whole of DHIS2."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from scoring.indicators import Indicator
from scoring.live import Live
from scoring.movement import Movement
from scoring.questions import Kind
from services.export.values import versions

NUMBER, COUNT, TRUTH, DAY, TEXT = (
    "NUMBER", "INTEGER_ZERO_OR_POSITIVE", "BOOLEAN", "DATE", "TEXT",
)  # fmt: skip


@dataclass(frozen=True)
class Element:
    """A data element: its code in DHIS2, and the indicator of a movement that it is."""

    code: str
    movement: str
    indicator: Indicator


def elements(live: Live) -> Iterator[Element]:
    """Those of all movements; a code that an earlier one has comes with the movement's in front."""
    taken: set[str] = set()
    for one in live.all:
        found = indicators(one)
        for code, indicator in found.items():
            yield Element(f"{one.code}.{code}" if code in taken else code, one.code, indicator)
        taken |= found.keys()


def codes(live: Live) -> Mapping[tuple[str, str], str]:
    """The codes in DHIS2, by movement and indicator."""
    return {(one.movement, one.indicator.code): one.code for one in elements(live)}


def indicators(movement: Movement) -> dict[str, Indicator]:
    """Every indicator of a movement, also of the versions for years; as the last one has it."""
    return {code: one for version in versions(movement) for code, one in version.indicators.items()}


def value_type(kind: Kind) -> str:
    """How DHIS2 holds an answer. Amounts are numbers: its integers may end at 2,147,483,647."""
    if kind.of == "quantity":
        return COUNT if kind.reading == "count" else NUMBER
    return {"truth": TRUTH, "day": DAY}.get(kind.of, TEXT)


def aggregation(indicator: Indicator) -> str:
    """How DHIS2 puts it together: balances as they last stood, what came in by adding up."""
    kind = indicator.kind
    if kind.of == "truth":
        return "SUM"
    if kind.of != "quantity":
        return "NONE"
    if not kind.summed:
        return "AVERAGE"
    return "LAST" if indicator.stock else "SUM"
