"""A Council on the stage: nine members, their secretary, collectives and persons chosen."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import datetime

from player import ZONE, Player
from sqlalchemy import Engine, insert, select

from handlers.routing.play import Site
from scoring.loading import builtin
from services.roster import apply, file
from storage.award_choices import choices
from storage.engine import Db, reading, transaction
from storage.people import people
from storage.proposed import nominations
from storage.units import units

BROUGHT = datetime(2026, 1, 5, tzinfo=ZONE)
JANUARY = datetime(2027, 1, 12, 8, tzinfo=ZONE)
UNITS = """code,name,kind,parent
TN,Tây Ninh,province,
B,Chi nhánh,branch,TN
HS,Phòng Hội sở,office,B
TB,Phòng Tân Biên,office,B
{communes}"""
PEOPLE = """code,name,role,unit,phone
S,Thư ký,secretary,B,
{members}M1,,office,HS,
M2,,officer,X1,
"""
COMMUNES = 7


def brought(engine: Engine, members: int = 9, communes: int = COMMUNES) -> None:
    """The roster: the first member is of the head office, the second of the first commune."""
    rows = "".join(f"X{n},Xã Mẫu {n},commune,TB\n" for n in range(1, communes + 1))
    seats = "".join(f"M{n},Ủy viên {n},council,B,\n" for n in range(1, members + 1))
    with transaction(engine) as db:
        for text in (UNITS.format(communes=rows), PEOPLE.format(members=seats)):
            wanted = file.read(text.encode(), builtin())
            apply.apply(db, wanted, builtin(), BROUGHT, ZONE)


def chosen(db: Db, codes: Collection[str], people_codes: Collection[str] = ()) -> list[int]:
    """Units, or people of them, that are proposed and go to the vote."""
    made = []
    for unit_code in codes:
        unit = db.execute(select(units.c.id).where(units.c.code == unit_code)).scalar_one()
        made.append(_propose(db, unit, None))
    for code in people_codes:
        person = db.execute(select(people.c.id).where(people.c.code == code)).scalar_one()
        unit = db.execute(select(units.c.id).where(units.c.code == "HS")).scalar_one()
        made.append(_propose(db, unit, person))
    return made


def _propose(db: Db, unit: int, person: int | None) -> int:
    movement = builtin()
    office = db.execute(select(units.c.id).where(units.c.code == "TB")).scalar_one()
    by = db.execute(select(people.c.id).where(people.c.code == "S")).scalar_one()
    row = {"movement": movement.code, "year": 2026, "office_id": office, "unit_id": unit,
           "what": "person" if person else "collective", "person_id": person, "kind": "any",
           "ground": "-", "by_id": by, "at": BROUGHT, "live": True}  # fmt: skip
    made = int(db.execute(insert(nominations).values(row).returning(nominations.c.id)).scalar_one())
    said = {"nomination_id": made, "chosen": True, "by_id": by, "at": BROUGHT}
    db.execute(insert(choices).values(said))
    return made


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
        from storage.sittings import sittings

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
