"""Guards: guessing a code is hopeless, and strangers who guess keep nobody else from joining."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert, select

from storage import invitations
from storage.codes import ALPHABET, LENGTH
from storage.engine import Db
from storage.invitations import PER_DAY

NOW = datetime(2026, 10, 3, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
ME = ("telegram", "bot", "7")


def wrong(db: Db, times: int, now: datetime, sender: tuple[str, str, str] = ME) -> None:
    for _ in range(times):
        invitations.failed(db, *sender, now)


def test_five_wrong_codes_block_their_sender_for_an_hour(db: Db) -> None:
    for minute in (0, 10, 20, 30):
        wrong(db, 1, NOW + minute * MINUTE)
        assert not invitations.blocked(db, *ME, NOW + minute * MINUTE)
    wrong(db, 1, NOW + 50 * MINUTE)
    assert invitations.blocked(db, *ME, NOW + 50 * MINUTE)
    assert invitations.blocked(db, *ME, NOW + 109 * MINUTE)
    assert not invitations.blocked(db, *ME, NOW + 110 * MINUTE)
    wrong(db, 1, NOW + 111 * MINUTE)
    assert not invitations.blocked(db, *ME, NOW + 111 * MINUTE)


def test_wrong_codes_over_a_day_block_nobody(db: Db) -> None:
    for hour in range(10):
        wrong(db, 1, NOW + hour * 20 * MINUTE)
        assert not invitations.blocked(db, *ME, NOW + hour * 20 * MINUTE)


@pytest.mark.parametrize("other", [
    ("telegram", "bot", "8"), ("telegram", "bot2", "7"), ("zalo", "bot", "7"),
])  # fmt: skip
def test_a_block_is_for_its_sender_only(db: Db, other: tuple[str, str, str]) -> None:
    wrong(db, 5, NOW)
    assert not invitations.blocked(db, *other, NOW)


def test_a_dozen_wrong_codes_in_a_day_block_their_sender_for_the_rest_of_it(db: Db) -> None:
    for hour in range(PER_DAY):
        wrong(db, 1, NOW + hour * 60 * MINUTE)
    last = NOW + (PER_DAY - 1) * 60 * MINUTE
    assert invitations.blocked(db, *ME, last) == timedelta(hours=13)
    assert invitations.blocked(db, *ME, NOW + timedelta(days=1) - MINUTE)
    assert not invitations.blocked(db, *ME, NOW + timedelta(days=1))


def test_however_many_strangers_guess_nobody_else_is_kept_from_joining(db: Db) -> None:
    rows = [{"channel": "telegram", "bot": "bot", "sender": f"x{i}", "at": NOW}
            for i in range(5000)]  # fmt: skip
    db.execute(insert(invitations.attempts), rows)
    assert not invitations.blocked(db, *ME, NOW)


def test_all_hostile_guesses_of_a_year_find_a_code_with_next_to_no_probability() -> None:
    """The sum in the module's docstring: 10,000 accounts at their limit, 100,000 codes open."""
    guesses = 10_000 * PER_DAY * 365
    assert guesses * 100_000 / len(ALPHABET) ** LENGTH < 1 / 30_000


def test_wrong_codes_are_kept_for_a_day_and_forgotten_a_few_at_a_time(db: Db) -> None:
    wrong(db, 5, NOW)
    wrong(db, 1, NOW + timedelta(hours=2))
    assert invitations.forget(db, NOW + timedelta(days=1) - MINUTE, 3) == 0
    later = NOW + timedelta(days=1)
    assert [invitations.forget(db, later, 3) for _ in range(3)] == [3, 2, 0]
    assert len(db.execute(select(invitations.attempts)).all()) == 1
