"""Guards: whoever reports for a group hears where its commune stands too, once that has a place."""

from __future__ import annotations

from datetime import datetime

from player import ZONE, Player
from sqlalchemy import update

from storage import units
from storage.engine import transaction
from storage.scores import scores

FIGURES = ["2285tr", "0", "12,4tr", "12,4tr", "900k", "43", "229tr", "có", "đúng"]


def report(player: Player, who: str, group: str, households: str) -> str:
    player.write(who, f"/report {group} head-month 2026-11")
    told = [line for text in (households, *FIGURES) for line in player.write(who, text)]
    return "\n".join(told)


def test_the_receipt_names_the_place_of_the_commune_too(player: Player) -> None:
    for who in ("P002", "P003"):
        player.join(who)
    player.now = datetime(2026, 12, 1, 8, tzinfo=ZONE)
    assert "trong Chi nhánh NHCSXH tỉnh Tây Ninh, tạm tính" not in report(
        player, "P002", "9900001", "45"
    )
    player.tick()
    with transaction(player.engine) as db:
        commune = units.by_code(db, "25459")
        assert commune is not None
        mine = scores.c.unit_id == commune.id
        db.execute(update(scores).where(mine).values(standing="ranked"))
    told = report(player, "P003", "9900002", "52")
    assert "Phường Tân Ninh: hạng 1/1 trong Chi nhánh NHCSXH tỉnh Tây Ninh, tạm tính." in told
