"""Guards: movements that live beside each other ask, check, remind and score each for itself, even
where they ask the same units under the same codes.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from player import ZONE, Player
from sqlalchemy import select

from handlers.routing.play import Site
from scoring.levels import League
from scoring.live import together
from scoring.movement import Movement, MovementError
from services.figures.apply import apply
from services.figures.rows import Row
from storage import units
from storage.asked import Asked
from storage.engine import reading, transaction
from storage.scores import scores
from storage.standings import table
from tests.known_movement import known

ORGANISATION = Path(__file__).parents[2] / "bot" / "demo" / "organisation.json"
FIGURES = ["45", "2285tr", "0", "12,4tr", "12,4tr", "900k", "43", "229tr", "có", "đúng"]


NAME = "Phong trào làm theo gương tốt"


def twin(first: Movement) -> Movement:
    """Another movement over the same units, with forms of other codes and the same questions."""
    forms = {f"{code}-2": replace(form, code=f"{code}-2", name=f"{form.name} (hai)")
             for code, form in first.forms.items()}  # fmt: skip
    leagues = {code: replace(one, key=f"second/{code}") for code, one in first.leagues.items()}
    return replace(first, code="second", name=NAME, forms=forms, leagues=leagues)


SECOND = twin(known())
GROUPS = (known().leagues["groups"], SECOND.leagues["groups"])


@pytest.fixture
def both(player: Player) -> Player:
    player.site = Site(together([known(), SECOND]), ZONE)
    return player


def points(player: Player, league: League, code: str) -> int:
    with reading(player.engine) as db:
        unit = units.by_code(db, code)
        assert unit is not None
        where = (scores.c.unit_id == unit.id, scores.c.league == league.key,
                 scores.c.basis == "provisional")  # fmt: skip
        return db.execute(select(scores.c.total).where(*where)).scalar() or 0


def offered(player: Player, who: str) -> list[str]:
    return [choice.says for row in player.shown[who][1].choices for choice in row]


def report(player: Player, who: str, form: str) -> None:
    player.write(who, f"/report 9900001 {form} 2026-11")
    for text in FIGURES:
        player.write(who, text)


def test_each_is_reported_checked_and_scored_for_itself(both: Player) -> None:
    for who in ("P001", "P002"):
        both.join(who)
    both.write("P002", "/report")
    forms = {says.split()[2] for says in offered(both, "P002") if says.startswith("/report 99")}
    assert {"head-month", "head-month-2"} <= forms
    report(both, "P002", "head-month-2")
    assert points(both, GROUPS[0], "9900001") == 0 < points(both, GROUPS[1], "9900001")
    assert "(hai)" in "\n".join(both.write("P001", "/review"))
    both.write("P001", "chấp nhận")
    report(both, "P002", "head-month")
    first, second = (points(both, league, "9900001") for league in GROUPS)
    assert first == second > 0


def test_last_months_figures_of_one_are_no_figures_of_the_other(both: Player) -> None:
    both.join("P002")
    with transaction(both.engine) as db:
        unit = units.by_code(db, "9900001")
        assert unit is not None
        row = Row(1, unit.id, unit.code, {("HH_LOAN", "2026-10"): 51})
        apply(db, [row], SECOND, both.now, ZONE)
    assert "51" not in "\n".join(both.write("P002", "/report 9900001 head-month 2026-11"))
    both.write("P002", "/cancel")
    assert "51" in "\n".join(both.write("P002", "/report 9900001 head-month-2 2026-11"))
    assert points(both, GROUPS[0], "9900001") == 0


def test_one_reminder_names_what_is_owed_in_both(both: Player) -> None:
    both.join("P002")
    both.now = datetime(2026, 12, 5, 8, 1, tzinfo=ZONE)
    told = [line for line in both.tick() if line.startswith("P002 <")]
    assert any("(hai)" in line for line in told)
    assert any("Báo cáo tháng của tổ" in line and "(hai)" not in line for line in told)


def test_communes_of_both_are_summed_each_from_its_own(both: Player) -> None:
    both.join("P002")
    both.now = datetime(2026, 12, 6, 8, 1, tzinfo=ZONE)
    report(both, "P002", "head-month-2")
    both.tick()
    with reading(both.engine) as db:
        office = units.by_code(db, "HS")
        assert office is not None
        for movement, told in ((known(), False), (SECOND, True)):
            asked = Asked(movement.leagues["communes"], office, 2026, "provisional")
            [line] = table(db, asked)
            assert line.reported == int(told)
            assert (line.standing == "no_data") is not told


def test_two_that_claim_the_same_form_are_refused() -> None:
    with pytest.raises(MovementError, match="the form head-month is also tay-ninh's"):
        together([known(), replace(known(), code="copy")])


def test_the_standings_of_each_are_asked_by_its_code_or_its_name(both: Player) -> None:
    """The first needs no name; a table's buttons stay in its movement, but for one."""
    for who in ("P002", "P054"):
        both.join(who)
    report(both, "P002", "head-month-2")
    first = both.write("P054", "/standings")
    assert "0/33" in "\n".join(first)
    assert "/standings second groups BRANCH" in offered(both, "P054")
    for asked in ("/standings second", f"/standings {NAME}", "/standings second groups BRANCH"):
        said = "\n".join(both.write("P054", asked))
        assert NAME in said
        assert "1/33" in said
        ways = [says for says in offered(both, "P054") if says.startswith(("/standings", "/why"))]
        assert "/standings tay-ninh groups BRANCH" in ways
        assert all(
            says.startswith(("/standings second", "/why second"))
            for says in ways if says != "/standings tay-ninh groups BRANCH"
        )  # fmt: skip
    assert "/standings second communes BRANCH" in ways


def test_why_explains_each_and_leads_to_the_other(both: Player) -> None:
    both.join("P002")
    report(both, "P002", "head-month-2")
    assert "/why second 9900001" in offered(both, "P002")
    said = "\n".join(both.write("P002", "/why second"))
    assert NAME in said
    assert not said.startswith("Phong trào thi đua")
    assert "/why tay-ninh 9900001" in offered(both, "P002")
    more = [says for says in offered(both, "P002") if says.startswith("/why second 9900001 ")]
    assert len(more) > 2
    [other] = both.write("P002", "/why 9900001")[:1]
    assert NAME not in other
    assert "/why second 9900001" in offered(both, "P002")


def test_a_list_or_a_unit_of_one_movement_alone_needs_no_name_of_it(both: Player) -> None:
    """What only the second ranks is found in it."""
    both.join("P054")
    groups, only = replace(GROUPS[1], code="villages", name="Bảng các tổ"), known().leagues
    first = replace(known(), leagues={"communes": only["communes"], "offices": only["offices"]})
    second = replace(SECOND, leagues={"villages": groups})
    both.site = Site(together([first, second]), ZONE)
    for asked in ("/standings villages", "/standings bảng các tổ", "/standings 9900001"):
        assert NAME in both.write("P054", asked)[0]
    assert NAME not in both.write("P054", "/standings xã")[0]
