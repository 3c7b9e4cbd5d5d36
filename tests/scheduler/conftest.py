"""The stage of what is told: the demo organisation, in which everybody has joined."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from final_stage import FINAL, OFFICIAL, TAN_NINH
from push_stage import ALL, pushed, stand, wants
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


@pytest.fixture
def final(pushing: Engine) -> Engine:
    """The year's official table was sent on the morning after the dossier's deadline."""
    OFFICIAL(pushing, ALL)
    for who, scope in {"P001": TAN_NINH, "P002": "9900001", "P006": "9900004"}.items():
        wants(pushing, who, "daily", scope=scope)
    wants(pushing, "P055", "weekly", at=(1, None))  # hears of it on Tuesdays
    found = pushed(pushing, FINAL)
    assert set(found) == {"P054", "P001", "P002", "P006"}
    assert "Official, as of 11 January 2027 08:00; publication No. 1" in found["P054"].text
    return pushing
