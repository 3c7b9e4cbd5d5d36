"""What an import of figures shows: what would change, what was left out, and what is in doubt."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

import typer

from bot import terminal
from bot.commands import common, importing
from services.figures.apply import Difference
from services.figures.doubts import Doubt
from services.figures.rows import Checked

_EXAMPLES = 3


def doubted(checked: Checked, differences: Iterable[Difference]) -> list[Doubt]:
    """The doubts about what would change: what stands there already was looked at then."""
    changed = {(one.row.unit, one.period) for one in differences}
    return [one for one in checked.doubts if (one.unit, one.period) in changed]


def show(
    file: Path,
    checked: Checked,
    differences: Sequence[Difference],
    doubts: Sequence[Doubt],
    *,
    whole: bool,
) -> None:
    """Everything that its reader should know before it is taken."""
    for warning in checked.warnings:
        terminal.remark(f"{file}: {warning}")
    importing.show(_lines(differences), whole=whole)
    terminal.say(_counts(differences, len(checked.rows)))
    for line in _doubts(doubts, len(checked.rows)):
        terminal.remark(f"{file}: {line}")


def ask(count: int) -> None:
    """A yes to what is in doubt, from who sits there; else it has to be said in the call."""
    if sys.stdin.isatty() and typer.confirm("Take these figures all the same?", err=True):
        return
    raise common.Mistake(
        f"{count} figure{'s are' if count > 1 else ' is'} in doubt, nothing was changed; "
        "if they are right, repeat with --accept-doubts"
    )


def _doubts(doubts: Sequence[Doubt], rows: int) -> Iterator[str]:
    """One line for each rule, with the first rows that it doubts: a unit is wrong in all."""
    in_order = sorted(doubts, key=lambda one: (one.code, one.rule, one.number))
    for (code, _), found in groupby(in_order, lambda one: (one.code, one.rule)):
        ones = list(found)
        some = "; ".join(f"row {one.number}: {one.text.rstrip('.')}" for one in ones[:_EXAMPLES])
        yield f"in doubt, {code} in {len(ones)} of {rows} rows: {some}"


def _lines(differences: Iterable[Difference]) -> Iterator[importing.Line]:
    """One line for each unit and period: `+` all new, `~` something changes."""
    for (unit, period), found in groupby(differences, lambda d: (d.row.unit, d.period)):
        ones = list(found)
        sign = "+" if all(one.old is None for one in ones) else "~"
        line = f"{sign} {unit} {period}: {', '.join(_difference(one) for one in ones)}"
        yield {"+": "new", "~": "changed"}[sign], line


def _difference(one: Difference) -> str:
    old = "" if one.old is None else f"{_value(one, one.old)} -> "
    return f"{one.code} {old}{_value(one, one.new)}"


def _value(one: Difference, value: int) -> str:
    return f"{value / 100:.2f}" if one.code in one.row.points else str(value)


def _counts(differences: Sequence[Difference], rows: int) -> str:
    new = sum(one.old is None for one in differences)
    return f"Rows: {rows}. Figures: {new} new, {len(differences) - new} changed."
