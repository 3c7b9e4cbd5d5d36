"""Guards: no act of a sitting comes out of turn, codes are right once and in time, what was
changed behind our back is found, and two at once close it once."""

from __future__ import annotations

import threading

import pytest
from sat import Sat
from sqlalchemy import Engine, func, select, update

from services.sittings import results
from storage import sealed
from storage.engine import transaction
from storage.proposed import nominations
from storage.sealed import ballots
from storage.seating import seats
from storage.sittings import sittings as rows

ONE = ("C1",)
FIVE = ("X1", "X2", "X3", "X4", "HS")


@pytest.fixture
def nine(engine: Engine) -> Sat:
    return Sat(engine, persons=ONE)


def test_a_vote_may_be_changed_and_the_last_one_counts(nine: Sat) -> None:
    nine.convene()
    nine.come(*nine.members)
    nine.open()
    for said in ("yes", "no", "yes", "no"):
        assert nine.vote("M1", {1: said}) == "done"
        ids = _ids(nine)
    nine.vote("M2", {1: "yes"})
    assert not set(ids) & set(_ids(nine)), "ballots keep no number"
    result = nine.closed()
    assert (result.case(1).room.yes, result.case(1).room.no) == (1, 1)
    assert (result.returned, len(result.checks)) == (2, 2)


def _ids(sat: Sat) -> list[int]:
    with sat.engine.connect() as db:
        return list(db.execute(select(ballots.c.id)).scalars())


def test_a_closed_sitting_keeps_its_result_and_nothing_that_tells_a_vote(nine: Sat) -> None:
    result = nine.sat(6, 9)
    with nine.engine.connect() as db:
        assert db.execute(select(func.count()).select_from(ballots)).scalar_one() == 0
        kept = db.execute(select(seats.c.key, seats.c.share, seats.c.given, seats.c.slip)).all()
    assert {tuple(row) for row in kept} == {(None, None, None, None)}
    assert nine.give("M1").became == "wrong"
    assert nine.vote("M1", {1: "no"}) == "over"
    assert not nine.ask()
    assert not nine.annul()
    assert nine.result() == result


def test_codes_count_when_they_are_asked_for_and_each_once(nine: Sat) -> None:
    nine.convene()
    nine.come(*nine.members[:7])
    assert nine.give("M1").became == "unopened"
    nine.open()
    assert nine.give("M1").became == "unopened"
    nine.ask()
    assert nine.give("M1", nine.codes["M2"]).became == "wrong"
    assert [nine.give("M1").so_far for _ in range(3)] == [1, 1, 1]
    assert nine.give("M8").became == "given", "whoever has not come may help to close"


def test_a_lost_code_is_made_anew_until_it_is_open_and_the_old_one_no_longer_holds(
    nine: Sat,
) -> None:
    from services.sittings import voting

    nine.convene()
    old = nine.codes["M1"]
    with transaction(nine.engine) as db:
        new = voting.code(db, nine.id, nine.who["M1"])
    nine.come(*nine.members)
    nine.open()
    with transaction(nine.engine) as db:
        assert voting.code(db, nine.id, nine.who["M1"]) is None
    nine.ask()
    assert nine.give("M1", old).became == "wrong"
    assert nine.give("M1", new).became == "given"


def test_an_annulled_sitting_opens_nothing_and_another_can_be_convened(nine: Sat) -> None:
    nine.convene()
    assert nine.convene() == "under_way"
    nine.come(*nine.members)
    nine.open()
    nine.vote("M1", {1: "yes"})
    assert nine.annul()
    assert nine.sitting().result is None
    assert _ids(nine) == []
    assert nine.give("M1").became == "wrong"
    assert isinstance(nine.convene(), int)


def test_what_was_changed_behind_our_back_is_found_and_said(nine: Sat) -> None:
    nine.convene()
    nine.come(*nine.members)
    nine.open()
    for one in nine.members[:4]:
        nine.vote(one, {1: "yes"})
    with transaction(nine.engine) as db:
        body = db.execute(select(ballots.c.id, ballots.c.body)).first()
        assert body is not None
        changed = bytes([body.body[40] ^ 1])
        spoilt = body.body[:40] + changed + body.body[41:]
        db.execute(update(ballots).where(ballots.c.id == body.id).values(body=spoilt))
        share = select(seats.c.share).where(seats.c.person_id == nine.who["M9"])
        held = db.execute(share).scalar_one()
        broken = {"share": held[:-1] + bytes([held[-1] ^ 1])}
        db.execute(update(seats).where(seats.c.person_id == nine.who["M9"]).values(broken))
    nine.ask()
    assert nine.give("M9").became == "damaged"
    result = nine.close(*nine.members[:6])
    assert (result.spoilt, result.lost, result.case(1).room.yes) == (1, 1, 3)
    kept = nine.sitting().result or ""
    with transaction(nine.engine) as db:
        forged = kept.replace('"yes":3', '"yes":9')
        assert forged != kept
        db.execute(update(rows).values(result=forged))
    assert results.state(nine.sitting()) == "changed"
    assert results.read(nine.sitting()) is None
    assert nine.convene() == "changed"


def test_a_damaged_part_needs_one_more_code(nine: Sat) -> None:
    nine.convene()
    nine.come(*nine.members)
    nine.open()
    nine.vote("M1", {1: "yes"})
    nine.ask()
    assert nine.give("M1").became == "given"
    with transaction(nine.engine) as db:
        where = seats.c.person_id == nine.who["M1"]
        given = db.execute(select(seats.c.given).where(where)).scalar_one()
        db.execute(update(seats).where(where).values(given=given[:-1] + bytes([given[-1] ^ 1])))
    became = [nine.give(one).became for one in nine.members[1:7]]
    assert became == ["given"] * 5 + ["closed"]


def test_who_was_withdrawn_meanwhile_is_not_elected(nine: Sat) -> None:
    nine.convene()
    nine.come(*nine.members)
    nine.open()
    for one in nine.members:
        nine.vote(one, {1: "yes"})
    with transaction(nine.engine) as db:
        db.execute(update(nominations).values(live=False))
    result = nine.closed()
    assert (result.case(1).passed, result.case(1).live, result.elected) == (True, False, ())


def test_two_last_codes_at_once_close_it_once(nine: Sat) -> None:
    nine.convene()
    nine.come(*nine.members)
    nine.open()
    for one in nine.members:
        nine.vote(one, {1: "yes"})
    nine.ask()
    for one in nine.members[:5]:
        nine.give(one)
    became: list[str] = []
    start = threading.Barrier(3)

    def give(who: str) -> None:
        start.wait()
        became.append(nine.give(who).became)

    threads = [threading.Thread(target=give, args=(one,)) for one in ("M6", "M7", "M8")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert became.count("closed") == 1
    assert nine.result().case(1).yes == 9


def test_everybody_is_heard_again_a_day_after(nine: Sat) -> None:
    nine.sat(6, 9)
    for days, silent in ((0, 9), (2, 0)):
        with transaction(nine.engine) as db:
            sealed.speak_again(db, nine.now + days * sealed.LATE)
            found = select(func.count()).select_from(seats).where(seats.c.open)
            assert db.execute(found).scalar_one() == silent
