"""What January asks for in a nation: pages of an office, of the Council's secretary, of a member.

`python -m bench.awards URL GROUPS [OFFICE]` makes a branch of so many groups with an office for
every OFFICE of them (800), nominees of each, dossiers of every second one, and prints milliseconds
of each page, the best of several, with how many statements it took.
"""

from __future__ import annotations

import sys
import time
from datetime import UTC, date, datetime

from sqlalchemy import Engine, event, insert, select

from bench import nation
from bench.nation import JOINED, MOVEMENT, ZONE
from handlers.routing import play
from handlers.routing.play import Site
from scoring.stored import Stored
from services.keeping import Worked, keep
from storage import award_choices, people, proposed, units
from storage.dossier_states import dossiers
from storage.engine import Db, transaction
from storage.measures import Kept
from storage.messages import Incoming
from storage.units import Unit

YEAR, TIMES = 2026, 3
NOW = datetime(2027, 1, 9, 2, tzinfo=UTC)
RULES = MOVEMENT.in_year(YEAR)
ASKED = {
    "office": ("/awards", "/awards places", "/awards nominate", "/awards dossier",
               "/awards submit"),
    "secretary": ("/awards", "/awards progress", "/awards places", "/awards shortlist collective",
                  "/awards shortlist person", "/awards sheet {nominee}", "/awards dossier O1",
                  "/awards objections", "/awards hold", "/awards convene person"),
    "council": ("/awards", "/awards shortlist person", "/awards vote"),
}  # fmt: skip


def ready(url: str, groups: int, office: int) -> Engine:
    """The database; one that is there already is used again."""
    nation.OFFICE = office
    engine = nation.ready(url, groups)
    with transaction(engine) as db:
        if not proposed.any_in(db, RULES.code, YEAR):
            _season(db)
    return engine


def _season(db: Db) -> None:
    """People of the Council and of an office, points of offices and communes, nominees."""
    branch = units.root(db, "branch")
    offices = [units.by_id(db, one) for one in units.all_of(db, "office")]
    assert branch is not None
    for role, unit in (("office", offices[0]), ("secretary", branch), ("council", branch)):
        _join(db, role, unit)
    _worked(db, offices)
    communes = [units.below(db, one, "commune", limit=1) for one in offices]
    _worked(db, [one for some in communes for one in some])
    for n, office in enumerate(offices):
        _propose(db, office, chosen=n < 8)
        if n % 2 == 0:
            row = {"movement": RULES.code, "year": YEAR, "unit_id": office.id, "number": n + 1,
                   "status": "submitted", "submitted_at": NOW}  # fmt: skip
            db.execute(insert(dossiers).values(row))


def _join(db: Db, role: str, unit: Unit) -> None:
    row = {"code": f"T{role}", "name": role, "active": True, "consented_at": JOINED,
           "language": "vi"}  # fmt: skip
    made = people.people.insert().values(row).returning(people.people.c.id)
    person = db.execute(made).scalar_one()
    db.execute(insert(people.roles).values(person_id=person, unit_id=unit.id, role=role))
    account = {"channel": "telegram", "bot": "123456", "used_at": JOINED, "sender": role,
               "chat": role, "person_id": person}  # fmt: skip
    db.execute(insert(people.accounts).values(account))


def _worked(db: Db, found: list[Unit]) -> None:
    for unit in found:
        leagues = RULES.leagues_of(unit.kind)
        made = {code: Stored(9 + unit.id % 7, 20, 1, 1) for code in RULES.derived}
        kept = Kept(made, counts=True, told=1, among=1, under_review=False)
        standing = {one.code: "ranked" for one in leagues}
        keep(db, RULES, Worked(unit, YEAR, "official", date(YEAR, 12, 31), kept, standing,
                               (12, 12)))  # fmt: skip


def _propose(db: Db, office: Unit, *, chosen: bool) -> None:
    groups = units.below(db, office, "group", limit=2)
    heads = [people.holding(db, "head", one.id)[0] for one in groups]
    whom = [(office, None), (units.below(db, office, "commune", limit=1)[0], None),
            *zip(groups, heads, strict=True)]  # fmt: skip
    for unit, person in whom:
        kind = "group_head" if person else "transaction_office"
        made = db.execute(insert(proposed.nominations).values(
            movement=RULES.code, year=YEAR, office_id=office.id, unit_id=unit.id, kind=kind,
            what="person" if person else "collective", person_id=person, ground="Tốt",
            by_id=heads[0], at=NOW, live=True).returning(proposed.nominations.c.id))  # fmt: skip
        if chosen:
            award_choices.add(db, made.scalar_one(), heads[0], NOW, chosen=True, reason="tốt")


def _ask(engine: Engine, who: str, text: str, n: int) -> None:
    site = Site(MOVEMENT, ZONE)
    incoming = Incoming(channel="telegram", bot="123456", kind="text", chat=who, sender=who,
                        external_id=f"{who}{time.time_ns()}{n}", text=text)  # fmt: skip
    with transaction(engine) as db:
        play.play(db, incoming, NOW, site)


def main(url: str, groups: int, office: int) -> None:
    """Ask for each page and tell what it costs."""
    engine = ready(url, groups, office)
    count = [0]
    event.listen(engine, "before_cursor_execute", lambda *_: count.__setitem__(0, count[0] + 1))
    with transaction(engine) as db:
        nominee = db.execute(select(proposed.nominations.c.id).limit(1)).scalar_one()
    for who, pages in ASKED.items():
        for page in pages:
            took, told = [], 0
            for n in range(TIMES):
                count[0], began = 0, time.perf_counter()
                _ask(engine, who, page.format(nominee=nominee), n)
                took.append((time.perf_counter() - began) * 1000)
                told = count[0]
            print(f"{who:10} {page:32} {min(took):8.1f} ms {told:6} statements", flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 800)
