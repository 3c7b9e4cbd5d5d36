"""`thidua dossier`, `thidua proposal`: the papers of a frozen content as files in a folder."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from bot import terminal
from bot.commands import common
from bot.commands.papers_written import write
from handlers.papers import bases
from handlers.papers.bases import Lapsed
from handlers.papers.voice import Voice
from locales.translator import translator
from scoring.movement import Movement
from services.papers import freezing
from services.papers.freezing import Changed, Snapshot
from storage import units
from storage.engine import Db, reading, transaction
from storage.units import Unit

Year = Annotated[int, typer.Option(min=1, max=9998, help="The year under review.")]
Out = Annotated[Path, typer.Option(file_okay=False, help="A folder; made where there is none.")]
Language = Annotated[
    Literal["vi", "en", "hi", "ar"],
    typer.Option(help="Vietnamese is the language of record; the others are reading copies."),
]
Number = Annotated[
    int | None,
    typer.Option(min=1, max=common.MOST_NUMBER, help="A content frozen before; else as of now."),
]
On = Annotated[
    datetime | None,
    typer.Option("--on", formats=["%Y-%m-%d"], help="The day of the papers; else the snapshot's."),
]


@dataclass(frozen=True)
class Wanted:
    """What the options name."""

    year: int
    out: Path
    language: str
    snapshot: int | None
    on: date | None
    movement: str | None


def dossier(
    office: Annotated[str, typer.Option(help="The office's code.")],
    year: Year,
    out: Out,
    language: Language = "vi",
    snapshot: Number = None,
    on: On = None,
    movement: common.Of = None,
) -> None:
    """Write an office's dossier: request, lists, reports, figures, as DOCX and PDF, and a workbook.

    All are drafts: without number, date and signature. The same snapshot writes the same bytes.
    """
    day = on.date() if on else None
    _write(Wanted(year, out, language, snapshot, day, movement), office)


def proposal(
    year: Year,
    out: Out,
    language: Language = "vi",
    snapshot: Number = None,
    on: On = None,
    movement: common.Of = None,
) -> None:
    """Write the Council's proposal: also minutes, count sheets, the draft decision, the report.

    All are drafts: without number, date and signature. The same snapshot writes the same bytes.
    """
    day = on.date() if on else None
    _write(Wanted(year, out, language, snapshot, day, movement), None)


def _write(wanted: Wanted, office: str | None) -> None:
    chosen = common.configured()
    engine, now = common.database(chosen), common.now()
    movement = common.movement(chosen, engine, wanted.movement)
    try:
        with reading(engine) as db:
            unit = _unit(db, movement, wanted.year, office)
            found = _frozen(db, movement, wanted, unit) if wanted.snapshot else None
        if found is None:
            with transaction(engine) as db:
                found = freezing.freeze(db, movement, wanted.year, unit, None, now, chosen.timezone)
        day = wanted.on or found.at.astimezone(chosen.timezone).date()
        voice = Voice(translator(wanted.language), found, day)
        names = write(wanted.out, voice)
    except Changed as error:
        raise common.Mistake(f"{error}; nothing was written") from None
    except Lapsed as error:
        raise common.Mistake(_lapsed(error)) from None
    terminal.say(f"{wanted.out}: {len(names)} files of snapshot {found.number}, "
                 f"SHA-256 {found.digest}")  # fmt: skip


def _unit(db: Db, movement: Movement, year: int, office: str | None) -> Unit:
    rules = movement.in_year(year)
    award = rules.award
    if award is None:
        raise common.Mistake(f"{movement.code}: no award is proposed for in this movement")
    if year < movement.first_year:
        raise common.Mistake(f"{year}: the movement begins in {movement.first_year}")
    if office is None:
        found = units.root(db, award.terms.council)
        if found is None:
            raise common.Mistake("there is no unit at which the Council sits")
        return found
    found = units.by_code(db, office)
    if found is None or found.kind != award.terms.nominators:
        raise common.Mistake(f"{office}: no unit that sends a dossier has this code")
    return found


def _frozen(db: Db, movement: Movement, wanted: Wanted, unit: Unit) -> Snapshot:
    number = wanted.snapshot or 0
    found = freezing.read(db, number)
    if found is None:
        raise common.Mistake(f"there is no snapshot {number}")
    content = found.content
    mine = (content.movement, content.year, found.unit_id) == (movement.code, wanted.year, unit.id)
    if not mine:
        raise common.Mistake(f"snapshot {number} is of {content.unit_code}, {content.year}")
    return found


def _lapsed(error: Lapsed) -> str:
    said = "; ".join(
        f"{bases.short(old)} is no longer in force" + (f", {bases.short(new)} came instead"
                                                       if new else ", nothing is known instead")
        for old, new in error.found
    )  # fmt: skip
    return f"{error.day.isoformat()}: {said}; nothing was written"
