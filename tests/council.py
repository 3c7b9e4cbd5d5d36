"""A Council on the roster: members, their secretary; collectives and persons that are chosen."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, insert, select

from scoring.loading import builtin
from services.roster import apply, file
from storage.award_choices import choices
from storage.engine import Db, transaction
from storage.people import people
from storage.proposed import nominations
from storage.units import units

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
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
COMMUNES = CANDIDATES = 7
"""Persons of the branch stand in no list: they are on the shortlist whatever points there are."""


def brought(engine: Engine, members: int = 9, communes: int = COMMUNES) -> None:
    """The roster: the first member is of the head office, the second of the first commune."""
    rows = "".join(f"X{n},Xã Mẫu {n},commune,TB\n" for n in range(1, communes + 1))
    seats = "".join(f"M{n},Ủy viên {n},council,B,\n" for n in range(1, members + 1))
    seats += "".join(f"C{n},Ứng viên {n},member,B,\n" for n in range(1, CANDIDATES + 1))
    with transaction(engine) as db:
        for text in (UNITS.format(communes=rows), PEOPLE.format(members=seats)):
            wanted = file.read(text.encode(), builtin())
            apply.apply(db, wanted, builtin(), BROUGHT, ZONE)


def chosen(
    db: Db, codes: Collection[str], people_codes: Collection[str] = (), year: int = 2026
) -> list[int]:
    """Units, or people of them, that are proposed and go to the vote."""
    made = []
    for unit_code in codes:
        unit = db.execute(select(units.c.id).where(units.c.code == unit_code)).scalar_one()
        made.append(_propose(db, unit, None, year))
    for code in people_codes:
        person = db.execute(select(people.c.id).where(people.c.code == code)).scalar_one()
        unit = db.execute(select(units.c.id).where(units.c.code == "B")).scalar_one()
        made.append(_propose(db, unit, person, year))
    return made


def _propose(db: Db, unit: int, person: int | None, year: int) -> int:
    movement = builtin()
    office = db.execute(select(units.c.id).where(units.c.code == "TB")).scalar_one()
    by = db.execute(select(people.c.id).where(people.c.code == "S")).scalar_one()
    row = {"movement": movement.code, "year": year, "office_id": office, "unit_id": unit,
           "what": "person" if person else "collective", "person_id": person, "kind": "any",
           "ground": "-", "by_id": by, "at": BROUGHT, "live": True}  # fmt: skip
    made = int(db.execute(insert(nominations).values(row).returning(nominations.c.id)).scalar_one())
    said = {"nomination_id": made, "chosen": True, "by_id": by, "at": BROUGHT}
    db.execute(insert(choices).values(said))
    return made
