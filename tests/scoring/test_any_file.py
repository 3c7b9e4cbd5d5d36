"""Guards: whatever somebody makes of a file, the check answers, and what it finds right loads."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from faults import TEXT

from scoring.checking.file import check
from scoring.loading import load

JUNK = (
    '""', '"x"', "3", "-1", "true", "[]", "[1]", "{}", "{ a = 1 }", "1.5", "inf", "nan",
    "2026-01-01", '"{"', "[[1]]", "9" * 30, '"value > 0"', '["a", 1]', '"\\u0000"', '"last_"',
    "1e400", '"a b"', '["group"]', '"group"', '"TN-G"', '"HH_LOAN"',
)  # fmt: skip


def spoilt(lines: list[str], dice: random.Random) -> None:
    """One line taken out, doubled, or given another value, key or letter."""
    at = dice.randrange(len(lines))
    key, given, _ = lines[at].partition(" = ")
    match dice.randrange(5):
        case 0:
            del lines[at]
        case 1:
            lines.insert(at, dice.choice(lines))
        case 2 if given:
            lines[at] = f"{key} = {dice.choice(JUNK)}"
        case 3:
            values = list(re.finditer(r'"[^"]*"|\b\d+\b', lines[at]))
            for one in values[:1]:
                lines[at] = lines[at][: one.start()] + dice.choice(JUNK) + lines[at][one.end() :]
        case 4 if lines[at]:
            letter = dice.randrange(len(lines[at]))
            lines[at] = lines[at][:letter] + dice.choice('[]{}"=,.#x1 ') + lines[at][letter + 1 :]


@pytest.mark.parametrize("number", range(40))
def test_any_file_is_answered_and_loads_if_nothing_stops_it(number: int, tmp_path: Path) -> None:
    dice = random.Random(number)
    lines = TEXT.split("\n")
    for _ in range(dice.choice((1, 1, 2, 5, 30))):
        spoilt(lines, dice)
    path = tmp_path / "any.toml"
    path.write_text("\n".join(lines), encoding="utf-8")
    checked = check(path.read_bytes())
    assert all(1 <= fault.line <= len(lines) and fault.says for fault in checked.faults)
    assert checked.file is not None or checked.faults
    if not any(fault.stops for fault in checked.faults):
        assert list(load(path).texts())
