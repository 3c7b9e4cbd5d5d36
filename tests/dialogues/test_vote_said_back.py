"""Guards: what a member writes of a vote is said back to nobody, though it was said to another
command, in few letters, or after the role had ended.
"""

from __future__ import annotations

import pytest
from councillors import Council
from sqlalchemy import Engine, delete, select

from storage.engine import reading, transaction
from storage.outbox import outbox
from storage.people import people, roles

COMMANDS = ("/standings {}", "/why {}", "/awards dossier {}", "/awards hold {}", "/eligibility {}",
            "/board {}", "why {}")  # fmt: skip


@pytest.fixture
def council(engine: Engine) -> Council:
    found = Council(engine, 3)
    found.choose((), ("C1", "C2"))
    found.convene("person")
    found.come(*found.members)
    found.open()
    return found


def said_back(council: Council, vote: str) -> list[str]:
    for who in council.members:
        for command in COMMANDS:
            council.says(who, command.format(vote))
    with reading(council.engine) as db:
        return [one for one in db.execute(select(outbox.c.body)).scalars() if vote in one]


@pytest.mark.parametrize("vote", ["1y 2n", "1y2n", "1 yes, 2 against"])
def test_no_vote_is_said_back(council: Council, vote: str) -> None:
    assert said_back(council, vote) == []


def test_nor_to_whoever_has_lost_the_role(council: Council) -> None:
    council.says("M2", "1 yes, 2 no")
    with transaction(council.engine) as db:
        whose = select(people.c.id).where(people.c.code == "M2").scalar_subquery()
        db.execute(delete(roles).where(roles.c.person_id == whose, roles.c.role == "council"))
    assert said_back(council, "1 yes, 2 against") == []
