"""Guards: a push says what has changed since the last one that its reader got, and how many groups
there are besides; of no change it says so in a line."""

from __future__ import annotations

from datetime import date

import pytest
from push_stage import ALL, FIRST, SECOND, pushed, stand, told, wants
from sqlalchemy import Engine, delete

from locales.translator import languages
from scoring.changes import between
from scoring.standings import Line
from services import publications
from storage import units
from storage.engine import transaction
from storage.scores import scores
from tests.entering import leave


def test_the_first_push_shows_who_leads_and_how_many_there_are_besides(pushing: Engine) -> None:
    said = told(pushing, FIRST)
    assert said[2:5] == ["S&amp;L groups: 12/33 have data", "", "1. Mẫu 1, Phường Tân Ninh: 99.00"]
    assert said[-1] == "23 more are in the table."
    assert len(said) == 4 + publications.SHOWN + 1


def test_a_push_says_who_moved_who_is_new_and_who_is_left_out(pushing: Engine) -> None:
    told(pushing, FIRST)
    stand(pushing, {**ALL, "9900003": 200, "9900013": 50} | {"9900002": 80} | {})
    with transaction(pushing) as db:
        gone = units.by_code(db, "9900012")
        assert gone is not None
        db.execute(delete(scores).where(scores.c.unit_id == gone.id))
    said = told(pushing, SECOND)
    since = said.index("<b>Since 15 December 2026:</b>")
    assert said[since + 1 : since + 9] == [
        "Mẫu 2, Phường Tân Ninh: down 9 places, now 11th",
        "Mẫu 3, Phường Tân Ninh: up 2 places, now 1st",
        "Mẫu 1, Phường Tân Ninh: down 1 place, now 2nd",
        "Mẫu 1, Phường Long Hoa: up 1 place, now 3rd",
        "Mẫu 2, Phường Long Hoa: up 1 place, now 4th",
        "6 more places have changed.",
        "New in the standings: Mẫu 2, Xã Tân Châu",
        "Without a place now: Mẫu 1, Xã Tân Châu",
    ]
    assert said[since + 10] == "1. Mẫu 3, Phường Tân Ninh: 200.00"
    assert said[-1] == "23 more are in the table."


def test_of_no_change_it_says_so_in_a_line(pushing: Engine) -> None:
    told(pushing, FIRST)
    with transaction(pushing) as db:
        leave(db, "9900033", date.fromisoformat(FIRST))
    reply = pushed(pushing, SECOND)["P054"]
    assert reply.text.split("\n")[2:] == [
        "S&amp;L groups: 12/32 have data, 12/33 last time",
        "",
        "No place has changed since 15 December 2026.",
    ]
    says = [[choice.says for choice in row] for row in reply.choices]
    assert says == [["/standings BRANCH"], ["/subscribe stop 1"]]


def test_each_frequency_looks_back_to_its_own_last_push(pushing: Engine) -> None:
    wants(pushing, "P055", "weekly")
    assert set(pushed(pushing, "2026-12-14")) == {"P054", "P055"}  # a Monday
    stand(pushing, {**ALL, "9900003": 200})
    assert "Since 14 December" in "".join(told(pushing, "2026-12-20"))
    both = pushed(pushing, "2026-12-21")
    assert "No place has changed since 20 December" in both["P054"].text
    assert "Since 14 December" in both["P055"].text


def test_whoever_did_not_get_the_last_one_is_told_the_places_and_no_change(pushing: Engine) -> None:
    told(pushing, FIRST)
    wants(pushing, "P055", "daily")
    said = pushed(pushing, SECOND)
    assert "1. " in said["P055"].text
    assert "15 December" not in said["P055"].text
    assert "1. " not in said["P054"].text


def test_another_year_is_not_compared(pushing: Engine) -> None:
    told(pushing, "2027-01-31")
    assert not any("2027:" in line for line in told(pushing, "2027-02-01")[1:])


@pytest.mark.parametrize("language", languages())
def test_it_is_said_in_every_language(pushing: Engine, language: str) -> None:
    wants(pushing, "P054", "daily", language)
    told(pushing, FIRST)
    stand(pushing, {**ALL, "9900001": 1, "9900014": 2})
    said = "\n".join(told(pushing, SECOND))
    assert said.count("Mẫu") >= publications.SHOWN + 6
    assert ("Since" in said) == (language == "en")


def test_the_biggest_moves_are_named_and_the_others_counted() -> None:
    then = [_line(n, n) for n in range(1, 21)]
    now = [_line(21 - n, n) for n in range(1, 21)]
    found = between(then, now, date(2026, 12, 1), 20, 20)
    assert [(one.name, one.by) for one in found.movers[:3]] == [
        ("G20", 19),
        ("G1", -19),
        ("G19", 17),
    ]
    assert (found.moved, len(found.movers), found.any) == (20, 5, True)
    assert not between(then, then, date(2026, 12, 1), 20, 20).any


def _line(unit: int, place: int) -> Line:
    return Line(place, str(unit), f"G{unit}", 0, 1, 1, "ranked", unit, "C")
