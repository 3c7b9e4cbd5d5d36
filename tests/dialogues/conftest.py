"""The stage of a dialogue: a migrated database with the demo organisation."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from zlib import crc32

import pytest
from player import ZONE, Player
from rehearsal import Rehearsal, roster
from sqlalchemy import Engine

from handlers.routing.play import Site
from services.roster import file
from storage import schema
from storage.engine import connect, transaction
from tests.beginnings import ORGANISATION, nothing, organised
from tests.hastened import DATABASES, leave_out, other_database
from tests.known_movement import known

HERE = Path(__file__).parent


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A talk runs on one of the two databases, always the same one: half of a file's on each.

    What a database does is tested by `storage`, `scheduler` and `crash`, each on both; what is said
    does not depend on it. `--all-databases` (`make crash`) plays every talk on both.
    """
    twice = {item for item in items if item.path.parent == HERE and _other_database(item)}
    leave_out(config, items, twice)


def _other_database(item: pytest.Item) -> bool:
    """Whether this is the half that stays out.

    A transcript is played twice: with buttons on one database, without on the other.
    """
    if item.path.name != "test_transcripts.py" or not isinstance(item, pytest.Function):
        return other_database(item)
    params = item.callspec.params
    return _other_talk(params["engine"], params["path"].stem, params["channel"].name)


def _other_talk(database: str, talk: str, channel: str) -> bool:
    first = crc32(talk.encode()) % 2
    return (database, channel) not in (
        (DATABASES[first], "telegram"), (DATABASES[1 - first], "zalo"),
    )  # fmt: skip


@pytest.fixture
def beginning(request: pytest.FixtureRequest) -> Callable[[Engine], None]:
    return organised if "player" in request.fixturenames else nothing


@pytest.fixture
def player(engine: Engine) -> Player:
    return Player(engine, Site(known(), ZONE, "0276 000 000"))


@pytest.fixture
def stage(engine: Engine) -> Iterator[Rehearsal]:
    """A rehearsal with the organisation whose names and figures are met nowhere else."""
    with transaction(engine) as db:
        wanted = roster(ORGANISATION.read_bytes())
        stage = Rehearsal(engine, Site(known(), ZONE, "0276 000 000"), db=db, wanted=wanted)
        stage.now = datetime(2026, 10, 1, 7, tzinfo=ZONE)
        stage.apply(wanted)
        stage.now = datetime(2026, 12, 1, 8, 5, tzinfo=ZONE)
        stage.figures("2026-10", "7788001", "LOAN_OUT=2691600000", "INT_DUE=12430000")
        stage.figures("2026-08", "7788001", "LOAN_OUT=2691600000", "INT_DUE=12430000")
        yield stage
        db.rollback()


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rehearsal]:
    """The demo organisation on SQLite, in a transaction that many cases are undone in."""
    engine = connect(f"sqlite:///{tmp_path_factory.mktemp('demo') / 'demo.db'}")
    schema.migrate(engine)
    organised(engine)
    with transaction(engine) as db:
        wanted = file.read(ORGANISATION.read_bytes())
        stage = Rehearsal(engine, Site(known(), ZONE, "0276 000 000"), db=db, wanted=wanted)
        stage.now = datetime(2026, 12, 1, 8, 5, tzinfo=ZONE)
        yield stage
        db.rollback()
    engine.dispose()


@pytest.fixture
def joined(player: Player) -> Player:
    """A head, their officer and the office have joined."""
    for who in ("P001", "P002", "P045"):
        player.join(who)
    return player


@pytest.fixture
def followed(player: Player) -> Player:
    """An officer, two heads of the commune and one of another have joined."""
    for who in ("P001", "P002", "P003", "P006"):
        player.join(who)
    return player
