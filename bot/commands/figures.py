"""`thidua figures import`: the office's figures from a table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from bot import terminal
from bot.commands import common, figures_shown, importing
from locales import formats
from locales.translator import translator
from scoring.movement import Finding, Movement
from scoring.periods import Period
from services.figures import apply as figures
from services.figures import columns as figures_columns
from services.figures import file as figures_file
from services.figures import rows
from services.figures.apply import Compared
from services.figures.columns import Columns
from services.figures.errors import FiguresError
from services.figures.rows import Checked
from storage.engine import Db
from storage.imports import Source
from storage.steps import Step

app = typer.Typer(help="The office's own figures.", no_args_is_help=True)
LANGUAGE = "en"
"""What the movement's rules say is shown in the language of the command line."""

Found = tuple[Checked, Compared]


@app.callback()
def office_figures() -> None:
    """The office's own figures."""


@app.command("import")
def import_file(
    file: Annotated[Path, typer.Argument(help="CSV, text from Excel, xlsx, xls or ods.")],
    period: Annotated[str, typer.Option(help="Such as 2026-09, 2026-Q3 or 2026.")],
    apply: Annotated[bool, typer.Option("--apply", help="Change it; else only show.")] = False,
    map: Annotated[
        list[str] | None,
        typer.Option("--map", help="A column of the bank's sheet: 'Dư nợ=LOAN_OUT'. Kept."),
    ] = None,
    accept_doubts: Annotated[
        bool, typer.Option("--accept-doubts", help="Take it although figures look wrong.")
    ] = False,
    by: common.By = None,
    every: importing.All = False,
    movement: common.Of = None,
) -> None:
    """Take the figures of FILE for a period; the opening balances of 2026 are those of 2025-12.

    A row names the columns: `unit` (the code of a group or commune), the others by the codes of
    figures. Amounts are whole VND, such as 2285000000 or 2.285.000.000; grades like 85.5.

    The bank's sheet is read as it is once its columns are named: --map 'Mã tổ=unit' --map
    'Dư nợ (triệu đồng)=LOAN_OUT*1000000'. Columns without a name, titles and totals are left out.

    Codes, monthly: HH_LOAN LOAN_OUT LOAN_OVD INT_DUE INT_COL INT_ARR SAV_HH SAV_BAL PRIN_DUE
    PRIN_COL GRADE_PT, of a commune GDX_N; quarterly: VIO_OPEN; yearly: LOAN_PLAN.
    """
    chosen, of = common.configured(), _period(period)
    content = common.content(file)
    engine = common.database(chosen)
    work = _Import(common.movement(chosen, engine, movement), of, content, tuple(map or ()),
                   common.source(file, content, by), common.now(), chosen.timezone)  # fmt: skip
    try:
        look, step = importing.ways(engine)
        checked, compared = look(work.look)
        _show(file, checked, compared, whole=every, ask=apply and not accept_doubts)
        if apply:
            work.apply(step, compared)
    except FiguresError as error:
        common.rejected(file, error.problems)
    terminal.say(common.ending(bool(compared.differences), apply=apply))


def _show(file: Path, checked: Checked, compared: Compared, *, whole: bool, ask: bool) -> None:
    """Show what would change; where something is in doubt and it is to be done, ask."""
    doubts = figures_shown.doubted(checked, compared.differences)
    figures_shown.show(file, checked, compared.differences, doubts, whole=whole)
    if ask and doubts:
        figures_shown.ask(len({(one.number, one.code) for one in doubts}))


@dataclass(frozen=True)
class _Import:
    """One file for one period, and what was said of its columns."""

    movement: Movement
    period: Period
    content: bytes
    wishes: tuple[str, ...]
    source: Source
    now: datetime
    zone: ZoneInfo

    def columns(self, db: Db) -> Columns:
        try:
            return figures_columns.said(self.wishes, figures_columns.kept(db))
        except ValueError as error:
            raise typer.BadParameter(str(error), param_hint="--map") from None

    def look(self, db: Db) -> Found:
        sheet = figures_file.read(self.content, self.columns(db))
        today = self.now.astimezone(self.zone).date()
        found = rows.check(db, self.movement, sheet, self.period, today, _word)
        return found, figures.compared(db, self.movement, found.rows)

    def apply(self, step: Step, compared: Compared) -> None:
        """What was shown and nothing else: it is not looked at again."""
        with importing.applying("Applying") as told:
            given = (self.movement, self.now, self.zone, self.source, told)
            figures.apply_in_steps(step, compared, *given)
        step(lambda db: figures_columns.keep(db, self.columns(db)))


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
