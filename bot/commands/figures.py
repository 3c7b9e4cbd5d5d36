"""`thidua figures import`: the office's figures from a table."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from itertools import groupby
from pathlib import Path
from typing import Annotated

import typer

from bot.commands import opening
from locales import formats
from locales.translator import translator
from scoring.movement import Finding, Movement
from scoring.periods import Period
from storage import figures, figures_file, figures_rows, scores
from storage.engine import Db, reading, transaction
from storage.figures import Difference
from storage.schema import alone
from storage.units import by_id

app = typer.Typer(help="The office's own figures.", no_args_is_help=True)
LANGUAGE = "en"
"""Operators are spoken to in English, like everywhere else on the command line."""


@app.callback()
def office_figures() -> None:
    """The office's own figures."""
