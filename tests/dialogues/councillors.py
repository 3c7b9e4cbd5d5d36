"""A Council on the stage, and what its members keep for themselves: their codes."""

from __future__ import annotations

import re
from collections.abc import Collection

from player import ZONE, Player
from sqlalchemy import Engine, select

from handlers.routing.play import Site
from scoring.loading import builtin
from storage.engine import reading, transaction
from storage.sittings import sittings
from tests.council import JANUARY, brought, chosen


class Council:
    """The stage, and what members keep for themselves: their codes."""

    def __init__(self, engine: Engine, members: int = 9, language: str = "en") -> None:
        brought(engine, members)
        self.player = Player(engine, Site(builtin(), ZONE), now=JANUARY)
        self.engine, self.members = engine, [f"M{n}" for n in range(1, members + 1)]
        self.closing: dict[str, str] = {}
        self.checks: dict[str, str] = {}
        for who in ("S", *self.members):
            self.player.join(who, language)

    def says(self, who: str, text: str) -> str:
        """Write it; all that comes back, to everybody; codes are kept by their readers."""
        told = self.player.write(who, text)
        for line in told:
            reader, _, said = line.partition(" < ")
            long = re.search(r"<code>((?:\w{4}-){3}\w{4})</code>", said)
            short = re.fullmatch(r"<code>(\w{4}-\w{4})</code>", said)
            if long:
                self.closing[reader] = long[1]
            if short:
                self.checks[reader] = short[1]
        return "\n".join(told)

    def choose(self, codes: Collection[str], people_codes: Collection[str] = ()) -> None:
        with transaction(self.engine) as db:
            chosen(db, codes, people_codes)

    def convene(self, what: str = "collective") -> str:
        self.says("S", f"/awards convene {what}")
        return self.says("S", "tap convene")

    def sitting(self) -> int:
        with reading(self.engine) as db:
            found = select(sittings.c.id).order_by(sittings.c.id.desc())
            return int(db.execute(found.limit(1)).scalar_one())

    def come(self, *who: str) -> None:
        for one in who:
            self.says(one, f"/awards vote #{self.sitting()} present")

    def open(self) -> str:
        return self.says("S", f"/awards convene open #{self.sitting()}")

    def close(self, *who: str) -> str:
        self.says("S", f"/awards close #{self.sitting()}")
        return "\n".join(self.says(one, self.closing[one]) for one in who)
