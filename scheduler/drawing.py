"""A publication is drawn up: the whole tables in parts, and a summary of them with what changed.

Read beside the writer, packed, and kept in small steps: a nation's table is never one large row.
Several programs may begin; one goes on with it, and after a while another begins anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import NamedTuple

from pydantic import BaseModel, ValidationError

from scheduler.changes import Changes, between
from scoring.duties import year_under_review
from scoring.levels import League
from storage import publications, scores, settings, units
from storage import standings as standings_of
from storage.asked import Asked, Basis
from storage.engine import Db
from storage.publications import Part, Placed
from storage.standings import Coverage, Line
from storage.steps import Step, brief

BASIS: Basis = "provisional"
SHOWN = 10
LAST = "published"
"""With a frequency behind it: the setting with the day of its last publication."""


class Summary(BaseModel):
    """What is told of a publication: how complete it was, who led, what had changed since when.

    `year`: under review; `first`: the first places; `changes`: by frequency, since it last came.
    """

    year: int
    as_of: datetime
    coverage: Coverage
    first: tuple[Line, ...]
    changes: dict[str, Changes] = {}


class Draft(NamedTuple):
    """What is to be kept of a day."""

    parts: list[Part]
    summary: Summary


def summary(db: Db, day: date) -> Summary | None:
    """What is told of the day's publication; `None` where there is none."""
    body = publications.summary(db, day.isoformat())
    try:
        return None if body is None else Summary.model_validate_json(body)
    except ValidationError:  # from before there were summaries
        return None


def keep(
    look: Step,
    step: Step,
    league: League,
    frequencies: Sequence[str],
    day: date,
    now: datetime,
) -> bool:
    """Whether the day's publication is there now; not while another program is at it."""
    if look(lambda db: summary(db, day)) is not None:
        return True
    key, year = day.isoformat(), year_under_review(day)
    number = step(lambda db: publications.begin(db, key, year, now))
    if number is None:
        return False
    draft = look(lambda db: draw(db, league, frequencies, day, now))
    at: int | None = 0
    while at is not None and at < len(draft.parts):
        at = step(partial(_add, number=number, now=now, draft=draft, at=at))
    finish = partial(_finish, number=number, now=now, draft=draft, said=frequencies, day=day)
    return at is not None and step(finish)


def _add(db: Db, number: int, now: datetime, draft: Draft, at: int) -> int | None:
    """Keep some of the parts; how far it came, `None` where it is no longer ours to do."""
    added = publications.add(db, number, now, brief(draft.parts[at:]))
    return None if added is None else at + added


def _finish(
    db: Db, number: int, now: datetime, draft: Draft, said: Sequence[str], day: date
) -> bool:
    """It counts; from now on these frequencies look back to it."""
    kept = publications.finish(db, number, now, draft.summary.model_dump_json())
    for frequency in said if kept else ():
        settings.put(db, f"{LAST} {frequency}", day.isoformat())
    return kept


def draw(db: Db, league: League, frequencies: Sequence[str], day: date, now: datetime) -> Draft:
    """The day's tables and their summary, as they are now."""
    branch, year = units.root(db, league.widest), year_under_review(day)
    if branch is None:
        raise LookupError(f"no {league.widest}")
    asked = {basis: Asked(league, branch, year, basis) for basis in scores.BASES}
    tables = {basis: standings_of.table(db, asked[basis]) for basis in scores.BASES}
    parts = [part for basis in scores.BASES for part in publications.pack(basis, tables[basis])]
    ranked = [one for one in tables[BASIS] if one.place is not None]
    found = Summary(
        year=year,
        as_of=now,
        coverage=standings_of.coverage(db, asked[BASIS]),
        first=tuple(ranked[:SHOWN]),
    )
    days = {one: settings.get(db, f"{LAST} {one}") for one in frequencies}
    before = {one: kept for one, kept in days.items() if kept and kept < day.isoformat()}
    changes = _changes(db, before, found, ranked)
    return Draft(parts, found.model_copy(update={"changes": changes}))


def _changes(
    db: Db, before: Mapping[str, str], found: Summary, ranked: list[Line]
) -> dict[str, Changes]:
    """By frequency, since the day before on which it came; each day is compared once."""
    since = {day: _since(db, day, found, ranked) for day in set(before.values())}
    return {one: change for one, day in before.items() if (change := since[day]) is not None}


def _since(db: Db, day: str, found: Summary, ranked: list[Line]) -> Changes | None:
    """What has changed since a day's publication; `None` where that was about another year."""
    then = summary(db, date.fromisoformat(day))
    if then is None or then.year != found.year:
        return None
    now = (Placed(one.unit_id, one.place, one.name, one.commune)
           for one in ranked if one.place is not None)  # fmt: skip
    there, of = publications.placed(db, day, BASIS), then.coverage
    return between(there, now, date.fromisoformat(day), of.reported, of.active)
