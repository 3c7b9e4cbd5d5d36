"""Guards: "as last month" keeps only what was shown and still is so, doubts as if it were written,
and is offered where last month counts, for what may stay (`same.txt` is how it reads)."""

from __future__ import annotations

from datetime import datetime

import pytest
from on_stage import LINE, figure, has, report
from player import ZONE, Player
from sqlalchemy import update

from storage.answers import cells
from storage.engine import transaction
from storage.reports import reports
from storage.units import units

DECEMBER = "/report 9900001 head-month 2026-12"
OFFER = "[Như tháng 11/2026: 5 số liệu]"


@pytest.fixture
def november(joined: Player) -> Player:
    joined.write("P002", LINE)
    joined.write("P002", "tap yes")
    joined.now = datetime(2026, 12, 31, 9, tzinfo=ZONE)
    return joined


def test_it_is_offered_on_the_first_question_only(november: Player) -> None:
    assert has(november.write("P002", DECEMBER), OFFER)
    assert not has(november.write("P002", "45"), OFFER)


@pytest.mark.parametrize("status", ["draft", "returned"])
def test_it_is_not_offered_where_last_month_does_not_count(november: Player, status: str) -> None:
    with transaction(november.engine) as db:
        db.execute(update(reports).values(status=status))
    assert not has(november.write("P002", DECEMBER), "Như tháng")


def test_it_is_not_offered_where_a_figure_of_it_is_not_known(joined: Player) -> None:
    joined.write("P002", LINE.replace("900k", "bỏ qua"))
    joined.write("P002", "tap yes")
    assert report(joined)[0] == "confirmed"
    joined.now = datetime(2026, 12, 31, 9, tzinfo=ZONE)
    assert not has(joined.write("P002", DECEMBER), "Như tháng")


def test_figures_that_were_changed_meanwhile_are_not_taken_unseen(november: Player) -> None:
    november.write("P002", DECEMBER)
    with transaction(november.engine) as db:
        db.execute(update(cells).where(cells.c.code == "LOAN_OUT").values(value=2286000000))
    told = november.write("P002", "tap =all")
    assert has(told, "Chỉ có thể đồng ý với những gì đã hiện ra.")
    assert has(told, "Câu 1/9")
    assert has(november.write("P002", "tap =all"), "Dư nợ: 2,3 tỷ đồng (2.286.000.000 đ).")


def test_what_a_rule_doubts_is_asked(november: Player) -> None:
    with transaction(november.engine) as db:
        db.execute(update(units).where(units.c.code == "9900001").values(households=30))
    november.write("P002", DECEMBER)
    told = november.write("P002", "tap =all")
    assert has(told, "Danh sách tổ ghi 30 hộ.")
    told = november.write("P002", "tap yes")
    assert has(told, "Dư nợ: 2,3 tỷ đồng")
    assert has(told, "Câu 4/9")


def test_where_the_office_has_figures_those_go_first(november: Player) -> None:
    november.figures("2026-12", "9900001", "HH_LOAN=45")
    told = november.write("P002", DECEMBER)
    assert not has(told, "Như tháng")
    figure(november, "2026-12", "HH_LOAN", 45)
