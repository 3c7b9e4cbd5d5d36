"""Tables of cases beside the tests: what somebody writes, and what is meant.

A test takes all rows of one language and kind, and lists those that are read otherwise.
"""

from __future__ import annotations

import csv
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
Row = dict[str, str]


def by_kind(name: str) -> list[Any]:
    """The rows of a table as parameters of a test, one for each language and kind."""
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file), key=_kind)
    assert rows, f"{name} guards nothing"
    stem = name.removesuffix(".csv")
    return [
        pytest.param(list(its), id="-".join((stem, *kind))) for kind, its in groupby(rows, _kind)
    ]


def _kind(row: Row) -> tuple[str, str]:
    return row["locale"], row.get("kind", "word")
