"""The stage of papers: a January with points, nominees and a vote; its frozen contents."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from paper_season import Season
from sqlalchemy import Engine

from storage.engine import Db
from tests.beginnings import organised
from tests.january import ZONE


@pytest.fixture
def beginning() -> Callable[[Engine], None]:
    return organised


@pytest.fixture
def season(db: Db) -> Season:
    return Season(db, datetime(2027, 1, 11, 9, tzinfo=ZONE))
