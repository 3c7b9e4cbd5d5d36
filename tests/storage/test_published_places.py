"""Guards: a place among some units is read from what was published, in one's class of size; each
movement has its own publications, and a draft is none."""

from __future__ import annotations

from datetime import UTC, date, datetime

from sqlalchemy import Engine

from scoring.standings import Line
from storage import publications, published_places
from storage.engine import Db, transaction
from storage.published_places import Published

NOW = datetime(2026, 11, 12, 1, tzinfo=UTC)


def line(unit: int, place: int | None, size: int = 0) -> Line:
    return Line(place, str(unit), f"Tổ {unit}", 10**9, 1, 1, "ranked", unit, "Xã", size=size)


def published(db: Db, key: str, lines: list[Line], *, whole: bool = True) -> None:
    draft = publications.begin(db, key, 2026, NOW)
    assert draft is not None
    publications.add(db, draft, NOW, publications.pack("provisional", lines))
    if whole:
        publications.finish(db, draft, NOW, "{}")


def test_places_are_those_of_the_table(engine: Engine) -> None:
    many = [line(n, 1 + n // 2 * 2) for n in range(1200)]
    sized = [line(5000, 1, 1), line(5001, 1, 2), line(5002, 2, 1), line(5003, None, 1)]
    with transaction(engine) as db:
        published(db, "2026-11-11", [*many, *sized])
        published(db, "2026-11-11/second", [line(1, 1)])
        published(db, "2026-11-12", [line(1, 1)], whole=False)
        published(db, "2026-11-13T08 m/groups", [line(1, 1)])
        published(db, "2026-11-13T09:15 m/groups leader", [line(1, 1)])
        published(db, "m/groups 2026 v2", [line(1, 1)])  # corrects, and is of no day
        first, *later = published_places.of_year(db, 2026, "", "m/groups")
        assert first.day == date(2026, 11, 11)
        assert [one.day.day for one in later] == [13, 13]
        assert published_places.of_year(db, 2026, "", "m/communes") == [first]
        assert published_places.of_year(db, 2026, "second", "x/y") == [Published(2, first.day)]
        assert published_places.of_year(db, 2025, "", "m/groups") == []

        def place(unit: int, *among: int) -> tuple[int, int] | None:
            return published_places.place(db, first.number, "provisional", unit, among)

        assert place(1100, 3, 7, 1101, 1150) == (3, 5)
        assert place(1101, 3, 7, 1100, 1150) == (3, 5)
        assert place(5002, 5000, 5001, 5003) == (2, 2)
        assert place(5003, 5000) is None
        assert place(9999) is None
        assert published_places.place(db, first.number, "official", 3, ()) is None
