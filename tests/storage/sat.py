"""A Council that sits by its services alone: no chat, no messages."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Engine, select

from scoring.award_rows import Of
from scoring.loading import builtin
from services.sittings import closing, convening, results, roll, voting
from services.sittings.convening import Round, Why
from services.sittings.results import Result
from services.sittings.settings import Settings
from storage import seating, sittings
from storage.engine import reading, transaction
from storage.people import people
from storage.seating import seats
from storage.sittings import Sitting
from storage.units import by_code
from tests.council import JANUARY, brought, chosen


class Sat:
    """One Council; `now` goes on by a second with each act."""

    def __init__(
        self, engine: Engine, members: int = 9, codes: Collection[str] = (),
        persons: Collection[str] = (),
    ) -> None:  # fmt: skip
        brought(engine, members)
        self.engine, self.now = engine, JANUARY
        self.id, self.codes, self.year = 0, dict[str, str](), 2026
        with transaction(engine) as db:
            self.who = {row.code: row.id for row in db.execute(select(people.c.code, people.c.id))}
            self.nominations = chosen(db, codes, persons)
            unit = by_code(db, "B")
        assert unit is not None
        self.council = unit
        self.rules = builtin().in_year(2026)
        self.members = [f"M{n}" for n in range(1, members + 1)]

    def tick(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now

    def round(self, what: Of, tie: Sitting | None = None) -> Round:
        return Round(self.rules, self.year, self.council, what, tie)

    def convene(self, what: Of = "person", tie: int | None = None, **settings: Any) -> int | Why:
        """Convene it, with other settings than the usual ones."""
        assert self.rules.award is not None
        wanted = Settings.usual(self.rules.award.vote).model_copy(update=settings)
        with transaction(self.engine) as db:
            of = self.round(what, sittings.by_id(db, tie) if tie else None)
            made = convening.convene(db, of, wanted, self.who["S"], self.tick())
            if isinstance(made, int):
                self.id = made
                for one in self.members:
                    self.codes[one] = voting.code(db, made, self.who[one]) or ""
        return made

    def come(self, *who: str, there: bool = True) -> list[str]:
        with transaction(self.engine) as db:
            return [roll.attend(db, self.id, self.who[one], there=there) for one in who]

    def recuse(self, who: str, case: int, *, out: bool = True) -> str:
        with transaction(self.engine) as db:
            return roll.recuse(db, self.id, self.who[who], case, out=out)

    def open(self) -> str:
        with transaction(self.engine) as db:
            became = voting.open_it(db, self.id, self.tick())
        return became

    def paper(self, who: str) -> str | None:
        with transaction(self.engine) as db:
            return voting.paper(db, self.id, self.who[who])[1]

    def vote(self, who: str, choices: Mapping[int, str]) -> str:
        """With a ballot paper of one's own, if there is none yet."""
        with transaction(self.engine) as db:
            seat = seating.of_person(db, self.id, self.who[who])
            if seat is not None and seat.slip is None:
                voting.paper(db, self.id, self.who[who])
            return voting.cast(db, self.id, self.who[who], choices)

    def seat(self, who: str) -> Any:
        with reading(self.engine) as db:
            where = (seats.c.sitting_id == self.id, seats.c.person_id == self.who[who])
            return db.execute(select(seats).where(*where)).one()

    def ask(self) -> bool:
        with transaction(self.engine) as db:
            return closing.ask(db, self.id, self.tick())

    def give(self, who: str, code: str | None = None) -> closing.Given:
        with transaction(self.engine) as db:
            said = self.codes[who] if code is None else code
            return closing.give(db, self.who[who], said, self.tick())

    def close(self, *who: str) -> Result:
        """Everybody named gives their code; the result."""
        self.ask()
        given = [self.give(one).became for one in who]
        assert given[-1] == "closed", given
        return self.result()

    def annul(self) -> bool:
        with transaction(self.engine) as db:
            return closing.annul(db, self.id, self.who["S"], self.tick(), "mistake")

    def sitting(self) -> Sitting:
        with reading(self.engine) as db:
            found = sittings.by_id(db, self.id)
        assert found is not None
        return found

    def result(self) -> Result:
        found = results.read(self.sitting())
        assert found is not None
        return found

    def sat(self, yes: int, present: int, **settings: Any) -> Result:
        """A whole sitting on the first case: so many are there, so many of them agree."""
        assert isinstance(self.convene(**settings), int)
        there = self.members[:present]
        self.come(*there)
        assert self.open() == "done"
        for n, one in enumerate(there):
            said = dict.fromkeys(self.cases(), "no") | ({1: "yes"} if n < yes else {})
            own = {case: said[case] for case in said if case not in self.out(one)}
            assert self.vote(one, own) == "done"
        return self.closed()

    def closed(self) -> Result:
        """Codes are given until it is closed."""
        self.ask()
        for one in self.members:
            if self.give(one).became == "closed":
                return self.result()
        raise AssertionError("never closed")

    def cases(self) -> list[int]:
        with reading(self.engine) as db:
            return list(sittings.cases_of(db, self.id))

    def out(self, who: str) -> frozenset[int]:
        return frozenset(json.loads(self.seat(who).recused))
