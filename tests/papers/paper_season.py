"""What the tests of papers say: a year's results, reports of a group, nominees, a vote, papers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import insert, select

from handlers.papers import catalogue
from handlers.papers.paper import Paper, Run
from handlers.papers.voice import Voice
from locales.translator import translator
from scoring.award_rows import Of
from services.papers import freezing
from services.papers.freezing import Snapshot
from storage.award_choices import choices
from storage.engine import Db
from storage.proposed import nominations
from storage.reports import reports
from tests import january
from tests.january import YEAR, ZONE, person, unit
from tests.known_movement import known

OFFICE, COUNCIL, GROUP, HEAD = "HTH", "BRANCH", "9900004", "P006"
JANUARY = date(2027, 1, 11)


@dataclass
class Season:
    """A database and its moment; begun with two offices, their own and a head each proposed."""

    db: Db
    now: datetime

    def __post_init__(self) -> None:
        for code, share, head, group in ((OFFICE, 95, HEAD, GROUP), ("HS", 88, "P002", "9900001")):
            january.score(self.db, code, share)
            january.score(self.db, group, 90)
            january.propose(self.db, code, code, "transaction_office", at=self.now)
            january.propose(self.db, code, group, "group_head", head, at=self.now)

    def frozen(self, code: str = OFFICE) -> Snapshot:
        movement, at = known(), self.now
        return freezing.freeze(self.db, movement, YEAR, unit(self.db, code), None, at, ZONE)

    def voice(self, code: str = OFFICE, language: str = "vi", day: date = JANUARY) -> Voice:
        return Voice(translator(language), self.frozen(code), day)

    def papers(self, code: str = OFFICE, language: str = "vi") -> dict[str, Paper]:
        return {one.code: one for one in catalogue.write(self.voice(code, language))}

    def report(self, group: str = GROUP, months: int = 3, by: str = HEAD) -> list[int]:
        """Months that were sent and verified; the reports' numbers."""
        made = []
        for month in range(1, months + 1):
            row = {"unit_id": unit(self.db, group).id, "form": "head-month", "version": 1,
                   "period": f"{YEAR}-{month:02}", "status": "accepted", "started_at": self.now,
                   "first_confirmed_at": self.now, "confirmed_at": self.now,
                   "confirmed_by": person(self.db, by), "verified_at": self.now,
                   "verified_by": person(self.db, "P005")}  # fmt: skip
            put = insert(reports).values(row).returning(reports.c.id)
            made.append(int(self.db.execute(put).scalar_one()))
        return made

    def choose(self, reason: str | None = None) -> None:
        """All nominees go to the vote."""
        for one in self.db.execute(select(nominations.c.id)).scalars().all():
            said = {"nomination_id": one, "chosen": True, "by_id": person(self.db, "P061"),
                    "at": self.now, "reason": reason}  # fmt: skip
            self.db.execute(insert(choices).values(said))

    def elect(self, what: Of) -> None:
        january.elect(self.db, what, self.now)


def runs(paper: Paper) -> list[Run]:
    """All words of the body, with their footnotes."""
    found = []
    for block in paper.body:
        if block.kind == "paragraph":
            found += block.runs
        elif block.kind == "table":
            found += [run for row in block.rows for cell in row for run in cell.runs]
    return found


def text(paper: Paper) -> str:
    """All that is read of it."""
    return " ".join([*paper.missing, *(run.text for run in runs(paper))])
