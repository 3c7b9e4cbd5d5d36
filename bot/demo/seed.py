"""What the demo begins with: the invented organisation, two months of reports, 1 December 2026.

November is open then and due on the 5th, so the first thing to do is a report.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Engine

from bot.demo import clock
from bot.demo.database import MARK, MARKED, empty
from bot.demo.phones import BORN
from scoring.movement import Movement
from services.roster import apply, file
from services.scores import refresh
from storage import answers, reports, settings, units
from storage.answers import Answer
from storage.engine import Db, transaction
from storage.people import holding
from storage.units import Unit

ORGANISATION = Path(__file__).with_name("organisation.json")
BODIES = Path(__file__).with_name("bodies.json")
"""Provincial bodies, which the Council judges, beside the organisation."""
FIRST_MONTH = "2026-09"
REPORTED = ("2026-09", "2026-10")
FORM = "head-month"


@dataclass(frozen=True)
class Season:
    """What the seed is written with."""

    movement: Movement
    zone: ZoneInfo

    def at(self, day: str, hour: str) -> datetime:
        """A local moment, aware."""
        return datetime.fromisoformat(f"{day}T{hour}").replace(tzinfo=self.zone)


def prepare(engine: Engine, movement: Movement, zone: ZoneInfo) -> bool:
    """Fill an empty demo database, in one transaction; False if it was filled before."""
    with transaction(engine) as db:
        if settings.get(db, MARK) == MARKED:
            return False
        _fill(db, Season(movement, zone))
    return True


def again(engine: Engine, movement: Movement, zone: ZoneInfo) -> None:
    """Begin anew in the running program, in one transaction: all that was there is gone."""
    with transaction(engine) as db:
        empty(db)
        _fill(db, Season(movement, zone))


def _fill(db: Db, season: Season) -> None:
    _organisation(db, season)
    for row in _samples():
        _report(db, season, row)
    start = season.at("2026-12-01", "08:05")
    _scores(db, season, start)
    clock.keep(db, start - clock.real())
    settings.put(db, BORN, secrets.token_hex(8))
    settings.put(db, MARK, MARKED)


def _organisation(db: Db, season: Season) -> None:
    roster = replace(file.read(ORGANISATION.read_bytes()), reports_from=FIRST_MONTH)
    imported = season.at("2026-10-01", "07:00")
    bodies = file.read(BODIES.read_bytes(), whole=False)
    for one in (roster, bodies):
        apply.apply(db, one, season.movement, imported, season.zone)


def _samples() -> list[dict[str, Any]]:
    """The sample reports of the months that are over, in the order in which they came in."""
    whole = json.loads(ORGANISATION.read_text(encoding="utf-8"))
    rows = [row for row in whole["sample_reports"]["rows"] if row["period"] in REPORTED]
    return sorted(rows, key=lambda row: (row["submitted"], row["group"]))


def _report(db: Db, season: Season, row: dict[str, Any]) -> None:
    """One report: entered and confirmed by the head, accepted by the officer the day after."""
    unit = _unit(db, row["group"])
    head = holding(db, "head", unit.id)[0]
    officer = holding(db, "officer", unit.parent_id or 0)[0]
    entered = season.at(row["submitted"], "09:00")
    draft = reports.start(db, unit.id, FORM, row["period"], entered)
    for code in season.movement.forms[FORM].indicators:
        if code in row:
            given = Answer(int(row[code]))
            answers.put(db, draft.id, code, given, raw=str(given.value), person_id=head,
                        now=entered, edition=reports.touch(db, draft.id))  # fmt: skip
    confirmed = reports.confirm(db, draft, head, entered + timedelta(minutes=6))
    reports.accept(db, confirmed, officer, entered + timedelta(days=1))


def _unit(db: Db, code: str) -> Unit:
    found = units.by_code(db, code)
    if found is None:
        raise LookupError(f"the sample reports name a group {code} that is not there")
    return found


def _scores(db: Db, season: Season, now: datetime) -> None:
    league = season.movement.first_league
    whole = units.root(db, league.widest)
    for unit in units.below(db, whole, league.level) if whole else ():
        refresh(db, season.movement, unit, now.year, now, season.zone)
