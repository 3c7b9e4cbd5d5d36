"""What the databases of these tests begin with."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable

import pytest
from carried import BotApi, channel, joined
from sqlalchemy import Engine

from bot.channels.telegram.channel import TelegramChannel
from tests import paper_box
from tests.beginnings import agreed, nothing, organised
from tests.hastened import DATABASES, database_of, leave_out, played

OVER_THE_WIRE = ("test_over_telegram.py", "test_over_zalo.py")
ORGANISED = {"card", "code", "person"}
"""Fixtures of somebody on the roster of the demo organisation."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A report over a platform's protocol is played on one of the databases, in turn.

    What they do when messages come and leave is tested by the other files, on each.
    """
    cases: dict[str, int] = {}
    others = set()
    for item in (item for item in items if item.path.name in OVER_THE_WIRE):
        number = cases.setdefault(played(item), len(cases))
        if database_of(item) != DATABASES[number % 2]:
            others.add(item)
    leave_out(config, items, others)


@pytest.fixture
def beginning(request: pytest.FixtureRequest) -> Callable[[Engine], None]:
    asked = set(request.fixturenames)
    return agreed if "town" in asked else organised if asked & ORGANISED else nothing


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as server:
        yield server
        assert server.problems == []


@pytest.fixture
async def telegram(api: BotApi) -> AsyncIterator[TelegramChannel]:
    made = channel(api)
    yield made
    await made.stop()


@pytest.fixture
def person(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> int:
    """Somebody who sends files, where the box of the tests is up."""
    paper_box.put_up(monkeypatch.setitem)
    return joined(engine)
