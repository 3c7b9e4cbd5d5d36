"""The stage of what is told: the demo organisation, in which everybody has joined."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from push_stage import ALL, stand, wants
from sqlalchemy import Engine

from tests.beginnings import joined, nothing


@pytest.fixture
def beginning(request: pytest.FixtureRequest) -> Callable[[Engine], None]:
    stages = {"joined_season", "season"}
    return joined if stages & set(request.fixturenames) else nothing


@pytest.fixture
def joined_season(engine: Engine) -> Engine:
    """The demo organisation; everybody has joined."""
    return engine


@pytest.fixture
def pushing(joined_season: Engine) -> Engine:
    """A season in which twelve groups have a place and a Council member wants it daily."""
    stand(joined_season, ALL)
    wants(joined_season, "P054", "daily")
    return joined_season
