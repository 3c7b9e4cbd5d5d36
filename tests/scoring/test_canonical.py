"""Guards: a published table has one form, byte for byte: whatever order its rows come in, whatever
was done to the program; whoever changes a stored byte is found out."""

from __future__ import annotations

import itertools
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256
from typing import Any

import pytest

from scoring import canonical
from scoring.standings import Coverage, Line, Scope, Standings

NAME = "Tổ \u201cSen\u201d 1 \U0001f33e"


def line(code: str, place: int | None, total: int = 0, **more: Any) -> Line:
    standing = "no_data" if place is None else "ranked"
    found = Line(place, code, f"{NAME} {code}", total, 1, 3, standing, int(code), "Xã A",
                 ties=(0, 0, 0, 0, 0), scopes=("A", "B"))  # fmt: skip
    return replace(found, **more)


LINES = (
    line("1", 1, 9), line("3", 2, 7), line("2", 2, 7, barred=("DQ2", "DQ1")),
    line("4", 4, 7, ties=(-1,)), line("6", None), line("5", None, size=2), line("7", 1, 3, size=1),
)  # fmt: skip
TABLE = Standings(
    movement="m", list="l", level="g", scope=Scope("b", "B", "Chi nhánh"), year=2026,
    basis="official", as_of=datetime(2026, 12, 15, 1, tzinfo=UTC), digest="ab" * 32,
    coverage=Coverage(5, 7), lines=LINES, barred=("Z", "Y"), mean=7,
)  # fmt: skip


def written(table: Standings) -> bytes:
    return b"".join(canonical.document(table))


def test_the_bytes_are_those_that_are_documented() -> None:
    text = written(TABLE).decode()
    inputs = sha256(b"".join(canonical.inputs(TABLE))).hexdigest()
    assert text.startswith(
        '{"as_of":"2026-12-15T01:00:00.000000Z","barred":["Y","Z"],"basis":"official",'
        f'"coverage":{{"active":7,"reported":5}},"format":1,"inputs":"{inputs}","level":"g","lines":['
        '{"barred":[],"code":"7",'
    )
    assert text.endswith(
        '],"list":"l","mean":7,"movement":"m","rules":"' + "ab" * 32 + '",'
        '"scope":{"code":"B","kind":"b","name":"Chi nhánh"},"year":2026}\n'
    )
    assert NAME in text  # not escaped, not changed
    told = json.loads(text)
    assert [one["code"] for one in told["lines"]] == ["7", "5", "1", "2", "3", "4", "6"]
    assert "." not in text.replace("00.000000Z", "")  # whole numbers only


@pytest.mark.parametrize("seed", range(5))
def test_rows_in_any_order_give_the_same_bytes(seed: int) -> None:
    orders = itertools.islice(itertools.permutations(LINES), seed * 999, seed * 999 + 20)
    mixed = replace(LINES[2], barred=("DQ1", "DQ2"))
    for some in orders:
        table = replace(TABLE, lines=tuple(mixed if one is LINES[2] else one for one in some))
        assert written(table) == written(TABLE)
        assert canonical.digests(table) == canonical.digests(TABLE)


def test_a_moment_is_the_same_in_every_zone_and_the_number_is_not_in_the_bytes() -> None:
    there = TABLE.as_of.astimezone(timezone(timedelta(hours=7)))
    assert written(replace(TABLE, as_of=there, number=12, more=True)) == written(TABLE)


CHANGED = {
    "total": {"total": 8}, "ties": {"ties": (1, 0, 0, 0, 0)}, "name": {"name": "x"},
    "place": {"place": 3}, "scopes": {"scopes": ("B",)}, "barred": {"barred": ("DQ1",)},
    "under_review": {"under_review": True}, "commune": {"commune": "Xã B"},
}  # fmt: skip


@pytest.mark.parametrize("what", CHANGED)
def test_whatever_is_changed_in_a_line_is_found_out(what: str) -> None:
    kept = canonical.digests(TABLE)
    assert canonical.faults(TABLE, kept) == []
    changed = replace(LINES[0], **CHANGED[what])
    found = canonical.faults(replace(TABLE, lines=(changed, *LINES[1:])), kept)
    assert "the result are not those that were published" not in found
    assert "the result is not what was published" in found
    inputs = "the inputs are not those that were published" in found
    assert inputs is (what not in ("name", "place", "commune"))
    assert ("the places do not follow from the inputs" in found) is (what == "place")


@pytest.mark.parametrize(
    "other", [{"basis": "provisional"}, {"year": 2025}, {"digest": "cd" * 32}, {"mean": 8},
              {"coverage": Coverage(4, 7)}, {"list": "k"}]
)  # fmt: skip
def test_another_table_has_other_digests(other: dict[str, Any]) -> None:
    assert canonical.digests(replace(TABLE, **other)).result != canonical.digests(TABLE).result


def test_places_follow_from_points_and_ties() -> None:
    assert canonical.places(LINES) == {one.code: one.place for one in LINES}
