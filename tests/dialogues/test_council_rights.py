"""Guards: members of the Council read, its secretary alone changes, and nobody else sees anything:
no administrator, no office, no head, no Council of another unit; rights that end, end at once.
"""

from __future__ import annotations

import pytest
from on_stage import give, has, person
from player import Player
from sqlalchemy import delete, select

from storage.engine import reading, transaction
from storage.nomination_tables import Appraisal, Choice, NomineeQuestion
from storage.people import roles
from storage.tables import table

READS = ("progress", "shortlist collective", "shortlist person", "sheet 1", "objections",
         "decision")  # fmt: skip
CHANGES = ("return HTH", "choose 1", "leave 1", "decision new", "decision cancel 1",
           "objections 1")  # fmt: skip
CLOSED = "This is for members of the Council."
SECRETARYS = "This is done by the Council's secretary."


@pytest.fixture
def stage_of_january(player: Player) -> Player:
    player.january()
    player.january("submit", "HTH", "1")
    for who in ("P061", "P054", "P046", "P002"):
        player.join(who, "en")
    return player


def kept(player: Player) -> list[int]:
    """How much the Council's own tables hold."""
    with reading(player.engine) as db:
        return [len(db.execute(select(table(one))).all()) for one in
                (Choice, Appraisal, NomineeQuestion)]  # fmt: skip


@pytest.mark.parametrize("said", [*READS, *CHANGES, "ask 1"])
@pytest.mark.parametrize("who", ["P046", "P002", "admin"])
def test_nobody_else_has_a_seat(stage_of_january: Player, who: str, said: str) -> None:
    player = stage_of_january
    if who == "admin":
        who = "P005"
        player.join(who, "en")
        leave(player, who)
        give(player, who, "admin", "BRANCH")
    assert player.write(who, f"/awards {said}") == [f"{who} < {CLOSED}"]
    assert kept(player) == [0, 0, 0]


@pytest.mark.parametrize("said", CHANGES)
def test_a_member_changes_nothing(stage_of_january: Player, said: str) -> None:
    told = stage_of_january.write("P054", f"/awards {said}")
    assert told[0] in (f"P054 < {SECRETARYS}", "P054 < <b>Objections to the result of 2026</b>")
    assert kept(stage_of_january) == [0, 0, 0]


@pytest.mark.parametrize("said", READS)
def test_a_member_reads(stage_of_january: Player, said: str) -> None:
    told = stage_of_january.write("P054", f"/awards {said}")
    assert not has(told, CLOSED)
    assert not has(told, SECRETARYS)


def test_a_council_elsewhere_sees_nothing_of_this_one(stage_of_january: Player) -> None:
    player = stage_of_january
    player.join("P005", "en")
    leave(player, "P005")
    give(player, "P005", "council", "HTH")
    give(player, "P005", "secretary", "HTH")
    for said in (*READS, *CHANGES):
        assert player.write("P005", f"/awards {said}") == [f"P005 < {CLOSED}"], said


def test_an_administrator_reads_no_appraisal(stage_of_january: Player) -> None:
    player = stage_of_january
    player.join("P005", "en")
    leave(player, "P005")
    give(player, "P005", "admin", "BRANCH")
    assert has(player.write("P005", "/awards appraise HTH"), "There is no unit")


def test_the_unit_and_its_office_read_the_appraisal_and_change_none(
    stage_of_january: Player,
) -> None:
    told = stage_of_january.write("P046", "/awards appraise HTH C08")
    assert has(told, "self-computed and appraised")
    assert not has(told, "[Appraise")
    told = stage_of_january.write("P002", "/awards appraise 9900001")
    assert has(told, "self-computed and appraised")
    assert has(stage_of_january.write("P002", "/awards appraise HTH"), "There is no unit")


def test_a_right_that_ends_in_the_middle_of_a_dialogue_ends_it(stage_of_january: Player) -> None:
    player = stage_of_january
    player.write("P061", "/awards choose 2")
    leave(player, "P061")
    give(player, "P061", "member", "HTH")
    player.write("P061", "A reason that is long enough")
    assert kept(player) == [0, 0, 0]


def test_what_waits_to_be_sent_goes_to_nobody_who_may_not_read_it_any_more(
    stage_of_january: Player,
) -> None:
    player = stage_of_january
    player.now = player.now.replace(hour=19)
    player.write("P054", "/awards ask 1")
    player.write("P054", "Why did overdue debt rise?")
    leave(player, "P046")
    give(player, "P046", "member", "HTH")
    player.now = player.now.replace(day=12, hour=8)
    assert not has(player.tick(), "Why did overdue debt rise?")


def leave(player: Player, who: str) -> None:
    """Somebody holds no role any more."""
    with transaction(player.engine) as db:
        db.execute(delete(roles).where(roles.c.person_id == person(player, who)))
