"""Guards: who may do what in a sitting; codes that are guessed, lost, or sent twice; a tie that is
voted on again and then decided by the chair; votes that are begun and not finished."""

from __future__ import annotations

import pytest
from councillors import Council
from nacl.secret import SecretBox
from sqlalchemy import Engine, select

from services import sealing
from storage.conversations import conversations
from storage.engine import reading, transaction
from storage.people import people, roles
from storage.seating import seats

SIX = ("X2", "X3", "X4", "X5", "X6", "X7")


@pytest.fixture
def council(engine: Engine) -> Council:
    found = Council(engine, 5)
    found.choose((), ("C1", "C2"))
    return found


def opened(council: Council, what: str = "person") -> None:
    council.convene(what)
    council.come(*council.members)
    assert "Open. Every member" in council.open()


def test_only_the_secretary_convenes_and_only_members_vote(council: Council) -> None:
    for text in ("convene person", "convene sitting #1", "convene open #1", "close #1"):
        assert "not for this role" in council.says("M1", f"/awards {text}")
    opened(council)
    council.player.join("C1", "en")
    for text in ("/awards vote", "/awards vote #1 yes", "/awards vote #1 present"):
        assert "No vote is under way here." in council.says("C1", text)
    assert "No vote is under way" in council.says("S", "/awards vote #1 yes")
    assert "Members: 5" not in council.says("M1", "/awards convene sitting #1")
    assert "agree" not in council.says("S", "/awards convene sitting #1").lower()


def test_whoever_loses_the_role_votes_no_more(council: Council) -> None:
    opened(council)
    with transaction(council.engine) as db:
        one = select(people.c.id).where(people.c.code == "M1").scalar_subquery()
        db.execute(roles.delete().where(roles.c.person_id == one))
    council.says("M1", "/awards vote #1 yes")
    with reading(council.engine) as db:
        voted = db.execute(select(seats.c.voted).order_by(seats.c.person_id)).scalars().all()
    assert not any(voted)


def test_a_second_ballot_and_then_the_chair(engine: Engine) -> None:
    council = Council(engine, 5)
    council.choose(SIX)
    opened(council, "collective")
    lines = ["1-5 yes, 6 no", "1-4 yes, 6 yes, 5 no", "1-3 yes, 5 6 yes, 4 no",
             "1-3 yes, 5 6 yes, 4 no", "1-4 yes, rest no"]  # fmt: skip
    for who, line in zip(council.members, lines, strict=True):
        assert "The vote is in" in council.says(who, line)
    assert "agrees to more than 5" in council.says("M1", "/awards vote #1 yes")
    told = council.close(*council.members[:4])
    assert "Equal votes: Xã Mẫu 5; Xã Mẫu 6; Xã Mẫu 7. Places still free: 2." in told
    assert "Places: 2" in council.says("S", "/awards convene tie #1")
    assert "Convened." in council.says("S", "tap convene")
    council.come(*council.members)
    council.open()
    for who in council.members:
        assert "The vote is in" in council.says(who, "1-3 blank")
    council.close(*council.members[:4])
    assert "Whom does the chair choose?" in council.says("S", "/awards convene chair #2")
    council.says("S", "tap 2")
    council.says("S", "tap 3")
    assert "Please write it in words." in council.says("S", "45")
    told = council.says("S", "Older, and in a border district")
    assert "Recorded." in told
    assert "Decided by the chair: Older, and in a border district" in told
    assert "There is no tie" in council.says("S", "/awards convene tie #1")
    assert "All places of this year are taken" in _refused(council)


def _refused(council: Council) -> str:
    council.choose(("HS",))
    council.says("S", "/awards convene collective")
    return council.says("S", "tap convene")


def test_what_was_chosen_case_by_case_is_gone_with_the_program(
    council: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(council)
    council.says("M1", "/awards vote #1 each")
    assert "2 of 2" in council.says("M1", "tap yes")
    monkeypatch.setattr(sealing, "_HERE", SecretBox(bytes(32)))
    assert "Once more from the first case" in council.says("M1", "tap no")
    council.says("M1", "tap yes")
    assert "The vote is in" in council.says("M1", "tap blank")
    council.says("M2", "/awards vote #1 each")
    assert "Nothing was cast" in council.says("M2", "/cancel")
    with reading(council.engine) as db:
        voted = db.execute(select(seats.c.voted).order_by(seats.c.person_id)).scalars().all()
        frames = "".join(db.execute(select(conversations.c.frames)).scalars())
    assert voted.count(True) == 1
    assert "yes" not in frames


def test_with_two_votes_open_a_line_is_cast_for_neither_until_one_is_meant(
    engine: Engine,
) -> None:
    council = Council(engine, 5)
    council.choose(("X2", "X3"), ("C1", "C2"))
    opened(council, "person")
    opened(council, "collective")
    told = council.says("M1", "1 yes, 2 no")
    assert "Several votes are open. Nothing was taken" in told
    council.says("M1", "tap /awards vote #2")
    assert "The vote is in" in council.says("M1", "1 yes, 2 no")
    with reading(engine) as db:
        who = select(seats.c.sitting_id).where(seats.c.voted)
        assert db.execute(who).scalars().all() == [2]


def test_where_something_else_is_asked_a_whole_vote_is_a_vote(council: Council) -> None:
    opened(council)
    council.says("M1", "/eligibility")
    assert "The vote is in" in council.says("M1", "1 yes, 2 blank")
    assert "2: not named" in council.says("M1", "1 yes")
