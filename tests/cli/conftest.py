"""The command line in an empty folder, with no settings, on 3 October 2026."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from shell import DEMO, Shell

from bot.commands import common
from bot.settings import Settings


@pytest.fixture
def thidua(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> Shell:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(common, "now", lambda: datetime(2026, 10, 3, 1, tzinfo=UTC))
    for name in Settings.model_fields:
        monkeypatch.delenv(f"THIDUA_{name.upper()}", raising=False)
    return Shell(tmp_path, capsys)


@pytest.fixture
def imported(thidua: Shell) -> Shell:
    """With the demo organisation in its database."""
    assert thidua("organisation", "import", str(DEMO), "--apply")[0] == 0
    return thidua
