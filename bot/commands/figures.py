"""`thidua figures import`: the office's figures from a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Annotated

import typer

from bot import terminal
from bot.commands import opening
from locales import formats
from locales.translator import translator
from scoring.movement import Finding
from scoring.periods import Period
from storage import figures, figures_file, figures_rows
from storage.engine import Db, looked_at, replayed
from storage.figures import Difference
from storage.figures_rows import Checked

app = typer.Typer(help="The office's own figures.", no_args_is_help=True)
LANGUAGE = "en"
"""What the movement's rules say is shown in the language of the command line."""


@app.callback()
def office_figures() -> None:
    """The office's own figures."""


@app.command("import")
def import_file(
    file: Annotated[Path, typer.Argument(help="CSV: a column `unit`, others by indicator code.")],
    period: Annotated[str, typer.Option(help="Such as 2026-09, 2026-Q3 or 2026.")],
    apply: Annotated[bool, typer.Option("--apply", help="Change it; else only show.")] = False,
    by: opening.By = None,
) -> None:
    """Take the figures of FILE for a period; the opening balances of 2026 are those of 2025-12."""
    chosen = opening.configured()
    movement, now = opening.movement(chosen), opening.now()
    today, of = opening.today(chosen, now), _period(period)
    try:
        content = opening.content(file)
        sheet = figures_file.read(content)
        source = opening.source(file, content, by)

        def work(db: Db) -> tuple[Checked, list[Difference]]:
            found = figures_rows.check(db, movement, sheet, of, today, _word)
            if apply:
                zone = chosen.timezone
                return found, figures.bring(db, found.rows, movement, now, zone, source)
            return found, figures.compare(db, found.rows)

        found, differences = (replayed if apply else looked_at)(opening.database(chosen), work)
    except figures_file.FiguresError as error:
        opening.rejected(file, error.problems)
    for warning in found.warnings:
        terminal.remark(f"{file}: {warning}")
    for line in _lines(differences):
        terminal.say(line)
    terminal.say(_counts(differences, len(found.rows)))
    terminal.say(opening.ending(bool(differences), apply=apply))


def _period(code: str) -> Period:
    try:
        return Period.parse(code)
    except ValueError:
        reason = f"{code!r} is not a period such as 2026-09, 2026-Q3 or 2026"
        raise typer.BadParameter(reason, param_hint="--period") from None


def _word(finding: Finding) -> str:
    fields = {
        name: formats.value(unit, value, LANGUAGE) for name, (unit, value) in finding.fields.items()
    }
    return translator(LANGUAGE).movement(finding.say, **fields).unescape()


def _lines(differences: Iterable[Difference]) -> Iterator[str]:
    """One line for each unit and period: `+` all new, `~` something changes."""
    for (unit, period), found in groupby(differences, lambda d: (d.row.unit, d.period)):
        ones = list(found)
        sign = "+" if all(one.old is None for one in ones) else "~"
        yield f"{sign} {unit} {period}: {', '.join(_difference(one) for one in ones)}"


def _difference(one: Difference) -> str:
    old = "" if one.old is None else f"{_value(one, one.old)} -> "
    return f"{one.code} {old}{_value(one, one.new)}"


def _value(one: Difference, value: int) -> str:
    return f"{value / 100:.2f}" if one.code in one.row.points else str(value)


def _counts(differences: list[Difference], rows: int) -> str:
    new = sum(one.old is None for one in differences)
    return f"Rows: {rows}. Figures: {new} new, {len(differences) - new} changed."
