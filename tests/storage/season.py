"""A season at random: groups of some communes report late, partly, with zeros or not at all;
officers accept and return, heads correct, the office imports and moves groups; days pass.

Beside the real storage a plain book is kept of what was said and accepted, for the calculator.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from book import OF_COMMUNE, Book, Told
from organisations import group, small, written
from sqlalchemy import select

from scoring.loading import builtin
from scoring.periods import Period
from services.figures import apply
from services.figures.rows import Row
from services.roster import apply as roster_apply
from services.roster import file
from services.scores import touched
from storage import answers, reports, units
from storage.answers import Answer
from storage.engine import Db
from storage.people import people
from tests.scoring.calculator import Group
from tests.scoring.known_group import MONTHLY, OF_BANK

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
MOVEMENT = builtin()
LEAGUE = MOVEMENT.leagues["groups"]
YEAR = 2026
ACTS = ("report",) * 4 + ("verdict",) * 3 + ("imports", "moves")


@dataclass
class Season:
    """One organisation in one database, and its book."""

    db: Db
    dice: random.Random
    books: list[Book] = field(default_factory=list)
    sessions: dict[str, dict[int, int]] = field(default_factory=dict)
    communes: dict[str, Book] = field(default_factory=dict)
    somebody: int = 0

    def begin(self, groups: int) -> None:
        """Communes and groups, some of which enter later in the year; opening balances."""
        self.sessions = {"C1": {}, "C2": {}, "C3": {}}
        self.communes = {
            code: Book(code, code, (YEAR, 1), self.dice.choice([0, 0.1, 0.7]), forms=OF_COMMUNE)
            for code in self.sessions
        }
        for n in range(groups):
            since = (YEAR, self.dice.choice([1, 1, 1, 1, 3, 6, 9, 11]))
            skips = self.dice.choice([0, 0.05, 0.3, 0.6])
            commune = self.dice.choice(sorted(self.sessions))
            self.books.append(Book(f"G{n}", commune, since, skips))
        self.roster(datetime(YEAR, 1, 2, tzinfo=ZONE))
        for book in self.books:
            if self.dice.random() < 0.7:
                codes = [c for c in ("SAV_BAL", "INT_ARR") if self.dice.random() < 0.8]
                book.opening = {code: self._amount() for code in codes}
        rows = {b.code: {(c, f"{YEAR - 1}-12"): v for c, v in b.opening.items()}
                for b in self.books}  # fmt: skip
        self._bring(rows, datetime(YEAR, 1, 3, tzinfo=ZONE))

    def roster(self, now: datetime) -> None:
        """Bring the organisation to the book: a group may stand in another commune."""
        content = small()
        content["people"] = [p for p in content["people"] if p["role"] != "group_head"]
        content["communes"] += [{"code": "C3", "name": "Xã Ba", "transaction_office": "O2"}]
        for row in content["communes"]:
            row["reports_from"] = f"{YEAR}-01"
        content["groups"] = [
            group(b.code, b.commune, None) | {"reports_from": f"{b.since[0]}-{b.since[1]:02}"}
            for b in self.books
        ]
        wanted = file.read(written(content))
        roster_apply.apply(self.db, wanted, MOVEMENT, now, ZONE)
        self.somebody = self.db.execute(select(people.c.id).limit(1)).scalar_one()

    def day(self, day: date) -> None:
        """What happens on a day: most of it where reports are due."""
        for book in self.books:
            if self.dice.random() < (0.3 if day.day <= 12 else 0.05):
                now = datetime.combine(day, time(7 + self.dice.randrange(12)), ZONE)
                getattr(self, self.dice.choice(ACTS))(book, now)
        for book in self.communes.values():
            if self.dice.random() < (0.3 if day.day <= 12 else 0.02):
                now = datetime.combine(day, time(7 + self.dice.randrange(12)), ZONE)
                getattr(self, self.dice.choice(["report", "verdict"]))(book, now)

    def _amount(self) -> int:
        return self.dice.choice([0, 1, 10, 95, 100, 100, 105, 120, 1000])

    def report(self, book: Book, now: datetime) -> None:
        """A report that may be given is given, or one that was given is corrected."""
        kind = self.dice.choice([next(iter(book.forms))] * 3 + ["quarter"])
        form, codes = book.forms[kind]
        month = now.month + 12 * (now.year - YEAR)
        last = min(12, month) if kind == "month" else min(4, (month - 1) // 3 + 1)
        first = book.since[1] if kind == "month" else (book.since[1] + 1) // 3 + 1
        asked = range(first, last + 1)
        fresh = [n for n in asked if (kind, n) not in book.told]
        if not asked:
            return
        n = fresh[0] if fresh and self.dice.random() < 0.8 else self.dice.choice(asked)
        says = {code: self._said(book, code) for code in codes}
        period = f"{YEAR}-{n:02}" if kind == "month" else f"{YEAR}-Q{n}"
        unit = self._unit(book)
        draft = reports.start(self.db, unit.id, form, period, now)
        by = {"person_id": self.somebody, "now": now, "edition": reports.touch(self.db, draft.id)}
        for code, value in says.items():
            answers.put(self.db, draft.id, code, Answer(value), raw="", **by)
        reports.confirm(self.db, draft, self.somebody, now)
        told = book.told.setdefault((kind, n), Told(now.date(), says))
        told.says, told.status = says, "confirmed"
        self._touched(book, period, now)

    def _said(self, book: Book, code: str) -> int | None:
        if self.dice.random() < book.skips:
            return None
        if code in ("GDX_ATT", "REC_OK", "POOR_REV"):
            return self.dice.choice([0, 1, 1, 1])
        return self._amount() if code in MONTHLY else self.dice.choice([0, 0, 1, 2])

    def verdict(self, book: Book, now: datetime) -> None:
        """A report that waits is accepted, or now and then returned."""
        waiting = [key for key, told in book.told.items() if told.status == "confirmed"]
        if not waiting:
            return
        kind, n = key = self.dice.choice(waiting)
        told = book.told[key]
        period = f"{YEAR}-{n:02}" if kind == "month" else f"{YEAR}-Q{n}"
        report = reports.of(self.db, self._unit(book).id, book.forms[kind][0], period)
        assert report is not None
        if self.dice.random() < 0.7:
            reports.accept(self.db, report, self.somebody, now)
            told.status, told.official = "accepted", told.says
        else:
            reports.return_report(self.db, report, self.somebody, now, reason="x", code=None)
            told.status = "returned"
        self._touched(book, period, now)

    def imports(self, book: Book, now: datetime) -> None:
        """The office brings some figures of a group, or the sessions of its commune."""
        month = self.dice.randrange(1, 13 if now.year > YEAR else now.month + 1)
        if self.dice.random() < 0.4:
            count = self.dice.choice([0, 0, 1, 2])
            self.sessions[book.commune][month] = count
            self._bring({book.commune: {("GDX_N", f"{YEAR}-{month:02}"): count}}, now)
            return
        quarter = (month - 1) // 3 + 1
        given = {}
        for code in self.dice.sample([*OF_BANK, *OF_BANK, *MONTHLY[:8]], 3):
            n = quarter if code == "VIO_OPEN" else month
            value = self.dice.randrange(0, 10001) if code == "GRADE_PT" else self._amount()
            book.bank[code, n] = value
            given[code, f"{YEAR}-Q{n}" if code == "VIO_OPEN" else f"{YEAR}-{n:02}"] = value
        self._bring({book.code: given}, now)

    def moves(self, book: Book, now: datetime) -> None:
        """Now and then the office moves a group, or asks it from another month on."""
        if self.dice.random() < 0.05:
            if now.year > YEAR:
                book.lay = book.lay or book.commune
            book.commune = self.dice.choice(sorted(self.sessions))
            book.since = (YEAR, self.dice.choice([1, 4, 8]))
            self.roster(now)

    def _bring(self, rows: dict[str, dict[tuple[str, str], int]], now: datetime) -> None:
        found = [
            Row(n, unit.id, code, values)
            for n, (code, values) in enumerate(rows.items())
            if (unit := units.by_code(self.db, code)) is not None
        ]
        apply.apply(self.db, found, MOVEMENT, now, ZONE)

    def _unit(self, book: Book) -> units.Unit:
        found = units.by_code(self.db, book.code)
        assert found is not None
        return found

    def _touched(self, book: Book, period: str, now: datetime) -> None:
        unit = self._unit(book)
        touched(self.db, MOVEMENT, unit, Period.parse(period), now, ZONE)

    def by_hand(self, book: Book, basis: str, today: date) -> Group:
        """What the calculator is given of a group."""
        return Group(
            year=YEAR, today=today, since=book.since, reports=book.counting(basis),
            bank=book.bank, opening=book.opening, sessions=self.sessions[book.lay or book.commune],
        )  # fmt: skip
