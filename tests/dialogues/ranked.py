"""A province in which every list of the movement has places, and somebody is in every role."""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from html import unescape
from typing import Any

from player import ZONE, Player
from sqlalchemy import Engine, insert

from handlers.routing.play import Site
from locales.naming import plain
from scoring.levels import League
from storage import contents
from storage.engine import Db, reading, transaction
from storage.people import people, roles
from storage.scores import scores
from storage.units import by_id
from tests.entering import enter
from tests.known_movement import known

LIES_IN = {
    "B": "", "O1": "B", "O2": "B", "O3": "B", "O4": "B",
    **{f"A{n}": "B" for n in range(1, 6)},
    **{f"C{n}": "O1" for n in range(1, 6)}, "C6": "O2",
    **{f"G1{n}": "C1" for n in range(1, 7)}, **{f"G2{n}": "C2" for n in range(1, 5)},
    "G61": "C6", "G62": "C6",
    **{f"U1{n}": "C1" for n in range(1, 5)}, "U21": "C2", "U61": "C6",
}  # fmt: skip
KINDS = {"B": "branch", "O": "office", "A": "agency", "C": "commune", "G": "group", "U": "union"}
LISTS = {"groups": "G", "communes": "C", "unions": "U", "offices": "O", "bodies": "A"}
HOMES = {"head": "G16", "officer": "C1", "office": "O1", "council": "B", "member": "A4",
         "admin": "B", "successor": "G16"}  # fmt: skip
NOW = datetime(2026, 12, 20, 9, tzinfo=ZONE)
"""The units of a list are the worse the higher their numbers; those at home are not in front."""


def name(code: str) -> str:
    """Names that are met nowhere else, none a part of another."""
    return f"Đơn vị Sao {code} Băng"


def who(role: str) -> str:
    """Whoever has the role: a platform's number of a chat has so many letters' room."""
    return role[:7]


def founded(engine: Engine, language: str = "vi") -> Player:
    """The province on a day in December; everybody has joined."""
    player = Player(engine, Site(known(), ZONE, "0276 000 000"), now=NOW)
    with transaction(engine) as db:
        ids: dict[str, int] = {}
        for code, above in LIES_IN.items():
            row = {"name": name(code), "plain": plain(name(code))}
            ids[code] = enter(db, code, KINDS[code[0]], ids.get(above), **row)
        for league in known().leagues.values():
            of = [code for code in ids if code[0] == LISTS[league.code]]
            for n, code in enumerate(sorted(of)):
                place(db, league, ids[code], 95 * 10**9 - n * 6_010_000_000)
        for role, code in HOMES.items():
            person = {"code": who(role), "name": role, "active": True, "phone": "+84000000000"}
            added = db.execute(insert(people).values(person).returning(people.c.id)).scalar_one()
            db.execute(insert(roles).values(person_id=added, unit_id=ids[code], role=role))
    for role in HOMES:
        player.join(who(role), language)
    return player


def place(db: Db, league: League, unit_id: int, total: int, tie: int = 0) -> None:
    """The unit has so many nanopoints, on either basis."""
    unit = by_id(db, unit_id)
    above = {f"scope{n}": unit.ancestor(kind) for n, kind in enumerate(league.inside, 1)}
    row = {"league": league.key, "unit_id": unit_id, "year": 2026, "size": 0, "standing": "ranked",
           "total": total, "tie1": tie, **{f"tie{n}": 0 for n in range(2, 6)}, "reported": 9,
           "required": 9, "as_of": date(2026, 12, 20), **above}  # fmt: skip
    for basis in ("provisional", "official"):
        db.execute(insert(scores).values(basis=basis, **row))


def inside(scope: str, code: str) -> bool:
    """Whether a unit lies in another one, or is it."""
    return code == scope or (bool(code) and inside(scope, LIES_IN[code]))


def ranked(listed: str, scope: str) -> list[str]:
    """The units of a list that have a place in a scope, the best first."""
    return [code for code in sorted(LIES_IN) if code[0] == LISTS[listed] and inside(scope, code)]


def card(player: Player, who: str) -> dict[str, Any] | None:
    """What is kept of the picture that goes with the last message; None if none does."""
    enclosed = player.shown[who][1].attachment
    if enclosed is None:
        return None
    with reading(player.engine) as db:
        there = contents.found(db, enclosed.digest)
    assert there is not None
    assert there[0].kind == "card"
    found: dict[str, Any] = json.loads(there[1])
    return found


def everything(player: Player, who: str) -> str:
    """All that the last message tells: its words, its buttons and what they say, its picture."""
    reply = player.shown[who][1]
    buttons = [f"{one.label} {one.says}" for row in reply.choices for one in row]
    return "\n".join([reply.text, *buttons, json.dumps(card(player, who), ensure_ascii=False)])


def named(said: str) -> set[str]:
    """The units that are named in a text."""
    return {code for code in LIES_IN if name(code) in said}


_LINE = re.compile(r"(?:\((\d+)\) )?(\d+)\. ([^:]*): ([0-9.,٫]+)")


def lines(text: str) -> list[tuple[str, str, str]]:
    """The lines of a table: place, name with what it lies in, points."""
    bare = unescape(re.sub(r"</?[bi]>|[\u2066-\u2069]", "", text))
    found = (_LINE.match(line) for line in bare.split("\n"))
    return [(one[2], one[3], one[4]) for one in found if one]
