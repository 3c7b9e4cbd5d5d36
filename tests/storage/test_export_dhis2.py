"""Guards: what goes to DHIS2 is what counts here, once, under codes that its metadata has."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from exported import NOW, exported, played
from season import MOVEMENT, YEAR
from sqlalchemy import Engine, select, update

from scoring.live import together
from scoring.loading import read
from services.export.dhis2 import elements, periods
from storage import paging
from storage.answers import cells
from storage.engine import reading, transaction
from storage.history import figures
from storage.people import people
from storage.reports import reports
from storage.units import units

Cell = tuple[str, str, str]


@pytest.fixture
def beginning() -> Callable[[Engine], None]:
    return played


@pytest.fixture(autouse=True)
def _small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paging, "AT_ONCE", 19)


def counting(engine: Engine) -> dict[Cell, int]:
    """By element, unit and period what counts: the office's figure before the head's."""
    told = (
        select(cells.c.code, units.c.code.label("unit"), reports.c.period, cells.c.value)
        .join_from(cells, reports, reports.c.id == cells.c.report_id)
        .join(units, units.c.id == reports.c.unit_id)
        .where(reports.c.status.in_(("confirmed", "accepted")), cells.c.value.is_not(None))
    )
    office = select(
        figures.c.code, units.c.code.label("unit"), figures.c.period, figures.c.value
    ).join_from(figures, units, units.c.id == figures.c.unit_id)
    with reading(engine) as db:
        rows = [*db.execute(told), *db.execute(office)]
    return {(row.code, row.unit, row.period.replace("-", "")): row.value for row in rows}


def test_sums_are_those_of_the_database(engine: Engine, tmp_path: Path) -> None:
    values = exported(engine, tmp_path / "out").json("dhis2.json")["dataValues"]
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for one in values:
        said = {"true": "1", "false": "0"}.get(one["value"], one["value"])
        sums[one["dataElement"]] += Decimal(said)
    there: dict[str, Decimal] = defaultdict(Decimal)
    known = counting(engine)
    for (code, _, _), value in known.items():
        hundredths = MOVEMENT.indicators[code].kind.hundredths
        there[code] += Decimal(value) / (100 if hundredths else 1)
    assert sums == there
    assert len(values) == len(known)
    assert {(v["dataElement"], v["orgUnit"], v["period"]) for v in values} == known.keys()


def test_marks_notes_times_and_writers_go_along(engine: Engine, tmp_path: Path) -> None:
    found = exported(engine, tmp_path / "out").json("dhis2.json")
    schemes = ("idScheme", "dataElementIdScheme", "orgUnitIdScheme")
    assert [found[name] for name in schemes] == ["CODE"] * 3
    noted = [one for one in found["dataValues"] if "comment" in one]
    assert {one["comment"] for one in noted} == {"\n-1"}
    flags = Counter(one["followup"] for one in found["dataValues"])
    assert flags[True] == len(noted) > 0
    assert flags[False] > 0
    with reading(engine) as db:
        codes = set(db.execute(select(people.c.code)).scalars())
    assert {one["storedBy"] for one in found["dataValues"] if "storedBy" in one} <= codes
    moments = {one["lastUpdated"][10:11] + one["lastUpdated"][19:] for one in found["dataValues"]}
    assert moments == {"T.000+0700"}


def test_the_metadata_has_whatever_the_values_name(engine: Engine, tmp_path: Path) -> None:
    with transaction(engine) as db:
        db.execute(
            update(units).where(units.c.code == "G1").values(active=False, left_on=NOW.date())
        )
    out = exported(engine, tmp_path / "out")
    values, known = out.json("dhis2.json")["dataValues"], out.json("dhis2-metadata.json")
    places = [one["code"] for one in known["organisationUnits"]]
    for n, one in enumerate(known["organisationUnits"]):
        assert one.get("parent", {}).get("code", places[0]) in places[: max(n, 1)], one
        assert ("closedDate" in one) is (one["code"] == "G1")
        assert one["openingDate"] < f"{YEAR - 1}"
    sets = {one["code"]: one for one in known["dataSets"]}
    held = {(de["dataElement"]["code"], place["code"], one["periodType"])
            for one in sets.values()
            for de in one["dataSetElements"] for place in one["organisationUnits"]}  # fmt: skip
    assert {(v["dataElement"], v["orgUnit"], rhythm(v["period"])) for v in values} <= held
    for things in known.values():
        for name in ("code", "shortName") if things[0].get("valueType") else ("code",):
            assert max(Counter(one[name] for one in things).values()) == 1
            assert max(len(one[name]) for one in things) <= 50
    of = {one["code"]: (one["valueType"], one["aggregationType"]) for one in known["dataElements"]}
    assert of.keys() == MOVEMENT.indicators.keys()
    assert of["LOAN_OUT"] == ("NUMBER", "LAST")
    assert of["INT_COL"] == ("NUMBER", "SUM")
    assert of["HH_LOAN"] == ("INTEGER_ZERO_OR_POSITIVE", "LAST")
    assert of["GDX_ATT"] == ("BOOLEAN", "SUM")
    assert of["GRADE_PT"] == ("NUMBER", "AVERAGE")


def rhythm(period: str) -> str:
    return {6: "Quarterly" if "Q" in period else "Monthly", 4: "Yearly"}[len(period)]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [("2026-09", "202609"), ("2026-Q3", "2026Q3"), ("2026-H2", "2026S2"), ("2026", "2026")],
)
def test_periods_are_called_as_dhis2_calls_them(ours: str, theirs: str) -> None:
    assert periods.code(ours) == theirs


def test_a_second_movement_has_codes_of_its_own() -> None:
    def named(text: str, *words: str) -> str:
        for word in words:
            text = text.replace(f'"{word}"', f'"x-{word}"')
        return text

    text: Any = named(MOVEMENT.text, "tay-ninh", *MOVEMENT.forms)
    live = together([MOVEMENT, read(text.encode(), "x")])
    codes = elements.codes(live)
    assert codes["tay-ninh", "LOAN_OUT"] == "LOAN_OUT"
    assert codes["x-tay-ninh", "LOAN_OUT"] == "x-tay-ninh.LOAN_OUT"
    assert len(set(codes.values())) == len(codes)
