"""Guards: a paper names what is in force on its own date, to the day, and never what has lapsed;
what comes instead is named (dossier, section 1)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import pytest

from scoring.bases import holds, in_force, lapsed, stays_old


@dataclass(frozen=True)
class Law:
    code: str
    since: date
    until: date | None = None
    successor: str | None = None


LAW = Law("06/2022", date(2024, 1, 1))
AMENDING = Law("06/2026", date(2026, 10, 1))
STOPGAP = Law("98/2023", date(2024, 1, 1), date(2025, 7, 1), "152/2025")
DECREE = Law("152/2025", date(2025, 7, 1), date(2027, 3, 1), "next")
NEXT = Law("next", date(2027, 3, 1))
ALL = (LAW, AMENDING, STOPGAP, DECREE, NEXT)


def codes(day: date, **more) -> list[str]:
    return [one.code for one in in_force(ALL, day, **more)]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2023, 12, 31), []),
        (date(2024, 1, 1), ["06/2022", "98/2023"]),
        (date(2025, 6, 30), ["06/2022", "98/2023"]),
        (date(2025, 7, 1), ["06/2022", "152/2025"]),
        (date(2026, 9, 30), ["06/2022", "152/2025"]),
        (date(2027, 1, 15), ["06/2022", "06/2026", "152/2025"]),
        (date(2027, 2, 28), ["06/2022", "06/2026", "152/2025"]),
        (date(2027, 3, 1), ["06/2022", "06/2026", "next"]),
    ],
)
def test_what_is_in_force_on_a_day(day: date, expected: list[str]) -> None:
    assert codes(day) == expected


def test_decree_152_lapses_on_the_first_of_march() -> None:
    needs = ("06/2022", "152/2025")
    assert lapsed(ALL, needs, date(2027, 2, 28)) == []
    assert lapsed(ALL, needs, date(2027, 3, 1)) == [(DECREE, NEXT)]
    assert holds(DECREE, date(2027, 2, 28))
    assert not holds(DECREE, date(2027, 3, 1))


def test_a_decree_that_lapsed_long_ago_is_replaced_by_what_is_in_force_now() -> None:
    assert lapsed(ALL, ["98/2023"], date(2026, 1, 15)) == [(STOPGAP, DECREE)]
    assert lapsed(ALL, ["98/2023"], date(2027, 3, 5)) == [(STOPGAP, NEXT)]


def test_a_successor_that_the_paper_names_itself_is_enough() -> None:
    needs = ("152/2025", "next")
    assert lapsed(ALL, needs, date(2027, 3, 1)) == []
    late = replace(NEXT, since=date(2027, 4, 1))
    assert lapsed((DECREE, late), needs, date(2027, 3, 31)) == [(DECREE, late)]
    assert lapsed((DECREE, late), needs, date(2027, 4, 1)) == []


def test_where_no_successor_is_known_none_is_named() -> None:
    alone = replace(DECREE, successor=None)
    assert lapsed((alone,), ["152/2025"], date(2027, 3, 1)) == [(alone, None)]
    assert lapsed((DECREE,), ["152/2025"], date(2027, 3, 1)) == [(DECREE, None)]
    gone = replace(NEXT, until=date(2027, 6, 1))
    assert lapsed((DECREE, gone), ["152/2025"], date(2027, 6, 1)) == [(DECREE, None)]


def test_successors_in_a_circle_end() -> None:
    first = Law("A", date(2020, 1, 1), date(2021, 1, 1), "B")
    second = Law("B", date(2020, 1, 1), date(2021, 1, 1), "A")
    itself = Law("C", date(2020, 1, 1), date(2021, 1, 1), "C")
    found = lapsed((first, second, itself), ["A", "C"], date(2022, 1, 1))
    assert found == [(first, None), (itself, None)]


def test_what_is_to_come_is_not_lapsed_and_a_code_that_is_none_is_a_fault() -> None:
    assert lapsed(ALL, ["next"], date(2026, 1, 1)) == []
    with pytest.raises(KeyError):
        lapsed(ALL, ["153/2025"], date(2026, 1, 1))


def test_a_dossier_stays_under_the_law_by_which_it_was_received() -> None:
    assert stays_old(AMENDING, date(2026, 9, 30))
    assert not stays_old(AMENDING, date(2026, 10, 1))
    day, law = date(2027, 1, 15), ["06/2026"]
    assert "06/2026" not in codes(day, received=date(2026, 9, 30), by_receipt=law)
    assert "06/2026" in codes(day, received=date(2026, 10, 1), by_receipt=law)
    assert "06/2026" in codes(day, received=date(2026, 9, 30))
    assert "06/2026" in codes(day, by_receipt=law)
    assert "06/2026" not in codes(date(2026, 9, 30), by_receipt=law)
