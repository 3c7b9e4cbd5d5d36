"""What tests of several people at one report share: their accounts, and what became of it."""

from __future__ import annotations

from player import Player
from sqlalchemy import insert, select, update

from storage.engine import reading, transaction
from storage.history import figures
from storage.outbox import Address
from storage.people import bind, people, roles
from storage.reports import reports
from storage.units import units

LINE = "BC 45 2285tr 0 12,4tr 12,4tr 900k 45 229tr có"
NAMED = "/report 9900001 head-month 2026-11"


def person(player: Player, code: str) -> int:
    with reading(player.engine) as db:
        return int(db.execute(select(people.c.id).where(people.c.code == code)).scalar_one())


def give(player: Player, code: str, role: str, unit: str) -> None:
    """A further role in a unit."""
    with transaction(player.engine) as db:
        unit_id = db.execute(select(units.c.id).where(units.c.code == unit)).scalar_one()
        row = {"person_id": person(player, code), "unit_id": unit_id, "role": role}
        db.execute(insert(roles).values(row))


def second_account(player: Player, code: str) -> str:
    """Another account of the same person, in a chat of its own."""
    chat = f"{code}b"
    with transaction(player.engine) as db:
        to = Address(player.channel, "1", chat)
        bind(db, person(player, code), to, chat, player.now)
    return chat


def report(player: Player) -> tuple[str, int]:
    with reading(player.engine) as db:
        return tuple(db.execute(select(reports.c.status, reports.c.version)).one())  # type: ignore[return-value]


def at_once(player: Player, who: str, *texts: str) -> list[str]:
    """Several messages before any answer is delivered; then what comes."""
    player._deliver, deliver = list, player._deliver  # type: ignore[method-assign,assignment]
    for text in texts:
        player.write(who, text)
    player._deliver = deliver  # type: ignore[method-assign]
    told: list[str] = []
    while more := player._deliver():
        told += more
    return told


def has(told: list[str], text: str) -> bool:
    return any(text in line for line in told)


def figure(player: Player, period: str, code: str, value: int) -> None:
    """The office imports a figure once more."""
    with transaction(player.engine) as db:
        of = (figures.c.period == period) & (figures.c.code == code)
        db.execute(update(figures).where(of).values(value=value))
