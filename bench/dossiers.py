"""How long the papers of nine offices take: frozen, worded, set as DOCX, PDF and XLSX.

`python -m bench.dossiers URL [GROUPS]` makes nine offices of so many groups (300), each with twelve
months of verified reports and four nominees, and prints one line of JSON: seconds to freeze a
dossier and the proposal, seconds for all files of nine dossiers, and of the proposal.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import Engine, insert, select

from bench.nation import JOINED, MOVEMENT, ZONE, organisation
from bot.rendering.papers.files import files
from handlers.papers.voice import Voice
from locales.translator import translator
from scoring.periods import of_year
from scoring.stored import Stored
from services.keeping import Worked, keep
from services.papers import freezing
from services.papers.freezing import Snapshot
from services.roster import apply, file
from storage import people, proposed, units
from storage.engine import Db, connect, transaction
from storage.measures import Kept
from storage.reports import reports
from storage.schema import migrate
from storage.units import Unit

YEAR, OFFICES = 2026, 9
NOW = datetime(2027, 1, 11, 9, tzinfo=ZONE)
RULES = MOVEMENT.in_year(YEAR)


def ready(url: str, groups: int) -> Engine:
    """The database; one that is there already is used again."""
    engine = connect(url)
    migrate(engine)
    with transaction(engine) as db:
        if units.root(db, "branch") is None:
            apply.apply(db, file.read(_branch(groups)), MOVEMENT, JOINED, ZONE)
            _told(db)
            _worked(db)
            for office in offices(db):
                _propose(db, office)
    return engine


def _branch(groups: int) -> bytes:
    """As the nation's, with as many groups to each of nine offices; they report all year."""
    whole = json.loads(organisation(groups * OFFICES))
    whole["transaction_offices"] = [{"id": f"O{n}", "name": f"PGD {n}"} for n in range(OFFICES)]
    communes = -(-len(whole["communes"]) // OFFICES)
    for n, commune in enumerate(whole["communes"]):
        commune["transaction_office"] = f"O{n // communes}"
    of = {one["code"]: one["transaction_office"] for one in whole["communes"]}
    for group in whole["groups"]:
        group["transaction_office"] = of[group["commune"]]
    whole["reports_from"] = f"{YEAR}-01"
    return json.dumps(whole).encode()


def offices(db: Db) -> list[Unit]:
    """The nine."""
    return [units.by_id(db, one) for one in units.all_of(db, "office")]


def _told(db: Db) -> None:
    person = db.execute(select(people.people.c.id).limit(1)).scalar_one()
    common = {"status": "accepted", "version": 1, "started_at": NOW, "first_confirmed_at": NOW,
              "confirmed_at": NOW, "confirmed_by": person, "verified_at": NOW,
              "verified_by": person}  # fmt: skip
    rows: list[dict[str, Any]] = [
        {**common, "form": form.code, "unit_id": unit, "period": period.code}
        for form in RULES.forms.values() for unit in units.all_of(db, form.level)
        for period in of_year(form.frequency, YEAR)
    ]  # fmt: skip
    for start in range(0, len(rows), 5000):
        db.execute(insert(reports), rows[start : start + 5000])


def _worked(db: Db) -> None:
    """Measures and points of every unit that is ranked, in both years."""
    for level in RULES.levels:
        leagues = RULES.leagues_of(level)
        for unit in units.several(db, units.all_of(db, level)):
            for year in (YEAR - 1, YEAR):
                made = {code: Stored(9 + unit.id % 7, 20, 1, 1) for code in RULES.derived}
                kept = Kept(made, counts=True, told=1, among=1, under_review=False)
                standing = {one.code: "ranked" for one in leagues}
                keep(db, RULES, Worked(unit, year, "official", date(year, 12, 31), kept, standing,
                                       (12, 12)))  # fmt: skip


def _propose(db: Db, office: Unit) -> None:
    """The office, a commune, two heads."""
    groups = units.below(db, office, "group", limit=2)
    heads = [people.holding(db, "head", one.id)[0] for one in groups]
    whom = [(office, None), (units.below(db, office, "commune", limit=1)[0], None),
            *zip(groups, heads, strict=True)]  # fmt: skip
    for unit, person in whom:
        kind = "group_head" if person else "transaction_office"
        db.execute(insert(proposed.nominations).values(
            movement=RULES.code, year=YEAR, office_id=office.id, unit_id=unit.id, kind=kind,
            what="person" if person else "collective", person_id=person, ground="Tốt",
            by_id=heads[0], at=NOW, live=True))  # fmt: skip


def frozen(engine: Engine, unit: Unit) -> Snapshot:
    """The content of a dossier or the proposal."""
    with transaction(engine) as db:
        return freezing.freeze(db, MOVEMENT, YEAR, unit, None, NOW, ZONE)


def written(found: Snapshot) -> Iterator[int]:
    """The size of each file."""
    for _, content in files(Voice(translator("vi"), found, NOW.date())):
        yield len(content)


def main(url: str, groups: int) -> None:
    """Freeze and write all of it."""
    engine = ready(url, groups)
    with transaction(engine) as db:
        nine, branch = offices(db), units.root(db, "branch")
    assert branch is not None
    began = time.perf_counter()
    contents = [frozen(engine, one) for one in nine]
    one = (time.perf_counter() - began) / len(nine)
    began = time.perf_counter()
    proposal = frozen(engine, branch)
    whole = time.perf_counter() - began
    began = time.perf_counter()
    sizes = [size for found in contents for size in written(found)]
    nine_took = time.perf_counter() - began
    began = time.perf_counter()
    further = list(written(proposal))
    print(json.dumps({
        "freeze_dossier": round(one, 2), "freeze_proposal": round(whole, 2),
        "files": len(sizes), "bytes": sum(sizes), "nine_dossiers": round(nine_took, 1),
        "proposal_files": len(further), "proposal": round(time.perf_counter() - began, 1),
    }))  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 300)
