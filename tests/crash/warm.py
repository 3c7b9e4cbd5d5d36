"""What a program reads at its start or for its first answers, read before the programs are forked:
the movement, the words of a language, the statements of a turn.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from handlers.routing.play import Site, play
from scoring.loading import builtin
from storage.engine import connect, transaction
from storage.messages import Incoming
from storage.schema import migrate
from tests import beginnings
from tests.crash.program import SEASON

SAID = ("/report", "45", "2285tr", "BC 44 2286tr 0 12,4tr 12,4tr 900k 44 229tr có", "/cancel")


def read_once() -> None:
    """One conversation, which is thrown away."""
    site = Site(builtin(), beginnings.ZONE)
    with tempfile.TemporaryDirectory() as folder:
        engine = connect(f"sqlite:///{Path(folder) / 'warm.db'}")
        migrate(engine)
        beginnings.joined(engine)
        for n, text in enumerate(SAID, 1):
            said = Incoming(
                channel="telegram", bot="1", kind="text", chat="P002", sender="P002",
                external_id=str(n), message=str(n), text=text, language="vi", sent_at=SEASON,
            )  # fmt: skip
            with transaction(engine) as db:
                play(db, said, SEASON, site)
        engine.dispose()


read_once()
