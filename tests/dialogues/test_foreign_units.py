"""Guards: what a message with a unit's code says does not tell whether such a unit exists, where
it is none of the writer's business: not by its words, nor by how many statements it took."""

from __future__ import annotations

import random
import re
import sqlite3
import time
from datetime import datetime
from itertools import product

from player import ZONE, Player
from sqlalchemy import select, update

from handlers.routing.play import play
from storage.engine import Db, transaction
from storage.messages import Incoming, Reply
from storage.outbox import outbox
from storage.units import units

SAYS = (
    "BC {} 45 2285tr 0 12,4tr 12,4tr 900k 45 229tr có",
    "BC {}",
    "bc {} 45",
    "báo cáo {} tháng 11 45 2285tr",
    "BC {} 2026-11",
    "/report {} 45 2285tr 0",
    "/report {}",
    "/report {} head-month 2026-11",
    "/report {} head-month 2026-11 45 2285tr 0",
    "BC {}: số hộ 45, dư nợ 2285tr",
    "{} số hộ 45, dư nợ 2285tr",
    "{}",
    "/why {}",
    "/standings {}",
    "/standings {} 2 official",
    "xếp hạng {}",
    "/board {}",
    "/report groups {}",
)
ABOVE = {"25459", "HS", "BRANCH", "80"}
PEOPLE = {"P002": {"9900001"} | ABOVE, "P001": {"9900001", "9900002", "9900003"} | ABOVE}
"""Who writes, and the units that are their business."""


NOW = datetime(2026, 12, 1, 9, 0, tzinfo=ZONE)


def asked(db: Db, player: Player, who: str, text: str, code: str) -> tuple[str, list[str]]:
    """What comes back, the code blanked however it is written, and the statements it took."""
    said = text.format(code)
    item = Incoming(channel="telegram", bot="1", kind="text", chat=who, sender=who, text=said,
                    external_id=f"{said} {time.monotonic_ns()}", sent_at=NOW)  # fmt: skip
    statements: list[str] = []
    inside, raw = db.begin_nested(), db.connection.driver_connection
    if isinstance(raw, sqlite3.Connection):
        raw.set_trace_callback(lambda each: statements.append(each.split("WHERE")[0][:60]))
    number = play(db, item, NOW, player.site)
    if isinstance(raw, sqlite3.Connection):
        raw.set_trace_callback(None)
    answer = select(outbox.c.body).where(outbox.c.key == f"in:{number}:0")
    reply = Reply.model_validate_json(db.execute(answer).scalar_one())
    inside.rollback()
    shown = f"{reply.text} {reply.choices}"
    grouped = r"\.?".join(code) if code.isdecimal() else re.escape(code)
    return re.sub(rf"\b{grouped}\b", "CODE", shown, flags=re.IGNORECASE), statements


def test_nobody_learns_whether_a_foreign_unit_exists(player: Player) -> None:
    with transaction(player.engine) as db:
        known = set(db.execute(select(units.c.code)).scalars())
    for who in PEOPLE:
        player.join(who)
        compare(player, who, known)


def nowhere(db: Db, player: Player, who: str, text: str, code: str) -> tuple[str, list[str]]:
    """The same while no unit has this code: what it says may still be in a name of one's own."""
    inside = db.begin_nested()
    db.execute(update(units).where(units.c.code == code).values(code=f"was {code}"))
    found = asked(db, player, who, text, code)
    inside.rollback()
    return found


def compare(player: Player, who: str, known: set[str]) -> None:
    """Codes that some unit has, each beside itself when none has it."""
    dice = random.Random(who)
    with transaction(player.engine) as db:
        foreign = sorted(known - PEOPLE[who])
        asked(db, player, who, "xin chào", "")
        for text in SAYS:
            for code in dice.sample(foreign, 8 if player.engine.dialect.name == "sqlite" else 2):
                there = asked(db, player, who, text, code)
                assert there == nowhere(db, player, who, text, code), (text, code)


def test_what_looks_like_a_code_is_none_of_the_figures(player: Player) -> None:
    for who, code in product(PEOPLE, ("9900030", "9912345")):
        player.join(who)
        said = player.write(who, f"BC {code} 45 2285tr 0 12,4tr 12,4tr 900k 45 229tr có")
        assert said == [f"{who} < Không có đơn vị {code}."]
