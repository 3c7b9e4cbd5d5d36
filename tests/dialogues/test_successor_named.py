"""Guards: whom an officer names to take over a group: somebody new, or somebody of the roster that
they answer for, by the number; of everybody else a number tells nothing."""

from __future__ import annotations

import pytest
from player import Player
from sqlalchemy import select
from successors import GROUP, NEW, heads, join, name

from storage import people
from storage.engine import transaction
from storage.outbox import Address
from storage.people import people as people_table
from storage.people import roles


def test_a_head_of_the_same_commune_takes_over_at_once(followed: Player) -> None:
    assert name(followed, "Hai 0000 000 003") == ""
    assert heads(followed) == heads(followed, "9900002") == ["Trần Văn Mẫu Hai"]
    assert GROUP in str([c.says for row in _reports(followed) for c in row])


def test_whoever_is_on_the_roster_comes_as_who_they_are(followed: Player) -> None:
    join(followed, name(followed, "0000 000 004"), "P004")
    assert heads(followed) == heads(followed, "9900003") == ["Lê Văn Mẫu Ba"]


def test_a_consent_that_was_left_open_is_waited_for(followed: Player) -> None:
    with transaction(followed.engine) as db:
        [third] = people.by_phone(db, "+84000000004")
        people.bind(db, third.id, Address("telegram", "1", "P004"), "P004", followed.now)
    assert name(followed, "0000 000 004") == ""
    assert heads(followed) == ["Nguyễn Thị Mẫu Một"]
    for text in ("/start", "đồng ý"):
        followed.write("P004", text)
    assert heads(followed) == ["Lê Văn Mẫu Ba"]


def _reports(followed: Player) -> tuple[tuple[object, ...], ...]:
    followed.write("P003", "/report")
    return followed.shown["P003"][1].choices  # type: ignore[return-value]


def test_a_number_of_somebody_elsewhere_tells_nothing_and_is_not_taken(followed: Player) -> None:
    followed.write("P001", f"/successor {GROUP}")
    asked = followed.write("P001", f"{NEW} 0000 000 006")
    assert not any("Mẫu Bốn" in line for line in asked)
    followed.write("P001", "có")
    with transaction(followed.engine) as db:
        [known] = people.by_phone(db, "+84000000006")
        assert known.name == "Phạm Thị Mẫu Bốn"


def test_a_number_lets_the_new_head_in(followed: Player) -> None:
    name(followed, f"{NEW}, 0000 000 977")
    followed.write("X9", "shares phone +84000000977")
    for text in ("vi", "đồng ý"):
        followed.write("X9", text)
    assert heads(followed) == [NEW]


@pytest.mark.parametrize("text", ["0000 000 977", "Nguyễn Văn Mới 12", "🙂", "có"])
def test_without_a_name_nobody_is_named(followed: Player, text: str) -> None:
    followed.write("P001", f"/successor {GROUP}")
    followed.write("P001", text)
    with transaction(followed.engine) as db:
        before = len(db.execute(select(people_table)).all())
    followed.write("P001", "có")
    with transaction(followed.engine) as db:
        assert len(db.execute(select(people_table)).all()) == before


def test_a_head_is_not_followed_by_themselves(followed: Player) -> None:
    followed.write("P001", f"/successor {GROUP}")
    followed.write("P001", "0000 000 002")
    followed.write("P001", "có")
    assert heads(followed) == ["Nguyễn Thị Mẫu Một"]
    with transaction(followed.engine) as db:
        assert not db.execute(select(roles).where(roles.c.role == "successor")).all()
