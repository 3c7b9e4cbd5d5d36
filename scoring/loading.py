"""Loads a movement's TOML, once it is checked; every fault names its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cache
from pathlib import Path

from scoring import award, rows, shape
from scoring.ballots import Ballot
from scoring.cards import Band, Card, CardItem, Derived, GradePart
from scoring.checking.file import check
from scoring.forms import Dates, Form
from scoring.indicators import Indicator
from scoring.levels import League, Level, Register, Tie
from scoring.live import Live, together
from scoring.movement import Calendar, Movement, MovementError
from scoring.rules import ROSTER, Expression, Kind, Rule

FOLDER = Path(__file__).parent / "movements"
FIRST = "tay-ninh"
"""The movement that is meant where none is named."""
_SHOWN = 3
"""Faults that one line can hold."""


def available(folder: Path | None = None) -> tuple[str, ...]:
    """The codes of the built-in movements, and of those in a council's own folder."""
    return tuple(path.stem for path in files(folder))


def files(folder: Path | None = None) -> list[Path]:
    """Their files, each code once; MovementError where a folder is named that has none."""
    if folder is not None and not any(folder.glob("*.toml")):
        raise MovementError(f"{folder}: no movement is there")
    found = {path.stem: path for of in _folders(folder)[::-1] for path in of.glob("*.toml")}
    return [found[code] for code in sorted(found)]


@cache
def live(folder: Path | None = None) -> Live:
    """Every movement there is, the council's own before a built-in one of the same code.

    The one that is meant where none is named stands in front. MovementError if one is not right.
    """
    codes = sorted(available(folder), key=lambda code: (code != FIRST, code))
    return together(builtin(code, folder) for code in codes)


def _folders(folder: Path | None) -> tuple[Path, ...]:
    return (FOLDER,) if folder is None else (folder, FOLDER)


@cache
def builtin(code: str = FIRST, folder: Path | None = None) -> Movement:
    """The movement of this code, the council's own first; MovementError if there is none, or it
    is not right.
    """
    paths = [of / f"{code}.toml" for of in _folders(folder)]
    found = next((path for path in paths if path.is_file()), None)
    if found is None:
        raise MovementError(f"{paths[0]}: no such movement")
    return load(found)


def load(path: Path) -> Movement:
    """Read and check one movement; MovementError with the first faults that stop it."""
    return read(path.read_bytes(), path.name)


def read(content: bytes, name: str) -> Movement:
    """The same of a file's content; `name` stands before its faults."""
    checked = check(content)
    faults = [fault for fault in checked.faults if fault.stops]
    if checked.file is None or faults:
        more = f" (and {len(faults) - _SHOWN} more)" if len(faults) > _SHOWN else ""
        raise MovementError("; ".join(f"{name}:{f}" for f in faults[:_SHOWN]) + more)
    return _movement(checked.file, content.decode("utf-8-sig").replace("\r\n", "\n"))


def _movement(file: shape.File, text: str) -> Movement:
    units = {row.code: row.unit for row in file.indicator}
    registers = [*ROSTER, *(row.code for row in file.registers)]
    bands = tuple(Band(row.grade, row.name, Fraction(row.least), Fraction(row.factor))
                  for row in sorted(file.band, key=lambda row: -row.least))  # fmt: skip
    return Movement(
        code=file.code,
        name=file.name,
        first_year=file.first_year,
        families=file.families,
        indicators={row.code: _indicator(row, units, registers) for row in file.indicator},
        forms={row.code: _form(row) for row in file.form},
        derived={row.code: Derived(**row.model_dump(), bands=bands) for row in file.derived},
        cards={row.code: _card(row) for row in file.card},
        levels={row.code: _level(row) for row in file.level},
        registers=tuple(Register(**row.model_dump()) for row in file.registers),
        leagues={row.code: _league(file.code, row) for row in file.league},
        bands=bands,
        grade_parts=tuple(
            GradePart(row.indicator, row.points, Fraction(row.full_at), Fraction(row.zero_at))
            for row in file.grade_part
        ),
        stock_months=file.stock_months,
        calendar=Calendar(**file.calendar.model_dump()),
        caps=(file.caps.collectives, file.caps.individuals),
        ballots={row.code: Ballot(**row.model_dump()) for row in file.ballots},
        grounds={row.code: row for row in file.grounds},
        award=award.of(file.award, file.nominee, file.piece, file.legal_bases, file.salary),
        text=text,
    )


def _indicator(
    row: shape.Indicator, units: Mapping[str, str], registers: Sequence[str]
) -> Indicator:
    names = _names(row.code, units, registers)
    fields = {name: _unit(name, row.unit, units) for name in names}
    return Indicator(
        code=row.code,
        family=row.family,
        unit=row.unit,
        frequency=row.frequency,
        reporter=row.reporter,
        level=row.level,
        name=row.name,
        short=row.short,
        also=tuple(row.also),
        question=row.question,
        example=row.example or 0,
        sample=row.sample or "",
        choices={one.code: one.name for one in row.choices},
        of=row.of,
        stock=row.stock,
        like_roster=row.like_roster,
        rules=tuple(_rules(row)),
        skip=Expression.parse(row.skip) if row.skip else None,
        units=fields,
    )


def _rules(row: shape.Indicator) -> Iterator[Rule]:
    given: tuple[tuple[Kind, Sequence[shape.Rule]], ...] = (
        ("refuse", row.hard), ("confirm", row.soft), ("explain", row.explain),
    )  # fmt: skip
    for kind, rules in given:
        yield from (Rule(kind, Expression.parse(rule.when), rule.say) for rule in rules)


def _names(own: str, units: Mapping[str, str], registers: Sequence[str]) -> list[str]:
    last = [f"last_{code}" for code in units]
    register = [f"register_{key}" for key in registers]
    return [*units, *last, *register, "value", "last", "office", own]


def _unit(name: str, own: str, units: Mapping[str, str]) -> str:
    if name.startswith("register_"):
        return "date" if name.endswith("_day") else "count"
    return units.get(name.removeprefix("last_"), own)


def _form(row: shape.Form) -> Form:
    dates = Dates(
        due=row.due,
        lock=row.lock,
        last_due=row.last_due or row.due,
        last_lock=row.last_lock or row.lock,
        opens_before=row.opens_before,
    )
    asked = tuple(row.indicators)
    return Form(row.code, row.name, row.frequency, row.reporter, row.level, asked, dates)


def _card(row: rows.Card) -> Card:
    items = tuple(
        CardItem(
            code=item.code,
            family=item.family,
            indicator=item.indicator,
            weight=item.weight,
            full_at=Fraction(item.full_at),
            zero_at=Fraction(item.zero_at),
            redistribute=item.not_applicable == "redistribute",
        )
        for item in row.item
    )
    return Card(row.code, items, row.set_by)


def _level(row: rows.Level) -> Level:
    return Level(row.code, row.name, tuple(row.within), row.over, row.reporter, row.verifier)


def _league(movement: str, row: rows.League) -> League:
    ties = tuple(Tie(one.measure, 1 if one.better == "higher" else -1) for one in row.ties)
    return League(
        f"{movement}/{row.code}", row.code, row.name, row.level, row.card, tuple(row.inside), ties,
        row.minimum_share, row.weighted_by, row.size, row.classes, Fraction(row.named),
    )  # fmt: skip
