"""What the databases of these tests begin with."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Engine

from tests.beginnings import agreed, nothing, organised

ORGANISED = {"card", "code", "person"}
"""Fixtures of somebody on the roster of the demo organisation."""


@pytest.fixture
def beginning(request: pytest.FixtureRequest) -> Callable[[Engine], None]:
    asked = set(request.fixturenames)
    return agreed if "town" in asked else organised if asked & ORGANISED else nothing
