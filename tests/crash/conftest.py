"""People to begin with; what tests of cut connections leave behind is cleared where it was made."""

from __future__ import annotations

import gc
import warnings
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import Engine

from tests.beginnings import nothing
from tests.crash import harness


@pytest.fixture
def beginning(request: pytest.FixtureRequest) -> Callable[[Engine], None]:
    return harness.join if "peopled" in request.fixturenames else nothing


@pytest.fixture
def peopled(engine: Engine) -> Engine:
    """The demo organisation, whose first heads have joined."""
    return engine


@pytest.fixture(autouse=True)
def _ended_as_it_was_opened(request: pytest.FixtureRequest) -> Iterator[None]:
    """A connection that the server ends while it is being opened is closed by nobody but its end.

    The driver warns of that whenever it is noticed, which would be in some other test.
    """
    yield
    if "postgres" in request.fixturenames or "postgresql" in request.node.name:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)
            gc.collect()
