"""Rules by year: a Council decides on a version, and each year is judged by its own."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date, datetime

from scoring import loading
from scoring.differences import differences
from scoring.duties import settled
from scoring.live import Live, together
from scoring.movement import Movement
from storage import rules, scores
from storage.engine import Db
from storage.imports import Source


def dated(db: Db, live: Live) -> Live:
    """The movements, each with the versions that were decided on for some years."""
    kept = rules.in_force(db)
    if not kept:
        return live
    return together(
        replace(one, years={k.year: _read(k) for k in kept if k.movement == one.code})
        for one in live.all
    )


def _read(kept: rules.Kept) -> Movement:
    return loading.read(kept.body.encode(), f"{kept.movement} of {kept.year}")


def changes(before: Movement, content: str) -> list[str]:
    """What a version would change of the rules that are in force, a line each."""
    return list(differences(tomllib.loads(before.text), tomllib.loads(content)))


def refused(db: Db, before: Movement, new: Movement, year: int, today: date) -> Iterator[str]:
    """Why a version cannot be taken for a year.

    What is stored goes by the codes of forms, levels and lists; of what was asked already nothing
    may fall away.
    """
    if year < before.first_year:
        yield f"{before.code} begins in {before.first_year}"
    locked = max(settled(before, year), settled(new, year))
    if today >= locked:
        yield f"{year} is locked since {locked.isoformat()}: its rules stay as they were"
    yield from _gone("form", before.forms, new.forms)
    yield from _gone("level", before.levels, new.levels)
    yield from _gone("list", before.leagues, new.leagues)
    if rules.reported(db, before.forms, year):
        yield from _gone(
            "indicator", before.indicators, new.indicators, f", and {year} has reports"
        )


def _gone(
    what: str, before: Collection[str], new: Collection[str], behind: str = ""
) -> Iterator[str]:
    missing = sorted(set(before) - set(new))
    if missing:
        yield f"{what} {', '.join(missing)} is missing{behind}"


def install(
    db: Db, before: Movement, content: str, year: int, source: Source, now: datetime
) -> None:
    """Take a version for a year and those after it; their scores are to be worked out anew."""
    rules.keep(db, before.code, year, content, source, now)
    scores.outdated(db, before, year)
