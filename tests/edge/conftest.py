"""What the databases of these tests begin with."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Engine

from tests.beginnings import agreed, nothing


@pytest.fixture
def beginning(request: pytest.FixtureRequest) -> Callable[[Engine], None]:
    return agreed if "town" in request.fixturenames else nothing
