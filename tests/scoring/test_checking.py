"""Guards: every fault of a movement's file is named, with its line, its place and what is right."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import faults_of_awards
import faults_of_ballots
import faults_of_cards
import faults_of_forms
import faults_of_grounds
import faults_of_measures
import faults_of_tables
import pytest
from faults import TEXT, Seed

from bot.commands.movement import CHAT
from scoring.checking.file import check
from scoring.checking.lines import line_of, lines
from scoring.loading import files, load
from scoring.movement import MovementError

SEEDS = [
    *faults_of_tables.SEEDS,
    *faults_of_forms.SEEDS,
    *faults_of_cards.SEEDS,
    *faults_of_grounds.SEEDS,
    *faults_of_ballots.SEEDS,
    *faults_of_awards.SEEDS,
    *faults_of_measures.SEEDS,
]
SCHOOLS = Path(__file__).parents[1] / "dialogues" / "schools.toml"


def _named(text: str) -> list[tuple[str, str]]:
    return [(fault.place, fault.says) for fault in check(text.encode(), CHAT).faults]


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: f"{seed.place}: {seed.says}"[:60])
def test_a_fault_is_named_and_no_other_and_what_runs_all_the_same_is_loaded(
    seed: Seed, tmp_path: Path
) -> None:
    """One slip is one line: what follows from it is not listed beside it."""
    path = tmp_path / "seeded.toml"
    path.write_text(seed.sown(TEXT), encoding="utf-8")
    (fault,) = check(path.read_bytes(), CHAT).faults
    assert fault.place == seed.place
    assert seed.says in fault.says
    assert "\n" not in fault.says
    if fault.stops:
        with pytest.raises(MovementError, match=rf"^seeded\.toml:{fault.line}: ") as caught:
            load(path)
        assert "\n" not in str(caught.value)
    else:
        assert load(path).forms


def test_all_that_can_stand_in_one_file_are_named_together() -> None:
    text, sown = TEXT, []
    for seed in SEEDS:
        if seed.fits(text):
            text, sown = seed.sown(text), [*sown, seed]
    found = _named(text)
    missed = [
        seed
        for seed in sown
        if not any(place == seed.place and seed.says in says for place, says in found)
    ]
    assert missed == []
    assert len(sown) >= 40
    assert _named(text) == found


@pytest.mark.parametrize("path", [*files(), SCHOOLS], ids=lambda path: path.stem)
def test_a_movement_that_is_right_is_not_refused(path: Path) -> None:
    assert _named(path.read_text(encoding="utf-8")) == []


def _ways(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    for key, below in inner:
        yield (*at, key)
        if isinstance(below, dict | list):
            yield from _ways(below, (*at, key))


TRICKY = '''# [[not]] a = "table"
a.b."c d" = 1
text = """
[[nor]]
this = "one" \\"""
"""
raw = \'\'\'
[x]\'\'\'
many = [
    # nothing
    1, [2,
    3], { in = "]", out = [4] },
]
[one.two]
x = "#"  # [[y]]
[[rows]]
name = 1
[[rows.inner]]
name = 2
[[rows.inner]]
[rows.inner.deep]
name = 3
[[rows]]
[[rows.inner]]
name = 4
'''


@pytest.mark.parametrize("text", [TEXT, TRICKY], ids=["built-in", "tricky"])
def test_everything_in_a_file_has_its_line(text: str) -> None:
    found, written = lines(text), text.split("\n")
    for at in _ways(tomllib.loads(text)):
        assert at in found, at
        if isinstance(at[-1], str):
            assert at[-1] in written[line_of(found, at) - 1], at


def test_a_fault_stands_at_its_line() -> None:
    text = TEXT.replace('"INT_ARR", "SAV_HH"', '"INT_ARR",\n  "SAV_HHH"').replace(
        "lock = 15\n", "", 1
    )
    faults = check(text.encode()).faults
    found = {fault.place: text.split("\n")[fault.line - 1] for fault in faults}
    assert found["form head-month: indicators[6]"].startswith('  "SAV_HHH"')
    assert found["form head-quarter: lock"] == "[[form]]"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"a = 1\nb = \xff\n", "2: byte 0xff is no UTF-8 text"),
        (b"", "1: is no movement: nothing that one has is there"),
        (b"form = 3\n", "1: form: found 3; wanted is a list in [ ]"),
        (b"form = [3]\nlist = [[]]\n", "1: form[0]: found 3; wanted is a table"),
        (b"a = " + b"[" * 9999, "1: is nested too deeply"),
        (b"code = 2026-01-01\n", "1: code: found a table; wanted is a text in quotes"),
        (b"[[card]]\nitem = [{ full_at = inf, weight = 1 }]\n", "2: card[0]: item[0].full_at: "),
        (TEXT.encode("utf-16"), "1: is in UTF-16; TOML is in UTF-8"),
        (TEXT.replace("\n", "\r\n").replace("hour = 8", "hour = 6").encode("utf-8-sig"),
         "26: calendar: hour: at 6"),
    ],
    ids=range(9),
)  # fmt: skip
def test_whatever_the_file_holds_it_is_said(content: bytes, says: str) -> None:
    found = [str(fault) for fault in check(content, CHAT).faults]
    assert any(line.startswith(says) for line in found), found


def test_a_rare_table_hides_nothing_that_is_not_checked() -> None:
    """A table that is left out whole is one fault, not one for each that names its codes."""
    without = re.sub(r"(?s)\[\[derived\]\].*?(?=# ---- card)", "", TEXT)
    assert _named(without) == [("derived", "is missing")]
