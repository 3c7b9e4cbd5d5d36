"""Guards: where a Council has many offices, its pages stay as long as a page: places in parts that
begin with the reader's own office, those not in by the first names.
"""

from __future__ import annotations

from councillors import Council
from sqlalchemy import Engine

from scoring.loading import builtin
from services.roster import apply, file
from storage.engine import transaction
from tests.council import BROUGHT, PEOPLE, UNITS, ZONE

OFFICES = 40


def council(engine: Engine) -> Council:
    found = Council(engine, 3)
    offices = "".join(f"Y{n:02},Phòng số {n:02},office,B\n" for n in range(OFFICES))
    communes = "".join(f"X{n},Xã Mẫu {n},commune,TB\n" for n in range(1, 8))
    members = "".join(f"M{n},Ủy viên {n},council,B,\n" for n in range(1, 4))
    people = PEOPLE.format(members=members) + "Z,Giám đốc,office,Y37,\n"
    with transaction(engine) as db:
        for text in (UNITS.format(communes=communes + offices), people):
            apply.apply(db, file.read(text.encode(), builtin()), builtin(), BROUGHT, ZONE)
    found.player.join("Z", "en")
    return found


def test_places_come_in_parts(engine: Engine) -> None:
    found = council(engine)
    first = found.says("S", "/awards places")
    assert first.count("no points") == 15
    second = found.says("S", "/awards places +15")
    assert "16. " in second
    assert "16. " not in first
    assert found.says("S", "/awards places +99999").count("no points") <= 15
    own = found.says("Z", "/awards places")
    assert "Phòng số 37" in own
    assert own.count("no points") <= 15


def test_those_not_in_are_named_by_the_first(engine: Engine) -> None:
    told = council(engine).says("S", "/awards")
    assert "0 of 42 dossiers are in." in told
    assert "and 22 more" in told
