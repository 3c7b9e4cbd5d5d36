"""A movement's file that is not right is refused, naming the place."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from scoring.loading import FOLDER, available, builtin, load
from scoring.movement import MovementError

TEXT = (FOLDER / "tay-ninh.toml").read_text(encoding="utf-8")


def written(folder: Path, *changes: tuple[str, str]) -> Path:
    """The built-in movement, changed."""
    text = TEXT
    for right, wrong in changes:
        assert right in text
        text = text.replace(right, wrong, 1)
    path = folder / "tay-ninh.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_first_faults_are_named_with_line_and_place_in_one_line(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        ("first_year", "first_yaer"),
        ("hour = 8", "hour = 6"),
        ("weight = 18", "weight = 17"),
        ("value > 60", "valeu > 60"),
        ("least = 0", "least = 1"),
    )
    with pytest.raises(MovementError) as caught:
        load(path)
    text = path.read_text("utf-8")
    year, hour, rule = (text[: text.index(t)].count("\n") + 1 for t in ("yaer", "hour", "valeu"))
    assert str(caught.value) == (
        f"tay-ninh.toml:{year}: first_yaer: is no key of this table; perhaps first_year; "
        f"tay-ninh.toml:{hour}: calendar: hour: at 6 nothing is sent; it is 7 to 16; "
        f"tay-ninh.toml:{rule}: indicator HH_LOAN: hard[0].when: nothing is called valeu "
        "in 'valeu > 60'; perhaps value (and 2 more)"
    )


def test_what_is_only_not_as_it_was_meant_stops_nobody(tmp_path: Path) -> None:
    """A name too long for a button is the checker's to say: the season goes on."""
    load(written(tmp_path, ('name = "Dư nợ"', f'name = "{"Dư nợ " * 20}"')))


def test_a_movement_without_grades_needs_no_bands(tmp_path: Path) -> None:
    path = written(tmp_path)
    text = re.sub(r"(?s)# ---- the bank-style grade.*", "", path.read_text("utf-8"))
    text = re.sub(r"\ngrades = .*", "", text)
    text = text.replace('unit = "factor"\nkind = "grade"', 'unit = "count"\nkind = "last"')
    path.write_text(text, encoding="utf-8")
    assert load(path).bands == ()


def test_a_movement_that_is_not_there_is_named() -> None:
    with pytest.raises(MovementError, match="no such movement"):
        builtin("nowhere")


def test_the_built_in_movement_is_listed_and_whole() -> None:
    assert available() == ("tay-ninh",)
    movement = builtin()
    forms = movement.forms.values()
    asked = Counter(code for form in forms if form.reporter != "office" for code in form.indicators)
    assert asked == Counter(
        code for code, one in movement.indicators.items() if one.reporter in ("head", "officer")
    )
    of_office = {code for form in forms if form.reporter == "office" for code in form.indicators}
    assert of_office == {"DOC_N", "MTG_N", "INSP_PLAN", "INSP_DONE"}
    assert all(text.strip() for text in movement.texts())
