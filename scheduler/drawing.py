"""A publication is drawn up: the whole tables in parts, and a summary of them with what changed.

Read beside the writer, packed, and kept in small steps: a nation's table is never one large row.
Several programs may begin; one goes on with it, and after a while another begins anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import NamedTuple

from scoring.changes import Changes, between
from scoring.duties import year_under_review
from scoring.levels import League
from scoring.movement import Movement
from scoring.standings import Standings
from services import publications as told
from services import standings
from storage import publications, scores, settings, units
from storage.asked import Asked, ended
from storage.engine import Db
from storage.publications import Part, pack
from storage.steps import Step, brief

LAST = "published"
"""With a frequency behind it: the setting with the day of its last publication."""


class Drawn(NamedTuple):
    """What is drawn up: a movement's first list, of a day.

    `behind` the day's key, of another movement than the first.
    """

    movement: Movement
    day: date
    behind: str = ""

    @property
    def league(self) -> League:
        """The list."""
        return self.movement.first_league

    @property
    def key(self) -> str:
        """Of the publication."""
        return f"{self.day.isoformat()}{self.behind}"

    def before(self, day: str) -> Drawn:
        """The same of another day."""
        return self._replace(day=date.fromisoformat(day))


class Draft(NamedTuple):
    """What is to be kept of a day: the lines in parts, and the summary (JSON)."""

    parts: list[Part]
    body: str


def keep(
    look: Step,
    step: Step,
    drawn: Drawn,
    frequencies: Sequence[str],
    now: datetime,
) -> bool:
    """Whether the day's publication is there now; not while another program is at it."""
    if look(lambda db: publications.kept(db, drawn.key)) is not None:
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
    kept = publications.finish(db, number, now, draft.body)
    for frequency in said if kept else ():
        settings.put(db, f"{LAST} {frequency}{drawn.behind}", drawn.day.isoformat())
    return kept


def draw(db: Db, drawn: Drawn, frequencies: Sequence[str], now: datetime) -> Draft:
    """The day's tables and their summary, as they are now."""
    branch, year = units.root(db, drawn.league.widest), year_under_review(drawn.day)
    if branch is None:
        raise LookupError(f"no {drawn.league.widest}")
    over = ended(year, drawn.day)
    tables = {
        basis: standings.whole(
            db, drawn.movement, Asked(drawn.league, branch, year, basis, over), now, drawn.day
        )
        for basis in scores.BASES
    }
    parts = [part for basis, one in tables.items() for part in pack(basis, one.lines)]
    days = {one: settings.get(db, f"{LAST} {one}{drawn.behind}") for one in frequencies}
    before = {one: kept for one, kept in days.items() if kept and kept < drawn.day.isoformat()}
    return Draft(parts, told.body(tables, _changes(db, drawn, before, tables[told.BASIS])))


def _changes(
    db: Db, drawn: Drawn, before: Mapping[str, str], found: Standings
) -> dict[str, Changes]:
    """By frequency, since the day before on which it came; each day is compared once."""
    since = {day: _since(db, drawn.before(day), found) for day in set(before.values())}
    return {one: change for one, day in before.items() if (change := since[day]) is not None}


def _since(db: Db, drawn: Drawn, found: Standings) -> Changes | None:
    """What has changed since a day's publication; `None` where that was about another year."""
    summary = told.summary(db, drawn.key)
    if summary is None or summary.pushed.year != found.year:
        return None
    then = summary.pushed
    there = publications.lines(db, then.number or 0, told.BASIS)
    covered = then.coverage
    return between(there, found.lines, drawn.day, covered.reported, covered.active)
