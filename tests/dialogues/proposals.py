"""January on the stage: five offices and two heads are proposed, the secretary has her work."""

from __future__ import annotations

from player import Player

from scoring.award_rows import Of
from storage.engine import transaction
from tests import january

OFFICES = {"HTH": 95, "TBI": 88, "HS": 88, "GDA": 75, "DMC": 60}
"""Percent of what each item brings, by office."""
HEADS = {"P002": ("9900001", "HS"), "P006": ("9900004", "HTH")}


def begin(player: Player) -> None:
    """The eleventh of January."""
    player.now = january.DAY
    with transaction(player.engine) as db:
        for code, share in OFFICES.items():
            january.score(db, code, share)
            january.propose(db, code, code, "transaction_office")
        for who, (group, office) in HEADS.items():
            january.score(db, group, 90)
            january.propose(db, office, group, "group_head", who)


def rank(player: Player) -> None:
    """The year's results are there, and nobody is proposed; the clock stands as it is set."""
    with transaction(player.engine) as db:
        for code, share in {**OFFICES, "9900001": 90, "9900002": 80, "9900003": 85}.items():
            january.score(db, code, share)


def submit(player: Player, code: str, number: int) -> None:
    """An office's dossier is in."""
    with transaction(player.engine) as db:
        january.submit(db, code, number, player.now)


def elect(player: Player, what: Of) -> None:
    """The Council has voted on those who were chosen."""
    with transaction(player.engine) as db:
        january.elect(db, what, player.now)


def act(player: Player, name: str = "", *words: str) -> None:
    """What a transcript says: `january`, `january rank`, `january submit HTH 1`,
    `january elect collective`.
    """
    {"": begin, "rank": rank, "submit": submit, "elect": elect}[name](player, *words)
