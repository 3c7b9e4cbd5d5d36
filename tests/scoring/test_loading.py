"""A movement's file that is not right is refused, naming the place."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from scoring.loading import FOLDER, available, builtin, load
from scoring.movement import MovementError

TEXT = (FOLDER / "tay-ninh.toml").read_text(encoding="utf-8")


def place(text: str) -> str:
    """The number of the indicator in whose table the text stands first."""
    return f"indicator.{TEXT[: TEXT.index(text)].count('[[indicator]]') - 1}"


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        ("weight = 18", "weight = 17", "card TN-G: the weights add up to 99, not 100"),
        ("value > 60", "value > 60.5", "indicator HH_LOAN: only whole numbers"),
        ("value > 60", "valeu > 60", "indicator HH_LOAN: nothing is called valeu"),
        ("value > 60", "value >", "indicator HH_LOAN: cannot be read"),
        ('unit = "households"', 'unit = "cows"', place("unit = ") + ".unit"),
        ('name = "Dư nợ"', 'name = ""', place('name = "Dư nợ"') + ".name"),
        ('"HH_LOAN", "LOAN_OUT"', '"HH_LOAN", "LOAN_OUTT"', "form head-month: no indicator"),
        ('of = "LOAN_OVD"', 'of = "LOAN"', "derived OVD_RATE: no indicator LOAN"),
        ("first_year = 2025", "first_yaer = 2025", "first_y"),
        ("least = 0", "least = 1", "band: none from 0 points on"),
        ("full_at = 0.1, zero_at = 2.0", "full_at = 2.0, zero_at = 2.0", "G05: full_at is zero_at"),
        ("[families]", "[families", "tay-ninh.toml"),
        ("last > 0 and abs", "abs", "HH_LOAN: {change} needs `last > 0`"),
    ],
)
def test_a_fault_is_named_with_its_place(tmp_path: Path, right: str, wrong: str, says: str) -> None:
    path = tmp_path / "tay-ninh.toml"
    path.write_text(TEXT.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(MovementError, match=r"^tay-ninh\.toml: ") as caught:
        load(path)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_movement_that_is_not_there_is_named() -> None:
    with pytest.raises(MovementError, match="no such movement"):
        builtin("nowhere")


def test_the_built_in_movement_is_listed_and_whole() -> None:
    assert available() == ("tay-ninh",)
    movement = builtin()
    asked = Counter(code for form in movement.forms.values() for code in form.indicators)
    assert asked == Counter(
        code for code, one in movement.indicators.items() if one.reporter in ("head", "officer")
    )
    assert all(text.strip() for text in movement.texts())
