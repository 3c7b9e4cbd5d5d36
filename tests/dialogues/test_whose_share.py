"""Guards: strangers are answered from a share of their own; whoever joins is no stranger from the
very answer on that says so."""

from __future__ import annotations

from player import CODE, Player
from sqlalchemy import select

from handlers.routing.play import apologise
from storage.engine import reading, transaction
from storage.messages import Incoming
from storage.outbox import REPLY, STRANGER, outbox
from storage.people import people


def classes(player: Player) -> list[tuple[int, bool]]:
    """The priority of each answer, and whether it has a reader."""
    with reading(player.engine) as db:
        rows = db.execute(select(outbox.c.priority, outbox.c.person_id).order_by(outbox.c.id))
        return [(row.priority, row.person_id is not None) for row in rows]


def test_joining_is_answered_whatever_strangers_have_used(player: Player) -> None:
    player.write("stranger", "hello")
    player.write("P002", f"/start {CODE}")
    assert classes(player) == [(STRANGER, False), (REPLY, True)]


def test_a_shared_number_joins_as_well(player: Player) -> None:
    with reading(player.engine) as db:
        phone = db.execute(select(people.c.phone).where(people.c.code == "P002")).scalar_one()
    player.write("P002", f"shares phone {phone}")
    assert classes(player) == [(REPLY, True)]


def test_an_apology_is_for_its_reader(player: Player) -> None:
    player.join("P002")
    for who in ("P002", "stranger"):
        message = Incoming(channel="telegram", bot="1", kind="text", chat=who, sender=who,
                           external_id=who, text="x")  # fmt: skip
        with transaction(player.engine) as db:
            apologise(db, message, player.now, player.site, "ValueError: a fault of ours")
    assert classes(player) == [(REPLY, True), (STRANGER, False)]
