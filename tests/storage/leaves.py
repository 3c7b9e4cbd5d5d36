"""The demo organisation, of which a head goes on leave."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from scoring.loading import builtin
from scoring.points import measure, score
from services import absences
from services.absences import Leave
from storage import answers, facts, people, reports, units
from storage.answers import Answer
from storage.engine import Db
from storage.imports import PROGRAM
from storage.units import Unit

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
MOVEMENT = builtin()
CARD, LEAGUE = MOVEMENT.cards["TN-G"], MOVEMENT.leagues["groups"]
GROUP, HEAD = "9900001", "P002"
TOLD = {"HH_LOAN": 40, "LOAN_OUT": 2_000_000_000, "LOAN_OVD": 2_000_000, "INT_DUE": 10_000_000,
        "INT_COL": 9_000_000, "INT_ARR": 500_000, "SAV_HH": 30, "SAV_BAL": 90_000_000,
        "GDX_ATT": 1}  # fmt: skip


def at(day: date, hour: int = 9) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=ZONE)


NOW = at(date(2026, 12, 8))
TODAY = NOW.date()


class Office:
    """The organisation as the tests change it."""

    def __init__(self, db: Db) -> None:
        self.db = db
        db.execute(units.units.update().values(reports_from="2026-01"))

    @property
    def group(self) -> Unit:
        found = units.by_code(self.db, GROUP)
        assert found is not None
        return found

    def person(self, code: str = HEAD) -> int:
        found = people.by_code(self.db, code)
        assert found is not None
        return found[0]

    def leave(self, first: str, last: str, *, code: str = HEAD, now: datetime = NOW) -> str:
        wanted = Leave(self.person(code), code, first, last, "nghỉ thai sản")
        return absences.enter(self.db, [MOVEMENT], wanted, None, PROGRAM, now, ZONE)

    def tell(self, month: int, came: date, says: Mapping[str, int] = TOLD) -> None:
        period = f"2026-{month:02}"
        draft = reports.start(self.db, self.group.id, "head-month", period, at(came))
        for code, value in says.items():
            answers.put(self.db, draft.id, code, Answer(value), raw="", person_id=self.person(),
                        now=at(came), edition=reports.touch(self.db, draft.id))  # fmt: skip
        reports.confirm(self.db, draft, self.person(), at(came))

    def points(self, day: date) -> tuple[object, object]:
        """The points by the scoring, and the reports in and due, at a day."""
        found = facts.of_unit(self.db, MOVEMENT, self.group, 2026, at(day), ZONE, "provisional")
        total = score(CARD, measure(MOVEMENT, LEAGUE, found)).total
        return total, (found.reports.reported, found.reports.required)
