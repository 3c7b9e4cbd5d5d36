"""Guards: a unit's place is told under the name of the scope in which it is, be that the unit in
which it lies or one further up."""

from __future__ import annotations

from scoring.narrowing import Place, own
from scoring.standings import Line


def line(number: int, scope: str) -> Line:
    return Line(number, f"G{number}", "x", 10**9, 3, 3, "ranked", number, f"Commune {number}",
                scopes=(scope, "B"))  # fmt: skip


LINES = [line(1, "O1"), line(2, "O2"), line(3, "O1")]


def test_the_nearest_place_bears_the_name_of_its_scope() -> None:
    found = own(LINES, {"O1": "Office 1", "O2": "Office 2"}, "Branch", "provisional")
    assert found[3].places == (Place("Office 1", 2, 2), Place("Branch", 3, 3))
    assert found[2].places == (Place("Office 2", 1, 1), Place("Branch", 2, 3))


def test_of_a_scope_without_a_name_only_the_place_in_the_whole_list_is_told() -> None:
    found = own(LINES, {"O1": "Office 1"}, "Branch", "provisional")
    assert found[2].places == (Place("Branch", 2, 3),)
