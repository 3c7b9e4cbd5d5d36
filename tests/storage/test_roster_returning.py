"""Guards: whoever gets a code that ended inherits nobody's reports, account or history unasked."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from imports import OCTOBER, ZONE, Roster
from organisations import small, written

from scoring.loading import builtin
from services.roster import apply, file
from services.roster.compare import RosterError
from storage.engine import Db
from storage.units import by_code


def without_the_second() -> dict[str, Any]:
    content = small()
    del content["communes"][1], content["groups"][1], content["people"][1]
    return content


@pytest.fixture
def office(db: Db) -> Roster:
    office = Roster(db)
    office.apply(small())
    office.apply(without_the_second())
    return office


def renamed() -> dict[str, Any]:
    content = small()
    content["communes"][1]["name"] = "Phường Mới"
    content["groups"][1]["name"] = "Tổ Khác"
    content["people"][1]["name"] = "Lê Thị Khác"
    return content


def test_another_name_under_an_ended_code_is_refused(office: Roster) -> None:
    with pytest.raises(RosterError) as caught:
        office.apply(renamed())
    told = [problem.split(",")[0] for problem in caught.value.problems]
    assert told == ["commune C2: that code was Xã Hai", "group G2: that code was Tổ G2",
                    "person P2: that code was Trần Thị Hai"]  # fmt: skip
    assert caught.value.problems[0].endswith("--same C2")


def test_it_is_taken_where_somebody_says_that_it_is_the_same(office: Roster) -> None:
    wanted = replace(file.read(written(renamed())), same=frozenset({"C2", "G2", "P2"}))
    apply.apply(office.db, wanted, builtin(), OCTOBER, ZONE)
    found = by_code(office.db, "C2")
    assert found is not None
    assert found.name == "Phường Mới"


def test_the_same_name_comes_back_without_a_question(office: Roster) -> None:
    content = small()
    content["communes"][1]["name"] = "XÃ  HAI"
    assert office.acts(content)["C2"][0] == "change"


def test_a_unit_that_is_there_may_be_renamed(office: Roster) -> None:
    content = without_the_second()
    content["communes"][0]["name"] = "Phường Một"
    assert office.acts(content)["C1"] == ("change", {"name": "Phường Một"})
