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
from storage.asked import Asked, Basis, ended
from storage.engine import Db
from storage.lines import Coverage, Line
from storage.publications import Part, Placed
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


class Drawn(NamedTuple):
    """What is drawn up: a list, of a day; `behind` the day's key, of another than the first."""

    league: League
    day: date
    behind: str = ""

    @property
    def key(self) -> str:
        """Of the publication."""
        return f"{self.day.isoformat()}{self.behind}"

    def before(self, day: str) -> Drawn:
        """The same of another day."""
        return self._replace(day=date.fromisoformat(day))


class Draft(NamedTuple):
    """What is to be kept of a day."""

    parts: list[Part]
    summary: Summary


def summary(db: Db, drawn: Drawn) -> Summary | None:
    """What is told of a publication; `None` where there is none."""
    body = publications.summary(db, drawn.key)
    try:
        return None if body is None else Summary.model_validate_json(body)
    except ValidationError:  # from before there were summaries
        return None


def keep(
    look: Step,
    step: Step,
    drawn: Drawn,
    frequencies: Sequence[str],
    now: datetime,
) -> bool:
    """Whether the day's publication is there now; not while another program is at it."""
    if look(lambda db: summary(db, drawn)) is not None:
        return True
    year = year_under_review(drawn.day)
    number = step(lambda db: publications.begin(db, drawn.key, year, now))
    if number is None:
        return False
    draft = look(lambda db: draw(db, drawn, frequencies, now))
    at: int | None = 0
    while at is not None and at < len(draft.parts):
        at = step(partial(_add, number=number, now=now, draft=draft, at=at))
    finish = partial(_finish, number=number, now=now, draft=draft, said=frequencies, drawn=drawn)
    return at is not None and step(finish)


def _add(db: Db, number: int, now: datetime, draft: Draft, at: int) -> int | None:
    """Keep some of the parts; how far it came, `None` where it is no longer ours to do."""
    added = publications.add(db, number, now, brief(draft.parts[at:]))
    return None if added is None else at + added


def _finish(
    db: Db, number: int, now: datetime, draft: Draft, said: Sequence[str], drawn: Drawn
) -> bool:
    """It counts; from now on these frequencies look back to it."""
    kept = publications.finish(db, number, now, draft.summary.model_dump_json())
    for frequency in said if kept else ():
        settings.put(db, f"{LAST} {frequency}{drawn.behind}", drawn.day.isoformat())
    return kept


def draw(db: Db, drawn: Drawn, frequencies: Sequence[str], now: datetime) -> Draft:
    """The day's tables and their summary, as they are now."""
    branch, year = units.root(db, drawn.league.widest), year_under_review(drawn.day)
    if branch is None:
        raise LookupError(f"no {drawn.league.widest}")
    over = ended(year, drawn.day)
    asked = {basis: Asked(drawn.league, branch, year, basis, over) for basis in scores.BASES}
    tables = {basis: standings_of.table(db, asked[basis]) for basis in scores.BASES}
    parts = [part for basis in scores.BASES for part in publications.pack(basis, tables[basis])]
    ranked = [one for one in tables[BASIS] if one.place is not None]
    found = Summary(
        year=year,
        as_of=now,
        coverage=standings_of.coverage(db, asked[BASIS]),
        first=tuple(ranked[:SHOWN]),
    )
    days = {one: settings.get(db, f"{LAST} {one}{drawn.behind}") for one in frequencies}
    before = {one: kept for one, kept in days.items() if kept and kept < drawn.day.isoformat()}
    changes = _changes(db, drawn, before, found, ranked)
    return Draft(parts, found.model_copy(update={"changes": changes}))


def _changes(
    db: Db, drawn: Drawn, before: Mapping[str, str], found: Summary, ranked: list[Line]
) -> dict[str, Changes]:
    """By frequency, since the day before on which it came; each day is compared once."""
    since = {day: _since(db, drawn.before(day), found, ranked) for day in set(before.values())}
    return {one: change for one, day in before.items() if (change := since[day]) is not None}


def _since(db: Db, drawn: Drawn, found: Summary, ranked: list[Line]) -> Changes | None:
    """What has changed since a day's publication; `None` where that was about another year."""
    then = summary(db, drawn)
    if then is None or then.year != found.year:
        return None
    now = (Placed(one.unit_id, one.place, one.name, one.commune)
           for one in ranked if one.place is not None)  # fmt: skip
    there, of = publications.placed(db, drawn.key, BASIS), then.coverage
    return between(there, now, drawn.day, of.reported, of.active)
