"""Guards: a code works once, for its person, for 30 days; what it names is known before."""

from __future__ import annotations

import math
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, insert, select, update

from storage import invitations, people
from storage.codes import ALPHABET, LENGTH
from storage.engine import Db, transaction
from storage.outbox import Address
from storage.tables import Role, table
from storage.units import by_code
from tests.entering import enter

NOW = datetime(2026, 10, 3, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def person(db: Db, code: str = "P1", *, active: bool = True) -> int:
    row = {"code": code, "name": f"Người {code}", "active": active}
    return int(
        db.execute(insert(people.people).values(row).returning(people.people.c.id)).scalar_one()
    )


def test_a_code_is_long_random_readable_and_fits_a_deep_link(db: Db) -> None:
    who = person(db)
    codes = {invitations.make(db, who, NOW) for _ in range(50)}
    assert len(codes) == 50
    assert all(re.fullmatch(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}", code) for code in codes)
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{1,64}", code) for code in codes)
    assert LENGTH * math.log2(len(ALPHABET)) > 50
    assert not set("0O1ILSZBU") & set(ALPHABET)


def test_only_a_hash_is_kept(db: Db) -> None:
    code = invitations.make(db, person(db), NOW)
    (row,) = db.execute(select(invitations.invitations)).all()
    assert not any(code.replace("-", part) in str(row) for part in ("", "-"))


def test_a_code_works_once(db: Db) -> None:
    who = person(db)
    code = invitations.make(db, who, NOW)
    assert invitations.redeem(db, code, NOW) == who
    assert invitations.redeem(db, code, NOW) is None


@pytest.mark.parametrize("write", [
    str.lower,
    lambda code: code.replace("-", " "),
    lambda code: f"  {code.replace('-', '')}. ",
    lambda code: code.replace("5", "S").replace("2", "z").replace("8", "B").replace("V", "u"),
    lambda code: code.translate(str.maketrans("23456789", "٢٣٤٥٦٧٨٩")),
    lambda code: code.translate({ord("A"): "Ａ"}),
])  # fmt: skip
def test_a_code_may_be_typed_as_people_type(db: Db, write: object) -> None:
    assert callable(write)
    who = person(db)
    code = invitations.make(db, who, NOW)
    assert invitations.redeem(db, write(code), NOW) == who


@pytest.mark.parametrize("code", ["", "-", "K7QM-3TXP-9HWD", "'; --", "x" * 5000, "\u0000", "😀"])
def test_a_wrong_code_is_nobodys(db: Db, code: str) -> None:
    invitations.make(db, person(db), NOW)
    assert invitations.redeem(db, code, NOW) is None


def test_a_code_expires(db: Db) -> None:
    who = person(db)
    code = invitations.make(db, who, NOW, days=1)
    assert invitations.redeem(db, code, NOW + timedelta(days=1)) is None
    assert invitations.redeem(db, code, NOW + timedelta(days=1) - MINUTE) == who


def test_joining_ends_the_persons_other_codes(db: Db) -> None:
    who, other = person(db), person(db, "P2")
    first, second = invitations.make(db, who, NOW), invitations.make(db, who, NOW)
    kept = invitations.make(db, other, NOW)
    assert invitations.redeem(db, second, NOW) == who
    assert invitations.redeem(db, first, NOW) is None
    assert invitations.redeem(db, kept, NOW) == other


def test_who_left_the_roster_cannot_join(db: Db) -> None:
    code = invitations.make(db, person(db, active=False), NOW)
    assert invitations.redeem(db, code, NOW) is None


def test_of_two_who_send_a_code_at_once_one_gets_it(engine: Engine) -> None:
    with transaction(engine) as db:
        who = person(db)
        code = invitations.make(db, who, NOW)

    def redeem(_: int) -> int | None:
        with transaction(engine) as db:
            return invitations.redeem(db, code, NOW)

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(redeem, range(8)))
    assert sorted(found, key=str) == [who, *[None] * 7]


def test_what_a_code_names_is_known_without_spending_it(db: Db) -> None:
    who = person(db)
    code = invitations.make(db, who, NOW)
    named = invitations.named(db, code, NOW)
    assert named is not None
    assert (named.person_id, named.open, named.used) == (who, True, False)
    assert invitations.spend(db, named.id, NOW) == who
    assert invitations.spend(db, named.id, NOW) is None
    used = invitations.named(db, code, NOW)
    assert used is not None
    assert (used.open, used.used) == (False, True)
    old = invitations.named(db, code, NOW + timedelta(days=31))
    assert old is not None
    assert (old.open, old.used) == (False, False)


def test_only_those_without_an_account_are_invited(db: Db) -> None:
    unit_ids: dict[str, int] = {}
    for code, kind, commune in (
        ("C1", "commune", None),
        ("G1", "group", "C1"),
        ("G2", "group", None),
    ):
        unit_ids[code] = enter(db, code, kind, unit_ids.get(commune or ""), name=f"Tổ {code}")
    for code, role, unit in (("P1", "head", "G1"), ("P2", "head", "G2"), ("P3", "officer", "C1")):
        row = {"person_id": person(db, code), "unit_id": unit_ids[unit], "role": role}
        db.execute(insert(table(Role)), row)

    def names(scope: str | None = None, role: str | None = None) -> list[str]:
        unit = by_code(db, scope) if scope else None
        return [guest.name for guest in invitations.without_account(db, unit, role)]

    assert names() == ["Người P3", "Người P1", "Người P2"]
    assert names("C1") == ["Người P3", "Người P1"]
    assert names("G2") == ["Người P2"]
    assert names("C1", "head") == ["Người P1"]
    (officer,) = [g.id for g in invitations.without_account(db, None, "officer")]
    people.bind(db, officer, Address("telegram", "bot", "9"), "9", NOW)
    db.execute(update(people.people).where(people.people.c.code == "P2").values(active=False))
    assert names() == ["Người P1"]
