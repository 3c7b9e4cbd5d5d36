"""Guards: a list is drawn up where somebody wants it, and told as each reader chose: at their hour,
in their scope, of their own unit alone; nobody gets one twice and nobody none."""

from __future__ import annotations

from datetime import UTC

import pytest
from push_stage import ALL, FIRST, MOVEMENT, SECOND, pushed, stand, told, wants
from sqlalchemy import Engine, select, update
from told_stage import ZONE, at, person

from scheduler.tick import tick
from storage import people, subscriptions, units
from storage.engine import reading, transaction
from storage.outbox import outbox
from storage.publications import publications
from storage.tables import Role, table

TAN_NINH, WEDNESDAY = "25459", "2026-12-16"


def keys(engine: Engine) -> list[str]:
    with reading(engine) as db:
        return list(db.execute(select(publications.c.key).order_by(publications.c.id)).scalars())


def test_each_list_is_drawn_at_the_hours_at_which_somebody_wants_it(pushing: Engine) -> None:
    wants(pushing, "P055", "weekly", at=(2, 14))
    wants(pushing, "P056", "weekly", at=(2, 14), list="communes")
    assert set(pushed(pushing, WEDNESDAY)) == {"P054"}
    assert set(pushed(pushing, WEDNESDAY, "13:59")) == set()
    assert set(pushed(pushing, WEDNESDAY, "14:00")) == {"P055", "P056"}
    assert keys(pushing) == [
        f"{WEDNESDAY}T{hour} tay-ninh/{one}"
        for hour, one in (("08", "groups"), ("14", "groups"), ("14", "communes"))
    ]
    assert set(pushed(pushing, "2026-12-17", "14:00")) == {"P054"}


def test_an_hour_that_was_missed_is_made_up_for_on_its_day_and_never_at_night(
    pushing: Engine,
) -> None:
    wants(pushing, "P055", "weekly", at=(2, 9))
    assert set(pushed(pushing, WEDNESDAY, "17:30")) == set()
    assert set(pushed(pushing, "2026-12-23", "16:30")) == {"P054", "P055"}


def test_a_narrower_scope_has_its_own_places_changes_and_coverage(pushing: Engine) -> None:
    wants(pushing, "P001", "daily", scope=TAN_NINH)
    said = told(pushing, FIRST, "P001")
    assert said[0] == "<b>Standings 2026: Phường Tân Ninh</b>"
    assert said[2:] == [
        "S&amp;L groups: 3/3 have data", "",
        "1. Mẫu 1: 99.00", "2. Mẫu 2: 98.00", "3. Mẫu 3: 97.00",
    ]  # fmt: skip
    stand(pushing, {**ALL, "9900003": 200, "9900004": 300})
    said = told(pushing, SECOND, "P001")
    assert said[4:8] == [
        "<b>Since 15 December 2026:</b>",
        "Mẫu 3, Phường Tân Ninh: up 2 places, now 1st",
        "Mẫu 1, Phường Tân Ninh: down 1 place, now 2nd",
        "Mẫu 2, Phường Tân Ninh: down 1 place, now 3rd",
    ]


def test_of_ones_own_unit_only_its_own_place_is_told(pushing: Engine) -> None:
    wants(pushing, "P002", "daily", scope="9900001")
    said = told(pushing, FIRST, "P002")
    assert said[0] == "<b>Standings 2026: Mẫu 1</b>"
    assert said[4:] == [
        "Phường Tân Ninh: 1st of 3", "Chi nhánh NHCSXH tỉnh Tây Ninh: 1st of 12", "Points: 99.00",
    ]  # fmt: skip
    stand(pushing, {**ALL, "9900003": 200, "9900001": 98})
    said = told(pushing, SECOND, "P002")
    assert said[4:] == [
        "Phường Tân Ninh: 2nd of 3; last time 1st",
        "Chi nhánh NHCSXH tỉnh Tây Ninh: 2nd of 12; last time 1st",
        "Points: 98.00; last time 99.00",
    ]
    assert not any("Mẫu 3" in line or "Mẫu 2" in line for line in said)


def test_whoever_does_not_hold_the_unit_any_more_is_told_nothing(pushing: Engine) -> None:
    wants(pushing, "P001", "daily", scope=TAN_NINH)
    wants(pushing, "P002", "daily", scope="9900001")
    roles = table(Role)
    with transaction(pushing) as db:
        of = roles.c.person_id.in_([person(db, "P001"), person(db, "P002")])
        db.execute(update(roles).where(of).values(unit_id=1))
    assert set(pushed(pushing, FIRST)) == {"P054"}


def test_a_table_is_for_those_who_see_the_names_in_it(pushing: Engine) -> None:
    """A member of a union holds a unit in which groups are ranked, and sees no list of them."""
    union = "25459-12"
    wants(pushing, "P002", "daily", scope=union)
    with transaction(pushing) as db:
        roles, unit = table(Role), units.by_code(db, union)
        assert unit is not None
        row = {"person_id": person(db, "P002"), "unit_id": unit.id}
        db.execute(roles.insert().values(**row, role="member"))
    assert set(pushed(pushing, FIRST)) == {"P054"}
    with transaction(pushing) as db:
        db.execute(roles.insert().values(**row, role="officer"))
    assert set(pushed(pushing, SECOND)) == {"P054", "P002"}


def test_one_reader_has_several_and_each_ends_by_itself(pushing: Engine) -> None:
    wants(pushing, "P054", "daily", scope=TAN_NINH)
    wants(pushing, "P054", "weekly", at=(1, None))
    with reading(pushing) as db:
        ids = [one.id for one in subscriptions.of(db, person(db, "P054"))]
    assert len(ids) == 3
    pushed(pushing, FIRST)  # a Tuesday: daily and weekly are one message
    pushed(pushing, FIRST, "08:01")
    with reading(pushing) as db:
        sent = db.execute(select(outbox.c.key).where(outbox.c.kind == "standings")).scalars().all()
    assert len([key for key in sent if key.startswith("standings:")]) == 2
    with transaction(pushing) as db:
        subscriptions.stop(db, person(db, "P055"), ids[0])  # somebody else's
        assert len(subscriptions.of(db, person(db, "P054"))) == 3
        subscriptions.stop(db, person(db, "P054"), ids[0])
        assert [one.id for one in subscriptions.of(db, person(db, "P054"))] == ids[1:]


@pytest.mark.parametrize("scope", [TAN_NINH, "9900001"])
def test_what_was_queued_for_two_is_sent_while_one_of_them_goes_on(
    pushing: Engine, scope: str
) -> None:
    """Daily and weekly are one message; the daily one is stopped before it leaves."""
    for who in ("P001", "P002"):
        wants(pushing, who, "daily", scope=scope)
        wants(pushing, who, "weekly", scope=scope, at=(1, None))
        wants(pushing, who, "leader", scope=scope)
    reader = "P001" if scope == TAN_NINH else "P002"
    tick(pushing, MOVEMENT, ZONE, at(f"{FIRST}T08:00").astimezone(UTC))
    with transaction(pushing) as db:
        of = {one.frequency: one.id for one in subscriptions.of(db, person(db, reader))}
        subscriptions.stop(db, person(db, reader), of["daily"])
    assert reader in pushed(pushing, FIRST, "08:01")
    tick(pushing, MOVEMENT, ZONE, at(f"{SECOND}T08:00").astimezone(UTC))
    assert reader not in pushed(pushing, SECOND, "08:01")


def test_nothing_is_sent_once_all_that_it_was_queued_for_is_stopped(pushing: Engine) -> None:
    wants(pushing, "P001", "daily", scope=TAN_NINH)
    wants(pushing, "P001", "weekly", scope=TAN_NINH, at=(3, None))  # not today
    tick(pushing, MOVEMENT, ZONE, at(f"{FIRST}T08:00").astimezone(UTC))
    with transaction(pushing) as db:
        [daily, _] = subscriptions.of(db, person(db, "P001"))
        subscriptions.stop(db, person(db, "P001"), daily.id)
    assert set(pushed(pushing, FIRST, "08:01")) == {"P054"}


def test_nobody_is_read_who_has_no_account(pushing: Engine) -> None:
    """Whoever has blocked us is left out, and gets the next one after coming back."""
    with transaction(pushing) as db:
        people.block(db, "telegram", "1", "P054", at(f"{FIRST}T07:00"))
    assert pushed(pushing, FIRST) == {}
    with reading(pushing) as db:
        [one] = subscriptions.of(db, person(db, "P054"))
    assert one.last is None
