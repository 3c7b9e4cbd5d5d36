"""What the databases of these tests begin with."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from storage.engine import Db
from tests.beginnings import agreed, nothing


@pytest.fixture
def beginning(request: pytest.FixtureRequest) -> Callable[[Db], None]:
    return agreed if "town" in request.fixturenames else nothing
