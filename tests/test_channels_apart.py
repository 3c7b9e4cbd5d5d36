"""Guards: no handler knows which channel a message came by."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FILES = sorted((ROOT / "handlers").glob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_channels_name_stands_in_a_handler(path: Path) -> None:
    text = path.read_text(encoding="utf-8").casefold()
    assert [name for name in ("telegram", "zalo", "simulator") if name in text] == []
