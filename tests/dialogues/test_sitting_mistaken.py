"""Guards: nothing is cast that a member did not say: a choice stays with its case where another one
falls away, a word in front of a number is not one for all, an answer to something else is no vote;
and a line of votes is kept nowhere though something else asks for words.
"""

from __future__ import annotations

import pytest
from councillors import Council
from sqlalchemy import Engine, select

from services.sittings import results
from storage import sittings
from storage.engine import reading
from storage.messages import Incoming
from storage.nominee_questions import questions
from storage.sealed import placeholder
from storage.seating import seats
from storage.sent import Sent


def opened(council: Council, what: str = "person") -> None:
    council.convene(what)
    council.come(*council.members)
    assert "Open. Every member" in council.open()


def voted(engine: Engine) -> int:
    with reading(engine) as db:
        return db.execute(select(seats.c.voted)).scalars().all().count(True)


def yes(engine: Engine, case: int) -> tuple[int, int]:
    """How many said yes, and no, on a case of the first sitting."""
    with reading(engine) as db:
        one = sittings.by_id(db, 1)
        found = results.read(one) if one else None
    assert found is not None
    return found.case(case).room.yes, found.case(case).room.no


@pytest.fixture
def council(engine: Engine) -> Council:
    return Council(engine, 5)


def test_a_choice_stays_with_its_case_when_one_falls_away(council: Council) -> None:
    council.choose((), ("C1", "C2", "C3"))
    opened(council)
    council.says("M3", "/awards vote #1 each")
    council.says("M3", "tap yes")
    council.says("M3", "tap no")
    with reading(council.engine) as db:
        seat = db.execute(select(seats.c.id).order_by(seats.c.person_id)).scalars().all()[2]
    council.says("S", f"/awards convene recuse #1 {seat} 1")
    assert "Once more from the first case" in council.says("M3", "tap yes")
    assert voted(council.engine) == 0
    council.says("M3", "tap no")
    assert "The vote is in" in council.says("M3", "tap yes")
    council.close(*council.members[:4])
    assert (yes(council.engine, 2), yes(council.engine, 3)) == ((0, 1), (1, 0))


def test_a_word_in_front_of_a_number_is_not_one_for_all(council: Council) -> None:
    council.choose((), ("C1", "C2"))
    opened(council)
    assert "The vote is in" in council.says("M3", "/awards vote yes 1, no 2")
    assert "1: not named" in council.says("M4", "/awards vote no 2")
    council.close(*council.members[:4])
    assert (yes(council.engine, 1), yes(council.engine, 2)) == ((1, 0), (0, 1))


def test_an_answer_to_something_else_is_no_vote(council: Council) -> None:
    council.choose((), ("C1",))
    opened(council)
    assert "What is to be asked?" in council.says("M3", "/awards ask 1")
    for word in ("yes", "no"):
        council.says("M3", word)
    assert voted(council.engine) == 0


@pytest.mark.parametrize("opens", [1, 2, 0])
def test_a_line_is_no_answer_to_what_asks_for_words(council: Council, opens: int) -> None:
    council.choose(("X4", "X5"), ("C1", "C2"))
    for n, what in enumerate(("person", "collective")):
        council.convene(what)
        council.come(*council.members)
        if n < opens:
            assert "Open. Every member" in council.open()
    asked = council.says("M3", "/awards ask 1")
    assert "What is to be asked?" in asked
    council.says("M3", "1 yes, 2 no")
    with reading(council.engine) as db:
        assert db.execute(select(questions.c.said)).scalars().all() == []


def test_of_a_file_of_a_member_nothing_is_kept(council: Council) -> None:
    sent = Incoming(channel="telegram", bot="1", kind="file", chat="M1", sender="M1",
                    external_id="1", file=Sent(ref="r", name="1 yes, 2 no.pdf"))  # fmt: skip
    assert "yes" not in placeholder(sent).model_dump_json()
